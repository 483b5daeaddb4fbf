"""Taking back at the desk: what it would do, what it did, what is in its way."""

import re

from tests.made_up import say
from tests.web.staff.keeping import EDITOR, PLACE, after, database_of, edit, last_number, stored
from webmap.places.changes import FILE, GEOCODER, Change
from webmap.places.location import Location
from webmap.places.place import Place
from webmap.storage.changes import history, keep_changes
from webmap.storage.database import writing


def keep(app, *changes):
    """Keeps changes as one act; returns its number."""
    db = database_of(app)
    first = last_number(db) + 1
    with writing(db):
        keep_changes(db, changes)
    db.close()
    return first


def changes_of(app, of="place", key=PLACE):
    db = database_of(app)
    found = [*history(db, of, key)]
    db.close()
    return found


def test_one_change_is_taken_back_after_it_was_shown(app, desk):
    before = stored(app)
    number = edit(app, after(5), {"phone": say("042-000-0000")})
    one = desk("editor")
    assert "042-000-0000" in one.get(f"/staff/changes/{number}/undo").text
    assert stored(app) != before
    answer = one.post(f"/staff/changes/{number}/undo")
    assert answer.status_code == 303
    assert stored(app) == before
    last = changes_of(app)[-1]
    assert (last.who, last.field) == ("staff:mihon-editor", "phone")
    assert last.kept > after(5)


def test_what_was_taken_back_can_be_taken_back(app, desk):
    number = edit(app, after(5), {"phone": say("042-000-0000")})
    edited, one = stored(app), desk("editor")
    page = one.get(one.post(f"/staff/changes/{number}/undo").location)
    assert "取り消す" in page.text
    again = re.search(r'href="(/staff/acts/\d+/undo)"', page.text)
    assert again is not None
    assert one.post(again[1]).status_code == 303
    assert stored(app) == edited


def test_a_whole_act_is_taken_back(app, desk):
    before = stored(app)
    number = edit(app, after(5), {"phone": say("042-000-0000"), "first_day": say("うけつけ")})
    desk("editor").post(f"/staff/acts/{number}/undo")
    assert stored(app) == before


def test_of_an_act_nothing_is_taken_back_when_one_field_changed_since(app, desk):
    number = edit(app, after(5), {"phone": say("042-000-0000"), "first_day": say("うけつけ")})
    edit(app, after(9), {"phone": say("042-000-0009")}, who="staff:みほん 一郎")
    since, one = stored(app), desk("editor")
    for answer in (one.get(f"/staff/acts/{number}/undo"), one.post(f"/staff/acts/{number}/undo")):
        assert "042-000-0009" in answer.text
        assert "みほん 一郎が 2026年12月4日（金） 16:29に かえました" in answer.text
        assert "うけつけ" not in answer.text
    assert answer.status_code == 409
    assert stored(app) == since


def test_the_first_filling_is_not_taken_back(app, desk):
    before, one = stored(app), desk("editor")
    assert "もどせません" in one.get("/staff/acts/1/undo").text
    assert one.post("/staff/acts/1/undo").status_code == 409
    assert one.post("/staff/changes/1/undo").status_code == 409
    assert stored(app) == before


def test_a_place_that_was_made_waits_to_be_confirmed(app, desk):
    said = {**stored(app).said, "name": say("みほん食堂")}
    number = keep(app, Change("place", "mihon", "", None, said, after(5), EDITOR))
    client, one = app.test_client(), desk("editor")
    assert client.get("/ja/places/mihon").status_code == 200
    assert "確認をまつ" in one.get(f"/staff/acts/{number}/undo").text
    assert one.post(f"/staff/acts/{number}/undo").status_code == 303
    assert client.get("/ja/places/mihon").status_code == 404
    assert stored(app, key="mihon").said["standing"].note == "入れたことを 取り消しました"


def test_a_point_that_followed_its_address_goes_back_with_it_and_is_nobodys_pin(app, desk):
    """As an address is edited: the point of the gazetteer follows in the same act."""
    place = stored(app)
    site = place.text("site")
    old = stored(app, "site", site)
    point = say(Location("35.68", "139.44", "town"), source="gazetteer")
    who = f"{GEOCODER}gazetteer"
    number = keep(
        app,
        Change("site", site, "location", old.said["location"], None, after(4), EDITOR),
    )
    desk("editor").post(f"/staff/acts/{number}/undo")
    assert stored(app, "site", site) == old
    key = "mihon-site"
    keep(
        app,
        Change("site", key, "", None, {"address": say("東京都国立市東1-1")}, after(20), "office"),
    )
    keep(app, Change("site", key, "location", None, point, after(21), who))
    first = stored(app, "site", key)
    moved = say(Location("35.69", "139.45", "town"), source="gazetteer")
    address = first.said["address"]
    number = keep(
        app,
        Change("site", key, "address", address, say("東京都国立市東2-2"), after(22), EDITOR),
        Change("site", key, "location", point, moved, after(22), who),
    )
    assert desk("editor").post(f"/staff/acts/{number}/undo").status_code == 303
    assert stored(app, "site", key) == first
    assert [one.who for one in changes_of(app, "site", key) if one.field == "location"][-1] == who


def test_an_address_that_is_taken_back_alone_takes_its_point_along(app, desk):
    key, who = "mihon-site", f"{GEOCODER}gazetteer"
    keep(
        app, Change("site", key, "", None, {"address": say("東京都国立市谷保")}, after(1), "office")
    )
    address, far = say("東京都国立市東"), say(Location("1", "1", "town"), source="gazetteer")
    number = keep(
        app,
        Change("site", key, "address", say("東京都国立市谷保"), address, after(2), EDITOR),
        Change("site", key, "location", None, far, after(2), who),
    )
    assert desk("editor").post(f"/staff/changes/{number}/undo").status_code == 303
    site = stored(app, "site", key)
    assert site.text("address") == "東京都国立市谷保"
    assert site.said["location"].value != Location("1", "1", "town")


def test_a_file_of_many_rows_is_taken_back_or_nothing_of_it(app, desk):
    """Sites that several rows share changed more than once in the act."""
    said = stored(app).said
    who = f"{FILE}kunitachi-opendata"
    several = [
        Place(f"mihon-{n}", {**said, "name": say(f"みほん {n}"), "capacity": say("10")})
        for n in range(700)
    ]
    keep(
        app, *(Change("place", one.key, "", None, one.said, after(1), "office") for one in several)
    )
    site = said["site"].text
    addresses = [
        stored(app, "site", site).said["address"],
        say("東京都国立市東0"),
        say("東京都国立市東0-0"),
    ]
    act = [
        Change("place", one.key, "capacity", say("10"), say("20"), after(2), who) for one in several
    ]
    act.insert(100, Change("site", site, "address", addresses[0], addresses[1], after(2), who))
    act.insert(650, Change("site", site, "address", addresses[1], addresses[2], after(2), who))
    number = keep(app, *act)
    before = stored(app, "site", site)
    edit(app, after(3), {"capacity": say("30")}, key="mihon-3")
    one = desk("editor")
    assert one.post(f"/staff/acts/{number}/undo").status_code == 409
    assert stored(app, key="mihon-699").text("capacity") == "20"
    assert stored(app, "site", site) == before
    edit(app, after(4), {"capacity": say("20")}, key="mihon-3")
    assert one.post(f"/staff/acts/{number}/undo").status_code == 303
    assert {stored(app, key=place.key).text("capacity") for place in several[::50]} == {"10"}
    assert stored(app, "site", site).said["address"] == addresses[0]


def test_what_does_not_exist_is_not_found(desk):
    assert desk("editor").get("/staff/changes/999999/undo").status_code == 404
    assert desk("editor").post("/staff/acts/999999/undo").status_code == 404


def test_a_viewer_takes_nothing_back(app, desk):
    number = edit(app, after(5), {"phone": say("042-000-0000")})
    one = desk("viewer")
    assert one.get(f"/staff/changes/{number}/undo").status_code == 403
    assert one.post(f"/staff/changes/{number}/undo").status_code == 403
