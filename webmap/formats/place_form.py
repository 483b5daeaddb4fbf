"""The form of a place as an outside format: cells by name, written and read back.

A name is ``path:part``: ``phone:value``, ``schedule.1:opens``, ``site/address:note``,
``fact.elevator:source``. Those of its site and its group have ``site/`` and ``group/`` before them.
``shown`` names each path that stands in the form: blank there means that nothing is known, and what
does not stand there stays as it is. ``common:source``, ``common:day`` and ``common:confirmed`` are
those of every value or note that was changed while its own were left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..places.clean_text import clean
from ..places.contacts import is_private
from ..places.days import Day, read_day
from ..places.errors import BadCell
from ..places.fields import Value, check_path, parts_of, read_value, write_value
from ..places.place import Group, Place, Site
from ..places.record import Record, Said, Statement
from ..places.schedule import WEEKDAYS
from ..places.visibility import is_for_staff
from ..places.vocabulary import (
    BENEFITING,
    CALL_TOPICS,
    CALLERS,
    STAFF_FIELDS,
    STAGES,
    SUPPORT,
    VISIBILITIES,
)
from .typed import plain

Cells = Mapping[str, Sequence[str]]
"""What a form holds, by name; a name may stand several times."""

SORTS = ("place", "site", "group")
PROVENANCE = ("source", "day", "confirmed")
COMMON = "common:"
SHOWN = "shown"
WHOLE = "whole"
"""Says that all of the form is what its source said on its day, also what was left as it was."""
GONE = "gone"
"""Names rows that were ticked to go: nothing is said there, though their cells stay."""
OWN = "own"
"""Names paths whose source and day are their own, though they are as they were."""
_NAMES = frozenset({"name", "categories", "standing", "group/name"})
"""Without these there is nothing to show, so they cannot be for the staff alone."""
_MANY_LINES = frozenset(
    {"activity", "access", "remark", "who", "first_day", "reply_time", "admission", "safety"}
)

_NTH = ("1", "2", "3", "4", "5", "-1")
_RANKED = {
    "weekdays": WEEKDAYS,
    "nth": _NTH,
    "audience": STAGES,
    "stages": STAGES,
    "persons": (*CALLERS, *BENEFITING),
    "topics": (*CALL_TOPICS, *SUPPORT),
}
"""Lists whose words stand in an order of their own."""
_LISTS = frozenset({*_RANKED, "categories", "booking_way"})
_STAND_IN = {"yen": "0", "lat": "0", "lon": "0", "level": "building", "effect": "closed"}
"""Takes the place of a bad part, so that the other parts are read too."""
_EXPECTED = {
    "effect": "ひらく・しまる などの どれか",
    "weekdays": "曜日（隔週のときは かならず）",
    "nth": "第何かは、隔週のときは えらべません",
    "starts": "隔週のときだけ、1回めの日（えらんだ曜日の日。2026-12-06 のように）",
    "season": "12-29/01-03 のような 日から日まで",
    "yen_max": "はじめの金額より 大きい円、または空",
    "moved_to": "ほかの日に うつすときだけ、うつした先の日（2026-12-06 のように）",
    "level": "どのくらい くわしい点か",
}
"""What is expected of a part, where the field's own words are those of the tables."""


@dataclass(slots=True)
class FormRead:
    """What a form says, by sort of record (a place, its site and its group, or one of a list), and
    everything that is wrong with it.

    The ``column`` of a problem is a name of the form; a path with a problem keeps what it said
    before. ``withheld`` are paths that are for the staff alone, though the form said otherwise:
    mobile numbers and mail addresses.
    """

    all_said: dict[str, dict[str, Statement]]
    problems: list[BadCell] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)

    @property
    def place(self) -> dict[str, Statement]:
        """What is said of the place."""
        return self.all_said["place"]

    def said(self, of: str) -> dict[str, Statement]:
        """What is said of one of the records."""
        return self.all_said[of]


def owner_of(path: str, own: str = SORTS[0]) -> tuple[str, str]:
    """Whose a path of the form is (its ``own`` record, the site, the group), and its field there."""
    head, slash, rest = path.partition("/")
    return (head, rest) if slash and head in SORTS[1:] else (own, path)


def path_of(of: str, name: str) -> str:
    """The path of a field in the form; the inverse of :func:`owner_of`."""
    return name if of == "place" else f"{of}/{name}"


# Writing


def write_form(place: Place, site: Site | None, group: Group | None) -> dict[str, list[str]]:
    """The cells of all that is said of a place, its site and its group."""
    records = (place, site, group)
    return write_said({record.of: record.said for record in records if record})


def write_said(said: Mapping[str, Said]) -> dict[str, list[str]]:
    """The cells of all that is said, by place, site and group."""
    cells: dict[str, list[str]] = {SHOWN: []}
    for of, statements in said.items():
        for name, statement in statements.items():
            path = path_of(of, name)
            cells[SHOWN].append(path)
            cells |= write_statement(path, statement)
    return cells


def write_record(record: Record) -> dict[str, list[str]]:
    """The cells of a record whose form asks of nothing else."""
    cells: dict[str, list[str]] = {SHOWN: [*record.said]}
    for name, statement in record.said.items():
        cells |= write_statement(name, statement)
    return cells


def write_statement(path: str, statement: Statement) -> dict[str, list[str]]:
    """The cells of one statement."""
    cells = {
        f"{path}:{part}": _words(text) if _is_list(path, part) else [text]
        for part, text in write_value(statement.value).items()
    }
    texts = (statement.note, *statement.provenance)
    names = ("note", *PROVENANCE, "visibility")
    return cells | {f"{path}:{name}": [text] for name, text in zip(names, texts, strict=True)}


def _words(text: str) -> list[str]:
    return text.split(";") if text else []


def _is_list(path: str, part: str) -> bool:
    return (_head(path) if part == "value" else part) in _LISTS


def _head(path: str) -> str:
    return owner_of(path)[1].partition(".")[0]


# Reading


def read_form(
    cells: Cells, place: Place, site: Site | None, group: Group | None, today: date
) -> FormRead:
    """What the form says, beside what was said when it was made: a cell that was left as it was
    changes nothing. Sources are keys, or new words; several stand with ``;`` between them."""
    before = {record.of: record.said for record in (place, site, group) if record}
    read = FormRead({of: dict(before.get(of, {})) for of in SORTS})
    return _read(_Reader(cells, today, read), before, (*place.required, "group/name"))


def read_record_form(
    cells: Cells, of: str, said: Said, required: Sequence[str], today: date
) -> FormRead:
    """What a form says of a record of this sort, beside what was said when it was made."""
    read = FormRead({of: dict(said)})
    return _read(_Reader(cells, today, read, of), {of: said}, required)


def _read(reader: "_Reader", before: Mapping[str, Said], required: Sequence[str]) -> FormRead:
    read = reader.into
    for path in dict.fromkeys(reader.cells.get(SHOWN, ())):
        reader.read(path)
    for path in required:
        of, name = reader.owner(path)
        if name in before.get(of, {}) and name not in read.said(of):
            read.problems.append(BadCell("", "空にできません", f"{path}:value"))
            read.said(of)[name] = before[of][name]
    read.problems = list({bad.column: bad for bad in reversed(read.problems)}.values())[::-1]
    return read


@dataclass(slots=True)
class _Reader:
    """Reads path by path; what is wrong is noted, and the path is left as it was."""

    cells: Cells
    today: date
    into: FormRead
    own: str = SORTS[0]

    def owner(self, path: str) -> tuple[str, str]:
        return owner_of(path, self.own)

    def read(self, path: str) -> None:
        of, name = self.owner(path)
        said = self.into.said(of)
        before, known = said.get(name), len(self.into.problems)
        try:
            check_path(of, name)
        except BadCell as bad:
            single = name.startswith("exception.")
            self._bad(bad.found, bad.expected, f"{path}:date" if single else path)
            return
        gone = path in self.cells.get(GONE, ())
        after = None if gone else self._statement(path, before)
        if after and after != before:
            after = self._for_whom(path, after)
        if len(self.into.problems) > known:
            return
        if after:
            said[name] = after
        else:
            said.pop(name, None)

    def _statement(self, path: str, before: Statement | None) -> Statement | None:
        parts = parts_of(*self.owner(path))
        same_value = before is not None and self._is_same(path, before, parts)
        same_note = before is not None and self._is_same(path, before, ("note",))
        note = before.note if before and same_note else self._text(f"{path}:note")
        value = before.value if before and same_value else self._value(path, parts, note)
        if value is None:
            return None
        left = self._is_same(path, before, PROVENANCE)
        if before and left:
            after = replace(before, value=value, note=note)
        else:
            after = Statement(value, note, *self._provenance(f"{path}:"))
        after = replace(after, visibility=self._visibility(path))
        if same_value and same_note and WHOLE not in self.cells:
            return after
        common = left and path not in self.cells.get(OWN, ())
        return self._dated(after, COMMON if common else f"{path}:")

    def _is_same(self, path: str, before: Statement | None, parts: Sequence[str]) -> bool:
        """Whether cells were left as they were; those of what is new are blank."""
        written = write_statement(path, before) if before else {}
        return all(
            _raw(path, part, self.cells.get(name, ())) == _raw(path, part, written.get(name, ()))
            for part, name in ((part, f"{path}:{part}") for part in parts)
        )

    # -- the value

    def _value(self, path: str, parts: Sequence[str], note: str) -> Value | None:
        texts = {part: self._part(path, part) for part in parts}
        if _is_blank(_head(path), texts, note):
            if note:
                self._bad(note, "ことばだけでは なく、答えも", f"{path}:{parts[0]}")
            return None
        return self._read_parts(path, texts)

    def _part(self, path: str, part: str) -> str:
        text = _raw(path, part, self.cells.get(f"{path}:{part}", ()))
        name = _head(path) if part == "value" else part
        if name not in _MANY_LINES:
            text = " ".join(text.split("\n"))
        return plain(name, text)

    def _read_parts(self, path: str, texts: dict[str, str]) -> Value | None:
        """The value; every bad part is named, each by itself."""
        bad_parts: set[str] = set()
        while True:
            try:
                return read_value(*self.owner(path), texts)
            except BadCell as bad:
                part = bad.column or next(iter(texts))
                if part in bad_parts:
                    return None
                bad_parts.add(part)
                self._bad(bad.found, _EXPECTED.get(part, bad.expected), f"{path}:{part}")
                texts = texts | {part: _STAND_IN.get(part, "")}

    # -- who says so, as of when, for whom

    def _provenance(self, where: str) -> tuple[str, Day, Day]:
        source = self._text(f"{where}source").replace("\n", " ").replace("；", ";")
        parts = (part.strip() for part in source.split(";"))
        day, confirmed = self._day(f"{where}day"), self._day(f"{where}confirmed")
        return ";".join(part for part in parts if part), day, confirmed

    def _day(self, name: str) -> Day:
        try:
            return read_day(plain("day", self._text(name)))
        except BadCell as bad:
            self._bad(bad.found, "2026-12-04、2026年7月、2025年度 のような日、または空", name)
        return Day()

    def _dated(self, after: Statement, where: str) -> Statement:
        """A changed value or note has who says so and when: its own, or else those of all."""
        source, day, confirmed = self._provenance(where)
        if not source:
            self._bad("", "どこから しった話ですか", f"{where}source")
        if is_private(source):
            expected = "携帯番号と メールアドレスの ない ことば"
            self._bad(source, expected, f"{where}source")
        if not self._text(f"{where}day"):
            self._bad("", "いつの話ですか", f"{where}day")
        for part, said in (("day", day), ("confirmed", confirmed)):
            first = said.first()
            if first and first > self.today:
                self._bad(said.text, "きょうまでの日", f"{where}{part}")
        return replace(after, source=source, day=day, confirmed=confirmed)

    def _visibility(self, path: str) -> str:
        usual = "staff" if _head(path) in STAFF_FIELDS else "public"
        text = self._text(f"{path}:visibility") or usual
        if text in VISIBILITIES:
            return text
        self._bad(text, "だれに見せるか", f"{path}:visibility")
        return usual

    def _for_whom(self, path: str, after: Statement) -> Statement:
        """What only the staff may see is kept so, whatever the form says."""
        name = owner_of(path)[1]
        if path in _NAMES and after.visibility != "public":
            self._bad(after.visibility, "だれにでも 見せる", f"{path}:visibility")
        if after.visibility == "staff" or not is_for_staff(name, after):
            return after
        if path in _NAMES:
            self._bad(after.text, "携帯番号と メールアドレスの ない なまえ", f"{path}:value")
        elif _head(path) not in STAFF_FIELDS:
            self.into.withheld.append(path)
        return replace(after, visibility="staff")

    def _text(self, name: str) -> str:
        return clean(next(iter(self.cells.get(name, ())), ""))

    def _bad(self, found: str, expected: str, name: str) -> None:
        self.into.problems.append(BadCell(found, expected, name))


def _raw(path: str, part: str, texts: Sequence[str]) -> str:
    """What stands in a cell, as far as it was typed or chosen; a list in its own order."""
    if not _is_list(path, part):
        return clean(next(iter(texts), ""))
    ranks = _RANKED.get(_head(path) if part == "value" else part, ())
    words = [text for text in dict.fromkeys(texts) if text]
    return ";".join(sorted(words, key=lambda word: ranks.index(word) if word in ranks else 0))


def _is_blank(head: str, texts: Mapping[str, str], note: str) -> bool:
    """Whether nothing is said. That a rule opens or closes, or how exact a point is, says nothing
    alone; a fee may have words only, and so may a rule."""
    if head in ("fee", "schedule") and note:
        return False
    alone = {"schedule": ("effect",), "location": ("level", "radius_m")}.get(head, ())
    return not any(text for part, text in texts.items() if part not in alone)
