"""What the staff see first."""

import re

from tests.made_up import make_place
from tests.web.live_site import NOW
from tests.web.staff.signing_in import open_desk
from webmap.formats.tables import write_tables
from webmap.places.report import Report
from webmap.places.schedule import Rule
from webmap.storage.database import open_database
from webmap.workflows.hear import hear_report, hear_wish


def speak(settings):
    db = open_database(settings.database)
    for n in range(3):
        hear_wish(db, "chuo-jidokan", "elevator", f"{n:032x}", NOW)
    hear_report(db, Report("guruguru", ("when",), "<b>20日</b>は おやすみでした"), NOW)
    db.close()


def count(text: str, label: str) -> int:
    found = re.search(rf">([\d,]+)</b><span>{label}<", text)
    assert found, label
    return int(found[1])


def test_the_day_is_said_and_what_waits_is_counted(desk, settings):
    speak(settings)
    text = desk("viewer").get("/staff/").text
    assert "12月4日（金）" in text
    assert count(text, "家族からの しらせ") == 1
    assert count(text, "聞いてほしい") == 3
    assert count(text, "確認をまつ場所") > 0


def test_the_first_call_has_number_and_words_to_be_read_aloud(desk, settings):
    speak(settings)
    text = desk("viewer").get("/staff/").text
    first = text[text.index('class="call is-first"') :]
    assert "中央児童館" in first[:600]
    assert 'href="tel:042-575-3224"' in first[:800]
    assert "「エレベーターは ありますか」" in first[:1200]
    assert 'href="/staff/places/chuo-jidokan#f-fact.elevator"' in first[:1200]


def test_what_a_family_wrote_is_text_and_nothing_else(desk, settings):
    speak(settings)
    text = desk("viewer").get("/staff/").text
    assert "&lt;b&gt;20日&lt;/b&gt;は おやすみでした" in text


def test_doors_that_only_an_editor_may_open_are_shown_to_editors_alone(desk):
    assert "/staff/closures" not in desk("viewer").get("/staff/").text
    assert "/staff/closures" in desk("editor").get("/staff/").text


def test_a_map_with_nothing_to_ask_is_calm(make_app, tmp_path):
    empty = tmp_path / "empty"
    write_tables([make_place(schedule__1=Rule(weekdays="SU"))], empty)
    (empty / "city.toml").write_text(
        '[city]\ncode = "132152"\nname = "国立市"\n[map]\ncenter = [35.69, 139.44]\nzoom = 14\n',
        "utf-8",
    )
    one = open_desk(make_app(empty), "editor")
    text = one.get("/staff/").text
    assert "いま 聞いておきたいことは ありません。" in text
    assert one.get("/staff/places").status_code == 200
