"""くにたち こどもマップ: places for every child of a city, on a phone, on paper, as open data."""

from .web.app import create_app

__all__ = ["create_app"]
