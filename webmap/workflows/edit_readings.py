"""Words are given their checked readings, each with what it stands on; never a guess."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import cast

from ..places.changes import Change, diff
from ..places.clean_text import clean
from ..places.errors import BadCell
from ..places.folding import to_hiragana
from ..places.list_records import KeptReading, ListRecord, key_of_word
from ..places.record import Statement
from ..storage.changes import keep_changes, read_record
from ..storage.database import Database, writing
from ..storage.lists import list_records
from ..storage.places import public_names
from ..storage.versions import version
from ..words.readings import Readings, has_kanji, is_spelled_so
from ..words.unread import MOST_TEXTS, Text, UnreadWord, find_unread

MOST = 60
"""So many words stand on a page."""
_HIRAGANA = frozenset(map(chr, range(0x3041, 0x3097))) | {"ー"}


@dataclass(frozen=True, slots=True)
class Given:
    """What a row of the form says of a word. ``was`` is the version of its reading that the form was
    made of; ``gone`` that it is no longer used."""

    word: str
    reading: str = ""
    basis: str = ""
    was: int = 0
    gone: bool = False


@dataclass(frozen=True, slots=True)
class KnownReading:
    """A reading that is there, with its version where that was asked for."""

    word: str
    reading: str
    basis: str
    version: int = 0
    gone: bool = False


@dataclass(slots=True)
class ReadingsKept:
    """How many changes were kept: none where there are ``problems``, by word and part
    (``reading``, ``basis``, ``word``)."""

    changes: int = 0
    problems: dict[tuple[str, str], str] = field(default_factory=dict)


def unread_words(db: Database, more: Iterable[Text], readings: Readings) -> list[UnreadWord]:
    """Words of public names without a reading; ``more`` are texts that stand in no place."""
    return find_unread(_all_texts(db, more), readings, MOST)


def all_readings(db: Database) -> list[KnownReading]:
    """Every word that has, or had, a reading, by how it is read."""
    records, _ = list_records(db, [KeptReading.of])
    known = (_known(one) for one in records)
    return sorted(known, key=lambda one: (one.gone, to_hiragana(one.reading), one.word))


def readings_with(db: Database, letters: str) -> list[KnownReading]:
    """Those whose word or reading holds the letters, the word itself first; as many as a page has."""
    found = [one for one in all_readings(db) if letters in one.word or letters in one.reading]
    found.sort(key=lambda one: one.word != letters)
    return [_with_version(db, one) for one in found[:MOST]]


def texts_read_otherwise(
    db: Database, word: str, reading: str, readings: Readings, more: Iterable[Text]
) -> list[Text]:
    """A few public texts with the word that are read otherwise when it has this reading."""
    other = readings.with_words({word: reading})
    found = (
        text
        for text in _all_texts(db, more)
        if word in text[0] and other.segments(*text) != readings.segments(*text)
    )
    return [*islice(found, MOST_TEXTS)]


def stands_somewhere(db: Database, word: str, more: Iterable[Text]) -> bool:
    """Whether a word stands in any public text."""
    return any(word in text for text, _ in _all_texts(db, more))


def save_readings(
    db: Database, given: Sequence[Given], more: Sequence[Text], who: str, now: datetime
) -> ReadingsKept:
    """Keeps what the rows say, or nothing when something is wrong in one of them."""
    with writing(db):
        changed = [(one, stands) for one in given if _differs(one, stands := _stands(db, one.word))]
        kept = ReadingsKept()
        for one, stands in changed:
            for bad in _problems(db, one, stands, more):
                kept.problems.setdefault((one.word, bad.column), bad.expected)
        if not kept.problems:
            kept.changes = keep_changes(db, _changes(changed, who, now))
        return kept


def _all_texts(db: Database, more: Iterable[Text]) -> Iterator[Text]:
    yield from more
    yield from public_names(db)


def _stands(db: Database, word: str) -> ListRecord | None:
    return cast(ListRecord | None, read_record(db, KeptReading.of, key_of_word(word)))


def _known(record: ListRecord) -> KnownReading:
    word, reading, basis = (record.text(name) for name in ("word", "reading", "basis"))
    return KnownReading(word, reading, basis, gone=bool(record.text("standing")))


def _with_version(db: Database, one: KnownReading) -> KnownReading:
    return replace(one, version=version(db, KeptReading.of, key_of_word(one.word)))


def _differs(given: Given, stands: ListRecord | None) -> bool:
    """Whether a row says something else than what is kept; a word alone says nothing."""
    if stands is None:
        return bool(given.reading or given.basis)
    is_gone = bool(stands.text("standing"))
    said = given.reading, given.basis, given.gone
    return said != (stands.text("reading"), stands.text("basis"), is_gone)


def _problems(
    db: Database, given: Given, stands: ListRecord | None, more: Sequence[Text]
) -> Iterator[BadCell]:
    if stands and version(db, stands.of, stands.key) != given.was:
        theirs = f"ほかの人が さきに「{stands.text('reading')}」に しました。たしかめて もういちど"
        yield BadCell(given.reading, theirs, "reading")
        return
    is_as_kept = stands is not None and given.reading == stands.text("reading")
    if not given.reading:
        yield BadCell("", "よみを ひらがなで", "reading")
    elif not is_as_kept and not _HIRAGANA.issuperset(given.reading):
        yield BadCell(given.reading, "ひらがなだけで", "reading")
    elif not is_spelled_so(given.word, given.reading):
        yield BadCell(given.reading, f"「{given.word}」の かなと あう よみ", "reading")
    if not given.basis:
        yield BadCell("", "よりどころを えらぶ", "basis")
    if stands is None and not has_kanji(given.word):
        yield BadCell(given.word, "漢字の ある ことば", "word")
    elif stands is None and not stands_somewhere(db, given.word, more):
        yield BadCell(given.word, "場所や相談先の 名前に でてくる ことば", "word")


def _changes(
    changed: Iterable[tuple[Given, ListRecord | None]], who: str, now: datetime
) -> Iterator[Change]:
    for given, stands in changed:
        said = {
            "word": Statement(given.word),
            "reading": Statement(given.reading),
            "basis": Statement(given.basis),
        }
        if given.gone:
            said["standing"] = Statement("ended")
        record = KeptReading(key_of_word(given.word), said)
        yield from diff(stands, record, kept=now, who=who)


def plain(text: str) -> str:
    """What was typed, without blanks."""
    return "".join(clean(text).split())
