"""The page on which a place is edited, without a browser: what stands in it, and what it makes."""

import json
import re
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from tests.web.asking import house_of
from tests.web.live_site import NOW
from webmap.places.report import Report
from webmap.storage.database import open_database, writing
from webmap.storage.voices import keep_report, keep_wish

PATH = "/staff/places/guruguru"
_TAG = re.compile(r"<(input|select|textarea|option)\b([^>]*)>(?:\n?([^<]*))?")
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')


def sent_by(page: str) -> "MultiDict[str, str]":
    """The fields that a browser would send of the form as it stands."""
    found: MultiDict[str, str] = MultiDict()
    form = page[page.index('id="edit"') : page.index("</form>", page.index('id="edit"'))]
    listed = ""
    for tag, text, inside in _TAG.findall(form):
        told = {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}
        name = told.get("name", "")
        if tag == "select":
            listed = name
        elif tag == "option" and listed and "selected" in told:
            found.add(listed, told["value"])
        elif tag == "textarea":
            found.add(name, unescape(inside))
        elif name and not (told.get("type") in ("radio", "checkbox") and "checked" not in told):
            found.add(name, told.get("value", ""))
    found.pop("csrf_token", None)
    return found


def send(desk: Any, more: dict[str, Any], act: str = "save", path: str = PATH) -> Any:
    """Sends the form as it stands with these fields changed."""
    fields = sent_by(desk.get(PATH).text)
    for name, value in more.items():
        fields.setlist(name, value if isinstance(value, list) else [value])
    return desk.post(path, {**fields.to_dict(flat=False), "act": act})


SAID = {"common:source": "みほんの 電話", "common:day": "2026-12-04"}


def test_saving_the_form_as_it_stands_changes_nothing(desk):
    one = desk()
    before = sent_by(one.get(PATH).text)
    assert send(one, SAID).status_code == 303
    assert sent_by(one.get(PATH).text) == before


def test_hours_that_are_changed_are_shown_to_families_at_once(desk):
    one = desk()
    assert "10:30〜14:00" not in one.get("/ja/places/guruguru").text
    assert send(one, {"schedule.1:opens": "10:30", **SAID}).status_code == 303
    assert "10:30〜14:00" in one.get("/ja/places/guruguru").text


def test_all_problems_stand_beside_their_fields_and_nothing_typed_is_lost(desk):
    answer = send(
        desk(),
        {
            "kana:value": "ひらがな",
            "schedule.1:opens": "15:00",
            "activity.1:value": "みほんの 工作",
        },
    )
    page = answer.text
    assert answer.status_code == 422
    for name in ("kana:value", "schedule.1:closes", "common:source", "common:day"):
        assert f'id="i-{name}-wrong"' in page, name
        assert f'href="#i-{name}"' in page, name
    assert 'value="ひらがな"' in page
    assert "みほんの 工作</textarea>" in page
    assert 'id="i-schedule.1:opens"' in page and 'value="15:00"' in page


def test_a_field_that_was_refused_knows_what_is_kept(desk):
    page = send(desk(), {"kana:value": "ひらがな"}).text
    stored = [json.loads(text) for text in re.findall("data-stored='([^']*)'", page)]
    assert [one["kana:value"] for one in stored] == [["グルグルショクドウ"]]


def test_looking_shows_the_next_dates_and_keeps_nothing(desk):
    one = desk("viewer")
    typed = {"schedule.1:weekdays": ["SA"], "schedule.1:nth": ["2"], "schedule.1:opens": "9時半"}
    pieces = send(one, typed, path=f"{PATH}/look").text
    assert "12月12日（土） 9:30〜14:00" in pieces
    assert '<p data-look="schedule.1"><b>第2土曜 9:30〜14:00</b>' in pieces
    assert "第2土曜" not in one.get("/ja/places/guruguru").text


def test_looking_asks_what_would_make_dates_of_a_rule(desk):
    typed = {"schedule.1:nth": [], "schedule.1:frequency": "monthly"}
    assert "第何日曜に ひらきますか" in send(desk(), typed, path=f"{PATH}/look").text


def test_looking_names_days_that_are_both_open_and_closed(desk):
    typed = {
        "schedule.1:nth": [],
        "schedule.1:frequency": "",
        "schedule.2:effect": "closed",
        "schedule.2:weekdays": ["SU"],
    }
    assert "日曜に「ひらく」と「やすみ」の" in send(desk(), typed, path=f"{PATH}/look").text


def test_the_month_can_be_turned(desk):
    pieces = send(desk(), {"to_month": "2027-01"}, path=f"{PATH}/look").text
    assert 'value="2027-01-17"' in pieces and 'name="month" value="2027-01"' in pieces


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2026-13", "あ"])
def test_no_month_breaks_the_page(desk, month):
    assert send(desk(), {"to_month": month}, path=f"{PATH}/look").status_code == 200


def test_looking_without_a_script_shows_the_whole_form_again(desk):
    answer = send(desk(), {"kana:value": "アタラシイ"}, act="look")
    assert answer.status_code == 200
    assert 'value="アタラシイ"' in answer.text


def test_a_day_of_the_month_asks_for_a_row_of_its_own_without_a_script(desk):
    page = send(desk(), {"day": "2026-12-20"}, act="").text
    row = page[page.index('id="f-exception.2026-12-20"') :]
    assert "12月20日（日）" in row[: row.index("</fieldset>")]


def test_a_day_that_moves_is_kept_and_can_be_as_usual_again(desk):
    one = desk()
    new = "exception.new-day"
    moved = {f"{new}:date": "2026-12-20", f"{new}:effect": "moved", f"{new}:moved_to": "2026-12-27"}
    assert send(one, {**moved, **SAID}).status_code == 303
    assert "12月27日" in one.get("/ja/places/guruguru").text
    assert send(one, {"exception.2026-12-20:effect": "usual", **SAID}).status_code == 303
    assert "12月27日" not in one.get("/ja/places/guruguru").text


def test_a_row_that_is_ticked_goes(desk):
    one = desk()
    assert send(one, {"gone": ["schedule.1"], **SAID}).status_code == 303
    assert "第1・第3日曜" not in one.get("/ja/places/guruguru").text


def test_a_viewer_sees_everything_and_cannot_save(desk):
    page = desk("viewer").get(PATH).text
    assert 'value="グルグルショクドウ"' in page
    assert 'value="save"' not in page
    assert '<fieldset class="edit-fields" disabled>' in page


def test_what_families_said_leads_to_its_field(desk, app):
    db = open_database(house_of(app).settings.database)
    with writing(db):
        keep_report(db, Report("guruguru", ("phone",), "みほんの ことば"), datetime.now(NOW.tzinfo))
        keep_wish(db, NOW.date(), "mihon", "guruguru", "elevator")
    db.close()
    page = desk().get(PATH).text
    assert '<a href="#f-phone">でんわ</a> <q>みほんの ことば</q>' in page
    assert '<a href="#f-fact.elevator">エレベーター</a>' in page
    assert 'id="f-phone"' in page and 'id="f-fact.elevator"' in page


def test_there_is_no_form_of_no_place(desk):
    assert desk().get("/staff/places/nowhere").status_code == 404
    assert desk().post("/staff/places/nowhere/look", {}).status_code == 404


def test_a_form_of_no_version_is_refused(desk):
    assert desk().post(f"{PATH}/look", {"base:place": "x"}).status_code == 400


NEW_DAY = "exception.new-day"


@pytest.mark.parametrize(
    "typed",
    [
        {f"{NEW_DAY}:reason": "みほんの 日"},
        {f"{NEW_DAY}:effect": "moved"},
        {f"{NEW_DAY}:date": "2026-12-99"},
        {f"{NEW_DAY}:date": "らいしゅう"},
    ],
)
def test_a_single_date_without_its_day_is_asked_for_it(desk, typed):
    answer = send(desk(), {**typed, **SAID})
    assert answer.status_code == 422
    assert f'id="i-{NEW_DAY}:date-wrong"' in answer.text
    sent = sent_by(answer.text)
    assert {name: sent.get(name) for name in typed} == typed


@pytest.mark.parametrize("path", ["name", "categories", "standing", "group/name"])
def test_what_a_place_is_shown_by_is_for_everyone(desk, path):
    one = desk()
    answer = send(one, {f"{path}:visibility": "staff"})
    assert f'id="i-{path}:visibility-wrong"' in answer.text
    assert one.get("/ja/places/guruguru").status_code == 200


@pytest.mark.parametrize("path", ["fee.adult.visit:yen", "capacity:value"])
def test_no_number_breaks_the_public_pages(desk, path):
    one = desk()
    answer = send(one, {path: "9" * 5000, **SAID})
    assert f'id="i-{path}-wrong"' in answer.text
    assert one.get("/ja/").status_code == 200


def test_a_frequency_that_there_is_not_is_named(desk):
    answer = send(desk(), {"schedule.1:frequency": "みほん"})
    assert 'id="i-schedule.1:frequency-wrong"' in answer.text


def test_a_row_that_was_to_go_can_still_stay_after_a_problem(desk):
    page = send(desk(), {"gone": ["schedule.1"], "kana:value": "ひらがな", **SAID}).text
    sent = sent_by(page)
    assert sent.getlist("gone") == ["schedule.1"]
    assert sent["schedule.1:opens"] == "11:30"


@pytest.mark.parametrize("whose", ["theirs", ""])
def test_a_choice_outlives_a_look_at_the_form(desk, whose):
    first, second = desk("editor", "mihon-a"), desk("editor", "mihon-b")
    fields = sent_by(second.get(PATH).text).to_dict(flat=False) | SAID
    send(first, {"schedule.1:opens": "10:00", **SAID})
    met = second.post(PATH, {**fields, "gone": ["schedule.1"], "act": "save"})
    carried = _hidden(met.text) | {"chosen:schedule": [whose]}
    looked = sent_by(second.post(PATH, {**carried, "act": "look"}).text)
    kept = second.post(PATH, {**looked.to_dict(flat=False), "act": "save"})
    assert kept.status_code == (303 if whose else 409)
    assert sent_by(first.get(PATH).text)["schedule.1:opens"] == "10:00"


def _hidden(page: str) -> dict[str, list[str]]:
    """The hidden fields of the page where two met."""
    found: MultiDict[str, str] = MultiDict()
    for tag, text, inside in _TAG.findall(page):
        told = {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}
        if tag == "textarea" or told.get("type") == "hidden":
            found.add(told["name"], told.get("value", unescape(inside)))
    found.pop("csrf_token", None)
    return found.to_dict(flat=False)
