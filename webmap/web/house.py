"""What every request may use: settings, words, the city, what is kept in memory, the database."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import current_app, g

from ..formats.city_file import read_city
from ..places.city import City
from ..settings import ROOT, Settings
from ..storage.database import Database, open_database
from ..words.phrases import Phrases, read_phrases
from ..words.readings import Readings, read_readings
from ..workflows.find_places import Finder
from ..workflows.read_gazetteer import read_town_names
from .answers import AnswerCache
from .static_files import StaticFiles

LANGUAGE = "ja"


@dataclass(frozen=True)
class House:
    """The furniture of one app."""

    settings: Settings
    say: Phrases
    readings: Readings
    city: City
    files: StaticFiles
    finder: Finder
    answers: AnswerCache

    @cached_property
    def sources_text(self) -> str:
        """``data/SOURCES.md``, for the page about the data."""
        path = self.settings.data / "SOURCES.md"
        return path.read_text(encoding="utf-8") if path.exists() else ""


def furnish(settings: Settings) -> House:
    """The furniture that the settings ask for.

    Raises:
        ForPeople: ``city.toml`` cannot be used.
    """
    say = read_phrases(_own_or_ours(settings, "phrases"), LANGUAGE)
    readings = read_readings(_own_or_ours(settings, "readings.csv"))
    files = StaticFiles(ROOT / "static", _own_or_ours(settings, "basemap"))
    city = read_city(_own_or_ours(settings, "city.toml"))
    towns = _own_or_ours(settings, "towns.csv").parent
    finder = Finder(say, readings, city, read_town_names(towns, city))
    return House(settings, say, readings, city, files, finder, AnswerCache())


def house() -> House:
    """The furniture of the app that answers this request."""
    furnished = current_app.extensions["house"]
    assert isinstance(furnished, House)
    return furnished


def database() -> Database:
    """The connection of this request, opened when it is first asked for."""
    if "database" not in g:
        g.database = open_database(house().settings.database)
    connection = g.database
    assert isinstance(connection, Database)
    return connection


def close_database(_: BaseException | None) -> None:
    """At the end of a request."""
    connection = g.pop("database", None)
    if connection is not None:
        connection.close()


def _own_or_ours(settings: Settings, name: str) -> Path:
    """Another city brings its own tables; its words and readings may stay ours."""
    own = settings.data / name
    return own if own.exists() else Settings().data / name
