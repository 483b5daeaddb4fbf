"""The desk's roll: every place in short, in memory, brought up to date by what changed since.

So no page of the staff reads all places, and none waits because somebody else kept a change.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from typing import Any

from ..places.dated import undated_rules
from ..places.days import Day, oldest, read_day
from ..places.desk import DeskLine
from ..places.folding import fold
from ..places.schedule import ExceptionDay, Rule
from ..places.wish import answered
from .catalogue import Reading, without_prefecture
from .database import Database

Said = Mapping[str, Mapping[str, str]]
"""The cells of each statement as they are stored; only a few are needed, so no record is made."""

_BETWEEN = "|"
"""Stands between the texts by which a place is found; folding leaves it there."""
_NO_DIGIT = re.compile("[^0-9]+")
_KANJI = re.compile("[々〆〇ヶ一-鿿豈-﫿]")
_LAST = """SELECT json_array(kept, who) FROM change
    WHERE of = '{of}' AND key = {key} AND who NOT GLOB 'geocoder:*'
    ORDER BY number DESC LIMIT 1"""
_LINES = f"""SELECT p.key, p.said,
    coalesce(json_extract(s.said, '$.address.value'), ''),
    coalesce(json_extract(g.said, '$.name.value'), ''),
    ({_LAST.format(of="place", key="p.key")}), ({_LAST.format(of="site", key="s.key")})
    FROM record p
    LEFT JOIN record s ON s.of = 'site' AND s.key = json_extract(p.said, '$.site.value')
    LEFT JOIN record g ON g.of = 'group' AND g.key = json_extract(p.said, '$.group.value')
    WHERE p.of = 'place'"""


@dataclass(frozen=True, slots=True)
class _Roll:
    """The lines by key, and the number and moment of the last change that they know of."""

    number: int
    kept: str
    reading: Reading
    lines: Mapping[str, DeskLine]


@dataclass(slots=True)
class DeskRoll:
    """Keeps the lines for all threads of a process; ``labels`` are the names of the categories, by
    which places are found too."""

    labels: Mapping[str, str]
    _roll: _Roll | None = None
    _lock: Lock = field(default_factory=Lock)

    def lines(self, db: Database, reading: Reading) -> Mapping[str, DeskLine]:
        """Every place by key, as all that is committed by now says.

        Not to be called within a transaction that writes: what is taken back would stay here.
        """
        roll = self._roll
        if roll is None or not _is_of_now(db, roll, reading):
            with self._lock:
                roll = self._roll = self._of_now(db, reading)
        return roll.lines

    def _of_now(self, db: Database, reading: Reading) -> _Roll:
        number, kept = _last_change(db)  # first: what is read then may be newer, never older
        roll = self._roll
        if roll is None or roll.reading != reading or not _knows(db, roll):
            return _Roll(number, kept, reading, dict(self._read(db, reading)))
        touched = _touched(db, roll)
        kept_lines = {key: line for key, line in roll.lines.items() if key not in touched}
        return _Roll(number, kept, reading, kept_lines | dict(self._read(db, reading, touched)))

    def _read(
        self, db: Database, reading: Reading, keys: Collection[str] | None = None
    ) -> Iterator[tuple[str, DeskLine]]:
        some = "" if keys is None else " AND p.key IN (SELECT value FROM json_each(?))"
        for key, said, address, group, *changes in db.execute(
            _LINES + some, [] if keys is None else [json.dumps([*keys])]
        ):
            place = _Place(key, json.loads(said), address, group, reading)
            yield key, place.line(self.labels, *_newest(changes))


def _is_of_now(db: Database, roll: _Roll, reading: Reading) -> bool:
    return bool(roll.reading == reading) and (roll.number, roll.kept) == _last_change(db)


def _last_change(db: Database) -> tuple[int, str]:
    row = db.execute("SELECT number, kept FROM change ORDER BY number DESC LIMIT 1").fetchone()
    return row or (0, "")


def _knows(db: Database, roll: _Roll) -> bool:
    """Whether the database goes on from there: an older copy that was put back does not."""
    row = db.execute("SELECT kept FROM change WHERE number = ?", [roll.number]).fetchone()
    return row is not None and row[0] == roll.kept


def _touched(db: Database, roll: _Roll) -> set[str]:
    """The places whose line may have changed: by themselves, or with their site or group."""
    changed = {
        (of, key)
        for of, key in db.execute(
            "SELECT DISTINCT of, key FROM change WHERE number > ?", [roll.number]
        )
    }
    users = {
        line.key
        for line in roll.lines.values()
        if ("site", line.site) in changed or ("group", line.group) in changed
    }
    return users | {key for of, key in changed if of == "place"}


def _newest(changes: list[str | None]) -> tuple[datetime | None, str]:
    """When and by whom the last of several changes was made."""
    kept, who = max((json.loads(one) for one in changes if one), default=("", ""))
    return (datetime.fromisoformat(kept) if kept else None), who


# -- the line of one place


@dataclass(frozen=True, slots=True)
class _Place:
    """A place as it is stored, with address and name of its site and group."""

    key: str
    said: Said
    address: str
    group: str
    reading: Reading

    def line(self, labels: Mapping[str, str], kept: datetime | None, who: str) -> DeskLine:
        name, kana = self.text("name"), self.text("kana")
        spoken = self.reading(name, "")
        rules = [*self.public_rules()]
        return DeskLine(
            key=self.key,
            name=name,
            spoken=fold(kana or spoken),
            haystack=self.haystack(spoken, labels),
            categories=tuple(self.text("categories").split(";")),
            standing=self.text("standing"),
            city=self.text("city"),
            address=self.address,
            phone=self.text("phone"),
            day=self.day(rules),
            answered=_answered(frozenset(self.said)),
            undated=undated_rules((rule, note) for rule, note, _ in rules),
            exceptions=tuple(self.exceptions()),
            unread=not kana and bool(_KANJI.search(spoken)),
            site=self.text("site"),
            group=self.text("group"),
            kept=kept,
            who=who,
        )

    def text(self, field: str) -> str:
        cells = self.said.get(field)
        return cells.get("value", "") if cells else ""

    def several(self, head: str) -> list[str]:
        """The fields ``head.…``."""
        return [field for field in self.said if field.startswith(head)]

    def public_rules(self) -> Iterator[tuple[Rule, str, Day]]:
        """Those of the schedule with the words beside them and their day."""
        for cells in map(self.said.__getitem__, self.several("schedule.")):
            if "_visibility" not in cells:
                yield _rule(_parts(cells)), cells.get("_note", ""), read_day(cells.get("_day", ""))

    def exceptions(self) -> Iterator[tuple[date, ExceptionDay]]:
        for path in sorted(self.several("exception.")):
            day = date.fromisoformat(path.removeprefix("exception."))
            yield day, ExceptionDay(**dict(_parts(self.said[path])))

    def day(self, rules: list[tuple[Rule, str, Day]]) -> Day:
        own = read_day(self.said["name"].get("_day", ""))
        return oldest({own, *(day for rule, _, day in rules if rule.is_open)})

    def haystack(self, spoken: str, labels: Mapping[str, str]) -> str:
        """All by which the staff find it: also what the public does not see."""
        phones = [self.text(field) for field in self.several("phone")]
        texts = (
            *(self.key, self.text("name"), spoken, self.group, without_prefecture(self.address)),
            *(self.text(field) for field in ("kana", "venue", "operator", "address_note")),
            *(labels.get(one, one) for one in self.text("categories").split(";")),
            *phones,
            *(_NO_DIGIT.sub("", phone) for phone in phones),
        )
        return fold(_BETWEEN.join(texts))


def _parts(cells: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The parts of a value, without what is said of the statement."""
    return tuple((part, text) for part, text in cells.items() if not part.startswith("_"))


@lru_cache(maxsize=4096)
def _rule(parts: tuple[tuple[str, str], ...]) -> Rule:
    return Rule(**dict(parts))


_answered = lru_cache(maxsize=4096)(answered)
"""Places of one file say the same fields."""
