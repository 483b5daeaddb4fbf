"""The calendar of a month on the real places of December 2026, and with very many places."""

from datetime import date

import pytest

from tests.made_up import CITY, JA, filled, make_place, make_source, say
from webmap.formats.city_file import read_city
from webmap.places.month import Month
from webmap.places.schedule import ExceptionDay, Rule
from webmap.settings import ROOT
from webmap.storage.database import open_database
from webmap.words.readings import Readings
from webmap.workflows import month as month_workflow
from webmap.workflows.find_places import Finder
from webmap.workflows.month import MonthMaker, Wanted

DECEMBER = Month(2026, 12)
MEALS = "kodomo_shokudo"
TODAY = date(2026, 12, 4)
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
WORKDAYS = Rule(weekdays="MO;TU;WE;TH;FR", opens="10:00", closes="17:00")


@pytest.fixture(scope="module")
def real(request):
    """Makes the calendar of the real places."""
    path = request.getfixturevalue("filled")
    city = read_city(ROOT / "data" / "city.toml")
    db = open_database(path)
    finder = Finder(JA, Readings({}), city)
    yield MonthMaker(finder.shelf(db, TODAY), JA, city.code)
    db.close()


def made(tmp_path, *places, today=TODAY):
    db = filled(tmp_path, *places, make_source())
    finder = Finder(JA, Readings({}), CITY)
    return MonthMaker(finder.shelf(db, today), JA, CITY.code)


def by_day(page):
    """The keys of the places by day, with a mark where one should ask or it falls out."""
    marks = {"open": "", "maybe": "?", "out": "x"}
    rows = [row for week in (*page.gone, *page.weeks) for row in week.rows]
    return {
        row.day.day: [line.card.key + marks[line.state] for line in row.lines]
        for row in rows
        if row.lines
    }


def keys(rows):
    return [getattr(one, "card", one).key for one in rows.lines]


# -- the real places


def test_the_meals_of_december(real):
    days = by_day(real.page(Wanted(DECEMBER, MEALS)))
    assert {day for day, held in days.items() if "kasamushika" in held} == {5, 12, 19, 26}
    assert {day for day, held in days.items() if "guruguru" in held} == {6, 20}
    fridays_to_sundays = {d.day for d in DECEMBER.days if d.weekday() >= 4}
    assert {day for day, held in days.items() if "oideyo-gohanya" in held} == {
        *fridays_to_sundays
    } - ({28, 29, 30, 31})
    assert days[6] == ["guruguru", "oideyo-gohanya"]  # by the hour


def test_meals_without_a_date_are_to_be_asked_each_with_its_question(real):
    page = real.page(Wanted(DECEMBER, MEALS))
    questions = {line.card.key: (line.days, line.question) for line in page.undated.lines}
    assert len(questions) == page.ask == 10
    assert page.dated == 3
    assert questions["kunichan-shokudo"] == ("6・13・20・27日のどれか", "第何日曜にひらきますか")
    assert questions["yagawa-kogamo"] == ("", "何曜日にひらきますか")
    assert questions["sompo-fujimidai"] == ("", "つぎはいつひらきますか")


def test_a_day_that_has_gone_may_have_been_the_one_of_the_month(real):
    page = real.page(Wanted(DECEMBER, MEALS))  # on the 4th; the 2nd was a Wednesday too
    days = {line.card.key: line.days for line in page.undated.lines}
    assert days["oishii-jikan"] == "2・9・16・23・30日のどれか"
    assert days["tamago"] == "6・13・20・27日のうち2日"


def test_a_day_that_only_perhaps_opens_is_no_date(real):
    page = real.page(Wanted(DECEMBER, MEALS))
    rows = {row.day.day: row for week in page.grid for row in week if row}
    assert (rows[9].sure, rows[9].asked, rows[9].lines) == (0, 1, ())  # おいしいじかん
    assert (rows[6].sure, rows[6].asked) == (2, 3)
    assert not rows[7].holds


def test_what_is_open_nearly_always_drowns_nothing(real):
    page = real.page(Wanted(DECEMBER))
    assert "yagawa-jidokan" in keys(page.steady)
    days = by_day(page)
    assert days[9] == ["hatakenbo"]
    assert not {key for held in days.values() for key in held} & set(keys(page.steady))


def test_by_appointment_only_when_it_is_asked_for(real):
    everything = real.page(Wanted(DECEMBER))
    shown = {*keys(everything.steady), *keys(everything.silent), *keys(everything.undated)}
    assert not any(key.startswith(("houday", "soudan", "jihatsu")) for key in shown)
    assert len(real.page(Wanted(DECEMBER, "hattatsu")).steady.lines) > 10


def test_what_is_not_for_dropping_in_has_no_calendar(real):
    page = real.page(Wanted(DECEMBER, "yagawa_plus"))
    assert "kodomo-lab" not in {*keys(page.silent), *keys(page.steady), *keys(page.undated)}


def test_one_municipality_alone(real):
    page = real.page(Wanted(DECEMBER, MEALS, "132152"))
    assert "tokyo-doken" not in keys(page.undated)
    assert keys(real.page(Wanted(DECEMBER, MEALS, "132063")).undated) == ["tokyo-doken"]


def test_the_days_that_have_gone_stand_apart(real):
    page = real.page(Wanted(DECEMBER))
    assert [row.day.day for week in page.gone for row in week.rows] == [1, 2, 3]
    assert page.weeks[0].rows[0].day == TODAY
    assert page.weeks[0].title == "今週"
    assert real.page(Wanted(Month(2026, 11))).gone == ()
    assert real.page(Wanted(Month(2027, 1))).gone == ()


def test_nobody_is_told_to_ask_about_a_day_that_has_passed(real):
    page = real.page(Wanted(Month(2026, 11), MEALS))
    assert not any(row.perhaps for week in page.weeks for row in week.rows)
    assert not any(line.days for line in page.undated.lines)


# -- what differs


def test_a_closed_day_of_a_steady_place_is_told(tmp_path):
    closed = say(ExceptionDay("closed", reason="そうじの日"))
    place = make_place("a", schedule__1=WORKDAYS, **{"exception.2026-12-09": closed})
    page = made(tmp_path, place).page(Wanted(DECEMBER))
    assert by_day(page) == {9: ["ax"]}
    assert keys(page.steady) == ["a"]


def test_a_place_that_rests_is_named_apart_and_on_no_day(tmp_path):
    page = made(tmp_path, make_place("a", schedule__1=SUNDAYS, standing="paused")).page(
        Wanted(DECEMBER)
    )
    assert by_day(page) == {}
    assert keys(page.resting) == ["a"]
    assert (page.dated, page.undated.lines, page.silent.lines) == (0, (), ())


def test_a_place_of_which_nothing_is_said_is_silent(tmp_path):
    page = made(tmp_path, make_place("a")).page(Wanted(DECEMBER))
    assert keys(page.silent) == ["a"]


def test_a_holiday_has_its_name(tmp_path):
    page = made(tmp_path, make_place("a", schedule__1=WORKDAYS)).page(Wanted(Month(2027, 1)))
    names = {row.day.day: row.holiday for week in page.grid for row in week if row and row.holiday}
    assert names == {1: "元日", 11: "成人の日"}


# -- very many places


def test_of_very_many_places_the_citys_own_are_shown_and_the_others_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(month_workflow, "MANY", 3)
    here = [make_place(f"a{n}", city=CITY.code, schedule__1=SUNDAYS) for n in range(2)]
    there = [make_place(f"b{n}", city="132063", schedule__1=SUNDAYS) for n in range(5)]
    maker = made(tmp_path, *here, *there)
    page = maker.page(Wanted(DECEMBER))
    assert (by_day(page)[6], page.elsewhere, page.city) == (["a0", "a1"], 5, CITY.code)
    asked = maker.page(Wanted(DECEMBER, city="132063"))
    assert (len(by_day(asked)[6]), asked.elsewhere) == (5, 0)


def test_where_the_city_has_none_of_very_many_all_are_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(month_workflow, "MANY", 3)
    places = [make_place(f"b{n}", city="132063", schedule__1=SUNDAYS) for n in range(5)]
    page = made(tmp_path, *places).page(Wanted(DECEMBER))
    assert (len(by_day(page)[6]), page.elsewhere, page.city) == (5, 0, "")


def test_a_day_has_a_hundred_places_at_most_and_says_how_many_more(tmp_path):
    places = [make_place(f"a{n:03}", schedule__1=SUNDAYS) for n in range(130)]
    page = made(tmp_path, *places).page(Wanted(DECEMBER))
    row = next(row for week in page.weeks for row in week.rows if row.day.day == 6)
    assert (len(row.lines), row.more, row.sure) == (100, 30, 130)
