"""Online geocoders as the rest of the program sees them: an address in, an answer or an outage out."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import date

from geopy.exc import GeocoderQuotaExceeded, GeocoderTimedOut, GeopyError
from geopy.geocoders.base import Geocoder

from ..places.days import read_day
from ..places.location import ONLINE, Answer
from . import gsi, nominatim, polite
from .answer import answer_of
from .polite import PoliteAsking, Unwilling

SERVERS = {"gsi": ("https", gsi.DOMAIN), "nominatim": ("https", nominatim.DOMAIN)}
"""Scheme and domain of each, by its name in the settings, in the order in which they are asked."""
_CLASSES = {"gsi": gsi.GsiAddressSearch, "nominatim": nominatim.NominatimOfJapan}


class Outage(Exception):
    """A geocoder gave no answer, not even "not found". ``word`` is the sort: ``slow``, ``busy``,
    ``unwilling`` or ``broken``; of an unwilling one nothing more may be asked in this run."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(slots=True)
class OnlineGeocoder:
    """A geocoder that is asked at a pace, and never twice for what it ``answered``."""

    name: str
    answered: MutableMapping[str, Answer]
    today: date
    _ask: PoliteAsking

    @property
    def source(self) -> str:
        return ONLINE[self.name]

    def ask(self, address: str) -> Answer:
        """What it says of an address, kept from now on.

        Raises:
            Outage: it gave no answer; nothing is kept.
        """
        if address in self.answered:
            return self.answered[address]
        try:
            found = self._ask(address)
            answer = answer_of(found, self.source, read_day(self.today.isoformat()))
        except (GeopyError, RecursionError) as error:  # [[[[… is too deep for json to read
            raise Outage(_word_for(error)) from error
        self.answered[address] = answer
        return answer


def open_geocoder(
    name: str, contact: str, answered: MutableMapping[str, Answer], today: date
) -> OnlineGeocoder:
    """The geocoder with this name. ``contact`` tells its keepers whom to write to about us."""
    scheme, domain = SERVERS[name]
    geocoder: Geocoder = _CLASSES[name](
        user_agent=f"kunitachi-kodomo-map ({contact})", domain=domain, scheme=scheme
    )
    return OnlineGeocoder(name, answered, today, PoliteAsking(geocoder.geocode, polite.STEADY))


def _word_for(error: Exception) -> str:
    if isinstance(error, Unwilling):
        return "unwilling"
    is_503 = getattr(error.__cause__, "status_code", 0) == 503  # which geopy calls a time-out
    if is_503 or isinstance(error, GeocoderQuotaExceeded):
        return "busy"
    return "slow" if isinstance(error, GeocoderTimedOut) else "broken"
