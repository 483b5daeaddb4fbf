"""Nobody passes who may not: every address of the staff, whoever asks."""

import pytest

from webmap.web.staff.guard import NOBODY


def test_who_is_not_signed_in_is_led_to_the_sign_in(client):
    answer = client.get("/staff/")
    assert answer.status_code == 303
    assert answer.location == "/staff/sign-in?next=%2Fstaff%2F"


def test_who_is_signed_in_is_let_in(desk):
    answer = desk("viewer").get("/staff/")
    assert answer.status_code == 200
    assert "mihon-viewer" in answer.text


def test_signing_out_ends_the_session_itself(desk):
    one = desk("viewer")
    cookie = one.client.get_cookie("staff", path="/staff").value
    assert one.post("/staff/sign-out").status_code == 303
    one.client.set_cookie("staff", cookie, path="/staff")
    assert one.get("/staff/").status_code == 303


def test_a_form_without_its_token_changes_nothing_and_is_offered_again(desk):
    one = desk("viewer")
    answer = one.client.post("/staff/sign-out", data={"word": "うちこんだ ことば"})
    assert answer.status_code == 401
    assert "うちこんだ ことば" in answer.text
    assert one.get("/staff/").status_code == 200


STAFF_RULES = "/staff"


@pytest.mark.parametrize("method", ("GET", "POST"))
def test_every_address_of_the_staff_refuses_who_is_not_signed_in(app, client, method):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if not rule.rule.startswith(STAFF_RULES) or method not in (rule.methods or ()):
            continue
        if getattr(view, "role", None) == NOBODY:
            continue
        path = rule.rule.replace("<", "").replace(">", "").replace("path:", "").replace("int:", "")
        answer = client.open(path.replace("number", "1").replace("width", "480"), method=method)
        assert answer.status_code in (303, 401), rule.rule
        assert answer.headers["Cache-Control"] == "no-store"
