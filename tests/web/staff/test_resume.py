"""A session that ends in the middle of a form loses nothing that was typed."""

from datetime import timedelta
from io import BytesIO

import pytest
from werkzeug.datastructures import MultiDict

from tests.made_up import HOSTILE
from tests.web.live_site import NOW
from tests.web.staff.entering import PASSWORD, Visitor, database_of, keep_account, set_clock
from webmap.storage import accounts
from webmap.web.staff.guard import LARGEST_FORM

PATH = "/staff/places/mihon?from=a%20b&x=[1]|2"
SENT_TO = "/staff/places/mihon?from=a%20b&x=%5B1%5D%7C2"
TYPED = [
    ("phone:value", "042-000-0000"),
    ("remark.1:value", "みほん\r\nにぎょうめ\r\n"),
    ("schedule.1:weekdays", "sat"),
    ("schedule.1:weekdays", "sun"),
    ("name", "フォームの 名前"),
    ("next", "https://example.org/"),
    ("carried.name", "二重の 名前"),
    ("carries", "fields"),
    ("act", "save"),
    ("empty", ""),
]


def kept(db, name):
    found = accounts.account(db, name)
    assert found is not None
    return found


@pytest.fixture
def visitor(app):
    """Signed in an hour ago, and still at the form."""
    keep_account(app)
    visitor = Visitor(app.test_client())
    visitor.sign_in("mihon")
    visitor.open("/staff/me")
    set_clock(app, NOW + timedelta(hours=1))
    return visitor


def send(visitor, fields, path=PATH, **more):
    token = dict(visitor.fields("/staff/sign-out"))["csrf_token"]
    sent = MultiDict([("csrf_token", token), *fields])
    for name, value in more.items():
        sent.add(name, value)
    visitor.page = visitor.client.post(path, data=sent)
    return visitor.page


def enter(visitor, **typed):
    """Sends the sign-in with all that its page holds."""
    fields = [pair for pair in visitor.fields("/staff/sign-in") if pair[0] not in typed]
    visitor.page = visitor.client.post("/staff/sign-in", data=MultiDict([*fields, *typed.items()]))
    return visitor.page


def waiting(visitor, path=SENT_TO):
    return [pair for pair in visitor.fields(path) if pair[0] != "csrf_token"]


def as_read(fields):
    """A page's line breaks are one character until a browser sends them again."""
    return [(name, text.replace("\r\n", "\n")) for name, text in fields]


def test_all_of_it_is_offered_again_after_the_sign_in(visitor):
    assert send(visitor, TYPED).status_code == 401
    assert "打ちこんだことは のこっています" in visitor.page.text
    answer = enter(visitor, name="mihon", password=PASSWORD)
    assert answer.status_code == 200
    assert as_read(waiting(visitor)) == as_read(TYPED)
    assert "/staff/places/mihon" in answer.text


def test_also_after_a_wrong_password_and_one_too_many(app, visitor):
    send(visitor, TYPED)
    for _ in range(10):
        assert enter(visitor, name="mihon", password="ちがう").status_code == 401
    assert enter(visitor, name="mihon", password=PASSWORD).status_code == 429
    set_clock(app, NOW + timedelta(hours=2))
    enter(visitor, name="mihon", password=PASSWORD)
    assert as_read(waiting(visitor)) == as_read(TYPED)


def test_also_when_the_cookie_was_gone_or_the_page_was_old(visitor):
    send(visitor, TYPED)
    visitor.client.delete_cookie("staff", path="/staff")
    assert enter(visitor, name="mihon", password=PASSWORD).status_code == 401
    enter(visitor, name="mihon", password=PASSWORD)
    assert as_read(waiting(visitor)) == as_read(TYPED)


def test_who_signed_in_in_another_window_sends_it_again(visitor):
    old = dict(visitor.fields("/staff/sign-out"))["csrf_token"]
    other = Visitor(visitor.client)
    other.sign_in("mihon")
    visitor.page = visitor.client.post(PATH, data=MultiDict([("csrf_token", old), *TYPED]))
    assert visitor.page.status_code == 401
    assert as_read(waiting(visitor)) == as_read(TYPED)


def test_what_is_offered_is_kept_when_it_is_sent(app, visitor):
    """A whole way round, with a form that ends at a door of ours."""
    keep_account(app, "kanri", "admin")
    send(visitor, [("act", "add"), ("name", "hana"), ("role", "viewer")], "/staff/accounts")
    enter(visitor, name="kanri", password=PASSWORD)
    fields = visitor.fields("/staff/accounts")
    answer = visitor.client.post("/staff/accounts", data=MultiDict(fields))
    assert answer.status_code == 200
    db = database_of(app)
    assert kept(db, "hana").account.role == "viewer"
    db.close()


def test_whatever_was_typed_is_only_words(visitor):
    texts = [(f"remark.{number}:value", text) for number, text in enumerate(HOSTILE)]
    send(visitor, [*texts, ('"><script>', "x")])
    assert "<script>" not in visitor.page.text.replace("<script type", "")
    enter(visitor, name="mihon", password=PASSWORD)
    got = dict(as_read(waiting(visitor)))
    for name, text in texts:
        assert got[name] == text.replace("\r\n", "\n").replace("\r", "\n") or "\r" in text
    assert got['"><script>'] == "x"


def test_no_password_is_carried(visitor):
    typed = [("old_password", "みほんの いまの"), ("password", "みほんの つぎの")]
    send(visitor, typed, "/staff/me")
    assert "みほんの" not in visitor.page.text


def test_chosen_files_cannot_be_carried_and_that_is_said(visitor):
    send(visitor, TYPED, file=(BytesIO(b"made up"), "mihon.png"))
    enter(visitor, name="mihon", password=PASSWORD)
    assert "ファイルは のこせません" in visitor.page.text
    assert as_read(waiting(visitor)) == as_read(TYPED)


def test_the_largest_form_comes_through(visitor):
    half = "あ" * (LARGEST_FORM // 9 // 2 - 1000)
    big = [("remark.1:value", half), ("remark.2:value", half)]
    assert send(visitor, big).status_code == 401
    assert enter(visitor, name="mihon", password=PASSWORD).status_code == 200
    assert waiting(visitor) == big


def test_nothing_of_it_is_stored(app, visitor):
    send(visitor, TYPED)
    enter(visitor, name="mihon", password=PASSWORD)
    db = database_of(app)
    assert "にぎょうめ" not in "\n".join(db.conn.iterdump())
    db.close()


def test_a_made_up_path_leads_a_form_nowhere_else(visitor):
    send(visitor, TYPED)
    enter(visitor, name="mihon", password=PASSWORD, next="https://example.org/")
    assert 'https://example.org/" method' not in visitor.page.text
    assert as_read(waiting(visitor, "/staff/")) == as_read(TYPED)
