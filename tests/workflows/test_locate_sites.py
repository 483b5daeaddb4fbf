"""``locate --all``: offline first, online only when asked for, and nothing of who hides."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.geocoding.conftest import clock, serve  # noqa: F401
from tests.geocoding.loopback import (
    BUSY,
    DOWN,
    EMPTY,
    HALF,
    LATE,
    LONG_PAUSE,
    RUBBISH,
    Reply,
    feature,
    osm,
)
from tests.made_up import CITY, DATA, NOON, filled, make_place, make_site, make_source, say
from webmap.geocoding import online, polite
from webmap.geocoding.gazetteer import Gazetteer, KnownAddress
from webmap.geocoding.municipality import Town as TownOfCity
from webmap.places.changes import GEOCODER, Change
from webmap.places.location import Location
from webmap.settings import Settings
from webmap.storage.changes import history, keep_changes, read_record
from webmap.storage.database import open_database
from webmap.workflows.locate_sites import locate_sites, whom_to_ask

TOWN = "東京都国立市富士見台2"
BLOCK = Reply([feature("東京都国立市富士見台二丁目47番地", 35.6839, 139.4414)])
IN_TACHIKAWA = Reply([feature("東京都国立市富士見台二丁目47番地", 35.698, 139.41)])


class MadeUpGazetteer(Gazetteer):
    """Knows 富士見台二丁目 and one block of it, and 西町, in 国立市; notes what it was asked."""

    def __init__(self):
        code = CITY.code
        towns = [
            TownOfCity(code, "富士見台二丁目", (35.6851, 139.4434), 161),
            TownOfCity(code, "西町", (35.69, 139.43), 200),
        ]
        block = KnownAddress(code, "富士見台二丁目", "36", "1", (35.6851, 139.4434), "abr-town")
        super().__init__(CITY.municipalities(), towns, [block], home=code)
        self.asked = []

    def geocode(self, query, **how):
        self.asked.append(query)
        return super().geocode(query, **how)


class Heard:
    """What a listener heard."""

    def __init__(self):
        self.sites, self.left_alone, self.done = {}, [], []

    def site(self, told):
        self.sites[told.key] = told

    def left(self, geocoder, word):
        self.left_alone.append((geocoder, word))

    def progress(self, done, sites):
        self.done.append((done, sites))

    def words(self, key):
        return [(one.geocoder, one.word) for one in self.sites[key].remarks]


class Town:
    """A database with the sites of a test, and whom it asks."""

    def __init__(self, folder, *records):
        self.db = filled(folder, *records, make_source())
        self.gazetteer = MadeUpGazetteer()
        self.heard = Heard()
        self.now = NOON

    def locate(self, *geocoders):
        self.heard = Heard()
        settings = Settings(geocoders=geocoders, contact="office@example.jp", data=DATA)
        asked = whom_to_ask(self.db, settings, CITY, self.gazetteer, self.now)
        return locate_sites(self.db, DATA, self.now, asked, self.heard)

    def site(self, key="test-site"):
        return read_record(self.db, "site", key)

    def name_of(self, source):
        found = read_record(self.db, "source", source)
        return found.text("name") if found else ""

    def point(self, key="test-site"):
        said = self.site(key).said.get("location")
        return said and (said.value.level, said.source)


@pytest.fixture
def town(tmp_path):
    return lambda *records: Town(tmp_path, *records)


def at(address, key="test-site", **more):
    return make_site(key, address=address, **more)


def serve_as(name, server, clock, monkeypatch):  # noqa: F811
    monkeypatch.setattr(polite, "STEADY", clock.pace(repetitions=0))
    monkeypatch.setitem(online.SERVERS, name, ("http", server.domain))
    return server


@pytest.fixture
def gsi(serve, clock, monkeypatch):  # noqa: F811
    return lambda reply=EMPTY: serve_as("gsi", serve(reply), clock, monkeypatch)


@pytest.fixture
def nominatim(serve, clock, monkeypatch):  # noqa: F811
    return lambda reply=EMPTY: serve_as("nominatim", serve(reply), clock, monkeypatch)


# -- offline


def test_an_unlocated_site_gets_the_gazetteers_point_as_a_change(town):
    here = town(at("東京都国立市富士見台2-47-1"), make_place(site="test-site"))
    counts = here.locate()
    assert str(counts) == "located 1, improved 0, unchanged 0, unlocated 0, hidden 0"
    said = here.site().said["location"]
    assert said == say(
        Location("35.6851", "139.4434", "town", "161"), source="gazetteer;abr-town", day=""
    )
    *_, change = history(here.db, "site", "test-site")
    assert (change.field, change.old, change.kept) == ("location", None, NOON)
    assert change.who == f"{GEOCODER}gazetteer"
    assert here.heard.sites["test-site"].names == ("テスト食堂",)


def test_sources_that_are_not_known_yet_come_from_the_tables(town):
    here = town(at("東京都国立市富士見台2-47-1"))
    here.locate()
    assert here.name_of("gazetteer") == "この地図の 地名辞典（住所から求めた点）"
    assert read_record(here.db, "source", "abr-town") is not None


def test_a_point_is_for_those_who_may_see_the_address(town):
    here = town(at(say("東京都国立市富士見台2-47-1", visibility="public")))
    here.locate()
    assert here.site().said["location"].visibility == "public"


def test_what_cannot_be_located_is_said(town):
    here = town(at("東京都国立市みほん町1"), at("大阪府どこか市1-1", "far"), make_place(site="far"))
    assert here.locate().unlocated == 2
    assert here.heard.sites["far"].address == "大阪府どこか市1-1"


def test_a_second_run_changes_nothing(town):
    here = town(at("東京都国立市富士見台2-47-1"), at("東京都国立市みほん町1", "far"))
    here.locate()
    before = len([*history(here.db, "site", "test-site")])
    assert str(here.locate()) == "located 0, improved 0, unchanged 1, unlocated 1, hidden 0"
    assert len([*history(here.db, "site", "test-site")]) == before


def test_published_points_stay(town):
    old = say(Location("35.1", "139.1", "block"))
    here = town(at("東京都国立市富士見台2-36-2", location=old))
    assert here.locate().unchanged == 1
    assert here.site().said["location"] == old


@pytest.mark.parametrize("pin", [say(Location("35.1", "139.1", "city"), source="gazetteer"), None])
def test_a_persons_pin_stays_also_an_emptied_one(town, pin):
    here = town(
        at("東京都国立市富士見台2-36-2", location=say(Location("35.2", "139.2", "building")))
    )
    old = here.site().said["location"]
    keep_changes(here.db, [Change("site", "test-site", "location", old, pin, NOON, "hanako")])
    assert here.locate().unchanged == 1
    assert here.site().said.get("location") == pin
    assert here.gazetteer.asked == []


def test_an_address_without_city_is_not_taken_for_ours_when_its_place_is_elsewhere(town):
    records = (at("富士見台2-47-1"), make_place(site="test-site", city="131067"))
    assert town(*records).locate().unlocated == 1


@pytest.mark.parametrize("address", ["西町1-1", "西町1番1号", "西町"])
def test_a_town_is_no_municipality_though_it_ends_like_one(town, address):
    theirs = at(address), make_place(site="test-site", city="131067")
    ours = at(address, "ours"), make_place("b", site="ours", city=CITY.code)
    here = town(*theirs, *ours)
    here.locate()
    assert (here.point(), here.point("ours")) == (None, ("town", "gazetteer;abr-town"))


def test_an_address_that_names_its_city_is_there_wherever_its_place_belongs(town):
    records = (at("国立市富士見台2-47-1"), make_place(site="test-site", city="131067"))
    assert town(*records).locate().located == 1


# -- online


def test_nobody_is_asked_unless_switched_on(town, gsi):
    server = gsi(BLOCK)
    town(at("東京都国立市富士見台2-47-1")).locate()
    assert server.asked == []


def test_below_block_level_gsi_is_asked_and_then_nominatim_while_need_be(town, gsi, nominatim):
    first = gsi(Reply([feature("東京都国立市富士見台二丁目")]))
    second = nominatim(Reply([osm(neighbourhood="富士見台二丁目", house_number="47-1")]))
    here = town(at("東京都国立市富士見台2-47-1"), at("東京都国立市富士見台2-36-2", "known"))
    counts = here.locate("gsi", "nominatim")
    assert (counts.located, counts.improved) == (2, 0)
    assert first.asked == second.asked == ["東京都国立市富士見台2-47-1"]
    assert here.point() == ("building", "nominatim")
    assert here.site().said["location"].day.text == "2026-11-22"
    assert here.point("known") == ("block", "gazetteer;abr-town")
    assert here.name_of("nominatim").startswith("OpenStreetMap")


def test_a_block_is_enough(town, gsi, nominatim):
    gsi(BLOCK)
    second = nominatim()
    here = town(at("東京都国立市富士見台2-47-1"))
    here.locate()
    assert here.locate("gsi", "nominatim").improved == 1
    assert here.point() == ("block", "gsi-address")
    assert second.asked == []
    *_, change = history(here.db, "site", "test-site")
    assert change.who == f"{GEOCODER}gsi-address"


def test_an_answer_outside_the_municipality_is_refused_and_said(town, gsi):
    gsi(IN_TACHIKAWA)
    here = town(at("東京都国立市富士見台2-47-1"))
    here.locate("gsi")
    assert here.point() == ("town", "gazetteer;abr-town")
    assert here.heard.words("test-site") == [("gsi", "outside")]


def test_of_a_municipality_that_cannot_be_checked_nobody_is_asked(town, gsi):
    server = gsi(BLOCK)
    here = town(at("大阪府どこか市1-1"))
    here.locate("gsi")
    assert server.asked == []
    assert here.heard.words("test-site") == [("", "unchecked")]


@pytest.mark.parametrize(
    "address", ["富士見台2-47-1", "國立市富士見台2-47-1", "東京都北多摩郡国立町富士見台2-47-1"]
)
def test_who_is_asked_is_told_the_city_in_its_usual_spelling(town, gsi, address):
    server = gsi(BLOCK)
    town(at(address)).locate("gsi")
    assert server.asked == ["東京都国立市富士見台2-47-1"]


def test_an_answer_is_kept_and_asked_again_when_it_is_old(town, gsi):
    server = gsi(EMPTY)
    here = town(at("東京都国立市富士見台2-47-1"))
    here.locate("gsi")
    here.locate("gsi")
    assert len(server.asked) == 1
    here.now = NOON + timedelta(days=91)
    server.reply = BLOCK
    assert here.locate("gsi").improved == 1
    assert here.site().said["location"].day.text == "2027-02-21"


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        (BUSY, "busy"),
        (DOWN, "busy"),
        (LATE, "slow"),
        (RUBBISH, "broken"),
        (HALF, "broken"),
        (LONG_PAUSE, "unwilling"),
    ],
)
def test_an_outage_leaves_the_site_as_it_is_and_is_told(town, gsi, reply, word):
    server = gsi(reply)
    here = town(at("東京都国立市富士見台2-47-1"), at("東京都国立市みほん町1", "without-town"))
    counts = here.locate("gsi")
    assert (counts.located, counts.unlocated) == (1, 1)
    assert here.heard.words("test-site")[0] == ("gsi", word)
    assert here.point() == ("town", "gazetteer;abr-town")
    server.reply = BLOCK
    assert here.locate("gsi").improved == 1
    assert here.point() == ("block", "gsi-address")


def test_after_three_outages_in_a_row_a_geocoder_is_left_for_this_run(town, gsi, nominatim):
    broken, fine = gsi(DOWN), nominatim(EMPTY)
    here = town(*(at(f"東京都国立市富士見台2-{n}", f"site-{n}") for n in range(40, 46)))
    here.locate("gsi", "nominatim")
    assert len(broken.asked) == 3
    assert len(fine.asked) == 6
    assert here.heard.left_alone == [("gsi", "busy")]
    assert here.heard.words("site-45") == [("gsi", "left"), ("nominatim", "not_found")]


def test_outages_between_answers_are_no_reason_to_leave(town, gsi):
    replies = [DOWN, DOWN, EMPTY] * 2
    server = gsi()
    server.reply = lambda _: replies[len(server.asked) - 1]
    here = town(*(at(f"東京都国立市富士見台2-{n}", f"site-{n}") for n in range(40, 46)))
    here.locate("gsi")
    assert len(server.asked) == 6
    assert here.heard.left_alone == []


def test_a_run_that_is_stopped_keeps_its_work_and_the_next_goes_on(town, gsi, tmp_path):
    server = gsi(BLOCK)
    here = town(*(at(f"東京都国立市富士見台2-47-{n}", f"site-{n}") for n in range(1, 6)))

    class Stopping(Heard):
        def site(self, told):
            super().site(told)
            if len(server.asked) == 3:
                raise KeyboardInterrupt

    settings = Settings(geocoders=("gsi",), contact="office@example.jp", data=DATA)
    asked = whom_to_ask(here.db, settings, CITY, here.gazetteer, NOON)
    with pytest.raises(KeyboardInterrupt):
        locate_sites(here.db, DATA, NOON, asked, Stopping())
    here.db.close()
    here.db = open_database(tmp_path / "test.sqlite")
    assert [here.point(f"site-{n}") for n in (1, 2, 3)] == [("block", "gsi-address")] * 3
    assert here.point("site-4") is None
    counts = here.locate("gsi")
    assert (counts.located, counts.unchanged) == (2, 3)
    assert len(server.asked) == 5


def meanwhile(here, *changes):
    """What a server answers while somebody writes, once."""
    path, left = Path(here.db.execute("PRAGMA database_list").fetchone()[2]), [*changes]

    def write(_):
        db = open_database(path)
        keep_changes(db, left)
        left.clear()
        db.close()
        return BLOCK

    return write


def test_a_person_who_writes_meanwhile_wins_and_nothing_is_amiss(town, gsi):
    here = town(at("東京都国立市富士見台2-47-1"))
    pin = say(Location("35.1", "139.1", "building"), source="staff")
    gsi(meanwhile(here, Change("site", "test-site", "location", None, pin, NOON, "hanako")))
    counts = here.locate("gsi")
    assert here.site().said["location"] == pin
    assert str(counts) == "located 0, improved 0, unchanged 1, unlocated 0, hidden 0"
    assert here.heard.sites == {}


def test_a_site_that_is_gone_meanwhile_is_none(town, gsi):
    here = town(at("東京都国立市富士見台2-47-1"))
    gsi(meanwhile(here, Change("site", "test-site", "", here.site().said, None, NOON, "hanako")))
    assert str(here.locate("gsi")).startswith("located 0, improved 0, unchanged 0, unlocated 0")


# -- a geocoder corrects itself


def stood(level="town", source="gazetteer;abr-town", lat="35.6"):
    return say(Location(lat, "139.4", level, "161" * (level == "town")), source=source, day="")


def test_a_corrected_point_takes_the_place_of_the_gazetteers_own(town):
    here = town(at("東京都国立市富士見台2-47-1", location=stood()))
    assert here.locate().improved == 1
    assert here.site().said["location"].value == Location("35.6851", "139.4434", "town", "161")
    *_, change = history(here.db, "site", "test-site")
    assert (change.old, change.who) == (stood(), f"{GEOCODER}gazetteer")
    assert here.locate().unchanged == 1


@pytest.mark.parametrize(
    "old",
    [
        stood("block"),
        stood("town", "gsi-address"),
        stood("block", "nominatim"),
        stood("town", "published"),
    ],
)
def test_but_never_of_a_finer_nor_of_another_ones(town, old):
    here = town(at("東京都国立市富士見台2-47-1", location=old))
    assert here.locate().unchanged == 1
    assert here.site().said["location"] == old


def test_an_answer_that_says_the_same_again_changes_nothing(town, gsi):
    gsi(Reply([feature("東京都国立市富士見台二丁目", 35.6851, 139.4434)]))
    here = town(at("東京都国立市富士見台2-47-1", location=stood("town", "gsi-address", "35.7")))
    assert here.locate("gsi").improved == 1
    here.now = NOON + timedelta(days=600)
    assert here.locate("gsi").unchanged == 1


# -- hidden

SECRET = "東京都国立市富士見台2-77-7"


def hiding(way):
    """The records of a place that hides at SECRET in one of the ways."""
    site, place = at(SECRET), {"site": "test-site"}
    if way == "様方":
        return at(f"{SECRET} 山田様方"), make_place(**place)
    if way in ("address_note", "address_note.2"):
        return site, make_place(**place, **{way: say("みほん様方", visibility="staff")})
    if way == "note of the address_note":
        return site, make_place(**place, address_note=say("2階", "みほん様方"))
    if way == "note of the address":
        return at(say(SECRET, "みほん様方")), make_place(**place)
    if way == "staff":
        return at(say(SECRET, visibility="staff")), make_place(**place)
    if way == "further voice":
        return site, make_place(site__2=say("test-site", visibility="staff"), hidden="yes")
    if way == "shared":
        return site, make_place("open", **place), make_place("closed", **place, hidden="yes")
    if way in ("yes", "area"):
        return site, make_place(**place, hidden=way)
    return site, make_place(**place, remark__1=say(way, visibility="staff"))


def times_in_file(here, text):
    """How often a text stands in the bytes of the database."""
    here.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(here.db.execute("PRAGMA database_list").fetchone()[2]).read_bytes().count(text)


WAYS = (
    "yes",
    "area",
    "様方",
    "address_note",
    "address_note.2",
    "note of the address_note",
    "note of the address",
    "staff",
    "further voice",
    "shared",
    "住所は非公開",
    "番地は公開しない",
)


@pytest.mark.parametrize("way", WAYS)
def test_where_somebody_hides_is_asked_of_nobody(town, gsi, nominatim, way, capfd):
    servers = gsi(BLOCK), nominatim(EMPTY)
    here = town(*hiding(way))
    before = times_in_file(here, b"2-77-7")
    counts = here.locate("gsi", "nominatim")
    assert str(counts) == "located 0, improved 0, unchanged 0, unlocated 0, hidden 1"
    assert servers[0].asked == servers[1].asked == here.gazetteer.asked == []
    assert here.heard.sites == {}
    assert here.point() is None
    assert here.db.execute("SELECT count(*) FROM geocoder_answer").fetchone() == (0,)
    assert times_in_file(here, b"2-77-7") == before > 0
    assert "77" not in "".join(capfd.readouterr())


def test_another_site_at_a_hidden_address_is_located_offline_alone(town, gsi):
    server = gsi(BLOCK)
    here = town(*hiding("yes"), at("国立市富士見台2丁目77番地の7", "other"))
    here.locate("gsi")
    assert server.asked == []
    assert here.point("other") == ("town", "gazetteer;abr-town")


def test_who_hides_later_loses_the_point_and_what_was_answered(town, gsi):
    gsi(Reply([feature("東京都国立市富士見台二丁目77番地")]))
    here = town(at(SECRET), make_place(site="test-site"))
    here.locate("gsi")
    assert here.point() == ("block", "gsi-address")
    keep_changes(here.db, [Change("place", "test", "hidden", None, say("yes"), NOON, "hanako")])
    assert here.locate("gsi").hidden == 1
    assert here.point() is None
    assert here.db.execute("SELECT count(*) FROM geocoder_answer").fetchone() == (0,)


@pytest.mark.parametrize("first", [True, False])
def test_who_begins_to_hide_during_a_run_is_asked_of_nobody_from_then_on(town, gsi, first):
    sites = at("東京都国立市富士見台2-47-1", "a-site"), at(SECRET, "b-site")
    places = make_place("a", site="a-site"), make_place("b", site="b-site")
    here = town(*sites, *places)
    hides = Change("place", "a" if first else "b", "hidden", None, say("yes"), NOON, "hanako")
    server = gsi(meanwhile(here, hides))
    counts = here.locate("gsi")
    assert counts.hidden == 1
    assert server.asked == ["東京都国立市富士見台2-47-1", SECRET][: 2 if first else 1]
    assert here.point("a-site" if first else "b-site") is None
    kept = here.db.execute("SELECT address FROM geocoder_answer").fetchall()
    assert kept == [(SECRET if first else "東京都国立市富士見台2-47-1",)]


def test_what_was_answered_of_the_last_one_is_forgotten_too(town, gsi):
    here = town(at(SECRET), make_place(site="test-site"))
    hides = Change("place", "test", "hidden", None, say("yes"), NOON, "hanako")
    write = meanwhile(here, hides)
    gsi(lambda asked: EMPTY if write(asked) else BLOCK)
    assert here.locate("gsi").hidden == 1
    assert here.db.execute("SELECT count(*) FROM geocoder_answer").fetchone() == (0,)
    assert here.point() is None
