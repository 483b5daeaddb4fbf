"""くにたち こどもマップ: places for every child of a city, on a phone, on paper, as open data."""

from typing import Any


def __getattr__(name: str) -> Any:
    """``create_app``, only when it is asked for: the commands need neither Flask nor Folium."""
    if name == "create_app":
        from .web.app import create_app

        return create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
