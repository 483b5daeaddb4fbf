"""A place whose address is hidden has no position anywhere, in no byte and in no order.

Two sites are filled that differ only in where the hidden places are; the public must not be able
to tell one from the other.
"""

import re
import shutil
from pathlib import Path

import pytest

from tests.web.asking import (
    all_bodies,
    data_addresses,
    found_keys,
    headers_of,
    house_of,
    listed_keys,
    sent_places,
)
from tests.web.live_site import NOW
from tests.web.made_up import Tables
from webmap.places.changes import Change
from webmap.places.location import Location
from webmap.places.record import Statement
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database
from webmap.storage.places import all_records
from webmap.workflows.export_data import export_data

YES, AREA, HOME, STAFF = "mihon-yes", "mihon-area", "mihon-ie", "mihon-shokuin"
BESIDE_PUBLIC, BESIDE_HIDDEN, VOICES = "mihon-tonari", "mihon-futari", "mihon-koe"
OF_GROUP = "mihon-nakama"
HIDDEN = (YES, AREA, HOME, STAFF, BESIDE_PUBLIC, BESIDE_HIDDEN, VOICES, OF_GROUP)
PUBLIC = ("mihon-a", "mihon-z")

HERE = {
    "town": "かくれ町",
    "number": "8-8-8",
    "lat": "35.69013",
    "lon": "139.43097",
    "city": "国立市",
}
THERE = {
    "town": "こもり町",
    "number": "3-4-56",
    "lat": "35.6",
    "lon": "139.40004",
    "city": "国立市",
}
ABROAD = THERE | {"city": "府中市"}
"""Where the hidden places are in the first and in the second of two sites."""

SHOWN = "東京都国立市みほん町9-9-9"
"""Where the public places are in both."""

STATION = "かくれ駅"
BUILDING = "ひみつ荘"


def fill_tables(folder: Path, at: dict[str, str], *, points: bool = True) -> Tables:
    """Public places, and hidden ones of every sort, which are ``at`` a place."""
    tables = Tables(folder)
    tables.clear()
    tables.add_source()
    tables.add("groups", key=PUBLIC[0], name="みほんの会")
    tables.add_site("site-public", SHOWN)
    _add_hidden_sites(tables, at, points=points)
    for key in PUBLIC:
        tables.add_place(key, f"みほん {key[-1]}", site="site-public", group=PUBLIC[0])
    tables.add_place("mihon-omote", "おもての みほん", site="site-shared", group=PUBLIC[0])
    code = {"国立市": "132152", "府中市": "132063"}[at["city"]]
    _add_hidden_places(tables, at, code)
    return tables


def _add_hidden_sites(tables: Tables, at: dict[str, str], *, points: bool) -> None:
    address = f"東京都{at['city']}{at['town']}{at['number']} {BUILDING}"
    point = {"lat": at["lat"], "lon": at["lon"]}
    origin = {"level": "town", "radius_m": "200"}
    if not points:
        point, origin = dict.fromkeys(point, ""), dict.fromkeys(origin, "")
        origin |= {"point_source": "", "point_visibility": ""}
    tables.add_site("site-hidden", address, **point, **origin)
    tables.add_site("site-home", f"{address} みほん様方", **point, **origin)
    tables.add_site("site-staff", address + "3階", visibility="staff", **point, **origin)
    tables.add_site("site-shared", SHOWN + " おもて館")


def _add_hidden_places(tables: Tables, at: dict[str, str], code: str) -> None:
    where = {"city": code, "venue": f"{BUILDING}の {at['town']}室"}
    tables.add_place(YES, "みほん い", hidden="yes", site="site-hidden", **where)
    tables.add_place(AREA, "みほん ろ", hidden="area", site="site-hidden", venue=where["venue"])
    tables.add_place(HOME, "みほん は", site="site-home", **where)
    tables.add_place(STAFF, "みほん に", site="site-staff")
    tables.add_place(BESIDE_PUBLIC, "みほん ほ", hidden="yes", site="site-shared", **where)
    tables.add_place(BESIDE_HIDDEN, "みほん へ", hidden="yes", site="site-hidden", **where)
    tables.add_place(VOICES, "みほん と", hidden="yes", site="site-hidden", **where)
    group = {"group": PUBLIC[0], "site": "site-shared"}
    tables.add_place(OF_GROUP, "みほん ち", hidden="yes", **group, **where)
    _add_words(tables, at)


def _add_words(tables: Tables, at: dict[str, str]) -> None:
    """Every other thing that tells the way, and what other sources say of it."""
    for key in (YES, AREA, HOME, VOICES):
        said = {"place": key, "visibility": "public"}
        tables.add("details", field="address_note", value=f"{BUILDING}2階", **said)
        tables.add("details", field="access", number="1", value=f"{STATION}から 5分", **said)
        tables.add("identifiers", of="place", key=key, scheme="wamnet", value=at["number"])
    said = {"place": VOICES, "number": "2", "visibility": "public"}
    tables.add("details", field="site", value="site-hidden", **said)
    tables.add("details", field="address_note", value=f"{at['town']} {BUILDING}", **said)
    tables.add("details", field="venue", value=f"{at['town']}の {BUILDING}", **said)


@pytest.fixture
def app(data, make_app):
    """The site whose hidden places are here."""
    return make_app(fill_tables(data, HERE).write())


@pytest.fixture
def other(data, app, make_app):
    """The site whose hidden places are there, and which is the same otherwise."""
    folder = Path(shutil.copytree(data, data.with_name("other")))
    return make_app(fill_tables(folder, THERE).write())


def asked_words(at):
    """What one would search for: the address, parts of it, the town, the building, the station."""
    town, number = at["town"], at["number"]
    whole = f"東京都{at['city']}{town}{number}"
    return (
        *(whole, whole.removeprefix("東京都"), town + number, town, number, town[:2]),
        *(f"{town} {number}", f"{whole} {BUILDING}", BUILDING, STATION, f"{BUILDING}2階", "様方"),
        *(at["lat"], at["lon"], *_whole(at), "site-hidden", "site-home", "35.69"),
    )


def secrets_of(at):
    points = at["lat"], at["lon"], *_whole(at)
    return (at["town"], at["number"], BUILDING, STATION, *points, "様方", "site-h")


def _whole(at):
    """Its coordinates as the page's file would have them: 35.69013 is 3569013 there."""
    return [str(round(float(at[name]) * 1e5)) for name in ("lat", "lon")]


# -- what is told


def test_there_is_something_to_hide(app):
    """Else all below would pass on an empty site."""
    shown = listed_keys(app.test_client().get("/ja/"))
    assert {*HIDDEN, *PUBLIC} <= set(shown)
    db = open_database(house_of(app).settings.database)
    sites = {one.key: one for one in all_records(db) if one.of == "site"}
    db.close()
    assert all("location" in one.said for one in sites.values())


def test_no_answer_and_no_file_tells_where_a_hidden_place_is(app):
    addresses = data_addresses(app, *(f"みほん{word}" for word in "いろは"))
    bodies = [*all_bodies(app.test_client(), addresses), *public_files(app)]
    told = [
        (name, secret) for name, body in bodies for secret in secrets_of(HERE) if secret in body
    ]
    assert told == []


@pytest.mark.parametrize("key", HIDDEN)
def test_its_own_page_says_nothing_of_where_and_has_no_map(app, key):
    page = app.test_client().get(f"/ja/places/{key}").text
    assert page and "city_map" not in page and "みほん町" not in page
    assert [secret for secret in secrets_of(HERE) if secret in page] == []


@pytest.mark.parametrize("key", HIDDEN)
def test_it_has_no_marker_and_no_point(app, key):
    client = app.test_client()
    sent = sent_places(client)[key]
    cells = [sent[name] for name in ("lat", "lon", "site", "radius_m")]
    assert cells == [None, None, -1, 0]
    features = client.get("/places.geojson").get_json(force=True)["features"]
    [found] = [one for one in features if one["id"] == key]
    assert found["geometry"] is None
    assert found["properties"]["level"] is None
    assert not {"address", "area_center", "address_note", "access", "venue"} & (
        found["properties"].keys() - ({"address"} if key == AREA else set())
    )


def test_in_the_list_it_offers_no_map_and_is_not_said_to_be_looked_for(app):
    page = app.test_client().get("/ja/").text
    for key in set(HIDDEN) - {AREA, STAFF}:
        entry = page.partition(f'data-key="{key}"')[2].partition("</li>")[0]
        assert "data-show" not in entry
        assert "出していません" in entry
        assert "府中市" not in entry and "国立市" not in entry


@pytest.mark.parametrize("word", asked_words(HERE))
def test_it_is_not_found_by_where_it_is(app, word):
    """Neither by its words nor by its point, in the page's file, its search and the list."""
    client = app.test_client()
    expected = {AREA} if word == "国立市" else set()
    assert set(found_keys(client, word)) & set(HIDDEN) == expected
    listed = listed_keys(client.get("/ja/", query_string={"q": word}))
    assert set(listed) & set(HIDDEN) == expected


def test_it_is_not_found_with_a_public_place_of_its_house(app):
    """Neither by the address that they share nor by what the other one says of it."""
    client = app.test_client()
    for word in ("みほん町9-9-9", "おもて館", "9-9-9"):
        found = found_keys(client, word)
        assert "mihon-omote" in found
        assert not set(found) & set(HIDDEN)


def test_what_its_group_runs_elsewhere_does_not_lead_to_it(app):
    """The group is named, but by no key: that may be its first place's or a corporate number."""
    features = app.test_client().get("/places.geojson").get_json(force=True)["features"]
    [found] = [one for one in features if one["id"] == OF_GROUP]
    assert found["properties"]["group"] == "みほんの会"
    assert PUBLIC[0] not in str(found)
    assert PUBLIC[0] not in app.test_client().get(f"/ja/places/{OF_GROUP}").text
    rows = dict(public_files(app))["places.csv"].splitlines()
    [row] = [row for row in rows if row.startswith(OF_GROUP)]
    assert PUBLIC[0] not in row and "site-shared" not in row


# -- what could be told by comparing: the same place here and there


def test_not_one_public_byte_changes_when_the_hidden_places_are_elsewhere(app, other):
    _same_everywhere(app, other)


def test_of_most_not_even_the_municipality_is_told(data, make_app):
    """In another city all is the same but the one place that asks to show its municipality."""
    folder = Path(shutil.copytree(data, data.with_name("abroad")))
    apps = [make_app(_without_area(fill_tables(*at))) for at in ((data, HERE), (folder, ABROAD))]
    _same_everywhere(*apps)


def test_the_order_of_the_list_does_not_follow_where_they_are(app, other):
    orders = [listed_keys(site.test_client().get("/ja/")) for site in (app, other)]
    assert orders[0] == orders[1]


def test_the_map_reaches_no_farther_with_them_than_without(app, data, make_app):
    data = Path(shutil.copytree(data, data.with_name("without")))
    tables = Tables(data)
    tables.rows["places"] = [row for row in tables.rows["places"] if row["key"] not in HIDDEN]
    for name in ("details", "identifiers"):
        tables.rows[name] = []
    without = make_app(tables.write())
    spots = [
        {(row["lat"], row["lon"]) for row in sent_places(site.test_client()).values()}
        for site in (app, without)
    ]
    assert spots[0] - {(None, None)} == spots[1] == {(3569210, 13944410)}
    centers = [
        re.findall(r"setView|center[^,]*,[^,]*", site.test_client().get("/ja/map.js").text)
        for site in (app, without)
    ]
    assert centers[0] == centers[1]


def test_nothing_changes_when_their_points_are_found(data, make_app):
    """Located or not: the same pages, the same tags, the same edition."""
    folder = Path(shutil.copytree(data, data.with_name("unlocated")))
    located = make_app(fill_tables(data, HERE).write())
    unlocated = make_app(fill_tables(folder, HERE, points=False).write())
    _same_everywhere(located, unlocated)


def test_nothing_changes_when_a_point_is_found_later(data, make_app):
    """Also where finding it was one change more than the public knows of."""
    folder = Path(shutil.copytree(data, data.with_name("later")))
    before = make_app(fill_tables(data, HERE, points=False).write())
    later = make_app(fill_tables(folder, HERE, points=False).write())
    db = open_database(house_of(later).settings.database)
    found = Statement(Location(HERE["lat"], HERE["lon"], "town", "200"), source="mihon")
    keep_changes(db, [Change("site", "site-hidden", "location", None, found, NOW, "locate")])
    db.close()
    _same_everywhere(before, later)


def test_a_shelf_that_was_built_before_forgets_a_place_that_hides(data, make_app):
    """An editor hides a place: the very next answer no longer tells where it is."""
    tables = fill_tables(data, HERE)
    tables.add_site("site-open", "東京都国立市あらわ町7-7-7", lat="35.67777", lon="139.47777")
    tables.add_place("mihon-ato", "あとから みほん", site="site-open")
    app = make_app(tables.write())
    client = app.test_client()
    assert "3567777" in client.get("/ja/places.json").text
    db = open_database(house_of(app).settings.database)
    hides = Statement("yes", source="mihon")
    keep_changes(db, [Change("place", "mihon-ato", "hidden", None, hides, NOW, "editor")])
    db.close()
    bodies = [*all_bodies(client, data_addresses(app, "あらわ町")), *public_files(app)]
    secrets = ("35.67777", "139.47777", "3567777", "13947777", "7-7-7")
    assert [name for name, body in bodies if any(word in body for word in secrets)] == []
    assert found_keys(client, "あらわ町") == []


# -- logs


def test_no_log_tells_where_a_hidden_place_is_or_who_asked_for_it(app, caplog, capfd):
    caplog.set_level("DEBUG")
    client = app.test_client()
    for word in asked_words(HERE):
        client.get("/ja/", query_string={"q": word})
    for key in HIDDEN:
        client.get(f"/ja/places/{key}")
    said = caplog.text + "".join(capfd.readouterr())
    assert [secret for secret in secrets_of(HERE) if secret in said] == []


# -- asking


def public_files(app):
    """The tables of the public export, by name."""
    settings = house_of(app).settings
    folder = settings.database.with_suffix(".public")
    db = open_database(settings.database)
    export_data(db, folder, public=True)
    db.close()
    return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.iterdir())]


def _without_area(tables):
    for name, column in (("places", "key"), ("details", "place"), ("identifiers", "key")):
        tables.rows[name] = [row for row in tables.rows[name] if row[column] != AREA]
    return tables.write()


def _same_everywhere(one, two):
    addresses = data_addresses(one, "みほん", *asked_words(HERE), *asked_words(THERE))
    for address in addresses:
        first, second = (site.test_client().get(address) for site in (one, two))
        assert first.get_data() == second.get_data(), address
        assert headers_of(first) == headers_of(second), address
    assert public_files(one) == public_files(two)
