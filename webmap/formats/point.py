"""Published points: two cells of degrees."""

import re

from ..places.draft import Draft
from ..places.location import Location
from .layout import clean_number, said


def read_point(draft: Draft, lat_column: str, lat: str, lon_column: str, lon: str) -> None:
    """A published point, of level building; both numbers must lie in Japan."""
    north, east = said(clean_number(lat)), said(clean_number(lon))
    if not north and not east:
        return
    if not (_is_between(north, 20, 46) and _is_between(east, 122, 154)):
        column, found = (lat_column, lat) if not _is_between(north, 20, 46) else (lon_column, lon)
        draft.bad(column, found, "日本の中の 緯度（20〜46）と 経度（122〜154）")
        return
    draft.say(lat_column, "location", Location(north, east, "building"), of="site")


def _is_between(text: str, low: float, high: float) -> bool:
    return bool(re.fullmatch(r"\d{1,3}(\.\d+)?", text, re.ASCII)) and low <= float(text) <= high
