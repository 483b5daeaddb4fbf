"""What became of a place, and how it stood on a day, as the staff read it."""

import re

import pytest

from tests.made_up import say
from tests.web.live_site import NOW
from tests.web.staff.keeping import EDITOR, PLACE, after, database_of, edit, stored
from webmap.places.changes import Change
from webmap.places.place import Place
from webmap.storage.changes import keep_changes
from webmap.storage.database import writing

PAGE = f"/staff/places/{PLACE}/history"


def words(answer):
    """What stands on a page, without tags and blanks."""
    return re.sub(r"\s+|<[^>]*>", "", answer.text.partition("<main")[2])


def test_a_change_says_who_when_which_field_from_what_to_what(app, desk):
    edit(app, after(5), {"phone": say("042-000-0000", "昼だけ", day="2026-11")})
    edit(app, after(9), {"phone": say("042-000-0001", source="kunitachi-shakyo", day="2026-12-01")})
    page = words(desk("viewer").get(PAGE))
    assert "16:29みほん花でんわ042-000-0000「昼だけ」" in page
    assert page.index("16:29") < page.index("16:25")
    assert "→から042-000-0001" in page
    assert "2026年12月1日の情報" in page


def test_its_site_and_its_group_are_told_with_it(app, desk):
    place = stored(app)
    edit(app, after(5), {"address": say("東京都国立市東0-0-0")}, of="site", key=place.text("site"))
    edit(app, after(6), {"name": say("みほんの会")}, of="group", key=place.text("group"))
    page = words(desk("viewer").get(PAGE))
    assert "建物の住所" in page and "団体の名前" in page


def test_a_day_alone_that_moved_is_said_so(app, desk):
    edit(app, after(5), {"phone": say("042-000-0000", day="2026-11")})
    edit(app, after(6), {"phone": say("042-000-0000", day="2026-12")})
    assert "ことばはおなじtest・2026年11月の情報→からtest・2026年12月の情報" in words(
        desk().get(PAGE)
    )


def test_the_history_can_be_narrowed_to_a_field(app, desk):
    edit(app, after(5), {"phone": say("042-000-0000")})
    edit(app, after(6), {"first_day": say("うけつけに 来る")})
    site = stored(app).text("site")
    edit(app, after(7), {"address": say("東京都国立市東0-0-0")}, of="site", key=site)
    one = desk("viewer")
    assert "うけつけに来る" not in words(one.get(f"{PAGE}?field=phone"))
    assert "042-000-0000" in words(one.get(f"{PAGE}?field=phone"))
    only = words(one.get(f"{PAGE}?field=site/address"))
    assert "東0-0-0" in only and "042-000-0000" not in only


def test_a_long_history_comes_in_pages_and_nothing_is_lost(app, desk):
    for minute in range(130):
        edit(app, after(minute + 1), {"capacity": say(str(minute + 1))})
    one = desk("viewer")
    first = one.get(PAGE)
    assert first.text.count('class="act"') == 100
    older = re.search(r'href="([^"]*before=[^"]*)"', first.text)
    assert older is not None
    second = one.get(older[1].replace("&amp;", "&"))
    assert second.text.count('class="act"') == 31  # the filling too
    assert "はじめに入れた" in words(second)


def test_what_an_act_changed_elsewhere_is_a_tap_away(app, desk):
    db = database_of(app)
    changes = [
        Change("place", key, "capacity", None, say("20"), after(5), EDITOR)
        for (key,) in db.execute(
            "SELECT key FROM record WHERE of = 'place'"
            " AND json_extract(said, '$.capacity') IS NULL LIMIT 3"
        )
    ]
    with writing(db):
        keep_changes(db, changes)
    one = desk("viewer")
    page = one.get(f"/staff/places/{changes[1].key}/history").text
    act = re.search(r"/staff/acts/\d+", page)
    assert act is not None
    assert one.get(act[0]).text.count("→") == 3


def test_a_viewer_is_offered_neither_undo_nor_redacting(app, desk):
    edit(app, after(5), {"phone": say("042-000-0000")})
    assert "/undo" not in desk("viewer").get(PAGE).text
    editor = desk("editor").get(PAGE).text
    assert "/undo" in editor and "/redact" not in editor
    assert "/redact" in desk("admin").get(PAGE).text


@pytest.mark.parametrize(
    "path",
    ["/staff/places/nowhere/history", "/staff/history/nothing/x", "/staff/history/site/nowhere"],
)
def test_what_is_not_there_is_not_found(desk, path):
    assert desk("viewer").get(path).status_code == 404


def test_every_sort_of_record_has_a_history(app, desk):
    place = stored(app)
    for of in ("site", "group"):
        assert desk("viewer").get(f"/staff/history/{of}/{place.text(of)}").status_code == 200
    assert desk("viewer").get("/staff/history/source/test").status_code == 404


# -- a day


def test_a_place_as_of_a_day_marks_what_differs_today(app, desk):
    edit(app, after(5), {"phone": say("042-000-0000")})
    edit(app, after(60 * 24), {"phone": say("042-000-0001")})
    page = words(desk("viewer").get(f"{PAGE}?day=2026-12-04"))
    assert "1か所がきょうとちがいます" in page
    assert "でんわ042-000-0000test・2026年7月1日の情報042-000-0001" in page


def test_of_a_day_before_it_was_there_that_is_said(desk):
    assert "まだありませんでした" in words(desk("viewer").get(f"{PAGE}?day=2026-12-03"))


def test_of_a_day_on_which_it_had_ended_that_is_said(app, desk):
    edit(app, after(5), {"standing": say("ended")})
    assert "もうおわっていました" in words(desk("viewer").get(f"{PAGE}?day=2026-12-04"))


def test_a_day_that_is_none_is_refused(desk):
    assert desk("viewer").get(f"{PAGE}?day=2026-13-01").status_code == 400


# -- the week


def test_the_week_tells_who_changed_what_and_how_much(app, desk):
    edit(app, after(5), {"phone": say("042-000-0000"), "first_day": say("うけつけに 来る")})
    page = words(desk("viewer").get("/staff/week"))
    assert "11月30日（月）から12月6日（日）" in page
    assert "みほん花ぜんぶ見るぐるぐる食堂：はじめての日にすること、でんわ" in page
    assert "みほん花2件" in page
    assert "はじめに" in page  # the filling, in one line


def test_a_week_has_those_before_and_after(app, desk):
    edit(app, after(-7 * 24 * 60), {"phone": say("042-000-0000")})
    one = desk("viewer")
    before = one.get("/staff/week?week=2026-W48").text
    assert "ぐるぐる食堂" in before
    assert 'href="/staff/week?week=2026-W47"' in before
    assert 'href="/staff/week?week=2026-W49"' in before
    assert "week=2026-W50" not in one.get("/staff/week").text  # what is to come
    assert one.get("/staff/week?week=nonsense").status_code == 400


def test_a_large_act_is_one_line(app, desk):
    db = database_of(app)
    places = [
        Place(f"mihon-{number}", {**stored(app).said, "name": say(f"みほん {number}")})
        for number in range(41)
    ]
    changes = [
        Change("place", one.key, "", None, one.said, after(5), "file:kunitachi-opendata")
        for one in places
    ]
    with writing(db):
        keep_changes(db, changes)
    page = words(desk("viewer").get("/staff/week"))
    assert "41か所（41件）をかえました" in page
    assert "みほん40" not in page


def test_the_moments_of_a_clock_that_stands_still_are_told_apart_from_the_filling(app, desk):
    number = edit(app, NOW, {"phone": say("042-000-0000")})
    assert f"/staff/acts/{number}/undo" in desk().get(f"/staff/acts/{number}").text
