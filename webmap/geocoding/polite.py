"""How a public geocoder is asked: slowly, with patience, and no more once it does not want to be."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter

# geopy would print every retry with its traceback where nobody listens to its log.
logging.getLogger("geopy").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two requests, before the first repetition and at most before any; how often
    one is repeated; how long an answer may take. ``clock`` and ``sleep`` are for tests."""

    between: float = 1.0
    first_wait: float = 2.0
    longest_wait: float = 60.0
    repetitions: int = 2
    timeout: float = 10.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


STEADY = Pace()
"""One request a second, which both 国土地理院 and Nominatim's usage policy allow."""


class Unwilling(GeopyError):
    """The geocoder does not want to be asked for now: it refuses us, or asks for a long pause."""


class PoliteAsking(RateLimiter):
    """Asks one geocoder at a pace. What fails is asked again, after twice the time each time, or
    after the time that the server names.

    Calling it raises geopy's own exceptions, and Unwilling when it must not be asked again.
    """

    def __init__(self, ask: Callable[..., Any], pace: Pace = STEADY) -> None:
        self._ask, self._pace, self._patience = ask, pace, pace.first_wait
        super().__init__(
            self._watched,
            min_delay_seconds=pace.between,
            max_retries=pace.repetitions,
            error_wait_seconds=pace.first_wait,
            swallow_exceptions=False,
        )

    def __call__(self, *args: Any, **named: Any) -> Any:
        self._patience = self._pace.first_wait / 2  # doubled by the first failure
        return super().__call__(*args, timeout=self._pace.timeout, **named)

    def _watched(self, *args: Any, **named: Any) -> Any:
        try:
            return self._ask(*args, **named)
        except (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges) as error:
            raise Unwilling(str(error)) from error
        except GeocoderServiceError as error:
            self.error_wait_seconds = self._next_wait(error)
            raise

    def _next_wait(self, error: GeocoderServiceError) -> float:
        asked = error.retry_after if isinstance(error, GeocoderRateLimited) else None
        if asked and asked > self._pace.longest_wait:
            raise Unwilling(f"Retry-After: {asked}") from error
        self._patience *= 2
        return min(max(self._patience, asked or 0), self._pace.longest_wait)

    def _clock(self) -> float:
        return self._pace.clock()

    def _sleep(self, seconds: float) -> None:
        self._pace.sleep(seconds)
