"""Signing in: who, how often, where to, and what the cookie is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from werkzeug.security import check_password_hash

from tests.web.live_site import NOW
from tests.web.staff.entering import PASSWORD, Visitor, database_of, keep_account, set_clock
from webmap.web.app import create_app
from webmap.web.staff import passwords
from webmap.web.staff.paths import own

MINUTE = timedelta(minutes=1)
WRONG = "名前か パスワードが ちがいます。"


@pytest.fixture
def visitor(app):
    keep_account(app)
    return Visitor(app.test_client())


def fail(visitor, times, name="mihon"):
    for _ in range(times):
        answer = visitor.sign_in(name, "ちがう")
    return answer


def test_name_and_password_open_the_page_that_was_asked_for(visitor):
    answer = visitor.sign_in("mihon", then="/staff/me?a=%E3%81%82")
    assert (answer.status_code, answer.location) == (303, "/staff/me?a=%E3%81%82")
    assert visitor.open(answer.location).status_code == 200
    assert "mihon" in visitor.page.text


def test_who_is_signed_in_goes_on(visitor):
    visitor.sign_in("mihon")
    answer = visitor.client.get("/staff/sign-in?next=/staff/me")
    assert (answer.status_code, answer.location) == (303, "/staff/me")


def test_what_is_wrong_is_said_and_the_name_stays_but_no_password(visitor):
    answer = visitor.sign_in("mihon", "ちがう ことば です")
    assert answer.status_code == 401
    assert WRONG in answer.text
    assert 'value="mihon"' in answer.text
    assert "ちがう ことば" not in answer.text


def test_nothing_tells_which_names_there_are(app, visitor, monkeypatch):
    keep_account(app, "tomete", locked=True)
    keep_account(app, "mada", password="")
    looks = []

    def check(kept: str, typed: str) -> bool:
        looks.append(kept.split("$")[0])
        return check_password_hash(kept, typed)

    monkeypatch.setattr(passwords, "check_password_hash", check)
    pages = []
    for name in ("mihon", "tomete", "mada", "daremo"):
        answer = visitor.sign_in(name, PASSWORD if name != "mihon" else "ちがう")
        token = dict(visitor.fields("/staff/sign-in"))["csrf_token"]
        pages.append((answer.status_code, answer.text.replace(name, "").replace(token, "")))
    assert len(set(pages)) == 1
    assert looks == ["scrypt:32768:8:1"] * 4, "the same work for each"


def test_the_eleventh_try_is_told_when_it_opens(app, visitor):
    fail(visitor, 10)
    for name in ("mihon", "ｍｉｈｏｎ"):
        answer = visitor.sign_in(name)
        assert answer.status_code == 429
        assert "16:35" in answer.text
        assert answer.headers["Retry-After"] == "901"
    set_clock(app, NOW + 15 * MINUTE)
    assert visitor.sign_in("mihon").status_code == 303


def test_a_name_that_nobody_has_is_told_the_same(visitor):
    fail(visitor, 10, "daremo")
    assert "16:35" in visitor.sign_in("daremo").text


def test_the_hundredth_try_from_an_address_is_the_last(app, visitor, monkeypatch):
    monkeypatch.setattr(passwords, "check_password_hash", lambda *_: False)
    for number in range(100):
        visitor.sign_in(f"dare{number}", "ちがう")
    monkeypatch.undo()
    assert visitor.sign_in("mihon").status_code == 429
    other = Visitor(app.test_client())
    other.client.environ_base["REMOTE_ADDR"] = "192.0.2.8"
    assert other.sign_in("mihon").status_code == 303


def test_any_page_of_the_staff_forgets_the_tries_that_are_over(app, visitor):
    fail(visitor, 2)
    set_clock(app, NOW + 15 * MINUTE)
    app.test_client().get("/staff/")
    db = database_of(app)
    assert db.execute("SELECT count(*) FROM sign_in_try").fetchone() == (0,)
    db.close()


@pytest.mark.parametrize(
    "path",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "/staff\\@example.org",
        "/staff/../../example.org",
        "/staff/%2e%2e/ja/",
        "/staff/.%2E/ja/",
        "/staff@example.org/",
        "/staff.example.org/",
        "/staff",
        "/ja/",
        "javascript:alert(1)",
        "/staff/\n//example.org",
        "/staff/\r\nSet-Cookie: a=b",
        "\t/staff/me",
        "/staff/me#<script>",
        "／staff/",
        "",
    ],
)
def test_nobody_is_led_elsewhere(app, visitor, path):
    assert own(path) == "/staff/"
    visitor.page = visitor.client.get("/staff/sign-in", query_string={"next": path})
    assert dict(visitor.fields("/staff/sign-in"))["next"] == "/staff/"
    answer = visitor.send("/staff/sign-in", name="mihon", password=PASSWORD, next=path)
    assert (answer.status_code, answer.location) == (303, "/staff/")


def test_signing_in_changes_the_session_and_the_token_of_its_forms(visitor):
    visitor.open("/staff/")
    before = visitor.cookie()
    token = dict(visitor.fields("/staff/sign-in"))["csrf_token"]
    visitor.sign_in("mihon")
    first = visitor.cookie()
    assert before != first
    answer = visitor.client.post("/staff/me", data={"csrf_token": token})
    assert answer.status_code == 401, "the token from before is worth nothing"
    visitor.open("/staff/")
    visitor.send("/staff/sign-out")
    visitor.sign_in("mihon")
    assert visitor.cookie() != first
    visitor.client.set_cookie("staff", first, path="/staff")
    assert visitor.client.get("/staff/").status_code == 303, "the cookie from before opens nothing"


def test_signing_in_as_another_ends_the_session_before(app, visitor):
    keep_account(app, "hokano")
    visitor.sign_in("mihon")
    visitor.open("/staff/me")
    first = visitor.cookie()
    token = dict(visitor.fields("/staff/me"))["csrf_token"]
    typed = {"csrf_token": token, "name": "hokano", "password": PASSWORD}
    assert visitor.client.post("/staff/sign-in", data=typed).status_code == 303
    assert "hokano" in visitor.open("/staff/me").text
    visitor.client.set_cookie("staff", first, path="/staff")
    assert visitor.client.get("/staff/").status_code == 303


def test_a_browser_without_cookies_is_told(visitor):
    visitor.open("/staff/")
    visitor.client.delete_cookie("staff", path="/staff")
    answer = visitor.send("/staff/sign-in", name="mihon", password=PASSWORD)
    assert answer.status_code == 401
    assert "クッキー" in answer.text


def test_a_page_from_before_is_asked_again(visitor):
    visitor.open("/staff/")
    answer = visitor.send("/staff/sign-in", name="mihon", password=PASSWORD, csrf_token="old")
    assert answer.status_code == 401
    assert "古く" in answer.text
    assert visitor.send("/staff/sign-in", name="mihon", password=PASSWORD).status_code == 303


# -- the cookie


def cookie(app, url, **headers):
    answer = app.test_client().get("/staff/sign-in", base_url=url, headers=headers)
    (said,) = answer.headers.getlist("Set-Cookie")
    return {part.strip() for part in said.split(";")[1:]}


ALWAYS = {"HttpOnly", "Path=/staff", "SameSite=Lax"}


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_on_this_machine_it_travels_by_plain_http(app, host):
    assert cookie(app, f"http://{host}") == ALWAYS
    assert cookie(app, f"https://{host}") == {*ALWAYS, "Secure"}


@pytest.mark.parametrize(
    "host", ["map.example", "192.0.2.7:8000", "localhost.example", "127.0.0.1.example"]
)
def test_everywhere_else_by_https_only(app, host):
    assert cookie(app, f"http://{host}") == {*ALWAYS, "Secure"}
    answer = app.test_client().get("/staff/sign-in", base_url=f"http://{host}")
    assert "https で ひらいてください" in answer.text


def test_behind_a_proxy_that_calls_us_by_the_name_of_this_machine(settings):
    public = create_app(replace(settings, address="https://map.example"))
    assert cookie(public, "http://127.0.0.1:8000") == {*ALWAYS, "Secure"}
    trusted = create_app(replace(settings, proxies=1))
    forwarded = {"X-Forwarded-Proto": "https"}
    assert cookie(trusted, "http://127.0.0.1:8000", **forwarded) == {*ALWAYS, "Secure"}


def test_it_ends_with_the_browser_and_holds_neither_name_nor_role(visitor):
    visitor.open("/staff/")
    answer = visitor.send("/staff/sign-in", name="mihon", password=PASSWORD)
    (said,) = answer.headers.getlist("Set-Cookie")
    assert "expires" not in said.lower()
    assert "max-age" not in said.lower()
    with visitor.client.session_transaction(path="/staff/") as session:
        assert set(session) <= {"token", "csrf_token"}


def test_the_field_lets_managers_and_paste_work(visitor):
    page = visitor.open("/staff/sign-in").text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "maxlength" not in page
