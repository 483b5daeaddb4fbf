"""What could not be kept is said, and nothing that was typed is lost."""

from html.parser import HTMLParser

import pytest
from flask import Response, request

from tests.full_disk import no_room
from tests.made_up import HOSTILE
from webmap.storage.database import open_database, writing
from webmap.web.house import database

TYPED = {"phone:value": "042-000-0000", "remark.1:value": "みほん\nにぎょうめ\n"}


class Form(HTMLParser):
    """The fields of the page's form, as a browser would send them."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.action, self._in = [], "", ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            self.action, self.fields = said["action"], []
        elif tag in ("textarea", "input"):
            self.fields.append([said["name"], said.get("value", "")])
            self._in = tag

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in == "textarea":
            _, before = self.fields[-1]
            self.fields[-1][1] = before + data

    @property
    def typed(self):
        """A browser leaves out the line break with which a textarea begins."""
        return {name: text.removeprefix("\n") for name, text in self.fields if name != "csrf_token"}


PATH = "/staff/mihon"


@pytest.fixture
def app(app):
    """The site with one more door of the staff, which keeps what it is sent."""

    def keep():
        db = database()
        with writing(db, wait_s=0.1):
            for text in request.form.values():
                db.execute(
                    "INSERT INTO report (place, wrongs, text, kept, settled)"
                    " VALUES ('mihon', '', ?, '2026-12-04', '')",
                    [text + "x" * 9000],
                )
        return Response("", 303, {"Location": "/staff/"})

    app.add_url_rule(PATH, "staff.mihon", keep, methods=["POST"])
    return app


@pytest.fixture
def typed(desk):
    one = desk("editor")

    def send(words=TYPED):
        return one.post(PATH, words)

    assert send().status_code == 303  # a disk with room takes all
    return send


def test_a_full_disk_is_said_with_all_that_was_typed(typed):
    with no_room():
        answer = typed({**TYPED, "new": "x"})
    assert answer.status_code == 507
    assert "いっぱい" in answer.text
    form = Form(answer.text)
    assert form.action == PATH
    assert form.typed == {**TYPED, "new": "x"}
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_form_can_be_sent_again_as_it_stands_in_the_page(desk):
    one = desk("editor")
    one.get("/staff/")
    with no_room():
        page = one.post(PATH, TYPED)
    assert page.status_code == 507
    form = Form(page.text)
    again = one.client.post(form.action, data=dict(form.fields) | form.typed)
    assert again.status_code == 303


def test_another_that_writes_is_said_and_when_to_try_again(typed, settings):
    other = open_database(settings.database)
    with writing(other):
        answer = typed()
    assert answer.status_code == 503
    assert "ほかの しごと" in answer.text
    assert int(answer.headers["Retry-After"]) > 0
    assert Form(answer.text).typed["phone:value"] == TYPED["phone:value"]


def test_hostile_texts_stay_texts(typed):
    with no_room():
        answer = typed({str(number): text for number, text in enumerate(HOSTILE)})
    assert answer.status_code == 507
    for text in ("<img src=x", "</script>\n"):
        assert text not in answer.text


def test_a_password_is_never_written_into_a_page(typed):
    with no_room():
        answer = typed({**TYPED, "password": "himitsu-no-password"})
    assert answer.status_code == 507
    assert "himitsu" not in answer.text
    assert 'type="password"' in answer.text
    assert Form(answer.text).typed["password"] == ""


def test_who_only_looks_can_look_on_a_full_disk(desk):
    one = desk("viewer")
    one.get("/staff/")  # the server goes on since there was room
    with no_room():
        assert one.get("/staff/").status_code == 200


def test_a_database_that_cannot_be_opened_is_said_and_shows_no_path(desk, settings):
    one = desk("editor")
    one.get("/staff/")
    settings.database.write_bytes(b"this is no database" * 100)
    for answer in (one.get("/staff/"), one.client.post(PATH, data=TYPED)):
        assert answer.status_code == 503
        assert "機械の 係に つたえてください" in answer.text
        assert str(settings.database) not in answer.text
    assert Form(answer.text).typed["phone:value"] == TYPED["phone:value"]
