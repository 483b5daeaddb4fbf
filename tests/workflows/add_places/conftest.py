"""A clerk with an empty database, and one whose database is filled with the city's own places."""

import shutil

import pytest

from tests.made_up import DATA, NOON
from tests.workflows.add_places.made_files import Clerk
from webmap.storage.database import open_database
from webmap.workflows.fill_database import fill_database


@pytest.fixture
def clerk(tmp_path):
    return Clerk(open_database(tmp_path / "test.sqlite"))


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "filled.sqlite"
    db = open_database(path)
    fill_database(db, DATA, NOON)
    db.close()
    return path


@pytest.fixture
def city_clerk(filled_once, tmp_path):
    """A clerk whose database is filled with the city's own places."""
    shutil.copy(filled_once, tmp_path / "city.sqlite")
    return Clerk(open_database(tmp_path / "city.sqlite"))
