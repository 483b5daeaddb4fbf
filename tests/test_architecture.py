"""Imports point down only, each library has one room, and no file is where all things pass."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.made_up import ROOT

PACKAGE = ROOT / "webmap"
MODULES = sorted(PACKAGE.rglob("*.py"))

MIDDLE = ("formats", "geocoding", "storage", "mapping", "basemap", "paper")
FLOORS = [("places",), ("words",), MIDDLE, ("workflows",), ("web", "cli", "__init__", "__main__")]
"""From the ground up: a room imports itself and what lies below."""

HEIGHT = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}

ONE_ROOM = {
    "geopy": "geocoding",
    "folium": "mapping",
    "branca": "mapping",
    "sqlite_utils": "storage",
    "sqlite3": "storage",
    "typst": "paper",
    "icalendar": "formats",
    "segno": "formats",
    "PIL": "formats",
    "shapely": "basemap",
    "pyproj": "basemap",
    "flask": "web",
    "flask_wtf": "web",
    "werkzeug": "web",
    "jinja2": "web",
    "gunicorn": "web",
    "waitress": "web",
}
SETTINGS_READERS = {"web", "cli", "workflows", "__init__", "__main__"}
NO_INPUT_OUTPUT = {
    *("asyncio", "csv", "http", "io", "logging", "os", "pathlib", "random", "requests", "secrets"),
    *("shutil", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib"),
}
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service", "handler"}
LONGEST = 400


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it, with their whole names."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *(node.module.split(".") if node.module else ())))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    parts = [name.split(".") for name in imports(path)]
    rooms = {names[1] for names in parts if names[0] == "webmap" and len(names) > 1}
    return {room for room in rooms if room in HEIGHT or (PACKAGE / f"{room}.py").exists()}


def libraries_imported(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(path)} - {"webmap"}


def test_every_room_has_its_floor():
    rooms = {room_of(path) for path in MODULES} - {"settings"}
    assert rooms <= HEIGHT.keys()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path):
    room = room_of(path)
    if room == "settings":
        assert rooms_imported(path) <= {"places", "settings"}
        return
    up = {
        other
        for other in rooms_imported(path) - {"settings", room}
        if HEIGHT[other] > HEIGHT[room] or (HEIGHT[other] == HEIGHT[room] and room in MIDDLE)
    }
    assert not up, f"{name_of(path)} imports {up}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_commands_and_the_web_know_each_other_only_from_outside(path):
    """The web never imports the commands."""
    if room_of(path) == "web":
        assert "cli" not in rooms_imported(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_library_has_one_room(path):
    strays = {
        library
        for library in libraries_imported(path)
        if library in ONE_ROOM and ONE_ROOM[library] != room_of(path)
    }
    assert not strays, f"{name_of(path)} imports {strays}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_settings_are_read_by_the_doors_and_the_workflows_alone(path):
    if room_of(path) not in SETTINGS_READERS | {"settings"}:
        assert "settings" not in rooms_imported(path)
        assert "os.environ" not in path.read_text(encoding="utf-8")


PLACES = [path for path in MODULES if room_of(path) == "places"]


@pytest.mark.parametrize("path", PLACES, ids=name_of)
def test_a_place_needs_the_standard_library_and_a_calendar(path):
    libraries = libraries_imported(path) - set(sys.stdlib_module_names)
    assert libraries <= {"dateutil", "jpholiday"}
    dateutil = {name for name in imports(path) if name.startswith("dateutil")}
    assert all(name.startswith("dateutil.rrule") for name in dateutil - {"dateutil"})
    assert not libraries_imported(path) & NO_INPUT_OUTPUT


@pytest.mark.parametrize("path", PLACES, ids=name_of)
def test_a_place_opens_no_file_and_has_no_clock(path):
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & {
        "open",
        "print",
        "input",
        "now",
        "today",
        "utcnow",
        "read_text",
        "write_text",
    }


BELOW = [path for path in MODULES if room_of(path) in {*HEIGHT} - {"web", "cli"}]


@pytest.mark.parametrize("path", BELOW, ids=name_of)
def test_the_moment_is_handed_in(path):
    """Only the settings look at the clock."""
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & {
        "datetime.now",
        "date.today",
        "datetime.today",
        "datetime.utcnow",
        "time.time",
    }


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_name_says_what_it_is(path):
    words = {
        word for part in path.relative_to(PACKAGE).with_suffix("").parts for word in part.split("_")
    }
    assert not words & {*NO_NAMES, *(f"{name}s" for name in NO_NAMES)}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_full_file_ends(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name != "__main__.py"], ids=name_of
)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_half_of_the_functions_are_short():
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 10
