"""Texts that try to be something else than text, in every text column of every table."""

from collections.abc import Iterator
from itertools import chain, cycle
from pathlib import Path

from tests.web.made_up import Tables

LONG = "み" * 10_000
TEXTS = (
    "{{7*7}}",
    "{% raw %}",
    "{#",
    "${alert(1)}",
    "`${alert(1)}`",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202e右から左\u202c \u200fみほん",
    "\"'><b onclick='alert(1)'>みほん",
    LONG,
    "$& $' $` $$ {count} {names}",
    "{0.__class__} {query} %s %(a)s",
    "</template></svg><svg onload=alert(1)>",
    "--><!-- &lt;b&gt; &#39; &amp;amp;",
    "1行め\n2行め",
    "'; DROP TABLE record;--",
    "</title></textarea><style>*{display:none}</style>",
    "\\u003cscript\\u003e \\n \\",
    "😀\u200d👩 が\u3099 \ufeff\u2028\u2029みほん",
)

COLUMNS = {
    "places": ("name", "venue", "note"),
    "groups": ("name", "note"),
    "sites": ("address", "note"),
    "schedules": ("note",),
    "exceptions": ("reason", "note"),
    "facts": ("note",),
    "details": ("value", "note"),
    "fees": ("note",),
    "identifiers": ("value", "note"),
    "sources": ("name", "publisher", "url", "licence", "credit", "note"),
    "helplines": ("name", "for_whom", "hours", "cost", "note", "source"),
    "helpline_hours": ("words",),
    "programmes": ("name", "for_whom", "what", "office", "source"),
}
"""The columns of free text. The rest are keys, words of our own, numbers and days."""

_FREE_DETAILS = {"who", "address_note", "operator", "activity", "access", "remark"}


def make_hostile(data: Path) -> None:
    """Changes the tables of a data folder."""
    tables = Tables(data)
    _add_exceptions(tables)
    for name, columns in COLUMNS.items():
        for at, column in enumerate(columns):
            texts = _texts(at)  # so that the columns of a row say different things
            for row in tables.rows[name]:
                row[column] = _hostile(row, column, next(texts))
    tables.write()


def hostile_names(data: Path) -> dict[str, str]:
    """The names of the listed places as typed, by key."""
    rows = Tables(data).rows["places"]
    return {row["key"]: row["name"] for row in rows if row["standing"] == "listed"}


def _texts(at: int) -> Iterator[str]:
    """Every text in turn without end; the long one is said once, since it takes long."""
    turned = TEXTS[at:] + TEXTS[:at]
    return chain(turned, cycle(text for text in turned if text != LONG))


def _hostile(row: dict[str, str], column: str, text: str) -> str:
    field = row.get("field", "")
    if column == "url" or (column == "value" and field == "url"):
        return f"https://example.org/{''.join(text.split())}"
    if column == "value" and field and field not in _FREE_DETAILS:
        return row[column]
    return text


def _add_exceptions(tables: Tables) -> None:
    listed = [row["key"] for row in tables.rows["places"] if row["standing"] == "listed"]
    for key in listed[: len(TEXTS) + 3]:
        tables.add("exceptions", place=key, date="2026-12-29", effect="closed", source="")
