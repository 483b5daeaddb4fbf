"""A change of the data is seen at once, whoever makes it."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.made_up import filled, keep, make_place
from webmap.settings import ROOT
from webmap.storage.database import StorageError, edition, open_database
from webmap.storage.watch import Watch

_KEEP = """
import sys
from pathlib import Path
from tests.made_up import keep, make_place
from webmap.storage.database import open_database
keep(open_database(Path(sys.argv[1])), make_place(sys.argv[2]))
"""


def keep_from_another_process(path, key):
    subprocess.run([sys.executable, "-c", _KEEP, str(path), key], cwd=ROOT, check=True)


@pytest.fixture
def path(tmp_path):
    filled(tmp_path, make_place("mihon")).close()
    return tmp_path / "test.sqlite"


def test_it_tells_the_edition_of_the_data(path):
    assert Watch(path).edition() == edition(open_database(path)) != "0"


def test_it_tells_the_same_until_something_is_kept(path):
    watch = Watch(path)
    before = watch.edition()
    open_database(path).close()
    assert watch.edition() == before
    keep(open_database(path), make_place("mihon-ni"))
    assert watch.edition() != before


def test_what_another_process_keeps_is_seen_at_once_by_every_thread(path):
    watch = Watch(path)
    with ThreadPoolExecutor(8) as threads:
        before = set(threads.map(lambda _: watch.edition(), range(80)))
        keep_from_another_process(path, "mihon-ni")
        after = set(threads.map(lambda _: watch.edition(), range(80)))
    assert len(before) == len(after) == 1
    assert before != after


def test_each_watch_of_a_file_sees_it_as_the_workers_of_a_server_do(path):
    watches = [Watch(path), Watch(path)]
    before = [watch.edition() for watch in watches]
    keep(open_database(path), make_place("mihon-ni"))
    after = [watch.edition() for watch in watches]
    assert after[0] == after[1] != before[0]


def test_what_is_not_yet_committed_is_not_seen(path):
    watch, db = Watch(path), open_database(path)
    before = watch.edition()
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO change VALUES (NULL, 'place', 'x', 'name', NULL, 'x', 'now', 'test')")
    assert watch.edition() == before
    db.commit()
    assert watch.edition() != before


def test_another_file_under_the_same_path_is_read(path, tmp_path):
    watch = Watch(path)
    before = watch.edition()
    (tmp_path / "other").mkdir()
    other = filled(tmp_path / "other", make_place("a"), make_place("b"))
    told = edition(other)
    other.close()
    os.replace(tmp_path / "other" / "test.sqlite", path)
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)
    assert watch.edition() == told != before


def test_a_file_that_is_not_there_is_made(tmp_path):
    path = tmp_path / "new" / "webmap.sqlite"
    assert Watch(path).edition() == "0"
    assert path.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_sees_changes_by_a_connection_of_its_own(path):
    watch = Watch(path)
    before = watch.edition()
    come, go = os.pipe()
    child = os.fork()
    if not child:
        keep(open_database(path), make_place("mihon-ni"))
        os.write(go, watch.edition().encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(come, 100).decode() == watch.edition() != before


def test_after_a_failure_it_reads_again(path, monkeypatch):
    def fail(_):
        raise StorageError("disk I/O error")

    told = Watch(path).edition()
    asked = Watch(path)
    with monkeypatch.context() as broken, pytest.raises(StorageError):
        broken.setattr("webmap.storage.watch.edition", fail)
        asked.edition()
    assert asked.edition() == told


def test_it_never_writes(path):
    watch = Watch(path)
    watch.edition()
    with pytest.raises(StorageError, match="readonly"):
        watch._connected().execute("DELETE FROM record")
