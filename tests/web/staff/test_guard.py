"""Nobody passes who may not: every address of the staff, whoever asks, in whichever way.

The addresses are those of the url map, so what is added later is asked as well.
"""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from flask import Response, request

from tests.web.live_site import NOW
from tests.web.staff.entering import database_of, keep_account, set_clock
from tests.web.staff.signing_in import open_desk
from webmap.places.account import ROLES
from webmap.storage import accounts
from webmap.web.quick import KEPT
from webmap.web.staff.guard import LARGEST_FORM, NOBODY, signed_in

BEFORE_THE_SIGN_IN = {
    "GET /staff/password/<token>",
    "GET /staff/sign-in",
    "POST /staff/password/<token>",
    "POST /staff/sign-in",
    "POST /staff/sign-out",
}
"""All that is open to everybody. What is added here is public."""

MINUTE = timedelta(minutes=1)


def doors(app, method=""):
    """Every way in: its method, its rule, a path of it, and the role that it needs."""
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/staff"):
            continue
        view = app.view_functions[rule.endpoint]
        path = re.sub(r"<int:\w+>", "1", rule.rule)
        path = re.sub(r"<(\w+:)?\w+>", "mihon", path)
        for way in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            role = getattr(view, "role", "viewer" if way == "GET" else "editor")
            if method in ("", way):
                yield way, rule.rule, path, role


def ask(desk, way, path):
    """Asks or posts, with the form's token."""
    typed = {"word": "うちこんだ ことば"}
    return desk.get(path) if way == "GET" else desk.post(path, typed)


def kept(app):
    """All that the database holds, but when sessions were used and who tried to sign in."""
    db = database_of(app)
    tables = [name for name in db.table_names() if name not in ("staff_session", "sign_in_try")]
    found = {name: db.execute(f"SELECT count(*) FROM [{name}]").fetchone() for name in tables}
    people = [(one.account, one.password) for one in accounts.accounts(db)]
    db.close()
    return found, people


# -- who is not signed in


def nobody(app):
    desk = open_desk(app, "admin")
    desk.client.delete_cookie("staff", path="/staff")
    return desk


def of_a_locked_account(app):
    desk = open_desk(app, "admin")
    db = database_of(app)
    with db.atomic():
        accounts.set_locked(db, desk.name, True)
    db.close()
    return desk


def idle_for_half_an_hour(app):
    desk = open_desk(app, "admin")
    set_clock(app, NOW + 30 * MINUTE)
    return desk


def at_work_for_eight_hours(app):
    desk = open_desk(app, "admin")
    for minutes in range(0, 480, 20):
        set_clock(app, NOW + minutes * MINUTE)
        assert desk.get("/staff/").status_code == 200
    set_clock(app, NOW + 480 * MINUTE)
    return desk


def with_a_made_up_cookie(app):
    desk = open_desk(app, "admin")
    cookie = desk.client.get_cookie("staff", path="/staff")
    assert cookie is not None
    desk.client.set_cookie("staff", cookie.value[:-1] + "_", path="/staff")
    return desk


@pytest.mark.parametrize(
    "outside",
    [
        nobody,
        of_a_locked_account,
        idle_for_half_an_hour,
        at_work_for_eight_hours,
        with_a_made_up_cookie,
    ],
)
def test_every_door_is_shut_to(app, outside):
    desk = outside(app)
    before = kept(app)
    asked = [door for door in doors(app) if door[3] != NOBODY]
    assert len(asked) > 3
    for way, rule, path, _ in asked:
        answer = ask(desk, way, path)
        assert answer.headers["Cache-Control"] == "no-store", rule
        if way == "GET":
            assert answer.status_code == 303, rule
            assert answer.location == f"/staff/sign-in?next={quote(path, safe='')}", rule
            assert answer.data == b"", rule
            assert desk.client.head(path).status_code == 303, rule
        else:
            assert answer.status_code == 401, rule
            assert 'name="carried.word" value="うちこんだ ことば"' in answer.text, rule
            assert "mihon-admin" not in answer.text, rule
    assert kept(app) == before


def test_only_the_sign_in_lies_before_the_door(app):
    assert {f"{way} {rule}" for way, rule, _, role in doors(app) if role == NOBODY} == (
        BEFORE_THE_SIGN_IN
    )


# -- who is


@pytest.mark.parametrize("role", ROLES)
def test_every_door_is_open_to_its_role_and_to_those_above(app, role):
    for way, rule, path, needed in doors(app):
        if needed == NOBODY:
            continue
        desk = open_desk(app, role)
        before = kept(app)
        answer = ask(desk, way, path)
        told = f"{way} {rule} for {role}: {answer.status_code}"
        assert answer.headers["Cache-Control"] == "no-store", told
        assert answer.status_code < 500, told
        if ROLES.index(role) < ROLES.index(needed):
            assert answer.status_code == 403, told
            assert kept(app) == before, told
        else:
            assert answer.status_code not in (401, 403), told
            assert answer.location is None or "next=" not in answer.location, told


def test_looking_is_for_viewers_and_accounts_are_for_admins(app):
    needed = {f"{way} {rule}": role for way, rule, _, role in doors(app)}
    assert needed["GET /staff/"] == "viewer"
    assert {needed["GET /staff/accounts"], needed["POST /staff/accounts"]} == {"admin"}
    assert set(needed.values()) <= {NOBODY, *ROLES}


def test_signing_out_ends_the_session_itself(desk):
    one = desk("viewer")
    cookie = one.client.get_cookie("staff", path="/staff").value
    assert one.post("/staff/sign-out").status_code == 303
    one.client.set_cookie("staff", cookie, path="/staff")
    assert one.get("/staff/").status_code == 303


# -- the forms' token


@pytest.mark.parametrize("sent", [{}, {"csrf_token": ""}, {"csrf_token": "made-up"}])
def test_no_form_is_taken_without_its_token(app, desk, sent):
    one = desk("admin")
    before = kept(app)
    for _, rule, path, _ in doors(app, "POST"):
        answer = one.client.post(path, data={**sent, "word": "うちこんだ ことば"})
        refused = 404 if rule == "/staff/password/<token>" else 401
        if rule == "/staff/sign-in":  # one is signed in already, and goes on
            refused = 303
        assert answer.status_code == refused, rule
        assert answer.headers["Cache-Control"] == "no-store", rule
    assert kept(app) == before
    assert one.get("/staff/").status_code == 200, "nor was one signed out"


def test_the_token_of_another_session_is_worth_nothing(app):
    mine, other = open_desk(app, "admin"), open_desk(app, "editor")
    other.get("/staff/")
    token = re.findall(r'csrf_token" value="([^"]+)"', other.get("/staff/").text)[0]
    answer = mine.client.post("/staff/sign-out", data={"csrf_token": token})
    assert answer.status_code == 401
    assert mine.get("/staff/").status_code == 200


def test_a_form_from_another_site_is_refused_whatever_it_holds(desk):
    one = desk("admin")
    answer = one.post("/staff/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert one.get("/staff/").status_code == 200


# -- nothing is stored


def answers(app, one):
    """What is no page: each kind of error, and what only leads on."""
    large = {"word": "x" * (LARGEST_FORM + 1)}
    yield 308, one.get("/staff")
    yield 404, one.get("/staff/nowhere")
    yield 404, one.get("/staff/nowhere/../mihon")
    yield 405, one.client.put("/staff/")
    yield 405, one.get("/staff/sign-out")
    yield 413, one.post("/staff/accounts", large)
    yield 413, app.test_client().post("/staff/me", data=large)
    yield 400, one.post("/staff/accounts", {"act": "mihon"})
    yield 403, open_desk(app, "viewer").get("/staff/accounts")


def test_no_answer_is_stored_nor_one_that_says_what_went_wrong(app, desk):
    for status, answer in answers(app, desk("admin")):
        assert answer.status_code == status
        assert answer.headers["Cache-Control"] == "no-store"
        assert status == 308 or "職員" in answer.text


def test_nor_that_of_a_view_that_fails(app, desk):
    def fail():
        raise RuntimeError

    app.view_functions["staff.start.begin"] = fail
    answer = desk("viewer").get("/staff/")
    assert answer.status_code == 500
    assert answer.headers["Cache-Control"] == "no-store"
    assert "RuntimeError" not in answer.text


def test_none_is_kept_for_the_next_even_if_a_view_says_so(app):
    def greet():
        request.environ[KEPT] = True
        return Response(signed_in().name)

    app.view_functions["staff.start.begin"] = greet
    for name in ("mihon", "hokano"):
        keep_account(app, name)
        assert open_desk(app, "editor", name).get("/staff/").text == name
    assert app.test_client().get("/staff/").status_code == 303


def test_the_public_pages_are_told_of_no_session(app, desk):
    one = desk("admin")
    for path in ("/ja/", "/ja/about", "/places.geojson"):
        answer = one.get(path)
        assert "Set-Cookie" not in answer.headers
        assert "mihon-admin" not in answer.text
