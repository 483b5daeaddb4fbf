"""国土地理院's address search, as a geocoder of geopy, which has none for Japan.

It answers a list of GeoJSON features, longitude first, each with a title: the address as far as it
knows it (東京都国立市富士見台二丁目47番地), also places that only sound alike.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderParseError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from ..places.agreement import fold_address
from ..places.location import ONLINE
from .answer import read_point

SOURCE = ONLINE["gsi"]
DOMAIN = "msearch.gsi.go.jp"

_CHOME = re.compile(".*丁目")
_HOUSE_NUMBER = re.compile(r"\d号")
_SMALL_GA = re.compile("(?<=[々一-鿿ぁ-ん])[ケヶ](?=[々一-鿿])")
_OLD_WORDS = re.compile("大字|字(?=.)")


class GsiAddressSearch(Geocoder):
    """Asks ``/address-search/AddressSearch?q=…``. Only ``geocode``: it has no reverse search.

    Source: https://msearch.gsi.go.jp/address-search/AddressSearch (国土地理院).
    """

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
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            # that of requests asks a slow server three times
            adapter_factory=URLLibAdapter,
        )
        self._api = f"{self.scheme}://{domain}/address-search/AddressSearch"

    def geocode(
        self, query: str, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The point of an address, or None: none of the answers is this address, or part of it.

        ``raw`` holds ``level`` (what the title states, never more), ``radius_m`` (None: it gives
        none), ``source`` and ``matched`` (the title).

        Raises:
            GeocoderServiceError: an outage, in one of geopy's forms.
        """

        def read(answers: object) -> Location | list[Location] | None:
            found = sorted(_locations(answers, query), key=_understood, reverse=True)
            if exactly_one:
                return found[0] if found else None
            return found or None

        url = f"{self._api}?{urlencode({'q': query})}"
        answer: Location | list[Location] | None = self._call_geocoder(url, read, timeout=timeout)
        return answer


def level_of(title: str) -> str:
    """What a title states: with 号 a building, with another number after the town a block, else the
    town, or only the city. A number after 番地の is part of a plot, which may hold many buildings.
    """
    plain = unicodedata.normalize("NFKC", title)
    numbers = _CHOME.sub("", plain)
    if _HOUSE_NUMBER.search(numbers):
        return "building"
    if re.search(r"\d", numbers):
        return "block"
    return "city" if _is_municipality(plain) else "town"


def _is_municipality(title: str) -> bool:
    """国立市 and 檜原村, but not 昭島市拝島町."""
    whole = title.removeprefix("東京都")
    return whole[-1:] in "市区" or (whole[-1:] in "町村" and not re.search("[市区]", whole))


def _locations(answers: object, asked: str) -> Iterator[Location]:
    if not isinstance(answers, list):
        raise GeocoderParseError("not a list")
    for feature in answers:
        try:
            title = str(feature["properties"]["title"])
            lon, lat, *_ = feature["geometry"]["coordinates"]
            point = read_point(lat, lon)
            if not _is_part(title, asked):
                continue
            raw = {"level": level_of(title), "radius_m": None, "source": SOURCE, "matched": title}
            yield Location(title, point, raw)
        except (KeyError, TypeError, ValueError) as error:
            raise GeocoderParseError("no feature with a title and a point") from error


def _is_part(title: str, asked: str) -> bool:
    """Whether a title is the asked address, or its beginning: never merely one alike."""
    part, whole = _folded(title), _folded(asked)
    if not part or not whole.startswith(part):
        return False
    rest = whole[len(part) :]
    if part[-1:].isdecimal():
        return not rest[:1].isdecimal()  # 4-1 is no part of 4-10
    # 日野市日野 is no part of 日野市日野本町; a municipality is part of all in it
    return not rest or rest[0] in "-0123456789" or level_of(title) == "city"


def _folded(address: str) -> str:
    return fold_address(_OLD_WORDS.sub("", _SMALL_GA.sub("が", address)))


def _understood(found: Location) -> int:
    return len(_folded(found.raw["matched"]))
