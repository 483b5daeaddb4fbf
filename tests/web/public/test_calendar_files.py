"""Calendar files as they are fetched, from the real places and from made-up ones."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import unquote

import pytest
from icalendar import Calendar

from tests.made_up import TOKYO, say
from tests.web.asking import house_of
from tests.web.live_site import NOW
from tests.web.made_up import (
    ABOUT_THERE,
    ENDED,
    EVERYTHING,
    HIDDEN,
    NOT_FOR_DROPPING_IN,
    NOTHING,
    PAUSED,
    UNCHECKED,
)
from webmap import create_app
from webmap.places.changes import diff
from webmap.places.place import Place
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.vocabulary import CATEGORIES
from webmap.storage.changes import keep_changes
from webmap.storage.database import open_database
from webmap.storage.places import place

GURUGURU = "/ja/places/guruguru.ics"


@pytest.fixture
def made_up(site):
    """Asks a site with the real places and one made-up place of each sort."""
    return site.app.test_client()


def read(client, path):
    """The events of a file by name."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    named = {str(one["UID"]): one for one in events}
    assert len(named) == len(events)
    return named


def entries(client, path):
    """The entries of a file as they are written, by name: quicker than to read them."""
    raw = client.get(path).data.replace(b"\r\n ", b"").decode()
    blocks = raw.split("BEGIN:VEVENT\r\n")[1:]
    named = {one.partition("UID:")[2].partition("\r\n")[0]: one.strip() for one in blocks}
    assert len(named) == len(blocks)
    return {name: one.removesuffix("END:VCALENDAR").strip() for name, one in named.items()}


def days_of(events, status="CONFIRMED"):
    return [one["DTSTART"].dt.date() for one in events.values() if one["STATUS"] == status]


def change(app, key, **fields):
    """A person changes a place now; a field that is None goes."""
    db = open_database(house_of(app).settings.database)
    old = place(db, key)
    assert old is not None
    said = {name.replace("__", "."): one for name, one in fields.items()}
    new = {k: v for k, v in (dict(old.said) | said).items() if v is not None}
    later = NOW + timedelta(minutes=1)
    keep_changes(db, diff(old, Place(key, new), kept=later, who="くにサポ"))
    db.close()


def exception(day, effect, **parts):
    return {f"exception__{day}": say(ExceptionDay(effect, **parts))}


# -- one place


def sundays(first: date, last: date) -> Iterator[date]:
    """Every first and third Sunday, counted by hand."""
    day, count = first.replace(day=1), 0
    while day <= last:
        count = 0 if day.day == 1 else count
        count += day.isoweekday() == 7
        if day.isoweekday() == 7 and count in (1, 3) and day >= first:
            yield day
        day += timedelta(days=1)


def test_the_year_of_guruguru_is_every_first_and_third_sunday(client):
    events = read(client, GURUGURU)
    first, last = date(2026, 12, 1), date(2027, 11, 30)
    perhaps = days_of(events, "TENTATIVE")
    assert sorted(days_of(events) + perhaps) == [*sundays(first, last)]
    # nobody says whether it opens between the years or on 春分の日
    assert perhaps == [date(2027, 1, 3), date(2027, 3, 21)]
    hours = {(one["DTSTART"].dt.time().isoformat(), one.duration) for one in events.values()}
    assert hours == {("11:30:00", timedelta(hours=2, minutes=30))}


def test_what_no_rule_dates_is_not_invented(client):
    """月2回・日曜 says no dates."""
    assert read(client, "/ja/places/heartful-higashi.ics") == {}


@pytest.mark.parametrize("path", [GURUGURU, "/calendar.ics", "/calendar.ics?category=jidokan"])
def test_no_line_is_longer_than_75_octets(client, path):
    raw = client.get(path).data
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_a_month_later_the_same_days_have_the_same_names(settings):
    names: dict[tuple[str, datetime], set[str]] = {}
    for now in (NOW, NOW + timedelta(days=31)):
        client = create_app(replace(settings, fixed_now=now)).test_client()
        for path in (GURUGURU, "/ja/places/chuo-jidokan.ics"):
            for name, event in read(client, path).items():
                names.setdefault((path, event["DTSTART"].dt), set()).add(name)
    assert len(names) > 300
    assert all(len(same) == 1 for same in names.values())


def test_the_bytes_stay_while_nothing_changes(settings):
    """Whoever asks each hour is told that there is nothing new."""
    first, second = (create_app(settings).test_client().get(GURUGURU) for _ in range(2))
    assert first.data == second.data
    again = create_app(settings).test_client()
    unchanged = again.get(GURUGURU, headers={"If-None-Match": first.headers["ETag"]})
    assert unchanged.status_code == 304


def test_links_lead_to_the_public_address_whoever_asks(settings):
    app = create_app(replace(settings, address="https://kodomo.example.jp"))
    answer = app.test_client().get(GURUGURU, headers={"Host": "evil.example"})
    assert b"https://kodomo.example.jp/ja/places/guruguru" in answer.data
    assert b"evil" not in answer.data


@pytest.mark.parametrize(("key", "status"), [(ENDED, 410), (UNCHECKED, 404), ("nowhere", 404)])
def test_what_has_no_page_has_no_calendar(made_up, key, status):
    assert made_up.get(f"/ja/places/{key}").status_code == status
    assert made_up.get(f"/ja/places/{key}.ics").status_code == status


@pytest.mark.parametrize("key", [PAUSED, NOTHING, NOT_FOR_DROPPING_IN])
def test_without_dates_it_is_a_calendar_to_which_days_may_come(made_up, key):
    assert read(made_up, f"/ja/places/{key}.ics") == {}


def test_a_file_has_a_name(client):
    said = client.get(GURUGURU).headers["Content-Disposition"]
    assert said == "inline; filename=guruguru.ics"


# -- days that differ, at once


def test_a_day_that_is_closed_is_cancelled_at_once(app):
    client = app.test_client()
    before = read(client, GURUGURU)
    change(app, "guruguru", **exception("2026-12-06", "closed", reason="大雪のため"))
    after = read(client, GURUGURU)
    name = "guruguru.20261206.1.132152.kodomo-map"
    assert (before[name]["STATUS"], after[name]["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert (before[name]["SEQUENCE"], after[name]["SEQUENCE"]) == (0, 1)
    assert after[name]["LAST-MODIFIED"].dt > before[name]["LAST-MODIFIED"].dt
    assert "大雪のため" in after[name]["DESCRIPTION"]
    assert before.keys() == after.keys()
    assert "STATUS:CANCELLED" in entries(client, "/calendar.ics")[name]


def test_a_day_that_moves_keeps_its_name(app):
    change(app, "guruguru", **exception("2026-12-06", "moved", moved_to="2026-12-13"))
    event = read(app.test_client(), GURUGURU)["guruguru.20261206.1.132152.kodomo-map"]
    assert event["DTSTART"].dt == datetime(2026, 12, 13, 11, 30, tzinfo=TOKYO)


def test_an_extra_day_comes_and_goes(app):
    change(app, "guruguru", **exception("2026-12-24", "extra", opens="16:00", closes="18:00"))
    client, name = app.test_client(), "guruguru.20261224.extra.1.132152.kodomo-map"
    assert read(client, GURUGURU)[name]["SEQUENCE"] == 1
    change(app, "guruguru", **{"exception__2026-12-24": None})
    after = read(client, GURUGURU)
    assert name not in after
    assert {one["SEQUENCE"] for one in after.values()} == {2}


def test_other_hours_leave_the_names(app):
    client = app.test_client()
    before = read(client, GURUGURU)
    later = Rule(weekdays="SU", nth="1;3", opens="12:00", closes="15:00")
    change(app, "guruguru", schedule__1=say(later))
    after = read(client, GURUGURU)
    assert before.keys() == after.keys()
    assert {one["DTSTART"].dt.hour for one in after.values()} == {12}


def test_a_place_that_pauses_has_no_days_to_come(app):
    client = app.test_client()
    assert read(client, GURUGURU)
    change(app, "guruguru", standing=say("paused"))
    assert read(client, GURUGURU) == {}
    assert not any(name.startswith("guruguru.") for name in entries(client, "/calendar.ics"))


def test_what_is_for_the_staff_changes_no_byte(app):
    client = app.test_client()
    before = client.get(GURUGURU).data
    secret = say(ExceptionDay("closed", reason="ないしょ"), visibility="staff")
    change(app, "guruguru", **{"exception__2026-12-06": secret})
    assert client.get(GURUGURU).data == before


# -- several places


def test_the_calendar_of_all_holds_places_to_drop_in_at_that_are_not_open_on_most_days(client):
    events = entries(client, "/calendar.ics")
    keys = {name.partition(".")[0] for name in events}
    assert {"guruguru", "kasamushika", "oideyo-gohanya"} <= keys
    assert not {"chuo-jidokan", "kunisapo"} & keys
    assert not any(key.startswith("houday") for key in keys)


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_calendar_of_a_category_holds_that_alone(made_up, category):
    features = made_up.get("/places.geojson").get_json(force=True)["features"]
    of = {one["id"] for one in features if category in one["properties"]["categories"]}
    events = entries(made_up, f"/calendar.ics?category={category}")
    assert {name.partition(".")[0] for name in events} <= of
    assert len(events) <= 3000


def test_an_event_is_the_same_in_every_file(made_up):
    own = entries(made_up, f"/ja/places/{EVERYTHING}.ics")
    of_all, of_one = (
        entries(made_up, path) for path in ("/calendar.ics", "/calendar.ics?category=ibasho")
    )
    assert own and own.keys() <= of_all.keys()
    shared = own.keys() & of_one.keys()
    assert shared and all(own[name] == of_all[name] == of_one[name] for name in shared)


@pytest.mark.parametrize("category", ["nothing", "KODOMO_SHOKUDO", "../x"])
def test_a_category_that_there_is_not_is_not_found(client, category):
    assert client.get("/calendar.ics", query_string={"category": category}).status_code == 404


def test_hidden_places_tell_nothing_of_where(made_up):
    for key in (HIDDEN, ABOUT_THERE):
        raw = made_up.get(f"/ja/places/{key}.ics").data.replace(b"\r\n ", b"").decode()
        assert "かくれ町" not in raw and "LOCATION" not in raw and "GEO" not in raw


# -- the ways into a calendar


def test_the_page_about_the_data_tells_how_to_subscribe(settings):
    app = create_app(replace(settings, address="https://kodomo.example.jp"))
    page = app.test_client().get("/ja/about").text
    assert 'href="webcal://kodomo.example.jp/calendar.ics"' in page
    google = page.partition("https://calendar.google.com/calendar/r?cid=")[2].partition('"')[0]
    assert unquote(google) == "webcal://kodomo.example.jp/calendar.ics"
    assert "://" not in google
    assert "https://kodomo.example.jp/calendar.ics</code>" in page
    assert 'href="/calendar.ics" download' in page


def test_an_address_with_a_question_reaches_the_calendar_whole(app):
    with app.test_request_context():
        macros = app.jinja_env.get_template("parts/_subscribe.html").module
        written = str(macros.subscribe("/calendar.ics?category=ibasho", "<b>みほん</b>"))
    google = written.partition("/calendar/r?cid=")[2].partition('"')[0]
    assert "?" not in google and "=" not in google
    assert unquote(google).endswith("/calendar.ics?category=ibasho")
    assert "<b>" not in written
