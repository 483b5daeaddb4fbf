"""聞いてほしい and ちがっています, as a browser without scripts meets them."""

import logging
import re
from dataclasses import replace
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest

from tests.made_up import HOSTILE, MAIL, MOBILE
from tests.web.asking import house_of
from tests.web.live_site import NOW
from tests.web.made_up import ENDED, HIDDEN, PAUSED, UNCHECKED, add_made_up_places
from webmap.places.vocabulary import WISHES
from webmap.settings import Settings
from webmap.storage.database import open_database
from webmap.storage.voices import wishes
from webmap.web.app import create_app
from webmap.web.public.voices import HONEYPOT
from webmap.workflows import hear

KEY = "guruguru"
PAGE = f"/ja/places/{KEY}"
PHONE = "203.0.113.77"


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def db(settings):
    db = open_database(settings.database)
    yield db
    db.close()


def wish(client, what="fee", key=KEY, **options):
    return client.post(f"/ja/places/{key}/wish", data={"what": what}, **options)


def tell(client, key=KEY, **form):
    return client.post(f"/ja/places/{key}/wrong", data={"wrong": ["when"], "text": ""} | form)


def counts(db):
    return {(one.place, one.what): one.count for one in wishes(db)}


def reports(db):
    return db.execute("SELECT place, wrongs, text FROM report").fetchall()


def cookie_of(answer):
    return SimpleCookie(answer.headers["Set-Cookie"])["wish"]


def everything(settings):
    """All bytes that are kept, in the database and beside it."""
    files = settings.database.parent.glob("*")
    return b"".join(path.read_bytes() for path in files if path.is_file())


# -- 聞いてほしい


def test_a_wish_is_counted_and_leads_back_to_the_page(client, db):
    answer = wish(client)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}#wished")
    assert answer.headers["Cache-Control"] == "no-store"
    assert counts(db) == {(KEY, "fee"): 1}
    assert 'id="wished"' in client.get(PAGE).text


def test_pressed_again_it_is_not_counted_again(client, db):
    for _ in range(3):
        assert wish(client).status_code == 303
    wish(client, "alone")
    assert counts(db) == {(KEY, "fee"): 1, (KEY, "alone"): 1}


def test_another_browser_is_counted(app, db):
    for _ in range(2):
        wish(app.test_client())
    assert counts(db) == {(KEY, "fee"): 2}


@pytest.mark.parametrize("what", WISHES)
def test_whatever_is_unknown_may_be_wished_for(client, db, what):
    wish(client, what)
    assert counts(db) == {(KEY, what): 1}


@pytest.mark.parametrize("what", ["", "name", "elevator ", "fee'--", "{{7*7}}", "x" * 5000, "お金"])
def test_what_is_none_of_our_words_is_kept_nowhere(client, db, what):
    assert wish(client, what).status_code == 400
    assert counts(db) == {}


def test_the_cookie_is_random_and_says_nothing_of_the_place(app):
    values = {cookie_of(wish(app.test_client())).value for _ in range(5)}
    assert len(values) == 5
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in values)


def test_the_cookie_ends_at_midnight_in_tokyo(client):
    cookie = cookie_of(wish(client))
    assert int(cookie["max-age"]) == (7 * 60 + 40) * 60  # it is 16:20
    assert (cookie["path"], cookie["samesite"]) == ("/ja/", "Lax")
    assert not cookie["httponly"], "the quick exit deletes it by script"
    assert not cookie["secure"]


def test_by_https_the_cookie_goes_by_https_only(client):
    assert cookie_of(wish(client, base_url="https://localhost"))["secure"]


def test_the_cookie_is_given_once(client):
    assert "Set-Cookie" in wish(client).headers
    assert "Set-Cookie" not in wish(client, "alone").headers


@pytest.mark.parametrize("value", ["x", "", "A" * 32, "0" * 33, "0" * 32 + "\n", "' OR 1=1"])
def test_a_cookie_that_is_not_ours_is_given_anew(app, db, value):
    client = app.test_client()
    client.set_cookie("wish", value, path="/ja/")
    answer = wish(client)
    assert answer.status_code == 303
    assert cookie_of(answer).value != value


def test_when_the_day_is_over_it_counts_again(settings, db, monkeypatch):
    moment = [NOW]
    monkeypatch.setattr(Settings, "now", lambda _: moment[0])
    client = create_app(settings).test_client()
    wish(client)
    moment[0] = NOW.replace(hour=23, minute=59, second=59)
    wish(client)
    assert counts(db) == {(KEY, "fee"): 1}
    moment[0] += timedelta(seconds=1)
    wish(client)  # even if the browser had kept the cookie
    assert counts(db) == {(KEY, "fee"): 2}


def test_a_browser_that_presses_everything_is_told_in_plain_words(client, db, monkeypatch):
    monkeypatch.setattr(hear, "WISHES_OF_A_BROWSER", 3)
    answers = [wish(client, what).status_code for what in WISHES[:5]]
    assert answers == [303, 303, 303, 429, 429]
    assert "いまは うけとれません" in wish(client, WISHES[6]).text
    assert len(counts(db)) == 3


# -- ちがっています


def test_the_form_offers_choices_and_asks_for_no_name(client):
    text = client.get(f"{PAGE}/wrong").text
    for words in (
        "もう やっていない",
        "日にち・時間",
        "そのほか",
        "名前や れんらく先は 書かないで",
    ):
        assert words in text
    assert f'href="{PAGE}/wrong"' in client.get(PAGE).text


def test_a_report_is_kept_and_thanked_for(client, db):
    answer = tell(
        client, wrong=["when", "fee"], text=" 12月は 20日だけ でした。\r\nいけませんでした "
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}/thanks")
    assert reports(db) == [(KEY, "when;fee", "12月は 20日だけ でした。\nいけませんでした")]
    assert "ありがとう" in client.get(f"{PAGE}/thanks").text


def test_a_choice_alone_is_enough(client, db):
    assert tell(client, wrong=["ended"]).status_code == 303
    assert reports(db) == [(KEY, "ended", "")]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"wrong": []}, "えらぶか"),
        ({"text": "あ" * 501}, "500字"),
        ({"text": f"でんわは {MOBILE}"}, "消してから おくって"),
        ({"text": f"{MAIL} まで"}, "消してから おくって"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_all_that_was_written(client, db, form, words):
    answer = tell(client, **form)
    assert answer.status_code == 422
    assert words in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert form.get("text", "") in answer.text
    assert answer.text.count(" checked") == len(form.get("wrong", ["when"]))
    assert reports(db) == []


def test_what_was_refused_is_kept_nowhere(client, settings):
    tell(client, text=f"よんでください {MOBILE}")
    assert MOBILE.encode() not in everything(settings)


def test_too_many_are_told_to_wait_and_nothing_written_is_lost(client, db):
    for n in range(hear.REPORTS_A_MINUTE):
        tell(client, text=f"{n}")
    answer = tell(client, wrong=["where", "phone"], text="だいじな ことば")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    assert "だいじな ことば" in answer.text
    assert answer.text.count(" checked") == 2
    assert len(reports(db)) == hear.REPORTS_A_MINUTE


def test_a_program_that_fills_in_every_field_is_thanked_and_not_heard(client, db):
    answer = tell(client, text="buy", **{HONEYPOT: "https://spam.example"})
    assert answer.headers["Location"] == f"{PAGE}/thanks"
    assert reports(db) == []


def test_a_person_leaves_the_hidden_field_empty(client, db):
    tell(client, **{HONEYPOT: ""})
    assert len(reports(db)) == 1
    hidden = rf'<p class="unseen"><label>[^<]+<input[^>]*name="{HONEYPOT}"[^>]*>'
    field = re.search(hidden, client.get(f"{PAGE}/wrong").text)
    assert field and 'autocomplete="off"' in field[0] and 'tabindex="-1"' in field[0]


@pytest.mark.parametrize("text", [one for one in HOSTILE if len(one) < 500], ids=repr)
def test_hostile_words_come_back_as_words(client, db, text):
    shown = tell(client, wrong=[], text=f"{text} {MOBILE}").text
    assert "<img src=x" not in shown
    assert shown.count("</textarea>") == 1
    assert "49" not in shown.partition("<textarea")[2].partition("</textarea>")[0]
    assert tell(client, text=f"ことば {text}").status_code == 303
    assert len(reports(db)) == 1


def test_a_form_that_is_far_too_large_is_refused(client):
    assert tell(client, text="あ" * 100_000).status_code == 413


def test_what_was_reported_is_shown_to_nobody(client, db):
    tell(client, text="だれにも 見えない ことば")
    for path in (PAGE, f"{PAGE}/wrong", f"{PAGE}/thanks", "/ja/", "/places.geojson", "/ja/about"):
        assert "だれにも 見えない" not in client.get(path).text


# -- whose page it is


@pytest.fixture
def made_up(data, make_app):
    add_made_up_places(data)
    return make_app(data)


@pytest.mark.parametrize(
    ("key", "status"), [(HIDDEN, 303), (PAUSED, 303), (ENDED, 410), (UNCHECKED, 404), ("x", 404)]
)
def test_only_places_that_stand_on_the_map_hear_anything(made_up, key, status):
    client = made_up.test_client()
    assert wish(client, key=key).status_code == status
    assert tell(client, key=key).status_code == status
    expected = 200 if status == 303 else status
    assert client.get(f"/ja/places/{key}/wrong").status_code == expected
    assert client.get(f"/ja/places/{key}/thanks").status_code == expected
    db = open_database(house_of(made_up).settings.database)
    assert len(reports(db)) == len(counts(db)) == (status == 303)
    db.close()


def test_a_place_that_awaits_checking_answers_like_one_that_never_was(made_up):
    client = made_up.test_client()
    assert wish(client, key=UNCHECKED).data == wish(client, key="never").data
    assert tell(client, key=UNCHECKED).data == tell(client, key="never").data


def test_the_page_of_a_hidden_place_does_not_tell_where_it_is(made_up):
    client = made_up.test_client()
    answers = [client.get(f"/ja/places/{HIDDEN}/wrong"), tell(client, key=HIDDEN, wrong=[])]
    for answer in answers:
        assert not any(secret in answer.text for secret in ("かくれ町", "ひみつ荘", "35.69013"))


# -- what stays as it was


def test_no_page_sets_a_cookie_not_even_for_who_has_one(client):
    wish(client)
    for path in (PAGE, f"{PAGE}/wrong", f"{PAGE}/thanks", "/ja/"):
        answer = client.get(path)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_pages_stay_kept_while_families_talk(app):
    paths = ("/ja/", PAGE, f"{PAGE}/wrong", f"{PAGE}/thanks")
    for path in paths:
        app.test_client().get(path)
    before = {path: app.test_client().get(path).headers["ETag"] for path in paths}
    wish(app.test_client())
    tell(app.test_client())

    def refuse(environ, start):
        raise AssertionError("the app was asked although the answer is kept")

    app.wsgi_app.app = refuse
    assert {path: app.test_client().get(path).headers["ETag"] for path in paths} == before


def test_neither_network_address_nor_cookie_is_kept_or_logged(client, settings, caplog):
    caplog.set_level(logging.DEBUG)
    came_from = {"environ_base": {"REMOTE_ADDR": PHONE}, "headers": {"User-Agent": "MihonPhone/9"}}
    cookie = cookie_of(wish(client, **came_from)).value
    wish(client, "alone", **came_from)
    client.post(f"{PAGE}/wrong", data={"wrong": "when", "text": "ひみつの はなし"}, **came_from)
    kept = everything(settings)
    for secret in (PHONE, "MihonPhone", cookie):
        assert secret.encode() not in kept
    for secret in (PHONE, "MihonPhone", cookie, "ひみつの はなし", "alone"):
        assert secret not in caplog.text


def test_behind_a_proxy_no_network_address_is_kept_either(settings):
    client = create_app(replace(settings, proxies=1)).test_client()
    wish(client, headers={"X-Forwarded-For": PHONE})
    tell(client)
    assert PHONE.encode() not in everything(settings)


def test_the_data_is_as_it_was(client):
    before = client.get("/places.geojson").data
    wish(client)
    tell(client, wrong=["ended"])
    assert client.get("/places.geojson").data == before
