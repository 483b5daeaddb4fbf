"""``closed``, ``extra``, ``moved``, ``usual``: one date of a place differs from its rules, or no more.

It is an edit by a person, so no file overwrites it, and every page says it at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from ..places.changes import OFFICE, diff
from ..places.contacts import is_private
from ..places.dated import (
    CLOSED,
    DatedDay,
    Timetable,
    next_dates,
    state_on,
    timetable_of,
)
from ..places.days import Day, read_day
from ..places.errors import BadCell, Problem, Refused
from ..places.folding import fold
from ..places.openings import OPEN, Opening, calendar
from ..places.persons import persons_in
from ..places.place import Place
from ..places.record import Statement
from ..places.schedule import EXCEPTION_EFFECTS, ExceptionDay, require_date
from ..storage.changes import keep_changes, read_record
from ..storage.database import Database, writing
from ..storage.places import names_of_places, place, view

USUAL = "usual"
EFFECTS = (*EXCEPTION_EFFECTS, USUAL)

SAME, REPLACED, ANYWAY, TWICE = "same", "replaced", "anyway", "twice"
UNLISTED, FAR = "unlisted", "far"
"""What there is to say of a change that is kept all the same: it stood so already; it takes the
place of another word of the day; the day was none of opening; the day moved to is one already; the
public does not see the place, or it rests; a day is so far ahead that the year may be a slip."""
FAR_AHEAD = timedelta(days=366)
LONGEST_REASON = 100
"""Characters; it stands in the calendar beside the day."""
_MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class AskedDay:
    """What is asked for: of which place and date, what (closed, moved, extra, or usual: an
    exception is taken back), with the words of the tables; ``source`` is the key of a source."""

    key: str
    date: str
    effect: str
    opens: str = ""
    closes: str = ""
    moved_to: str = ""
    reason: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """The place and its date as they stand now, what there is to say of it, the dates to come."""

    place: Place
    day: date
    exception: ExceptionDay | None
    remarks: tuple[str, ...]
    timetable: Timetable
    dates: tuple[DatedDay, ...]


def change_day(db: Database, asked: AskedDay, now: datetime) -> ChangedDay:
    """Keeps the change, or nothing.

    Raises:
        Refused: with everything that is wrong.
    """
    with writing(db):
        stands = place(db, asked.key)
        wrong = [*_wrong_words(db, asked, stands, now.date())]
        if stands is None or wrong:
            raise _refused(asked, wrong)
        day, exception = date.fromisoformat(asked.date), _exception(asked)
        before = public_timetable(db, stands)
        wrong = [*_without_effect(before, day, exception)]
        if wrong:
            raise _refused(asked, wrong)
        said_on = read_day(str(now.date()))
        changed = with_exception(stands, day, exception, asked.source, said_on)
        keep_changes(db, diff(stands, changed, kept=now, who=OFFICE))
        after = public_timetable(db, changed)
    remarks = tuple(_remarks(before, stands.standing, day, exception))
    if max(asked.date, asked.moved_to) > str(now.date() + FAR_AHEAD):
        remarks += (FAR,)
    return ChangedDay(changed, day, exception, remarks, after, next_dates(after, now))


def public_timetable(db: Database, shown: Place) -> Timetable:
    """As the public sees it: rules for the staff say no dates."""
    return timetable_of(view(db, shown).place)


def _refused(asked: AskedDay, wrong: list[BadCell]) -> Refused:
    problems = [Problem(bad.expected, bad.found, asked.effect, column=bad.column) for bad in wrong]
    return Refused("何も 変えていません。", problems)


# -- what was asked


def _wrong_words(
    db: Database, asked: AskedDay, stands: Place | None, today: date
) -> Iterator[BadCell]:
    """What is wrong with the words themselves, whatever the place's rules say."""
    if stands is None:
        yield BadCell(asked.key, _near(db, asked.key), "KEY")
    elif stands.standing == "ended":
        yield BadCell(asked.key, "おわっていない場所", "KEY")
    yield from wrong_date(asked.date, today, "DATE", past=asked.effect == USUAL)
    if asked.effect == "moved":
        yield from wrong_date(asked.moved_to, today, "--to")
    yield from _wrong_hours(asked)
    yield from wrong_reason(asked.reason, "--reason")
    if asked.source and read_record(db, "source", asked.source) is None:
        yield BadCell(asked.source, "出典のキー（sources.csv の key）", "--source")


def wrong_reason(reason: str, column: str) -> Iterator[BadCell]:
    """What is wrong with the reason of a day: everybody reads it."""
    if len(reason) > LONGEST_REASON:
        yield BadCell(reason, f"{LONGEST_REASON}字までの 短い言葉", column)
    if is_private(reason):
        expected = "だれにでも 見える言葉（携帯番号と メールアドレスは 書けません）"
        yield BadCell(reason, expected, column)
    for one in persons_in(reason):
        yield BadCell(one.text, "人のことでは なく、場所のこと", column)


def _near(db: Database, key: str) -> str:
    """What is expected of a key that no place has, with those that may be meant."""
    names, said = names_of_places(db), fold(key)
    alike = [one for one, name in names.items() if said and (said in one or said in fold(name))]
    near = dict.fromkeys([*get_close_matches(key, names, _MOST_NEAR), *alike])
    listed = "、".join(f"{one}（{names[one]}）" for one in list(near)[:_MOST_NEAR])
    return f"場所のキー。近いもの: {listed}" if listed else "場所のキー（places.csv の key）"


def wrong_date(text: str, today: date, column: str, *, past: bool = False) -> Iterator[BadCell]:
    """What is wrong with a date in words; one that is over is, unless it may be ``past``."""
    try:
        require_date(column, text)
    except BadCell as bad:
        yield bad
        return
    if not past and date.fromisoformat(text) < today:
        yield BadCell(text, f"きょう（{today}）か、その後の日", column)


def _wrong_hours(asked: AskedDay) -> Iterator[BadCell]:
    """Each of the hours by itself, or both together when each is right."""
    wrong = [*_bad_hours(asked.opens, ""), *_bad_hours("", asked.closes)]
    yield from wrong or _bad_hours(asked.opens, asked.closes)


def _bad_hours(opens: str, closes: str) -> Iterator[BadCell]:
    try:
        ExceptionDay("extra", opens, closes)
    except BadCell as bad:
        yield BadCell(bad.found, bad.expected, f"--{bad.column}")


def _exception(asked: AskedDay) -> ExceptionDay | None:
    if asked.effect == USUAL:
        return None
    return ExceptionDay(asked.effect, asked.opens, asked.closes, asked.moved_to, asked.reason)


# -- what it would do


def _without_effect(
    timetable: Timetable, day: date, exception: ExceptionDay | None
) -> Iterator[BadCell]:
    """What of the change would change nothing, or could not be told from another."""
    if exception is None:
        if day not in dict(timetable.exceptions):
            yield BadCell(str(day), _what_differs(timetable, day), "DATE")
    elif exception.effect == "moved":
        yield from _moves_nothing(timetable, day, exception)
    elif exception.effect == "extra" and _adds_nothing(_without(timetable, day), day, exception):
        expected = "まだ ひらかない日（ほかの時間にも ひらくなら --opens --closes も）"
        yield BadCell(str(day), expected, "DATE")


def _what_differs(timetable: Timetable, day: date) -> str:
    origin = _moved_from(timetable, day)
    if origin:
        return f"うつす前の日（{origin}）"
    days = "、".join(str(one) for one, _ in timetable.exceptions)
    return f"いつもと ちがう日（いまは {days or 'ありません'}）"


def _moves_nothing(timetable: Timetable, day: date, moved: ExceptionDay) -> Iterator[BadCell]:
    to, origin = date.fromisoformat(moved.moved_to), _moved_from(_without(timetable, day), day)
    if origin and not _openings(Timetable(timetable.rules), day):
        yield BadCell(str(day), f"うつす前の日（{origin}）", "DATE")
    if to == day and not (moved.opens or moved.closes):
        expected = "ほかの日（おなじ日の 時間だけなら --opens --closes も）"
        yield BadCell(str(to), expected, "--to")
    aim = dict(timetable.exceptions).get(to)
    if to != day and aim and aim.effect == CLOSED:
        yield BadCell(str(to), f"おやすみでない日（先に usual で {to} を もどす）", "--to")


def _adds_nothing(others: Timetable, day: date, extra: ExceptionDay) -> bool:
    with_it = replace(others, exceptions=(*others.exceptions, (day, extra)))
    return _openings(with_it, day) == _openings(others, day)


def _without(timetable: Timetable, day: date) -> Timetable:
    """The timetable as if nothing were said of this one day."""
    kept = tuple(one for one in timetable.exceptions if one[0] != day)
    return replace(timetable, exceptions=kept)


def _moved_from(timetable: Timetable, day: date) -> date | None:
    """The date whose opening moved to this day."""
    return next((one for one, said in timetable.exceptions if said.moved_to == str(day)), None)


def _openings(timetable: Timetable, day: date) -> tuple[Opening, ...]:
    return calendar(timetable.rules, timetable.exceptions, day - timedelta(days=1)).on(day)


# -- keeping, and what there is to say of it


def with_exception(
    stands: Place, day: date, exception: ExceptionDay | None, source: str, said_on: Day
) -> Place:
    """The place with the exception, of the day it was said; as it stands when that says the same
    already. None takes an exception back."""
    path = f"exception.{day}"
    said: dict[str, Statement] = dict(stands.said)
    before = said.pop(path, None)
    if exception is not None:
        new = Statement(exception, "", source, said_on)
        same = before is not None and replace(before, day=said_on) == new
        said[path] = before if before and same else new
    return Place(stands.key, said)


def _remarks(
    before: Timetable, standing: str, day: date, exception: ExceptionDay | None
) -> Iterator[str]:
    if standing != "listed":
        yield UNLISTED
    stood, others = dict(before.exceptions).get(day), _without(before, day)
    if stood and exception:
        yield SAME if stood == exception else REPLACED
    if exception is None or exception.effect == "extra":
        return
    if not before.rests and state_on(others, day) == CLOSED:
        yield ANYWAY
    if exception.moved_to not in ("", str(day)):
        aim = date.fromisoformat(exception.moved_to)
        if any(opening.state == OPEN for opening in _openings(others, aim)):
            yield TWICE
