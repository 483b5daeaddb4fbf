"""The link that sets a password."""

from datetime import timedelta

import pytest

from tests.web.live_site import NOW
from tests.web.staff.entering import PASSWORD, Visitor, database_of, keep_account, set_clock
from webmap.workflows.accounts import add_account, lock_account, reset_account

ANOTHER = "ゆき だるま と 6この みかん"


@pytest.fixture
def visitor(app):
    return Visitor(app.test_client())


@pytest.fixture
def link(app):
    db = database_of(app)
    token = add_account(db, "mihon", "editor", NOW)
    db.close()
    return f"/staff/password/{token}"


def test_the_link_leads_by_a_form_to_the_sign_in(visitor, link):
    visitor.open(link)
    assert "mihon" in visitor.page.text
    answer = visitor.send(link, password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in")
    assert "パスワードを きめました" in visitor.open(answer.location).text
    assert visitor.send("/staff/sign-in", name="mihon", password=PASSWORD).location == "/staff/"
    assert visitor.open("/staff/").status_code == 200


def test_it_is_for_whom_it_was_made_whoever_is_signed_in(app, visitor, link):
    keep_account(app, "kanri", "admin")
    visitor.sign_in("kanri")
    visitor.open(link)
    assert "mihon さんの アカウント" in visitor.page.text
    assert ("username", "mihon") in visitor.fields(link)
    visitor.send(link, password=ANOTHER)
    assert visitor.client.get("/staff/").status_code == 303, "who sat here is signed out"


def test_to_look_at_it_does_not_use_it_up(visitor, link):
    for _ in range(3):
        assert visitor.open(link).status_code == 200
    assert visitor.client.head(link).status_code == 200
    assert visitor.send(link, password=PASSWORD).status_code == 303


def over(visitor, path):
    visitor.open("/staff/sign-in")
    token = dict(visitor.fields("/staff/sign-in"))["csrf_token"]
    sent = visitor.client.post(path, data={"password": ANOTHER, "csrf_token": token})
    looked = visitor.open(path)
    assert {sent.status_code, looked.status_code} == {404}
    return "もう 使えません" in sent.text and "もう 使えません" in looked.text


def test_once(visitor, link):
    visitor.open(link)
    visitor.send(link, password=PASSWORD)
    assert over(visitor, link)
    assert visitor.sign_in("mihon", ANOTHER).status_code == 401


def test_for_three_days(app, visitor, link):
    set_clock(app, NOW + timedelta(hours=72))
    assert over(visitor, link)


def test_not_when_a_newer_one_was_made_or_the_account_is_locked(app, visitor, link):
    db = database_of(app)
    newer = f"/staff/password/{reset_account(db, 'mihon', NOW)}"
    assert over(visitor, link)
    lock_account(db, "mihon")
    db.close()
    assert over(visitor, newer)


@pytest.mark.parametrize("token", ["mihon", "0" * 64, "a%00b", "あ"])
def test_no_other_token(visitor, link, token):
    assert over(visitor, f"/staff/password/{token}")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "みじかすぎます。12文字から"),
        ("tz7!Qp0_x/9", "みじかすぎます。12文字から"),
        ("たぬき かえる " * 200, "ながすぎます"),
        ("passwordpassword", "よく使われるか"),
        ("mihonmihonmihon", "よく使われるか"),
        ("kunitachi kodomo map", "よく使われるか"),
    ],
)
def test_why_a_password_is_refused_stands_beside_the_field(visitor, link, password, said):
    visitor.open(link)
    answer = visitor.send(link, password=password)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-describedby="password-wrong password-hint"' in answer.text
    assert not password or f'value="{password}' not in answer.text
    assert visitor.send(link, password=PASSWORD).status_code == 303, "the link is still there"


def test_whoever_had_the_old_password_is_signed_out(app, visitor, link):
    keep_account(app, "hokano")
    signed_in = Visitor(app.test_client())
    visitor.open(link)
    visitor.send(link, password=PASSWORD)
    signed_in.sign_in("mihon")
    db = database_of(app)
    second = f"/staff/password/{reset_account(db, 'mihon', NOW)}"
    db.close()
    assert signed_in.client.get("/staff/").status_code == 303
    visitor.open(second)
    visitor.send(second, password=ANOTHER)
    assert visitor.sign_in("mihon", PASSWORD).status_code == 401
    assert visitor.sign_in("mihon", ANOTHER).status_code == 303


def test_who_was_shut_out_by_tries_is_let_in_with_a_new_password(visitor, link):
    for _ in range(11):
        visitor.sign_in("mihon", "ちがう")
    assert visitor.page.status_code == 429
    visitor.open(link)
    visitor.send(link, password=PASSWORD)
    assert visitor.sign_in("mihon").status_code == 303


def test_the_address_is_told_to_nobody(visitor, link):
    assert visitor.open(link).headers["Referrer-Policy"] == "no-referrer"
    assert visitor.send(link, password="").headers["Referrer-Policy"] == "no-referrer"
    assert visitor.page.headers["Cache-Control"] == "no-store"


def test_without_the_forms_token_nothing_is_set(visitor, link):
    visitor.open(link)
    for token in ("", "made-up"):
        answer = visitor.send(link, password=PASSWORD, csrf_token=token)
        assert answer.status_code == 422
        assert "もういちど" in answer.text
    assert visitor.sign_in("mihon").status_code == 401


def test_a_link_that_is_over_is_no_form_that_is_old(visitor, link):
    answer = visitor.client.post("/staff/password/mihon", data={"password": PASSWORD})
    assert answer.status_code == 404
