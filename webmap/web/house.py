"""What every request may use: settings, words, the city, what is kept in memory, the database."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from flask import current_app, g
from jinja2 import Environment

from ..formats.city_file import read_city
from ..geocoding.gazetteer import Gazetteer
from ..paper.press import Press
from ..paper.preview import PreviewPainter
from ..paper.signs import Signs
from ..places.city import City
from ..places.desk import DeskLine
from ..places.programmes import Programmes
from ..settings import ROOT, Settings
from ..storage.database import Database, open_database
from ..storage.desk_roll import DeskRoll
from ..storage.watch import Watch
from ..words.phrases import Phrases, read_phrases
from ..words.readings import Readings, read_readings
from ..workflows.find_places import Finder
from ..workflows.help_now import Helplines
from ..workflows.install_front_end import FOR_PAPER
from ..workflows.kept_lists import Lists, NewestLists
from ..workflows.read_gazetteer import read_gazetteer, read_town_names, town_names
from ..workflows.read_surroundings import read_surroundings
from .answers import AnswerCache, Body
from .entries import EntryWriter
from .static_files import StaticFiles

LANGUAGE = "ja"
MOST_PICTURES = 64
"""A picture is 75 KB; those whom a link is sent to ask for it within the hour."""


@dataclass(frozen=True)
class House:
    """The furniture of one app."""

    settings: Settings
    say: Phrases
    city: City
    files: StaticFiles
    finder: Finder
    answers: AnswerCache
    watch: Watch
    entries: EntryWriter
    newest: NewestLists
    desk_roll: DeskRoll = field(default_factory=lambda: DeskRoll({}))
    pictures: AnswerCache = field(default_factory=lambda: AnswerCache(MOST_PICTURES))

    @cached_property
    def sources_text(self) -> str:
        """``data/SOURCES.md``, for the page about the data."""
        path = self.settings.data / "SOURCES.md"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @cached_property
    def town_names(self) -> list[str]:
        """The names of the city's towns."""
        return town_names(_own_or_ours(self.settings, "towns.csv").parent, self.city)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Finds the point of an address; read when it is first asked, which takes 0.15 s."""
        return read_gazetteer(_own_or_ours(self.settings, "towns.csv").parent)

    @cached_property
    def painter(self) -> PreviewPainter:
        """Paints the pictures of link previews."""
        press = Press(ROOT / "templates" / "paper", ROOT / FOR_PAPER.folder)
        return PreviewPainter(press, Signs(ROOT / "static" / "icons"))

    def state(self) -> tuple[str, date, int, int]:
        """All that public answers depend on beside what is asked: the edition of the data, the day,
        and what has opened and closed.

        Raises:
            ForPeople: the database cannot be opened.
            StorageError: it cannot be read.
        """
        moment, edition = self.settings.now(), self.edition()
        places, lines = self.finder.moment(moment), self.helplines.moment(moment)
        return edition, moment.date(), places, lines

    def edition(self) -> str:
        """The edition of the data; the lists in memory are brought to it.

        Raises:
            ForPeople: the database cannot be opened.
            StorageError: it cannot be read.
        """
        edition = self.watch.edition()
        self.newest.follow(edition, self._hand_out)
        return edition

    def _hand_out(self, lists: Lists) -> None:
        self.finder.readings = lists.readings

    @property
    def helplines(self) -> Helplines:
        """The lines of help as they stand."""
        return self.newest.now.helplines

    @property
    def programmes(self) -> Programmes:
        """What the city does that is no place, as it stands."""
        return self.newest.now.programmes

    @property
    def readings(self) -> Readings:
        """The checked readings as they stand."""
        return self.newest.now.readings


def furnish(settings: Settings, templates: Environment) -> House:
    """The furniture that the settings ask for.

    Raises:
        ForPeople: ``city.toml`` or the lines of help cannot be used.
    """
    say = read_phrases(_own_or_ours(settings, "phrases"), LANGUAGE)
    files = StaticFiles(ROOT / "static", _own_or_ours(settings, "basemap"))
    city = read_city(_own_or_ours(settings, "city.toml"))
    towns = _own_or_ours(settings, "towns.csv").parent
    around = read_surroundings(_own_or_ours(settings, "schools.csv").parent)
    finder = Finder(say, Readings({}), city, read_town_names(towns, city), around)
    watch = Watch(settings.database)
    return House(
        settings,
        say,
        city,
        files,
        finder,
        AnswerCache(),
        watch,
        EntryWriter(templates),
        NewestLists(settings.database, city.desk, _readings_of_ours(settings)),
        DeskRoll(say.under("category")),
    )


def house() -> House:
    """The furniture of the app that answers this request."""
    furnished = current_app.extensions["house"]
    assert isinstance(furnished, House)
    return furnished


def kept(asked: Hashable, make: Callable[[], Body]) -> Body:
    """The answer to what is asked, as things stand; made when it is not there."""
    return house().answers.get((as_of(), asked), make)


def now() -> datetime:
    """The moment of this request, the same from its beginning to its end, in Asia/Tokyo."""
    if "now" not in g:
        g.now = house().settings.now()
    moment = g.now
    assert isinstance(moment, datetime)
    return moment


def as_of() -> Hashable:
    """As things stood before this request read anything: what it reads may be newer, never older."""
    if "as_of" not in g:
        g.as_of = house().edition(), now().date()
    seen: Hashable = g.as_of
    return seen


def database() -> Database:
    """The connection of this request, opened when it is first asked for."""
    if "database" not in g:
        as_of()
        g.database = open_database(house().settings.database)
    connection = g.database
    assert isinstance(connection, Database)
    return connection


def desk_lines() -> Mapping[str, DeskLine]:
    """Every place in short, whatever its standing, for the staff."""
    furnished = house()
    return furnished.desk_roll.lines(database(), furnished.readings.reading)


def desk_key() -> str:
    """The key of the place that may be asked about anything, if it has a page."""
    furnished = house()
    key = furnished.city.desk
    shelf = furnished.finder.shelf(database(), now().date())
    return key if key in shelf.keys else ""


def close_database(_: BaseException | None) -> None:
    """At the end of a request."""
    connection = g.pop("database", None)
    if connection is not None:
        connection.close()


def _readings_of_ours(settings: Settings) -> dict[str, str]:
    """Another city may use our readings, but not our lines of help nor our programmes."""
    if (settings.data / "readings.csv").exists():
        return {}
    return read_readings(_own_or_ours(settings, "readings.csv")).words


def _own_or_ours(settings: Settings, name: str) -> Path:
    """Another city brings its own tables; its words and readings may stay ours."""
    own = settings.data / name
    return own if own.exists() else Settings().data / name
