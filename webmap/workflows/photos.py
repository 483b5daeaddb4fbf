"""Photographs of a place: one is added, its words are changed, it is taken off again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from ..formats.picture import Picture, read_picture
from ..places.changes import by_staff, diff
from ..places.contacts import is_private
from ..places.days import Day, read_day
from ..places.errors import BadCell, Invalid
from ..places.persons import persons_in
from ..places.photo import Photo
from ..places.place import Place
from ..places.record import Said, Statement
from ..places.vocabulary import VISIBILITIES
from ..storage import photos
from ..storage.changes import keep_changes
from ..storage.database import Database, writing
from ..storage.places import place

MOST = 6
"""Of a place: a family wants to see the door and the room."""


@dataclass(frozen=True, slots=True)
class PhotoWords:
    """What a form says of a photograph; ``day`` (EDTF) is when it was taken, ``note`` how those
    who are seen agreed, for the staff."""

    alt: str = ""
    credit: str = ""
    consent: str = ""
    day: str = ""
    visibility: str = "public"


@dataclass(frozen=True, slots=True)
class Shown:
    """A photograph of a place with its sides, for a page: ``src`` widths, the narrowest first."""

    field: str
    photo: Photo
    statement: Statement
    sides: tuple[photos.Side, ...]

    @property
    def widest(self) -> photos.Side:
        return self.sides[-1]


def photos_of(db: Database, shown: Place) -> list[Shown]:
    """The photographs of a place whose bytes are there: what is not there is no broken box."""
    found = (
        Shown(field, photo, statement, photos.sides(db, photo.file))
        for field, photo, statement in shown.photos()
    )
    return [one for one in found if one.sides]


def add_photo(
    db: Database, key: str, upload: bytes, words: PhotoWords, who: str, now: datetime
) -> None:
    """Keeps a picture and what is said of it, after those that the place has.

    Raises:
        Invalid: with everything that is wrong; nothing is kept.
        KeyError: there is no such place.
    """
    picture, problems = _pictured(upload)
    problems += _wrong_words(words, now)
    if picture is None or problems:
        raise Invalid(problems)
    with writing(db):
        stands = _place(db, key)
        if len([*stands.photos()]) >= MOST:
            raise Invalid([BadCell(str(MOST), f"{MOST}まい までの 写真", "photo")])
        sizes = [(size.width, size.height, size.webp) for size in picture.sizes]
        photos.keep_photo(db, picture.file, sizes)
        said = {**stands.said, _free(stands): _statement(picture.file, words)}
        _keep(db, stands, said, who, now)


def change_photo(
    db: Database, key: str, field: str, words: PhotoWords, who: str, now: datetime
) -> None:
    """Says something else of a photograph.

    Raises:
        Invalid: with everything that is wrong; nothing is kept.
        KeyError: there is no such place, or it has no such photograph.
    """
    problems = [*_wrong_words(words, now)]
    if problems:
        raise Invalid(problems)
    with writing(db):
        stands = _place(db, key)
        file = _photo(stands, field).file
        old, new = stands.said[field], _statement(file, words)
        new = replace(new, note=old.note, source=old.source, confirmed=old.confirmed)
        _keep(db, stands, {**stands.said, field: new}, who, now)


def take_photo_off(db: Database, key: str, field: str, who: str, now: datetime) -> None:
    """Takes a photograph off a place. Its bytes stay for undoing; nobody but the staff sees them.

    Raises:
        KeyError: there is no such place, or it has no such photograph.
    """
    with writing(db):
        stands = _place(db, key)
        _photo(stands, field)
        said = {name: one for name, one in stands.said.items() if name != field}
        _keep(db, stands, said, who, now)


def show_photo_first(db: Database, key: str, field: str, who: str, now: datetime) -> None:
    """Makes a photograph the first one, by changing places with the one that is.

    Raises:
        KeyError: there is no such place, or it has no such photograph.
    """
    with writing(db):
        stands = _place(db, key)
        _photo(stands, field)
        first = next(name for name, _, _ in stands.photos())
        swapped = {first: stands.said[field], field: stands.said[first]}
        _keep(db, stands, {**stands.said, **swapped}, who, now)


def _pictured(upload: bytes) -> tuple[Picture | None, list[BadCell]]:
    if not upload:
        return None, [BadCell("", "写真を えらんでください", "photo")]
    try:
        return read_picture(upload), []
    except BadCell as bad:
        return None, [bad]


def _wrong_words(words: PhotoWords, now: datetime) -> Iterator[BadCell]:
    """Each of the words by itself, so that all problems are said at once."""
    sound = {"file": "0" * 20, "alt": "–", "credit": "–", "consent": "nobody"}
    for name in ("alt", "credit", "consent"):
        text = getattr(words, name)
        try:
            Photo(**{**sound, name: text})
        except BadCell as bad:
            yield bad
        if is_private(text):
            yield BadCell(text, "携帯番号と メールアドレスは 書けません", name)
    for one in persons_in(words.alt):
        yield BadCell(one.text, "人のことでは なく、場所のこと", "alt")
    if words.visibility not in VISIBILITIES:
        yield BadCell(words.visibility, "、".join(VISIBILITIES) + " のどれか", "visibility")
    yield from _wrong_day(words.day, now)


def _wrong_day(text: str, now: datetime) -> Iterator[BadCell]:
    try:
        first = read_day(text).first()
    except BadCell as bad:
        yield BadCell(bad.found, bad.expected, "day")
        return
    if first and first > now.date():
        yield BadCell(text, "きょうか、その前の日", "day")


def _statement(file: str, words: PhotoWords) -> Statement:
    photo = Photo(file, words.alt, words.credit, words.consent)
    day = read_day(words.day) if words.day else Day()
    return Statement(photo, day=day, visibility=words.visibility)


def _place(db: Database, key: str) -> Place:
    found = place(db, key)
    if found is None:
        raise KeyError(key)
    return found


def _photo(stands: Place, field: str) -> Photo:
    return next(photo for name, photo, _ in stands.photos() if name == field)


def _free(stands: Place) -> str:
    """The number after the last one: a number that was taken off is not given again at once."""
    numbers = [int(field.partition(".")[2]) for field, _, _ in stands.photos()]
    return f"photo.{max(numbers, default=0) + 1}"


def _keep(db: Database, stands: Place, said: Said, who: str, now: datetime) -> None:
    changes = diff(stands, Place(stands.key, said), kept=now, who=by_staff(who))
    keep_changes(db, changes)
