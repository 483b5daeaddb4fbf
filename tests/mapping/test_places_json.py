"""The compact JSON of all public places, which the page loads once."""

import json
import re
from datetime import date, timedelta

import pytest

from tests.made_up import CITY, HOSTILE, make_place, make_site, say
from webmap.mapping.places_json import (
    ANCHOR,
    ASK_DATES,
    BY_APPOINTMENT,
    NOT_FOR_DROPPING_IN,
    OLD,
    PAUSED,
    SEPARATOR,
    TERMINATOR,
    PlacesJson,
    Spot,
    annotated,
)  # fmt: skip
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.matching import traits_of, turn_of
from webmap.places.nearness import Origin, Surroundings
from webmap.places.needs import LISTS
from webmap.places.schedule import Rule
from webmap.places.visibility import public_view
from webmap.places.vocabulary import ACCESS, CATEGORIES, STAGES, SUPPORT
from webmap.places.walking import River
from webmap.settings import ROOT
from webmap.words.card import make_card
from webmap.words.phrases import read_phrases
from webmap.words.readings import Readings
from webmap.words.whereabouts import Wayfinder

TODAY = date(2026, 12, 4)
SAY = read_phrases(ROOT / "data" / "phrases", "ja")
READINGS = Readings({"谷保": "やほ", "食堂": "しょくどう"})
COLUMNS = (
    "key", "name", "venue", "categories", "lat", "lon", "site", "when", "who", "fee", "day",
    "where", "phone", "radius_m", "flags", "answers", "audience", "calendar", "reasons",
)  # fmt: skip
TEXTS = ("venue", "when", "who", "fee", "day", "where", "phone", "reasons")
TABLES = ("answers", "audience", "calendar")
NEVER = Rule(effect="closed", weekdays="MO;TU;WE;TH;FR;SA;SU")


def view(key="mihon", site=None, **said):
    return public_view(
        make_place(key, **({"name": "みほん", "categories": "ibasho"} | said)), None, site
    )


def file_of(*views, today=TODAY, around=None):
    made = PlacesJson(today, around)
    wayfinder = Wayfinder(SAY, READINGS, CITY, lambda address: "谷保" if "谷保" in address else "")
    for one in views:
        where = wayfinder.whereabouts(one)
        card = make_card(one, SAY, READINGS, CITY, where, today)
        radius = int(one.location.radius_m) if where.shown == "disc" else 0
        spot = Spot(one.location, one.site, radius) if where.on_map else None
        made.add(card, traits_of(one.place, today), spot)
    return json.loads(made.json())


def rows(whole):
    """Each place with its texts and rows of tables looked up."""
    columns = whole["columns"]
    texts = [*whole["texts"], ""]
    for at in range(whole["count"]):
        row = {name: column[at] for name, column in columns.items()}
        row |= {name: texts[row[name]] for name in TEXTS}
        row["answers"] = dict(zip(whole["asked"], whole["answers"][row["answers"]], strict=True))
        row["audience"] = whole["audiences"][row["audience"]]
        row["calendar"] = whole["calendars"][row["calendar"]]
        yield row


def row_of(**said):
    [row] = rows(file_of(view(**said)))
    return row


def located(key="test-site", level="building", radius="", **said):
    return make_site(key, location=Location("35.6912345678", "139.4", level, radius), **said)


# -- the shape


def test_it_has_these_parts():
    whole = file_of(view("a"), view("b"))
    assert list(whole) == [
        "edition", "first", "days", "categories", "asked", "stages", "texts", "answers",
        "audiences", "calendars", "origins", "river", "count", "columns",
    ]  # fmt: skip
    assert (whole["first"], whole["days"], whole["count"]) == ("2026-12-03", 36, 2)
    assert tuple(whole["categories"]) == CATEGORIES
    assert whole["asked"] == [
        "alone", "takeout", *ACCESS, *SUPPORT, "booking", "free.preschool", "free.elementary",
        "free.junior_high", "free.high",
    ]  # fmt: skip


def test_it_tells_once_from_where_one_may_walk_and_where_the_river_is():
    school = Origin("es5", "みほん", "school", (35.684979, 139.441405))
    around = Surroundings.of([school], River(((35.7, 139.36), (35.65, 139.52))))
    whole = file_of(view(), around=around)
    assert whole["origins"] == {"es5": [3568498, 13944140]}
    assert whole["river"] == [[3570000, 13936000], [3565000, 13952000]]
    assert (file_of(view())["origins"], file_of(view())["river"]) == ({}, [])


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_column_has_one_entry_for_each_place(count):
    """Also of no place: a new city's page looks at its columns all the same."""
    whole = file_of(*(view(f"p{at}", located() if at else None) for at in range(count)))
    assert set(whole["columns"]) == set(COLUMNS)
    assert {len(column) for column in whole["columns"].values()} == {count}
    assert whole["count"] == count


def test_what_places_share_stands_once_and_what_differs_apart():
    said = {"who": "小学生", "schedule__1": Rule(weekdays="SU"), "fact__alone": "yes"}
    whole = file_of(view("a", **said), view("b", **said), view("c", who="中学生", ages="6-12"))
    for name in ("texts", "answers", "audiences", "calendars"):
        distinct = {json.dumps(one) for one in whole[name]}
        assert len(distinct) == len(whole[name]), name
    for name in (*TABLES, "who", "when"):
        first, second, third = whole["columns"][name]
        assert first == second != third, name


def test_places_with_the_same_answers_in_other_words_share_them():
    whole = file_of(
        view("a", ages="6-12", who="みほん"), view("b", ages="6-12", who="べつの みほん")
    )
    first, second = whole["columns"]["audience"]
    assert whole["audiences"][first] == whole["audiences"][second]
    assert len(whole["audiences"]) == 1


def test_every_number_names_a_row_that_is_there():
    whole = file_of(
        view("a", located(), who="み", fact__alone="yes"), view("b", phone="042-000-0000")
    )
    tables = {name: whole["texts"] for name in TEXTS} | {
        "answers": whole["answers"], "audience": whole["audiences"], "calendar": whole["calendars"],
    }  # fmt: skip
    for name, table in tables.items():
        lowest = -1 if name in TEXTS else 0
        assert all(lowest <= number < len(table) for number in whole["columns"][name]), name


# -- a place


def test_coordinates_are_whole_hundred_thousandths_of_a_degree():
    row = row_of(site=located())
    assert (row["lat"], row["lon"], row["radius_m"]) == (3569123, 13940000, 0)
    assert isinstance(row["lat"], int) and isinstance(row["lon"], int)


@pytest.mark.parametrize("site", [None, located(level="city", radius="2000"), make_site()])
def test_a_place_without_a_point_is_there_and_has_none(site):
    row = row_of(site=site)
    assert (row["lat"], row["lon"], row["site"], row["radius_m"]) == (None, None, -1, 0)


def test_a_small_town_is_a_disc_and_a_wide_one_a_tray_with_its_name():
    disc = row_of(site=located(level="town", radius="300"))
    tray = row_of(site=located(level="town", radius="301", address="東京都国立市谷保"))
    assert (disc["radius_m"], disc["where"]) == (300, "だいたいの場所")
    assert tray["radius_m"] == 0
    assert tray["where"] == f"{ANCHOR}谷保{SEPARATOR}やほ{TERMINATOR}のどこか"


def test_places_of_one_site_share_its_number():
    here, there = located("here"), located("there")
    views = view("a", here), view("b", here), view("c"), view("d", there)
    assert file_of(*views)["columns"]["site"] == [0, 0, -1, 1]


def test_categories_are_letters_the_main_one_first():
    letters = row_of(categories="soudan;kodomo_shokudo;ibasho")["categories"]
    assert [CATEGORIES[ord(one) - ord("a")] for one in letters] == [
        "soudan", "kodomo_shokudo", "ibasho",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ({}, 0),
        ({"standing": "paused"}, PAUSED),
        ({"drop_in": "no"}, NOT_FOR_DROPPING_IN),
        ({"name": say("みほん", day="2020")}, OLD),
        ({"schedule__1": Rule(weekdays="SU", frequency="monthly")}, ASK_DATES),
        ({"categories": "hattatsu;ibasho"}, BY_APPOINTMENT),
        ({"categories": "ibasho;hattatsu"}, 0),
        ({"standing": "paused", "categories": "soudan"}, PAUSED | BY_APPOINTMENT),
    ],
)
def test_flags_say_what_is_special(said, flags):
    assert row_of(**said)["flags"] == flags


@pytest.mark.parametrize("drop_in", ["", "no"])
@pytest.mark.parametrize("category", CATEGORIES)
def test_the_page_can_tell_the_first_key_of_the_order(category, drop_in):
    said = {"categories": category} | ({"drop_in": drop_in} if drop_in else {})
    flags = row_of(**said)["flags"]
    turn = 2 if flags & NOT_FOR_DROPPING_IN else 1 if flags & BY_APPOINTMENT else 0
    assert turn == turn_of(make_place(**said))


def test_what_is_not_known_is_nothing():
    whole = file_of(view())
    for name in ("venue", "when", "who", "fee", "where", "phone", "reasons"):
        expected = "まだ場所がわかりません" if name == "where" else ""
        [row] = rows(whole)
        assert (row[name] == "") is (expected == ""), name
    assert set(row["answers"].values()) == {"u"}
    assert row["audience"] == {"age": "u", "grade": "u", "band": "u"}


# -- what it answers


def test_answers_are_letters():
    row = row_of(
        categories="kyoiku_shien", fact__alone="yes", fact__elevator="limited", fact__parking="no",
        fact__learning="no", booking="first_time", fee__elementary__visit=Fee("0"),
        fee__high__visit=Fee("100"), fee__everyone__visit=say(Fee("0"), "材料費"),
    )  # fmt: skip
    known = {asked: letter for asked, letter in row["answers"].items() if letter != "u"}
    assert known == {
        "alone": "y", "elevator": "l", "parking": "n", "learning": "n", "not_at_school": "y",
        "booking": "l", "free.preschool": "l", "free.elementary": "y", "free.junior_high": "l",
        "free.high": "n",
    }  # fmt: skip


def letter(text, number):
    """The last letter counts also past the end."""
    return text[min(number, len(text) - 1)]


def test_an_audience_is_a_letter_for_each_person_the_last_one_for_all_after():
    row = row_of(ages="6-12")["audience"]
    ages = "".join(letter(row["age"], age) for age in range(100))
    assert ages == "n" * 6 + "y" * 7 + "n" * 87
    grades = "".join(letter(row["grade"], at) for at in range(len(LISTS["grade"])))
    assert grades == "yyyyyyunnn"
    bands = "".join(letter(row["band"], at) for at in range(len(LISTS["band"])))
    assert bands == "nnyyunu"


def test_stages_tell_in_which_a_person_may_be():
    stages = file_of()["stages"]
    ages = [letter(stages["age"], age) for age in (0, 5, 6, 7, 12, 15, 16, 18, 19, 99)]
    assert ages == ["p", "p", "pe", "e", "ej", "jh", "h", "ha", "a", "a"]
    grades = [letter(stages["grade"], at) for at in range(len(LISTS["grade"]))]
    assert grades == [*"eeeeeejjjh"]
    assert [letter(stages["band"], at) for at in range(len(LISTS["band"]))] == [*"ppeejhg"]


def test_a_calendar_is_hours_with_the_days_on_which_they_are():
    rule = Rule(weekdays="SA", opens="11:30", closes="14:00", audience="junior_high;high")
    other = Rule(weekdays="SU", frequency="monthly", opens="17:00")
    calendar = row_of(schedule__1=rule, schedule__2=other)["calendar"]
    saturdays = [(date(2026, 12, 5) - date(2026, 12, 3)).days + 7 * week for week in range(5)]
    new_year = [30]  # January 2nd: nobody says whether it is open then
    assert ["o", 690, 840, "jh", [day for day in saturdays if day not in new_year]] in calendar
    assert ["m", 690, 840, "jh", new_year] in calendar
    assert ["m", 1020, None, "", [3, 10, 17, 24, 31]] in calendar
    assert len(calendar) == 3


def test_every_stage_has_a_letter_of_its_own_in_a_calendar():
    calendar = row_of(schedule__1=Rule(weekdays="MO", audience=";".join(STAGES)))["calendar"]
    assert {spell[3] for spell in calendar} == {"pejhg"}


def test_a_place_that_is_always_closed_has_no_day_and_one_of_which_nothing_is_said_has_all():
    assert row_of(schedule__1=NEVER)["calendar"] == []
    assert row_of()["calendar"] == [["u", None, None, "", [*range(36)]]]


# -- texts


def test_a_reading_is_an_annotation():
    assert (
        row_of(name="みほん食堂")["name"] == f"みほん{ANCHOR}食堂{SEPARATOR}しょくどう{TERMINATOR}"
    )
    assert annotated("みほん") == "みほん"


TYPED = f"{ANCHOR}み{SEPARATOR}ほ{TERMINATOR}ん"


def test_nobody_can_type_an_annotation():
    typed = {
        "name": TYPED, "venue": TYPED, "who": TYPED, "schedule__1": say(Rule(weekdays="SU"), TYPED),
        "fact__alone": say("limited", TYPED), "fact__learning": say("yes", TYPED),
        "fee__everyone__visit": say(Fee("0"), TYPED), "fee__adult__visit": say(Fee(), TYPED),
    }  # fmt: skip
    whole = file_of(view("a", **typed), view("b", **(typed | {"name": f"{TYPED}食堂"})))
    first, second = rows(whole)
    assert first["name"] == "みほん"
    assert second["name"].count(ANCHOR) == 1
    assert (
        re.sub(f"{ANCHOR}食堂{SEPARATOR}[ぁ-ん]+{TERMINATOR}", "食堂", second["name"])
        == "みほん食堂"
    )
    for text in whole["texts"]:
        assert not {ANCHOR, SEPARATOR, TERMINATOR} & {*text}, text
    assert first["venue"] == first["who"] == "みほん"


@pytest.mark.parametrize("text", [*HOSTILE, "a\tb", "a\u2029b", "a\x85b", "a\x0bb", "a\x1cb"])
def test_a_reason_is_one_line_with_one_tab_whatever_was_typed(text):
    said = {
        "fact__alone": say("limited", text), "fact__learning": say("yes", text),
        "fee__everyone__visit": say(Fee("0"), text),
    }  # fmt: skip
    lines = row_of(**said)["reasons"].split("\n")
    assert [line.partition("\t")[0] for line in lines] == ["alone", "learning", "free"]
    assert all(line.count("\t") == 1 and line.splitlines() == [line] for line in lines)
    assert all(line.partition("\t")[2].strip() for line in lines)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_arrives_as_it_was_typed(text):
    row = row_of(name=text, who=text, venue=text)
    assert row["who"] == row["venue"] == text
    assert row["name"] == text


# -- the edition


def test_the_edition_changes_with_what_is_public_and_with_the_day():
    edition = file_of(view("a"))["edition"]
    assert file_of(view("a"))["edition"] == edition
    assert file_of(view("a"), today=TODAY + timedelta(days=1))["edition"] != edition
    for said in (
        {"name": "べつの みほん"}, {"fact__alone": "no"}, {"ages": "6-12"}, {"booking": "none"},
        {"schedule__1": Rule(weekdays="SU")}, {"site": located()}, {"standing": "paused"},
        {"fact__alone": say("limited", "み")}, {"categories": "ibasho;soudan"},
    ):  # fmt: skip
        assert file_of(view("a", **said))["edition"] != edition, said


def test_the_edition_does_not_tell_of_what_only_the_staff_may_read():
    staff = {
        "phone": say("042-000-0000", visibility="staff"),
        "fact__alone": say("yes", visibility="staff"),
        "schedule__1": say(Rule(weekdays="SU"), visibility="print"),
        "fee__elementary__visit": say(Fee("0"), visibility="staff"),
        "remark__1": say("ひみつ", visibility="staff"),
        "ages": say("6-12", visibility="staff"),
    }
    assert file_of(view("a", **staff)) == file_of(view("a"))


def test_a_hidden_place_says_nothing_of_where_it_is():
    site = located(address="東京都国立市かくれ町8-8-8")
    hidden = file_of(view("a", site, hidden="yes", venue="ひみつ荘", access__1="ひみつ駅"))
    assert hidden == file_of(view("a", hidden="yes"))
