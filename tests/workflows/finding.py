"""A small city at a moment, and what is found in it."""

from datetime import datetime
from pathlib import Path

from tests.made_up import TOKYO, filled, make_place, make_site, make_source
from webmap.places.location import Location
from webmap.places.needs import Needs
from webmap.places.schedule import Rule
from webmap.storage.database import Database
from webmap.workflows.find_places import Finder, Group

NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
"""A Friday."""
TODAY = NOW.date()
HERE = make_site(location=Location("35.68", "139.44", "building"))
DAILY = {"frequency": "daily"}


def small_city(folder: Path) -> Database:
    """Four public places, one to be checked, one that ended."""
    return filled(
        folder,
        make_place("a", name="あさひ食堂", site="test-site"),
        make_place("b", name="いずみ広場", categories="asobiba", site="test-site", drop_in="no"),
        make_place("c", name="うみ相談", categories="soudan"),
        make_place("d", name="えんの会", site="test-site", standing="check"),
        make_place("e", name="おわり食堂", site="test-site", standing="ended", since="2026-03"),
        make_place("f", name="かくれ食堂", site="test-site", hidden="yes"),
        HERE,
        make_source(),
    )


def rule(opens: str = "", closes: str = "", **said: str) -> dict[str, Rule]:
    """A place's only rule; daily unless more is said."""
    return {"schedule__1": Rule(**(said or DAILY), opens=opens, closes=closes)}


def keys(group: Group) -> list[str]:
    return [offer.listed.entry.key for offer in group.offers]


def fits(
    finder: Finder, db: Database, needs: Needs | None = None, now: datetime = NOW
) -> list[str]:
    """The keys of the places that fit, in their order."""
    return keys(finder.find(db, needs or Needs(), now).fits)
