"""One's own account: another password, and signing out."""

import pytest

from tests.web.staff.entering import PASSWORD, Visitor, keep_account

ANOTHER = "ゆき だるま と 6この みかん"


@pytest.fixture
def visitor(app):
    """A viewer: every role has a password of its own."""
    keep_account(app, role="viewer")
    visitor = Visitor(app.test_client())
    visitor.sign_in("mihon")
    visitor.open("/staff/me")
    return visitor


@pytest.fixture
def elsewhere(app, visitor):
    """The same person at another desk."""
    other = Visitor(app.test_client())
    other.sign_in("mihon")
    other.open("/staff/me")
    return other


def is_in(visitor):
    return visitor.client.get("/staff/").status_code == 200


def test_another_password_signs_out_everywhere(visitor, elsewhere):
    answer = visitor.send("/staff/me", old_password=PASSWORD, password=ANOTHER)
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in")
    assert not is_in(visitor)
    assert not is_in(elsewhere)
    assert "パスワードを きめました" in visitor.open("/staff/sign-in").text
    assert visitor.sign_in("mihon", PASSWORD).status_code == 401
    assert visitor.sign_in("mihon", ANOTHER).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ちがう", ANOTHER, ["いまの パスワードが ちがいます"]),
        (PASSWORD, "passwordpassword", ["よく使われるか"]),
        ("ちがう", "みじかい", ["いまの パスワードが ちがいます", "みじかすぎます"]),
    ],
)
def test_what_is_wrong_is_said_all_at_once_and_nothing_changes(app, visitor, old, new, said):
    answer = visitor.send("/staff/me", old_password=old, password=new)
    assert answer.status_code == 422
    assert all(word in answer.text for word in said)
    assert old not in answer.text
    assert f'value="{new}"' not in answer.text
    assert is_in(visitor)
    assert Visitor(app.test_client()).sign_in("mihon").status_code == 303


def test_at_a_desk_that_somebody_left_one_guesses_no_oftener(visitor):
    for _ in range(10):
        visitor.send("/staff/me", old_password="ちがう", password=ANOTHER)
    answer = visitor.send("/staff/me", old_password=PASSWORD, password=ANOTHER)
    assert answer.status_code == 422
    assert "15分" in answer.text


def test_signing_out_leaves_the_other_desk(visitor, elsewhere):
    answer = visitor.send("/staff/sign-out")
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in")
    assert "サインアウトしました" in visitor.open("/staff/sign-in").text
    assert not is_in(visitor)
    assert is_in(elsewhere)


def test_signing_out_everywhere(visitor, elsewhere):
    fields = dict(visitor.fields("/staff/sign-out"))
    visitor.client.post("/staff/sign-out", data={**fields, "everywhere": "yes"})
    assert not is_in(visitor)
    assert not is_in(elsewhere)


def test_a_session_that_is_over_can_be_signed_out(visitor, elsewhere):
    fields = dict(elsewhere.fields("/staff/sign-out"))
    elsewhere.client.post("/staff/sign-out", data={**fields, "everywhere": "yes"})
    assert visitor.send("/staff/sign-out").status_code == 303


def test_a_link_or_a_picture_signs_nobody_out(visitor):
    assert visitor.client.get("/staff/sign-out").status_code == 405
    assert is_in(visitor)
