"""A drill: all is lost, and all is there again."""

import sqlite3
import threading
from contextlib import closing, nullcontext
from datetime import timedelta
from time import sleep

import pytest

from tests.full_disk import no_room
from tests.made_up import DATA, NOON
from tests.storage.killing import content, save
from tests.storage.test_schemas import SCHEMAS, WRITTEN
from webmap.places.account import Account
from webmap.places.errors import ForPeople
from webmap.places.report import Report
from webmap.storage.accounts import account, keep_account, keep_session, session
from webmap.storage.backups import known_copies
from webmap.storage.changes import history
from webmap.storage.database import migrations, open_database, writing
from webmap.storage.places import all_records, place
from webmap.storage.voices import open_reports
from webmap.workflows.back_up import back_up, digest_file
from webmap.workflows.change_days import AskedDay, change_day
from webmap.workflows.fill_database import fill_database
from webmap.workflows.hear import hear_report, settle
from webmap.workflows.restore import restore

LATER = NOON + timedelta(days=30)


@pytest.fixture
def live(tmp_path):
    """A database with the real tables that was worked in, and is worked in on."""
    path = tmp_path / "live.sqlite"
    with closing(open_database(path)) as db:
        fill_database(db, DATA, NOON)
        save(db, NOON + timedelta(days=1), "みほん")
        change_day(db, AskedDay("guruguru", "2026-12-06", "closed", reason="みほん"), NOON)
        hear_report(db, Report("guruguru", ("phone",), "みほんの しらせ"), NOON)
        keep_account(db, Account("mihon", "editor"), NOON)
        keep_session(db, "digest", "mihon", NOON)
    return path


def back_up_and_go_on(live):
    """A copy, and what is kept after it."""
    with closing(open_database(live)) as db:
        made = back_up(db, live.with_name("copy.sqlite"), NOON + timedelta(days=2))
        save(db, NOON + timedelta(days=3), "あとの みほん")
    return made.path


def told(path):
    """Every record and the whole history of each."""
    with closing(open_database(path)) as db:
        return {
            (one.of, one.key): (one, [*history(db, one.of, one.key)]) for one in all_records(db)
        }


def destroy(path):
    path.write_bytes(b"\x00" * 5000 + path.read_bytes()[5000:])


def delete(path):
    for one in path.parent.glob("live.sqlite*"):
        one.unlink()


def leave(path):
    """Not damaged at all."""


@pytest.mark.parametrize("damage", [destroy, delete, leave])
def test_every_record_and_its_whole_history_is_there_again(live, damage):
    before = told(live)
    copy = back_up_and_go_on(live)
    assert told(live) != before
    damage(live)
    done = restore(copy, live, LATER)
    assert told(live) == before
    assert done.counts == (len(before), sum(len(changes) for _, changes in before.values()))
    assert len(before) > 300
    assert done.is_compared
    with closing(open_database(live)) as db:
        assert open_reports(db)[0].report.text == "みほんの しらせ"
        assert account(db, "mihon") is not None


def test_what_stood_before_is_kept_and_can_be_restored_in_its_turn(live):
    copy = back_up_and_go_on(live)
    before, old = content(copy), content(live)
    first = restore(copy, live, LATER)
    assert first.aside is not None
    assert first.aside.name == "live-before-20261222T120000.sqlite"
    assert content(first.aside) == old
    second = restore(first.aside, live, LATER)
    assert content(live) == old
    assert second.aside is not None
    assert second.aside.name == "live-before-20261222T120000-2.sqlite"
    assert content(second.aside) == before
    assert not second.is_compared


def test_nobody_stays_signed_in(live):
    restore(back_up_and_go_on(live), live, LATER)
    with closing(open_database(live)) as db:
        assert session(db, "digest") is None


def test_what_may_be_kept_no_longer_does_not_come_back(live):
    with closing(open_database(live)) as db:
        settle(db, [1], "みほんの ことば", "みほん", NOON)
    copy = back_up_and_go_on(live)
    restore(copy, live, NOON + timedelta(days=200))
    with closing(open_database(live)) as db:
        assert db.execute("SELECT count(*) FROM report").fetchone() == (0,)


def test_every_copy_stays_known(live):
    copy = back_up_and_go_on(live)
    with closing(open_database(live)) as db:
        back_up(db, live.with_name("second.sqlite"), NOON + timedelta(days=4))
    done = restore(copy, live, LATER)
    with closing(open_database(live)) as db:
        known = {one.path for one in known_copies(db)}
    assert known == {str(copy), str(live.with_name("second.sqlite")), str(done.aside)}


@pytest.mark.parametrize("steps", WRITTEN)
def test_a_copy_of_an_earlier_schema_is_brought_forward(live, tmp_path, steps):
    copy = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(copy)) as raw:
        raw.executescript((SCHEMAS / f"{steps}.sql").read_text("utf-8"))
    before = copy.read_bytes()
    restore(copy, live, LATER)
    with closing(open_database(live)) as db:
        assert migrations.pending(db) == []
        stands = place(db, "guruguru")
        assert stands is not None
        assert stands.said["name"].note == "みほんの直し"
    assert copy.read_bytes() == before


def names(folder):
    """Its files, without what SQLite leaves beside one that it could not open."""
    return {one.name for one in folder.iterdir() if not one.name.endswith(("-wal", "-shm"))}


def refused(copy, live, match, meanwhile=None):
    """Restoring fails with these words and changes nothing."""
    before, files = content(live), names(live.parent)
    with pytest.raises(ForPeople, match=match) as error, meanwhile or nullcontext():
        restore(copy, live, LATER)
    assert ".draft" not in str(error.value)
    assert content(live) == before
    assert names(live.parent) == files


def test_a_copy_of_a_later_schema_is_refused(live):
    copy = back_up_and_go_on(live)
    with closing(sqlite3.connect(copy)) as raw:
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('webmap', 'something_of_next_year', '2027-12-01')"
        )
        raw.commit()
    digest_file(copy).unlink()
    refused(copy, live, "copy.sqlite は、もっと新しい版")


def test_a_copy_that_was_altered_is_refused(live):
    copy = back_up_and_go_on(live)
    with copy.open("r+b") as file:
        file.seek(copy.stat().st_size // 2)
        file.write(b"x")
    refused(copy, live, "sha256 と あいません")


def test_a_copy_that_is_damaged_is_refused_though_no_digest_lies_beside(live):
    copy = back_up_and_go_on(live)
    digest_file(copy).unlink()
    with copy.open("r+b") as file:
        file.seek(copy.stat().st_size // 2)
        file.write(b"\xff" * 8192)
    refused(copy, live, "copy.sqlite は こわれています")


def test_half_a_copy_is_refused(live):
    copy = back_up_and_go_on(live)
    digest_file(copy).unlink()
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    refused(copy, live, r"copy\.sqlite")


def test_what_is_no_database_of_ours_is_refused(live, tmp_path):
    with closing(sqlite3.connect(tmp_path / "songs.sqlite")) as raw:
        raw.execute("CREATE TABLE record (song TEXT)")
        raw.execute("CREATE TABLE change (song TEXT)")
    (tmp_path / "letter.txt").write_text("みほん" * 1000, encoding="utf-8")
    (tmp_path / "empty.sqlite").write_text("")
    refused(tmp_path / "songs.sqlite", live, "songs.sqlite は この地図の データベースでは")
    refused(tmp_path / "letter.txt", live, r"letter\.txt")
    refused(tmp_path / "empty.sqlite", live, r"empty\.sqlite")
    refused(tmp_path / "nowhere.sqlite", live, "ありません")
    refused(live, live, "いま 使っている")


def test_a_database_of_another_program_is_not_replaced(live, tmp_path):
    copy = back_up_and_go_on(live)
    songs = tmp_path / "songs.sqlite"
    with closing(sqlite3.connect(songs)) as raw:
        raw.execute("CREATE TABLE song (name TEXT)")
    before = songs.read_bytes()
    with pytest.raises(ForPeople, match="songs"):
        restore(copy, songs, LATER)
    assert songs.read_bytes() == before


def test_without_room_all_stays_as_it_was(live):
    copy = back_up_and_go_on(live)
    refused(copy, live, "もどせません", no_room())


def wait_for(kept, count):
    while len(kept) < count:
        sleep(0.001)


def test_nothing_that_is_kept_while_it_is_restored_is_lost(live):
    """It is in the restored database or in the one put aside."""
    copy = back_up_and_go_on(live)
    done = threading.Event()
    kept: list[str] = []

    def write():
        with closing(open_database(live)) as db:
            while not done.is_set():
                moment = LATER + timedelta(seconds=len(kept))
                save(db, moment, f"みほん {len(kept)}")
                kept.append(moment.isoformat())
                sleep(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    wait_for(kept, 20)
    aside = restore(copy, live, LATER).aside
    wait_for(kept, len(kept) + 20)
    done.set()
    writer.join()
    assert aside is not None
    found = set()
    for path in (live, aside):
        with closing(sqlite3.connect(path)) as raw:
            found |= {moment for (moment,) in raw.execute("SELECT kept FROM change")}
    assert {*kept} <= found


def test_the_files_in_use_can_be_given_as_they_were_copied_by_hand(live, tmp_path):
    with closing(open_database(live)) as db, writing(db):
        pass
    with closing(open_database(live)) as db:
        save(db, NOON + timedelta(days=5), "いま")
        by_hand = tmp_path / "by-hand.sqlite"
        for end in ("", "-wal"):
            by_hand.with_name(f"by-hand.sqlite{end}").write_bytes(
                live.with_name(f"live.sqlite{end}").read_bytes()
            )
    before = content(live)
    delete(live)
    restore(by_hand, live, LATER)
    assert content(live) == before
