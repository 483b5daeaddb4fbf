"""What the layouts of the field have in common: columns by name, and cells made clean."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ..places.draft import Draft, Edition, Identity
from ..places.errors import BadCell

Cells = Mapping[str, str]
"""The cells of a row by the layout's own column names; none is missing."""

_UNREADABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f\ufffd]")
_BROKEN = re.compile("[\ud800-\udfff\ufffd]")
_BLANKS = re.compile(r"[ \t\u3000]+")
_LONE_MARK = {"ウ゛": "ヴ"}
HYPHENS = re.compile("(?<=[0-9])[\u2010-\u2015\u2212\uff0d\u30fc-](?=[0-9])")
_BRACKETS = re.compile(r"\(([^()]*)\)$")
_UNIT = re.compile(r"\((?:人|人数|名|円)\)$")
_HALF_KANA = re.compile("[\uff61-\uff9f]+")
_NOTHING = frozenset({"", "-", "－", "―", "ー", "−", "—", "*", "非公開", "未公開", "※以下未公開"})
"""Cells that say nothing: a dash, or that they do not say."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout that files come in.

    ``scheme`` is that of the outside identifiers in it.
    ``telling`` are the columns by which a header is recognised, ``sure`` those that tell whose a
    row is, ``name_column`` the one with its name, ``lacking`` those that must not
    stand there, ``aliases`` other names of its columns. ``identify`` and ``read`` turn the cells
    of a row into who it is and what it says; they get the municipality (a code) as well.
    ``city_of`` is the municipality of a row: a code, or a name where the layout ``needs_code``
    not. A row without a name is rejected where the layout ``needs_name``.
    """

    name: str
    scheme: str
    columns: tuple[str, ...]
    telling: frozenset[str]
    sure: frozenset[str]
    name_column: str
    identify: Callable[[Cells, str], Identity]
    read: Callable[[Cells, str, Edition], Draft]
    city_of: Callable[[Cells], str]
    lacking: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)
    needs_name: bool = True
    needs_code: bool = True

    def knows(self, header: Iterable[str]) -> bool:
        """Whether a header row is of this layout."""
        names = set(self.names(header))
        return self.telling <= names and not self.lacking & names

    def names(self, header: Iterable[str]) -> list[str]:
        """The layout's own names of the columns of a header; others as they are.

        An alias stands for a column that is not there under its own name.
        """
        own = {_plain_name(column): column for column in self.columns}
        found = [_own_name(name, own) for name in header]
        other = {
            _plain_name(alias): column
            for alias, column in self.aliases.items()
            if column not in found
        }
        return [_own_name(name, other) for name in found]


def read_cells(
    layout: Layout, names: list[str], row: tuple[str, ...]
) -> tuple[dict[str, str], list[BadCell]]:
    """The cells of a row by column, without outer blanks, and what is wrong with its form.

    Of a row with more cells than the header only what tells whose it is can be trusted: the rest
    may stand in the wrong column, so it is left unknown. So is a cell with broken bytes.
    """
    cells = dict.fromkeys(layout.columns, "")
    problems = []
    for number, text in enumerate(row):
        name = names[number] if number < len(names) else ""
        # A column without a name, or named twice, is kept too: it may say 非公開.
        cells[f"{name}#{number}" if not name or cells.get(name) else name] = text.strip()
    if len(row) != len(names):
        problems.append(BadCell(f"{len(row)} 列", f"{len(names)} 列（見出しの数）", "列の数"))
    if any(text.strip() for text in row[len(names) :]):
        cells = distrust(cells, layout)
    if _UNREADABLE.search("".join(row)):
        problems += _clean(cells, layout)
    return cells, problems


def distrust(cells: Cells, layout: Layout) -> dict[str, str]:
    """The cells of a row that has slipped: only what tells whose it is stays in its column; the
    rest is kept beside it, since it may say 非公開."""
    doubtful = [name for name in layout.columns if name not in layout.sure and cells[name]]
    return {
        **cells,
        **dict.fromkeys(doubtful, ""),
        **{f"{name}#": cells[name] for name in doubtful},
    }


def _clean(cells: dict[str, str], layout: Layout) -> Iterator[BadCell]:
    """Takes out what cannot be read; of an address half of it would be another one."""
    for name, text in [*cells.items()]:
        if not _UNREADABLE.search(text):
            continue
        yield BadCell(show(text), "読める文字", name)
        if not _BROKEN.search(text):
            cells[name] = _UNREADABLE.sub("", text).strip()
        else:
            cells[f"{name}#"] = show(text)
            cells[name] = show(text) if name == layout.name_column else ""


def show(text: str) -> str:
    """A text of a file made fit to print: what cannot be read is a 〓."""
    return _UNREADABLE.sub("〓", text)


def said(text: str) -> str:
    """The text, or nothing when it only says that there is nothing to say."""
    return "" if text in _NOTHING else text


def clean_name(text: str) -> str:
    """A name as published; only half-width katakana become whole."""
    return _HALF_KANA.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def clean_kana(text: str) -> str:
    """A reading in katakana of ordinary width."""
    for mark, letter in _LONE_MARK.items():
        text = text.replace(mark, letter)
    plain = unicodedata.normalize("NFKC", text)
    return "".join(chr(ord(one) + 0x60) if "ぁ" <= one <= "ゖ" else one for one in plain)


@lru_cache(maxsize=64)
def clean_address(text: str) -> str:
    """An address in ordinary width, with one hyphen between numbers and one blank between words."""
    plain = unicodedata.normalize("NFKC", text)
    return _BLANKS.sub(" ", HYPHENS.sub("-", plain)).strip()


def clean_number(text: str) -> str:
    """Digits and signs in ordinary width, without blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def _own_name(name: str, own: Mapping[str, str]) -> str:
    """The layout's own name of a heading: ``NO.``, ``参加費（小学生）`` and ``定員（人）`` too."""
    plain = _plain_name(name)
    spoken = (plain, _BRACKETS.sub(r"_\1", plain), _UNIT.sub("", plain))
    return next((own[one] for one in spoken if one in own), name)


def _plain_name(name: str) -> str:
    return clean_number(name).strip("\ufeff\u200b.").casefold()
