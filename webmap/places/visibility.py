"""Who may see what. Everything public passes through :func:`public_view`, and nothing else does.

A mobile number or a mail address never reaches the public, whatever its row says; an address that
is hidden takes its point and its group's address with it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from .contacts import is_mobile_phone, is_private, without_private
from .fields import Value
from .list_records import ListRecord
from .location import Location
from .photo import Photo
from .place import Group, Place, Site
from .record import Record, Said, Statement
from .schedule import ExceptionDay
from .vocabulary import STAFF_FIELDS

Listed = TypeVar("Listed", bound=ListRecord)

PUBLIC_STANDINGS = frozenset({"listed", "paused"})

_WHERE = frozenset({"site", "venue", "address_note", "access", "identifier", "group"})
"""What of a place would tell where it is. A group is led to by its corporate number, or by the key
of its first place, which may stand at the same address; its name stays."""
_PREFECTURE = "(?:東京都|北海道|京都府|大阪府|.{2,3}県)"
_MUNICIPALITY = re.compile(
    f"(?!{_PREFECTURE}?(?:余市郡|高市郡)){_PREFECTURE}?[^0-9０-９]{{1,6}}?(?:市市|市(?!市)|区)"
    f"|(?:{_PREFECTURE}(?:[^市区町村郡]{{1,5}}郡)?|[^市区町村郡]{{1,5}}郡).{{1,6}}?[町村]"
)
"""A 町 or 村 is a municipality below its prefecture or 郡; elsewhere it is part of a city."""
_ADDRESS = frozenset({"address", "address_note"})
_IN_A_HOME = "様方"
"""An address in somebody's home."""
NOT_PUBLISHED = (
    *("非公開", "非 公開", "非\u3000公開", "未公開", "非公表", "公開不可", "公表不可"),
    *(
        f"公{how}{no}"
        for how in "開表"
        for no in ("しない", "しません", "していない", "していません")
    ),
    *(f"公{how}しておりません" for how in "開表"),
)
"""Words by which a row asks that its address is not shown."""
HIDING_WORDS = (_IN_A_HOME, *NOT_PUBLISHED)
"""Without one of them a text hides nothing."""


@dataclass(frozen=True, slots=True)
class View:
    """A place as the public may see it: nothing in it needs to be hidden any more.

    ``hides`` is ``yes`` where the address is withheld, ``area`` where all but its municipality is.
    """

    place: Place
    group_name: str = ""
    address: Statement | None = None
    location: Location | None = None
    site: str = ""
    hides: str = ""


def public_view(place: Place, group: Group | None, site: Site | None) -> View:
    """What the public may know of a place.

    Statements for print or staff and texts with a mobile number or a mail address are left out;
    a hidden address is left out with its point, and of an ``area`` only the municipality is left;
    an address that is not for the public takes its point with it. A place whose name is not public
    is not listed.
    """
    shown = Place(place.key, {**_public(place.said), **_required(place)})
    runner = public_record(group) if group else None
    group_name = runner.text("name") if runner else ""
    building = public_record(site) if site else None
    said: Said = building.said if building else {}
    address = said.get("address")
    hides = _hides(place, site)
    if hides:
        shown = Place(shown.key, _without_where(shown.said, hides))
        area = _municipality(address) if hides == "area" else None
        return View(shown, group_name, area, hides=hides)
    location = site.location if site and "location" in said else None
    return View(shown, group_name, address, location, site.key if site else "")


def _hides(place: Place, site: Site | None) -> str:
    """``yes`` or ``area`` when the address must not be shown as it is; an address in a home too."""
    return place.text("hidden") or ("yes" if _is_in_a_home(place, site) else "")


def _is_in_a_home(*records: Record | None) -> bool:
    """Whether any voice gives an address in somebody's home, or says so beside it."""
    return any(_says_a_home(record.said) for record in records if record)


def _says_a_home(said: Said) -> bool:
    voices = (one for field, one in said.items() if field.partition(".")[0] in _ADDRESS)
    return any(_IN_A_HOME in text for one in voices for text in texts_of(one))


def hides_address(address: str, cells: Iterable[str]) -> bool:
    """Whether a row must not show where it is, until an editor publishes it.

    An address in somebody's home, or a cell anywhere in the row that says 非公開 or 未公開: the wish
    often stands in another column than the address. 様方 alone says it of an address only (皆様方).
    """
    return _IN_A_HOME in address or _is_not_published(cells)


def keeps_site_secret(site: Said, places: Iterable[Place]) -> bool:
    """Whether nobody may be asked where a site is: its address is not public, or one of the places
    that use it hides there (:func:`hides_its_sites`).

    Such a site gets no point at all, for nothing needs it.
    """
    address = site.get("address")
    if address is None:
        return False
    return (
        not _is_public("address", address)
        or _says_a_home(site)
        or _is_not_published(texts_of(address))
        or any(hides_its_sites(place.said) for place in places)
    )


def hides_its_sites(place: Said) -> bool:
    """Whether a place hides where it is: in public, or any of its words asks for it.

    So a geocoder hears of less than the public sees.
    """
    texts = (text for one in place.values() for text in texts_of(one))
    return "hidden" in place or _says_a_home(place) or _is_not_published(texts)


def _is_not_published(texts: Iterable[str]) -> bool:
    return any(word in text for text in texts for word in NOT_PUBLISHED)


def sites_of(place: Place) -> Iterable[str]:
    """The keys of the sites that a place uses, also by the word of other sources (``site.2``)."""
    return (said.text for name, said in place.said.items() if name.partition(".")[0] == "site")


def visibility_of(field: str, value: Value, note: str) -> str:
    """Who may see what a file says: ``staff`` for a mobile number or a mail address, else all."""
    texts = (value, note) if isinstance(value, str) else (note,)
    return "staff" if _is_private_in(field, texts) else "public"


def is_for_staff(field: str, statement: Statement) -> bool:
    """Whether a statement is the staff's whatever its visibility says: a field of theirs, or a
    mobile number or a mail address in its words."""
    return field.partition(".")[0] in STAFF_FIELDS or _is_private_in(field, texts_of(statement))


def _is_private_in(field: str, texts: Iterable[str]) -> bool:
    """A telephone number is mobile by how it begins, also when it is too short or too long."""
    if any(map(is_private, texts)):
        return True
    if field.partition(".")[0] not in ("phone", "number"):
        return False
    return any(map(is_mobile_phone, texts))


def _without_where(said: Said, hides: str) -> Said:
    """Of an ``area`` the municipality is known; of ``yes`` not even that."""
    where = _WHERE | {"city"} if hides == "yes" else _WHERE
    return {field: one for field, one in said.items() if field.partition(".")[0] not in where}


def public_record(record: Record) -> Record | None:
    """A group, site or source with what the public may see of it.

    The note of its row is the staff's. A name loses a number that stands in it; without a public
    name there is nothing to show, and the answer is None. A site whose address is not for the
    public has no point for it either, since the point was found by the address.
    """
    said = {field: replace(one, note="") for field, one in _public(record.said).items()}
    if "address" in record.said and "address" not in said:
        said.pop("location", None)
    for field in record.required:
        statement = record.said[field]
        if statement.visibility != "public":
            return None
        said[field] = replace(statement, value=without_private(statement.text) or "–", note="")
    return type(record)(record.key, said)


def public_listed(record: Listed) -> Listed | None:
    """A record of one of the lists with what the public may see of it; None when a field without
    which there is nothing to show is not for the public. A name loses a number that stands in it."""
    said = dict(_public(record.said))
    for field in record.required:
        statement = record.said[field]
        clean = without_private(statement.text)
        if statement.visibility != "public" or not clean:
            return None
        said[field] = replace(statement, value=clean, note="")
    return type(record)(record.key, said)


def _public(said: Mapping[str, Statement]) -> Said:
    return {field: statement for field, statement in said.items() if _is_public(field, statement)}


def _is_public(field: str, statement: Statement) -> bool:
    return statement.visibility == "public" and not is_for_staff(field, statement)


def texts_of(statement: Statement) -> tuple[str, ...]:
    """What a person typed into a statement: its words, and its value where that is a text."""
    if isinstance(statement.value, ExceptionDay):
        return statement.value.reason, statement.note
    if isinstance(statement.value, Photo):
        return statement.value.alt, statement.value.credit, statement.note
    return (
        (statement.value, statement.note) if isinstance(statement.value, str) else (statement.note,)
    )


def _required(place: Place) -> Said:
    """Name, categories and standing, without which there is no place; the name without numbers."""
    name = place.said["name"]
    clean = Statement(
        without_private(name.text) or place.key, "", name.source, name.day, name.confirmed
    )
    said: dict[str, Statement] = {"name": clean}
    for field in ("categories", "standing"):
        statement = place.said[field]
        said[field] = Statement(statement.value, "", statement.source, statement.day)
    if name.visibility != "public":
        said["standing"] = Statement("check")
    return said


def _municipality(address: Statement | None) -> Statement | None:
    """The address as far as its municipality; where the town ends cannot be told from a text."""
    found = _MUNICIPALITY.match(address.text) if address else None
    return Statement(found[0], "", address.source, address.day) if address and found else None
