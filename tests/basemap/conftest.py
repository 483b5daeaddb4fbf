"""A folder of open geodata with nothing but the shape of a made-up city."""

import pytest

from .made_up import put_city


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "sources"
    put_city(folder)
    return folder
