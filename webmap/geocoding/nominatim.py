"""OpenStreetMap's Nominatim, asked about addresses of Japan and taken at its word only.

For a house that it does not know it answers with the road or the quarter, and does not say so.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError
from geopy.geocoders import Nominatim
from geopy.geocoders.base import DEFAULT_SENTINEL
from geopy.location import Location

from ..places.agreement import fold_address
from ..places.location import ONLINE
from .answer import read_point

SOURCE = ONLINE["nominatim"]
DOMAIN = "nominatim.openstreetmap.org"

_MUNICIPALITIES = ("city", "town", "village", "municipality", "county", "city_district")
_TOWNS = ("suburb", "quarter", "neighbourhood", "hamlet", "residential")
_NUMBER = re.compile(r"\d+(?:-\d+)*")
_MOST = 5


class NominatimOfJapan(Nominatim):
    """Nominatim with answers that are checked against the asked address."""

    def __init__(
        self,
        *,
        user_agent: str,
        domain: str = DOMAIN,
        scheme: str = "https",
        timeout: Any = DEFAULT_SENTINEL,
        proxies: Any = DEFAULT_SENTINEL,
    ) -> None:
        super().__init__(
            user_agent=user_agent,
            domain=domain,
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            adapter_factory=URLLibAdapter,
        )

    def geocode(
        self, query: str, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL, **_: object
    ) -> Location | list[Location] | None:
        """The point of an address, or None: none of the answers lies in the asked municipality.

        ``raw`` holds ``level``, ``radius_m`` (None: it gives none), ``source`` and ``matched``.

        Raises:
            GeocoderServiceError: an outage, in one of geopy's forms.
        """
        try:
            answers = super().geocode(
                query,
                exactly_one=False,
                limit=_MOST,
                addressdetails=True,
                language="ja",
                country_codes="jp",
                timeout=timeout,
            )
            found = [*_taken(answers or [], fold_address(query))]
        except GeocoderServiceError:
            raise
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise GeocoderParseError("no answer as Nominatim gives them") from error
        found.sort(key=lambda one: ("building", "block", "town", "city").index(one.raw["level"]))
        return (found[0] if exactly_one else found) if found else None

    def _parse_code(self, place: Any) -> Location:
        """One of the answers. geopy warns of a point that is none, and takes it."""
        read_point(place["lat"], place["lon"])
        return super()._parse_code(place)


def _taken(answers: list[Location], asked: str) -> Iterator[Location]:
    for answer in answers:
        level = level_of(answer.raw, asked)
        if level:
            raw = {"level": level, "radius_m": None, "source": SOURCE, "matched": answer.address}
            yield Location(answer.address, answer.point, raw)


def level_of(raw: Mapping[str, Any], asked: str) -> str:
    """How exactly an answer is the asked address (folded); empty when it is not.

    A building is one whose number is the address's, a block one with its first number. With the
    quarter of the address it is a town, with its municipality alone (and a road, which may be
    long) a city.
    """
    address = {part: fold_address(str(text)) for part, text in raw["address"].items()}
    if not any(address.get(part) and address[part] in asked for part in _MUNICIPALITIES):
        return ""
    rests = [rest for part in _TOWNS if (rest := _after(address.get(part, ""), asked)) is not None]
    if not rests:
        return "city"
    number = _NUMBER.match(min(rests, key=len).lstrip("-"))
    return _level_of_number(address, number[0] if number else "")


def _after(town: str, asked: str) -> str | None:
    """What follows a town in an address, or None when it is in another town.

    富士見台 is not in 富士見台東, and 富士見台2 is not in 富士見台21.
    """
    _, found, rest = asked.partition(town) if town else ("", "", "")
    end = "-" if town[-1:].isdecimal() else "-0123456789"
    return rest if found and (not rest or rest[0] in end) else None


def _level_of_number(address: Mapping[str, str], asked: str) -> str:
    block, house = address.get("city_block", ""), address.get("house_number", "")
    if asked and asked in (house, f"{block}-{house}"):
        return "building"
    stated = block or house
    return "block" if stated and f"{asked}-".startswith(f"{stated}-") else "town"
