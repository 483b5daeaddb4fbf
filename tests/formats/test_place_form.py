"""The form of a place says what the place says, and whatever is typed into it is understood or named."""

from datetime import date
from typing import cast

import pytest

from tests.made_up import DATA, MAIL, MOBILE, make_group, make_place, make_site, say
from webmap.formats.place_form import SHOWN, read_form, write_form
from webmap.formats.tables import read_tables
from webmap.places.fees import Fee
from webmap.places.place import Group, Place, Site
from webmap.places.schedule import ExceptionDay, Rule

TODAY = date(2026, 12, 4)
RECORDS = read_tables(DATA).records
PLACES = [cast(Place, one) for one in RECORDS.values() if one.of == "place"]
TOLD = {"common:source": ["test"], "common:day": ["2026-12-04"]}
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")


def kin(place):
    site, group = (RECORDS.get((of, place.text(of))) for of in ("site", "group"))
    return cast(Site | None, site), cast(Group | None, group)


def read(place, cells, site=None, group=None):
    return read_form(cells, place, site, group, TODAY)


def changed(place, typed, **told):
    """The form of a place with other cells."""
    cells = write_form(place, None, None)
    paths = [name.rpartition(":")[0] for name in typed if not name.startswith("common:")]
    shown = dict.fromkeys((*cells[SHOWN], *paths))
    texts = {name: text if isinstance(text, list) else [text] for name, text in typed.items()}
    return read(place, cells | TOLD | texts | told | {SHOWN: [*shown]})


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.key)
def test_every_real_place_comes_back_as_it_was(place):
    site, group = kin(place)
    back = read(place, write_form(place, site, group), site, group)
    assert back.problems == []
    assert back.place == place.said
    assert back.said("site") == (site.said if site else {})
    assert back.said("group") == (group.said if group else {})


def test_every_real_place_can_be_made_anew_from_its_cells():
    """Into a place of which only the name is known, so that every cell is really read."""
    for place in PLACES:
        cells = write_form(place, None, None)
        empty = Place(place.key, {name: place.said[name] for name in Place.required})
        back = read(empty, cells)
        undated = {name for name, one in place.said.items() if not (one.day.known and one.source)}
        assert {bad.column.partition(":")[0] for bad in back.problems} <= undated, place.key
        sound = {name: one for name, one in place.said.items() if name not in undated}
        assert {name: back.place[name] for name in sound} == sound, place.key


def test_what_is_not_shown_stays_and_what_is_shown_blank_is_unknown():
    place = make_place(phone="042-000-0000", who="だれでも")
    back = read(place, {SHOWN: ["phone"], "phone:value": [""]})
    assert "phone" not in back.place
    assert back.place["who"] == place.said["who"]


def test_a_changed_value_takes_who_said_it_and_when_and_nothing_else_does():
    place = make_place(phone=say("042-000-0000"), who=say("だれでも"))
    back = changed(place, {"phone:value": "042-000-0001"}, **{"common:confirmed": ["2026-12-03"]})
    said = back.place["phone"]
    assert (said.text, said.source, said.day.text) == ("042-000-0001", "test", "2026-12-04")
    assert said.confirmed.text == "2026-12-03"
    assert back.place["who"] == place.said["who"]


def test_its_own_source_and_day_win_over_the_common_ones():
    place = make_place(phone=say("042-000-0000"))
    typed = {"phone:value": "042-000-0001", "phone:source": "akishima", "phone:day": "2026年11月"}
    said = changed(place, typed).place["phone"]
    assert (said.source, said.day.text) == ("akishima", "2026-11")


def test_without_a_source_and_a_day_nothing_new_is_taken_and_each_is_asked_for_once():
    place = make_place(phone="042-000-0000", who="だれでも")
    typed = {"phone:value": "042-000-0001", "who:value": "小学生"}
    back = changed(place, typed, **{"common:source": [""], "common:day": [""]})
    assert sorted(bad.column for bad in back.problems) == ["common:day", "common:source"]
    assert back.place["phone"] == place.said["phone"]


def test_to_whom_it_is_shown_needs_no_source():
    place = make_place(phone=say("042-000-0000"))
    back = changed(place, {"phone:visibility": "staff"}, **{"common:source": [""]})
    assert back.problems == []
    assert back.place["phone"].visibility == "staff"


def test_everything_wrong_is_named_at_once_by_the_name_of_its_cell():
    place = make_place(schedule__1=SUNDAYS, fee__adult__visit=Fee("300"))
    typed = {
        "schedule.1:opens": "25時70分",
        "schedule.1:closes": "おひる",
        "fee.adult.visit:yen": "さんびゃく",
        "phone:value": "でんわなし",
        "ages:value": "おとな",
        "exception.2026-12-20:effect": "moved",
        "exception.2026-12-20:moved_to": "2026-13-01",
        "fact.elevator:value": "たぶん",
        "common:day": "あした",
    }
    found = {bad.column for bad in changed(place, typed).problems}
    assert found == set(typed) - {"exception.2026-12-20:effect"}


def test_a_day_that_is_to_come_is_no_day_of_what_is_known():
    place = make_place(phone="042-000-0000")
    back = changed(place, {"phone:value": "042-000-0001"}, **{"common:day": ["2026-12-05"]})
    assert [bad.column for bad in back.problems] == ["common:day"]


@pytest.mark.parametrize("private", (MOBILE, "０９０ー００００ー００００", f"先生 {MAIL}"))
def test_a_private_number_is_kept_for_the_staff_and_told(private):
    back = changed(make_place(), {"access.1:value": private, "access.1:visibility": "public"})
    assert back.problems == []
    assert back.place["access.1"].visibility == "staff"
    assert back.withheld == ["access.1"]


def test_a_name_with_a_private_number_is_refused():
    back = changed(make_place(), {"name:value": f"テスト食堂 {MOBILE}"})
    assert [bad.column for bad in back.problems] == ["name:value"]


@pytest.mark.parametrize("path", ("name", "categories", "standing"))
def test_what_a_place_cannot_be_without_cannot_be_emptied(path):
    place = make_place()
    back = changed(place, {f"{path}:value": ""})
    assert [bad.column for bad in back.problems] == [f"{path}:value"]
    assert back.place[path] == place.said[path]


def test_lists_stand_in_their_own_order_however_they_were_ticked():
    typed = {
        "schedule.1:weekdays": ["SU", "MO"],
        "schedule.1:nth": ["3", "1"],
        "schedule.1:effect": "open",
    }
    rule = changed(make_place(), typed).place["schedule.1"].value
    assert isinstance(rule, Rule)
    assert (rule.weekdays, rule.nth) == ("MO;SU", "1;3")


def test_the_main_category_stays_the_first():
    back = changed(make_place(), {"categories:value": ["soudan", "ibasho"]})
    assert back.place["categories"].text == "soudan;ibasho"


def test_a_day_moves():
    typed = {
        "exception.2026-12-20:effect": "moved",
        "exception.2026-12-20:moved_to": "2026年12月27日",
        "exception.2026-12-20:opens": "１１：３０",
    }
    said = changed(make_place(schedule__1=SUNDAYS), typed).place["exception.2026-12-20"]
    assert said.value == ExceptionDay("moved", "11:30", "", "2026-12-27")


def test_site_and_group_stand_in_the_same_form():
    place, site, group = make_place(site="test-site", group="test-group"), make_site(), make_group()
    cells = write_form(place, site, group) | TOLD
    cells |= {"site/address:value": ["東京都国立市東9-9-9"], "group/name:value": ["みほんの会"]}
    back = read(place, cells, site, group)
    assert back.said("site")["address"].text == "東京都国立市東9-9-9"
    assert back.said("group")["name"].text == "みほんの会"
    assert back.place == place.said


def test_control_characters_and_outer_blanks_are_dropped_and_lines_stay():
    back = changed(make_place(), {"activity.1:value": "  1行め\r\n2行め\u202e\x07 "})
    assert back.place["activity.1"].text == "1行め\n2行め"


def test_a_field_that_no_place_has_is_named():
    back = changed(make_place(), {"password:value": "x"})
    assert [bad.column for bad in back.problems] == ["password"]
