"""Where a place is, for its pin on a map; and the groups and buildings that it may belong to.

``templates/staff/_pin.html`` shows the pin within any form whose cells are those of a place; it
needs ``cells`` (name → texts) and ``pin``, which :func:`pin_of` gives.
"""

from dataclasses import asdict, dataclass
from typing import Any

from flask import Blueprint, Response, jsonify, request

from ...mapping.city_map import layers_of
from ...places.location import Location
from ...places.place import Place, Site
from ...places.visibility import hides_its_sites, keeps_site_secret
from ...storage.sketches import places_at
from ...workflows.find_kin import find_groups, find_sites
from ...workflows.find_point import FAR, Candidate, find_points, is_far
from ..house import database, house
from .guard import asks

pins = Blueprint("pins", __name__)

LONGEST = 200
"""Characters of an address or a name that are looked for."""


@dataclass(frozen=True, slots=True)
class Pin:
    """What is told beside a pin: the other places of the site by key, with their names, whether the
    public never sees where it is, and whether it is doubtfully far from the city. ``setup`` is what
    the script makes the map of."""

    others: dict[str, str]
    hidden: bool
    far: bool
    setup: dict[str, Any]


def pin_of(
    place: Place | None = None, site: Site | None = None, location: Location | None = None
) -> Pin:
    """What is told beside the pin of a place and its site; ``location`` is where the pin stands in
    the form, if not where the site is."""
    others = places_at(database(), site.key) if site else {}
    if place:
        others.pop(place.key, None)
    hidden = place is not None and hides_its_sites(place.said)
    secret = site is not None and keeps_site_secret(site.said, ())
    stands = location or (site.location if site else None)
    far = stands is not None and is_far(stands.point, house().city.center)
    return Pin(others, hidden or secret, far, _setup())


@pins.post("/find-point")
@asks("viewer")
def find_point() -> Response:
    """Where an address may be: ``candidates``, the most exact first."""
    found = find_points(house().gazetteer, _asked("address"))
    return jsonify(candidates=[_written(one) for one in found])


@pins.post("/find-group")
@asks("viewer")
def find_group() -> Response:
    """Groups whose name holds the words: ``found`` with ``key``, ``name``, ``places``."""
    return jsonify(found=[asdict(one) for one in find_groups(database(), _asked("q"))])


@pins.post("/find-site")
@asks("viewer")
def find_site() -> Response:
    """Buildings by address or by the name of a place in them, in the same form."""
    return jsonify(found=[asdict(one) for one in find_sites(database(), _asked("q"))])


def _asked(name: str) -> str:
    return request.form.get(name, "")[:LONGEST]


def _written(one: Candidate) -> dict[str, str]:
    return asdict(one.location) | {"matched": one.matched, "source": one.source}


def _setup() -> dict[str, Any]:
    furnished = house()
    files, drawing = furnished.files, "basemap/drawing.json"
    return {
        **layers_of(files.url(drawing) if files.has(drawing) else "", furnished.say),
        "center": furnished.city.center,
        "zoom": furnished.city.zoom,
        "far": FAR,
        "words": furnished.say.under("pin"),
    }
