"""An admin looks after the accounts on screen."""

import re

import pytest

from tests.web.staff.entering import PASSWORD, Visitor, database_of, keep_account
from webmap.storage import accounts

PAGE = "/staff/accounts"
LINK = re.compile(r'value="http://127\.0\.0\.1:8000(/staff/password/[\w-]{43})"')


@pytest.fixture
def admin(app):
    keep_account(app, "kanri", "admin")
    visitor = Visitor(app.test_client())
    visitor.sign_in("kanri")
    visitor.open(PAGE)
    return visitor


@pytest.fixture
def act(admin):
    """Sends the form of an act, as its button does."""

    def act(what, name, **typed):
        token = dict(admin.fields("/staff/sign-out"))["csrf_token"]
        sent = {"csrf_token": token, "act": what, "name": name, **typed}
        admin.page = admin.client.post(PAGE, data=sent, follow_redirects=True)
        return admin.page

    return act


def kept(app, name):
    db = database_of(app)
    found = accounts.account(db, name)
    db.close()
    return found


def test_a_new_account_signs_in_by_its_link(app, act):
    answer = act("add", " ｈａｎａ", role="viewer")
    assert answer.status_code == 200
    (link,) = LINK.findall(answer.text)
    assert answer.headers["Cache-Control"] == "no-store"
    owner = Visitor(app.test_client())
    owner.open(link)
    owner.send(link, password=PASSWORD)
    assert owner.sign_in("hana").status_code == 303
    assert "見る人" in owner.open("/staff/me").text


def test_the_link_is_shown_once(admin, act):
    act("add", "hana", role="editor")
    page = admin.open(PAGE).text
    assert "/staff/password/" not in page
    assert "パスワードを 待っている（リンクは 12/7 16:20まで）" in page


@pytest.mark.parametrize(
    ("name", "said"), [("ha na", "使えません"), ("", "使えません"), ("kanri", "もう あります")]
)
def test_why_a_name_is_refused_stands_beside_it(act, name, said):
    answer = act("add", name, role="viewer")
    assert answer.status_code == 422
    assert said in re.findall(r'id="name-wrong">([^<]*)', answer.text)[0]
    assert f'name="name" value="{name}"' in answer.text
    assert re.search(r'<select id="role" .*?value="viewer" selected', answer.text, re.DOTALL)


def test_a_name_is_only_words(act):
    act("add", '<img&"{{7*7}}>', role="editor")
    page = act("lock", '<img&"{{7*7}}>').text
    assert "<img&" not in page
    assert "{{7*7}}" in page


def test_locked_one_is_signed_out_and_unlocked_one_may_try_again(app, act):
    keep_account(app)
    owner = Visitor(app.test_client())
    owner.sign_in("mihon")
    assert "いま はいっている（1か所）" in act("unlock", "mihon").text
    assert "mihon さんを 止めました" in act("lock", "mihon").text
    assert owner.client.get("/staff/").status_code == 303
    for _ in range(10):
        assert owner.sign_in("mihon").status_code == 401
    act("unlock", "mihon")
    assert owner.sign_in("mihon").status_code == 303


def test_another_role_holds_at_once(app, act):
    keep_account(app, role="admin")
    owner = Visitor(app.test_client())
    owner.sign_in("mihon")
    assert owner.open(PAGE).status_code == 200
    act("role", "mihon", role="viewer")
    assert owner.open(PAGE).status_code == 403


def test_a_new_link_ends_the_password_and_the_sessions(app, act):
    keep_account(app)
    owner = Visitor(app.test_client())
    owner.sign_in("mihon")
    assert LINK.search(act("reset", "mihon").text)
    assert owner.client.get("/staff/").status_code == 303
    assert owner.sign_in("mihon").status_code == 401


def test_signed_out_everywhere_by_another(app, act):
    keep_account(app)
    owner = Visitor(app.test_client())
    owner.sign_in("mihon")
    act("sign_out", "mihon")
    assert owner.client.get("/staff/").status_code == 303
    assert owner.sign_in("mihon").status_code == 303


@pytest.mark.parametrize(
    ("what", "typed"), [("lock", {}), ("reset", {}), ("role", {"role": "viewer"})]
)
def test_the_last_admin_cannot_be_taken_away(app, act, what, typed):
    before = kept(app, "kanri")
    answer = act(what, "kanri", **typed)
    assert answer.status_code == 422
    assert "さいごの人" in answer.text
    assert kept(app, "kanri") == before


@pytest.mark.parametrize(
    ("what", "typed", "status"),
    [
        ("add", {"role": "owner"}, 400),
        ("add", {}, 400),
        ("role", {"role": ""}, 400),
        ("delete", {}, 400),
        ("", {}, 400),
        ("lock", {}, 404),
    ],
)
def test_what_no_form_of_ours_sends(app, act, what, typed, status):
    assert act(what, "daremo", **typed).status_code == status
    assert kept(app, "daremo") is None


def test_no_page_tells_a_password_or_its_hash(app, admin):
    keep_account(app)
    assert "scrypt" not in admin.open(PAGE).text
