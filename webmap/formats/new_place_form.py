"""The form of a new place: what it says, read. Its cells are named as in the form of a place.

``name:value``, ``site/address:value``, ``site/location:lat``, ``group/name:value`` …; ``site:value``
and ``group:value`` hold the key of a stored one, ``new``, or nothing. ``common:source`` and
``common:day`` say for everything who says it, and as of when. ``key`` is the key that the place
gets for ever, ``key:suggested`` the one that was offered for it. ``looked`` and ``found`` tell what
was looked for when the form was made, and where the gazetteer saw the address.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from ..places.contacts import is_private
from ..places.days import Day, read_day
from ..places.doubles import Sketch
from ..places.errors import BadCell
from ..places.fields import Value, check_value, key_text
from ..places.location import GEOCODERS, Location
from ..places.record import Statement
from ..places.visibility import visibility_of
from ..places.vocabulary import SCHEMES

Cells = Mapping[str, Sequence[str]]
"""The texts of a form by name."""

NEW = "new"
"""In the place of a key: one is to be made."""
KEY, SUGGESTED, LOOKED, FOUND = "key", "key:suggested", "looked", "found"
SCHEME, IDENTIFIER = "identifier:scheme", "identifier:value"
PLACE_SCHEMES = ("kodomo_shokudo", "wamnet")
"""Outside identifiers of places; 法人番号 is the group's."""
RESERVED = frozenset({"new"})
"""A key that would stand where a page of ours stands."""
LONGEST_KEY = 40
"""Characters; the address of its page is printed as a QR code."""

_PLACE = {"name": "name:value", "phone": "phone:value", "categories": "categories:value"}
POINT = ("lat", "lon", "level", "radius_m")
_LOOKED_AT = (
    *("name:value", "site/address:value", "phone:value", "group/name:value"),
    *(SCHEME, IDENTIFIER),
)


@dataclass(slots=True)
class NewPlace:
    """What is said of a place and of the site and group that would be new. ``site`` and ``group``
    are keys of stored ones, ``new`` or empty. Sources are words: none has a key yet."""

    key: str
    suggested: str
    site: str
    group: str
    place_said: dict[str, Statement] = field(default_factory=dict)
    site_said: dict[str, Statement] = field(default_factory=dict)
    group_said: dict[str, Statement] = field(default_factory=dict)
    problems: list[BadCell] = field(default_factory=list)

    @property
    def location(self) -> Location | None:
        """Where the pin stands."""
        said = self.site_said.get("location")
        return said.value if said and isinstance(said.value, Location) else None


def text_of(cells: Cells, name: str) -> str:
    """The text of a cell, without outer blanks."""
    return next(iter(cells.get(name, ())), "").strip()


def location_of(cells: Cells) -> Location | None:
    """Where the pin stands, or None.

    Raises:
        BadCell: it stands nowhere on the earth.
    """
    parts = {part: _narrow(text_of(cells, f"site/location:{part}")) for part in POINT}
    if not (parts["lat"] or parts["lon"]):
        return None
    return Location(**(parts | {"level": parts["level"] or "building"}))


def pin_in(cells: Cells) -> Location | None:
    """Where the pin stands, or None where it stands nowhere or cannot be read."""
    try:
        return location_of(cells)
    except BadCell:
        return None


def sketch_of(cells: Cells) -> Sketch:
    """The place that a form describes, as far as doubles of it can be told."""
    scheme, identifier = text_of(cells, SCHEME), _narrow(text_of(cells, IDENTIFIER))
    location = pin_in(cells)
    return Sketch(
        name=text_of(cells, "name:value"),
        phone=_narrow(text_of(cells, "phone:value")),
        address=text_of(cells, "site/address:value"),
        point=location.point if location and location.exact else None,
        identifiers=tuple(identifier if one == scheme else "" for one in SCHEMES),
    )


def fingerprint(cells: Cells) -> str:
    """A word for all that was looked for among what is stored; with another it is looked for again."""
    texts = "\n".join(text_of(cells, name) for name in _LOOKED_AT)
    return blake2b(texts.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def read_new_place(cells: Cells, today: date) -> NewPlace:
    """What the form says, with every problem at once; the ``column`` of one is a cell's name."""
    reader = _Reader(cells, today)
    return reader.read()


class _Reader:
    def __init__(self, cells: Cells, today: date) -> None:
        self.cells, self.today = cells, today
        site, group = text_of(cells, "site:value"), text_of(cells, "group:value")
        self.new = NewPlace(text_of(cells, KEY), text_of(cells, SUGGESTED), site, group)

    def read(self) -> NewPlace:
        new = self.new
        self._read_key()
        self.source, self.day = self._source(), self._day()
        for name, cell in _PLACE.items():
            self._say("place", name, cell, new.place_said)
        if self._text(IDENTIFIER) and self._text(SCHEME) in PLACE_SCHEMES:
            name = f"identifier.{self._text(SCHEME)}"
            self._say("place", name, IDENTIFIER, new.place_said)
        if new.site in ("", NEW):
            self._say("site", "address", "site/address:value", new.site_said)
            self._read_location()
        if new.group == NEW:
            self._say("group", "name", "group/name:value", new.group_said)
        self._read_required()
        return new

    def _read_required(self) -> None:
        for name, expected in (("name", "名前"), ("categories", "種類")):
            if name not in self.new.place_said and not self._has_problem(_PLACE[name]):
                self._bad("", expected, _PLACE[name])

    def _read_key(self) -> None:
        try:
            key_text(self.new.key)
        except BadCell as bad:
            self._bad(bad.found, bad.expected, KEY)
        if self.new.key in RESERVED or len(self.new.key) > LONGEST_KEY:
            self._bad(self.new.key, f"ほかの かぎ（{LONGEST_KEY}字まで）", KEY)

    def _source(self) -> str:
        source = self._text("common:source").replace(";", "；")
        if not source:
            self._bad("", "どこから しった話ですか", "common:source")
        elif is_private(source):
            self._bad(source, "携帯番号と メールアドレスの ない ことば", "common:source")
        return source

    def _day(self) -> Day:
        text = self._text("common:day")
        try:
            day = read_day(text)
        except BadCell as bad:
            self._bad(bad.found, bad.expected, "common:day")
            return Day()
        first = day.first()
        if not first or first > self.today:
            self._bad(text, "いつの話ですか（きょうまでの日）", "common:day")
        return day

    def _read_location(self) -> None:
        try:
            location = location_of(self.cells)
        except BadCell as bad:
            self._bad(bad.found, bad.expected, f"site/location:{bad.column}")
            return
        if location:
            source = self._text("site/location:source")
            own = source and not set(GEOCODERS) & set(source.split(";"))
            said = self._statement("location", location)
            if own:
                said = Statement(location, source=source.replace(";", "；"), day=self.day)
            self.new.site_said["location"] = said

    def _say(self, of: str, name: str, cell: str, said: dict[str, Statement]) -> None:
        text = self._text(cell)
        if not text:
            return
        value = _narrow(text) if name == "phone" or name.startswith("identifier") else text
        try:
            check_value(of, name, value)
        except BadCell as bad:
            self._bad(bad.found, bad.expected, cell)
            return
        if name == "name" and is_private(text):
            self._bad(text, "携帯番号と メールアドレスの ない 名前", cell)
            return
        said[name] = self._statement(name, value)

    def _statement(self, name: str, value: Value) -> Statement:
        visibility = visibility_of(name, value, "")
        return Statement(value, source=self.source, day=self.day, visibility=visibility)

    def _text(self, name: str) -> str:
        return text_of(self.cells, name)

    def _has_problem(self, name: str) -> bool:
        return any(bad.column == name for bad in self.new.problems)

    def _bad(self, found: str, expected: str, name: str) -> None:
        self.new.problems.append(BadCell(found, expected, name))


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("ー", "-").strip()
