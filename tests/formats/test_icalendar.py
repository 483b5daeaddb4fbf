"""Calendar files, read by the library's own parser and expanded by no code of ours."""

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar, Timezone

from tests.made_up import HOSTILE, JA, TOKYO, make_group, make_place, make_site, say
from webmap.formats.icalendar import CalendarWriter, Days
from webmap.places.dated import timetable_of
from webmap.places.events import events
from webmap.places.location import Location
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.visibility import public_view

TODAY = date(2026, 12, 4)
KEPT = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
PAGE = "https://example.jp/ja/places/test"
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
POINT = Location("35.6921", "139.4441", "building")


def write(place, site=None, *, days=31, title="テスト", sequence=0):
    view = public_view(place, make_group(), site)
    found = events(timetable_of(place), TODAY.replace(day=1), days)
    writer = CalendarWriter("132152.kodomo-map", JA, TODAY)
    return writer.write(title, "ことば", [Days(view, found, PAGE, KEPT, sequence)])


def read(place, site=None, **given):
    """The events of the file by identity, as another program sees them."""
    calendar = Calendar.from_ical(write(place, site, **given))
    named = {str(one["UID"]): one for one in calendar.walk("VEVENT")}
    assert all(uid.endswith(".132152.kodomo-map") for uid in named)
    return {
        uid.partition(".")[2].removesuffix(".132152.kodomo-map"): one for uid, one in named.items()
    }


def test_the_head_says_what_and_how_often():
    calendar = Calendar.from_ical(write(make_place(schedule__1=SUNDAYS)))
    head = {name: str(calendar[name]) for name in ("VERSION", "CALSCALE", "METHOD")}
    assert head == {"VERSION": "2.0", "CALSCALE": "GREGORIAN", "METHOD": "PUBLISH"}
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "テスト"
    assert calendar["X-WR-TIMEZONE"] == "Asia/Tokyo"
    assert getattr(calendar["REFRESH-INTERVAL"], "dt", None) == timedelta(hours=12)
    assert "132152.kodomo-map" in str(calendar["PRODID"])
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Tokyo"
    assert isinstance(zone, Timezone)
    assert zone.to_tz().utcoffset(datetime(2026, 7, 1)) == timedelta(hours=9)


def test_an_event_says_when():
    event = read(make_place(schedule__1=SUNDAYS))["20261206.1"]
    assert event["DTSTART"].dt == datetime(2026, 12, 6, 11, 30, tzinfo=TOKYO)
    assert event["DTEND"].dt == datetime(2026, 12, 6, 14, 0, tzinfo=TOKYO)
    assert event["SUMMARY"] == "テスト食堂"
    assert (event["STATUS"], event["TRANSP"], event["URL"]) == ("CONFIRMED", "TRANSPARENT", PAGE)
    assert event["CATEGORIES"].cats == ["子ども食堂"]
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == KEPT


def test_an_event_says_what_a_family_asks():
    place = make_place(
        schedule__1=SUNDAYS, who="だれでも", booking="required", booking_way="phone",
        phone="042-000-0000",
    )  # fmt: skip
    text = read(place)["20261206.1"]["DESCRIPTION"]
    for words in (
        "だれが：だれでも",
        "よやく：いります（でんわで）",
        "042-000-0000",
        "2026年7月1日",
    ):
        assert words in text
    assert "たしかめてください" in text and text.endswith(PAGE)


def test_an_old_information_says_so():
    old = make_place(schedule__1=say(SUNDAYS, day="2016-10"))
    assert "古いかもしれません" in read(old)["20261206.1"]["DESCRIPTION"]


def test_the_same_twice_is_the_same_bytes():
    place = make_place(schedule__1=SUNDAYS)
    assert write(place) == write(place)


def test_a_month_later_the_same_day_has_the_same_name():
    place = make_place(schedule__1=SUNDAYS)
    later = events(timetable_of(place), date(2027, 1, 1), 365)
    assert {one.identity for one in later} >= {"20270103.1", "20270117.1"}
    assert {"20270103.1", "20270117.1"} <= read(place, days=60).keys()


# -- days that differ


def test_a_closed_day_is_cancelled():
    closed = ExceptionDay("closed", reason="雪のため")
    event = read(make_place(schedule__1=SUNDAYS, **{"exception.2026-12-20": closed}))["20261220.1"]
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "おやすみ：テスト食堂"
    assert "雪のため" in event["DESCRIPTION"]
    assert event["DTSTART"].dt == datetime(2026, 12, 20, 11, 30, tzinfo=TOKYO)


def test_a_moved_day_keeps_its_name_and_says_where_from():
    moved = ExceptionDay("moved", moved_to="2026-12-13")
    found = read(make_place(schedule__1=SUNDAYS, **{"exception.2026-12-06": moved}))
    assert found.keys() == {"20261206.1", "20261220.1"}
    assert found["20261206.1"]["DTSTART"].dt == datetime(2026, 12, 13, 11, 30, tzinfo=TOKYO)
    assert "12月6日（日）" in found["20261206.1"]["DESCRIPTION"]
    assert found["20261206.1"]["STATUS"] == "CONFIRMED"


def test_an_extra_day_has_a_name_of_its_own():
    extra = ExceptionDay("extra", "10:00", "12:00", reason="クリスマス会")
    found = read(make_place(schedule__1=SUNDAYS, **{"exception.2026-12-24": extra}))
    assert found["20261224.extra.1"]["DTSTART"].dt == datetime(2026, 12, 24, 10, 0, tzinfo=TOKYO)
    assert "クリスマス会" in found["20261224.extra.1"]["DESCRIPTION"]


def test_a_day_to_be_asked_is_tentative_and_says_so_first():
    """Few apps show the status."""
    event = read(make_place(schedule__1=SUNDAYS), days=40)["20270103.1"]
    assert event["STATUS"] == "TENTATIVE"
    assert event["SUMMARY"].startswith("きいてから")
    assert event["DESCRIPTION"].startswith("この日は、ひらくかわかりません。きいてから")


# -- hours


@pytest.mark.parametrize(
    ("opens", "closes", "start", "end", "words"),
    [
        ("17:00", "", datetime(2026, 12, 6, 17, tzinfo=TOKYO), None, "17:00から"),
        ("", "16:30", date(2026, 12, 6), None, "16:30まで"),
        ("", "", date(2026, 12, 6), None, "時間はわかりません"),
        (
            *("21:00", "25:00"),
            *(datetime(2026, 12, 6, 21, tzinfo=TOKYO), datetime(2026, 12, 7, 1, tzinfo=TOKYO)),
            "",
        ),
        (
            *("24:30", "26:00"),
            *(datetime(2026, 12, 7, 0, 30, tzinfo=TOKYO), datetime(2026, 12, 7, 2, tzinfo=TOKYO)),
            "",
        ),
    ],
)
def test_of_hours_only_what_is_known_stands(opens, closes, start, end, words):
    rule = Rule(weekdays="SU", nth="1", opens=opens, closes=closes)
    [event] = read(make_place(schedule__1=rule)).values()
    assert event["DTSTART"].dt == start
    assert (event["DTEND"].dt if "DTEND" in event else None) == end
    assert words in event["DESCRIPTION"]


# -- where


def test_a_public_address_and_point_stand():
    place = make_place(schedule__1=SUNDAYS, site="test-site", address_note="2階")
    event = read(place, make_site(location=POINT))["20261206.1"]
    assert event["LOCATION"] == "東京都国立市東0-0-0 2階"
    assert (event["GEO"].latitude, event["GEO"].longitude) == POINT.point


def test_a_point_somewhere_in_a_town_is_no_position():
    town = Location("35.6921", "139.4441", "town", "200")
    place = make_place(schedule__1=SUNDAYS, site="test-site")
    assert "GEO" not in read(place, make_site(location=town))["20261206.1"]


@pytest.mark.parametrize("hidden", ["yes", "area"])
def test_a_hidden_place_tells_nothing_of_where(hidden):
    closed = ExceptionDay("closed", reason="ひみつ荘が しまるため")
    place = make_place(
        schedule__1=SUNDAYS, hidden=hidden, site="test-site", venue="ひみつ荘",
        address_note="3階", **{"exception.2026-12-20": closed},
    )  # fmt: skip
    found = read(place, make_site(address="東京都国立市ひみつ町1-2", location=POINT))
    assert found["20261220.1"]["STATUS"] == "CANCELLED"
    assert not {"LOCATION", "GEO"} & {name for one in found.values() for name in one}
    told = write(place, make_site(address="東京都国立市ひみつ町1-2", location=POINT)).decode()
    assert "ひみつ" not in told.replace("\r\n ", "") and "35.69" not in told


# -- bytes


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_text(text):
    place = make_place(
        name=f"み{text}", schedule__1=say(SUNDAYS, note=text), who=f"だ{text}", site="test-site",
    )  # fmt: skip
    site = make_site(address=f"東京都国立市{text}", location=POINT)
    found = read(place, site, title=f"み{text}")
    assert found.keys() == {"20261206.1", "20261220.1"}
    names = {name for one in found.values() for name in one}
    assert names == {
        *("UID", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL"),
        *("CATEGORIES", "STATUS", "TRANSP", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"),
    }
    shown = found["20261206.1"]["SUMMARY"]
    typed = " ".join(f"み{text}".split())
    assert shown == typed or "\x00" in text or (len(text) > 300 and shown.endswith("…"))


@pytest.mark.parametrize("text", ["み" * 100, "a;b,c\\d\ne", "😀" * 40, "", "ab" * 60])
def test_lines_are_folded_by_octets_and_no_letter_is_cut(text):
    place = make_place(f"x{'-y' * 60}", name=f"み{text}", schedule__1=SUNDAYS)
    lines = write(place, title=text or "み").split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode("utf-8") or line == b"" for line in lines)
    assert b"\n" not in b"".join(lines) and b"\r" not in b"".join(lines)


def test_without_a_date_it_is_still_a_calendar():
    calendar = Calendar.from_ical(write(make_place(schedule__1=Rule(frequency="monthly"))))
    assert not calendar.walk("VEVENT")
    assert calendar.walk("VTIMEZONE")  # RFC 5545: a calendar has one component at least


def test_the_library_writes_the_same_file():
    """Our entries are put together from lines; read and written again they say the same."""
    place = make_place(schedule__1=SUNDAYS, who="a;b,c\\d")
    once = Calendar.from_ical(write(place))
    again = Calendar.from_ical(once.to_ical())
    first, second = ([*map(dict, one.walk("VEVENT"))] for one in (once, again))
    assert first == second and str(first[0]["DESCRIPTION"]).startswith("だれが：a;b,c\\d")
    assert not [error for one in once.walk() for error in one.errors]


def test_a_place_whose_days_changed_counts_up():
    found = read(make_place(schedule__1=SUNDAYS), sequence=3)
    assert {one["SEQUENCE"] for one in found.values()} == {3}
