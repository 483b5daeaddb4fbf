"""The pages of lines of help and programmes; what is saved there stands on the public pages at once."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from tests.made_up import MAIL, MOBILE
from tests.web.hostile import TEXTS
from webmap.web.app import create_app

LINE = "/staff/helplines/kodomo-jinken"
SAID = {"common:source": "電話で 聞いた みほん", "common:day": "2026-12-03"}


class _Controls(HTMLParser):
    """What a browser would send of the page's form."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._area = self._select = ""

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        name, sort = said.get("name", ""), said.get("type", "text")
        if tag == "input" and name and (sort not in ("checkbox", "radio") or "checked" in said):
            self.sent.setdefault(name, []).append(said.get("value", ""))
        elif tag == "textarea":
            self._area = name
            self.sent.setdefault(name, []).append("")
        elif tag == "select":
            self._select = name
            self.sent[name] = []
        elif tag == "option" and (not self.sent[self._select] or "selected" in said):
            self.sent[self._select] = [said.get("value", "")]

    def handle_data(self, data):
        if self._area:
            self.sent[self._area][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = ""


def form_of(desk, path, **typed):
    """The form of a page with some controls filled otherwise (``number__value``)."""
    controls = _Controls()
    controls.feed(desk.get(path).text)
    changed = {name.replace("__", ":"): text for name, text in typed.items()}
    return {**controls.sent, "act": "save", **changed}


def save(desk, path, **typed):
    return desk.post(path, {**form_of(desk, path, **typed), **SAID})


@pytest.mark.parametrize("path", ["helplines", "programmes"])
def test_every_record_stands_in_its_list_and_has_a_form(desk, path):
    viewer = desk("viewer")
    keys = re.findall(rf'href="/staff/{path}/([a-z0-9-]+)"', viewer.get(f"/staff/{path}").text)
    assert len(keys) == {"helplines": 12, "programmes": 17}[path]
    for key in keys:
        page = viewer.get(f"/staff/{path}/{key}")
        assert page.status_code == 200
        assert 'value="save"' not in page.text, "a viewer saves nothing"


def test_a_form_that_is_sent_as_it_came_changes_nothing(desk):
    editor = desk()
    for path in (LINE, "/staff/helplines/oyako-line", "/staff/programmes/ido-shien"):
        answer = editor.post(path, form_of(editor, path))
        assert answer.status_code == 303, answer.text
        assert "かわったところは ありませんでした" in editor.get(answer.location).text


def test_what_is_saved_stands_at_once_on_the_page_of_help_in_every_worker(app, settings, desk):
    here, there = app.test_client(), create_app(settings).test_client()
    for client in (here, there):
        assert "0120-007-110" in client.get("/ja/help").text
    assert save(desk(), LINE, number__value="0120-000-000").status_code == 303
    for client in (here, there):
        page = client.get("/ja/help").text
        assert "0120-000-000" in page
        assert "0120-007-110" not in page


def test_a_programme_that_is_saved_stands_at_once_on_its_page_and_in_the_counts(app, desk):
    client = app.test_client()
    assert "発達・しょうがいのこと（7つ）" in client.get("/ja/?support=developmental").text
    assert save(desk(), "/staff/programmes/ido-shien", standing__value="ended").status_code == 303
    assert "移動支援" not in client.get("/ja/programmes").text
    assert "発達・しょうがいのこと（6つ）" in client.get("/ja/?support=developmental").text
    assert "おわった" in desk().get("/staff/programmes").text


def test_the_foot_of_the_printed_pages_follows(app, desk):
    client = app.test_client()
    save(desk(), "/staff/helplines/sos-24", number__value="0120-000-000")
    assert "0120-000-000" in client.get("/ja/about").text


def test_a_line_that_has_ended_is_gone_from_help_but_not_from_the_list(app, desk):
    save(desk(), LINE, standing__value="ended")
    assert "こどもの人権110番" not in app.test_client().get("/ja/help").text
    assert "人権" in desk().get("/staff/helplines").text
    assert desk().get(LINE).status_code == 200


def test_a_new_line_is_made_and_offered(app, desk):
    editor = desk()
    path = "/staff/helplines/new"
    answer = save(editor, path, name__value="みほんでんわ", number__value="042-000-0000")
    assert answer.location == "/staff/helplines/helpline-1"
    assert editor.get(answer.location).status_code == 200
    assert "みほんでんわ" in app.test_client().get("/ja/help").text


def test_problems_stand_beside_their_fields_and_what_was_typed_stays(desk):
    editor = desk()
    typed = form_of(editor, LINE, number__value="ばんごう", cost__value="みほんの お金")
    answer = editor.post(LINE, typed)
    assert answer.status_code == 422
    page = unescape(answer.text)
    for words in ("ばんごう", "みほんの お金", "のような番号", "どこから しった話ですか"):
        assert words in page
    assert page.count('aria-invalid="true"') >= 3


def test_the_second_of_two_is_shown_the_word_of_the_first(desk):
    anna, berta = desk("editor", "mihon-anna"), desk("editor", "mihon-berta")
    late = form_of(berta, LINE, number__value="0120-000-002")
    save(anna, LINE, number__value="0120-000-001")
    answer = berta.post(LINE, {**late, **SAID})
    assert answer.status_code == 409
    for words in ("0120-007-110", "0120-000-001", "0120-000-002", "mihon-anna"):
        assert words in answer.text


def test_looking_says_what_families_would_see_and_keeps_nothing(app, desk):
    viewer = desk("viewer")
    typed = form_of(desk(), LINE, number__value="0120-000-000", **{"schedule.1__opens": "19:00"})
    seen = viewer.post(f"{LINE}/look", typed)
    assert seen.status_code == 200
    assert "0120-000-000" in seen.text
    assert "19:00" in seen.text or "まだ 読めない" in seen.text
    assert "0120-007-110" in app.test_client().get("/ja/help").text


def test_the_next_seven_days_of_a_line_stand_beside_its_form(desk):
    page = desk("viewer").get(LINE).text
    days = re.findall(r'<div class="(\w+)"><dt>(12月\d+日)[^<]*</dt>', page)
    assert [state for state, _ in days] == ["open", "closed", "closed", *["open"] * 4]
    assert days[0][1] == "12月4日"


@pytest.mark.parametrize("canary", ["ひみつの ことば", MOBILE, MAIL])
def test_nothing_for_the_staff_reaches_a_public_page_or_the_look_of_it(app, desk, canary):
    editor, client = desk(), app.test_client()
    for path, part in ((LINE, "note"), ("/staff/programmes/ido-shien", "what")):
        for visibility in ("staff", "print"):
            typed = {f"{part}__value": canary, f"{part}__visibility": visibility}
            assert save(editor, path, **typed).status_code == 303
            seen = editor.post(f"{path}/look", form_of(editor, path)).text
            pages = (client.get(page).text for page in ("/ja/help", "/ja/programmes", "/ja/about"))
            for page in (seen, *pages):
                assert canary not in page


@pytest.mark.parametrize("text", TEXTS)
def test_what_was_typed_is_text_and_nothing_else(app, desk, text):
    editor = desk()
    assert save(editor, LINE, name__value=text, note__value=text).status_code == 303
    pages = [editor.get(LINE), editor.get("/staff/helplines"), app.test_client().get("/ja/help")]
    for page in pages:
        assert page.status_code == 200
        assert "<img src=x" not in page.text
        assert ">49<" not in page.text


def test_nobody_below_an_editor_saves(desk):
    viewer = desk("viewer")
    typed = form_of(desk(), LINE, number__value="0120-000-000")
    assert viewer.post(LINE, {**typed, **SAID}).status_code == 403


@pytest.mark.parametrize("path", ["/staff/helplines/nowhere", "/staff/programmes/nowhere"])
def test_what_is_not_there_is_not_found(desk, path):
    editor = desk()
    assert editor.get(path).status_code == 404
    assert editor.post(path, {"act": "save", "base": "1"}).status_code == 404
    assert editor.post(f"{path}/look", {"base": "1"}).status_code == 404
