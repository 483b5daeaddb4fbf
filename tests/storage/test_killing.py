"""Whatever a process does when it is killed, the database is whole, and each act is wholly there
or not. The same two hundred times: ``python -m benchmarks kills``."""

import pytest

from tests.storage.killing import SCENES, kill

TIMES = 3


@pytest.mark.parametrize("name", SCENES)
def test_what_is_killed_leaves_all_or_nothing(tmp_path, name):
    kills = kill(name, TIMES, tmp_path / "kills")
    assert kills.all == TIMES
    assert kills.amid, "every process was done before it was killed"
