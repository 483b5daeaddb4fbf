"""What the public must never be told, in no byte of any answer."""

import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.web.asking import (
    all_bodies,
    data_addresses,
    headers_of,
    house_of,
    listed_keys,
    static_addresses,
)
from tests.web.made_up import ABOUT_THERE, HIDDEN, UNCHECKED, Tables, add_made_up_places
from webmap.storage.database import open_database
from webmap.workflows.export_data import export_data

PLACE = "mihon-basho"
SECRET = "ひみつのことば"
SECRET_KANA = "ヒミツノコトバ"

MakeApp = Callable[[Path], Flask]


@pytest.fixture
def tables(data: Path) -> Tables:
    """Ten tables with one made-up place, of which everything known is public."""
    tables = Tables(data)
    tables.clear()
    tables.add_source()
    tables.add_site("mihon-site")
    tables.add("groups", key="mihon-group", name="みほんの会")
    tables.add_place(PLACE, "みほん食堂", site="mihon-site", group="mihon-group")
    return tables


# -- what is kept for staff or for paper


@pytest.mark.parametrize("visibility", ["staff", "print"])
def test_no_statement_for_staff_or_paper_is_in_any_answer(tables, make_app, visibility):
    _say_secrets_about_a_public_place(tables, visibility)
    assert _who_tells(make_app(tables.write()), SECRET, SECRET_KANA, "042-987-6543") == []


@pytest.mark.parametrize("visibility", ["staff", "print"])
def test_a_place_whose_row_is_not_public_is_unknown_to_the_public(tables, make_app, visibility):
    tables.add_place(
        "mihon-shokuin", f"{SECRET}食堂", venue=SECRET, kana=SECRET_KANA, note=SECRET,
        visibility=visibility,
    )  # fmt: skip
    app = make_app(tables.write())
    assert app.test_client().get("/ja/places/mihon-shokuin").status_code == 404
    assert _who_tells(app, SECRET, SECRET_KANA, "mihon-shokuin") == []


@pytest.mark.parametrize("visibility", ["staff", "print"])
def test_a_site_whose_row_is_not_public_shows_neither_address_nor_point(
    tables, make_app, visibility
):
    tables.add_site(
        "secret-site", SECRET, lat="35.61234", lon="139.41234", note=SECRET,
        visibility=visibility, point_visibility=visibility,
    )  # fmt: skip
    tables.add_place("mihon-yosode", "よその みほん", site="secret-site")
    assert _who_tells(make_app(tables.write()), SECRET, "35.61234", "139.41234") == []


@pytest.mark.parametrize("visibility", ["staff", "print"])
def test_a_group_whose_row_is_not_public_is_not_named(tables, make_app, visibility):
    tables.add("groups", key="secret-group", name=SECRET, note=SECRET, visibility=visibility)
    tables.add_place("mihon-dantai", "だんたいの みほん", group="secret-group")
    assert _who_tells(make_app(tables.write()), SECRET) == []


def test_a_staff_memo_beside_a_public_name_stays_with_staff(tables, make_app):
    tables.add_place("mihon-memo", "メモの みほん", note=SECRET)
    assert _who_tells(make_app(tables.write()), SECRET) == []


def test_a_remark_is_for_staff_whatever_its_row_says(tables, make_app):
    tables.add("details", place=PLACE, field="remark", number="1", value=SECRET, note=SECRET)
    assert _who_tells(make_app(tables.write()), SECRET) == []


def test_what_the_public_may_know_is_there(tables, make_app):
    """Else the tests above would pass on an empty site."""
    tables.add("details", place=PLACE, field="who", value=SECRET)
    tellers = _who_tells(make_app(tables.write()), SECRET)
    assert {"/places.geojson", f"/ja/places/{PLACE}", "export/details.csv"} <= set(tellers)


# -- places that are not public


def test_a_place_that_awaits_checking_is_in_no_answer(data, make_app):
    add_made_up_places(data)
    assert _who_tells(make_app(data), UNCHECKED, "まだ たしかめていない") == []


def test_a_place_that_awaits_checking_answers_like_one_that_never_was(data, make_app):
    add_made_up_places(data)
    client = make_app(data).test_client()
    there, never = (client.get(f"/ja/places/{key}") for key in (UNCHECKED, "mihon-never"))
    assert (there.status_code, there.get_data()) == (404, never.get_data())
    assert headers_of(there) == headers_of(never)


def test_searching_for_what_is_secret_finds_nothing(tables, make_app):
    _say_secrets_about_a_public_place(tables, "staff")
    tables.add_place("mihon-mada", f"{SECRET}の みほん", standing="check", kana=SECRET_KANA)
    client = make_app(tables.write()).test_client()
    for text in (SECRET, SECRET_KANA, SECRET[:2], "ﾋﾐﾂ", "042-987-6543", "mihon-mada"):
        assert listed_keys(client.get("/ja/", query_string={"q": text})) == []


def test_order_and_count_of_the_list_do_not_betray_what_is_secret(tables, make_app):
    tables.add_place("mihon-niko", "ふたつめの みほん")
    before = make_app(tables.write()).test_client().get("/ja/").text
    _say_secrets_about_a_public_place(tables, "staff")
    tables.add_place("aaa", "あああ", standing="check")
    assert _again(make_app, tables).test_client().get("/ja/").text == before


# -- places that do not show where they are


HIDDEN_WORDS = ("かくれ町", "8-8-8", "ひみつ荘", "35.69013", "139.43097")


def test_a_hidden_place_is_public_but_where_it_is_is_in_no_answer(data, make_app):
    add_made_up_places(data)
    app = make_app(data)
    assert app.test_client().get(f"/ja/places/{HIDDEN}").status_code == 200
    assert _who_tells(app, *HIDDEN_WORDS[1:]) == []


def test_a_hidden_place_is_not_found_by_its_town(data, make_app):
    add_made_up_places(data)
    client = make_app(data).test_client()
    for text in HIDDEN_WORDS:
        assert HIDDEN not in listed_keys(client.get("/ja/", query_string={"q": text}))
    assert HIDDEN in listed_keys(client.get("/ja/?q=かくれた"))


def test_a_place_about_there_shows_its_municipality_and_no_more(data, make_app):
    add_made_up_places(data)
    text = make_app(data).test_client().get(f"/ja/places/{ABOUT_THERE}").text
    assert "東京都国立市" in text
    assert "かくれ町" not in text
    assert "ひみつ荘" not in text


def test_a_town_without_a_house_number_does_not_let_the_house_slip_through(tables, make_app):
    tables.add_site("mihon-ie", "東京都国立市みほん町 ひみつ様方")
    tables.add_place("mihon-daitai", "だいたいの みほん", site="mihon-ie", hidden="area")
    assert _who_tells(make_app(tables.write()), "ひみつ様方") == []


@pytest.mark.parametrize("field", ["address_note", "access.1"])
def test_what_tells_the_way_to_a_hidden_place_is_hidden_too(tables, make_app, field):
    name, _, number = field.partition(".")
    tables.add_place("mihon-kakure", "かくれた みほん", hidden="yes", site="mihon-site")
    tables.add("details", place="mihon-kakure", field=name, number=number, value=SECRET)
    assert _who_tells(make_app(tables.write()), SECRET) == []


def test_a_hidden_place_keeps_its_neighbours_of_the_same_house_public(tables, make_app):
    tables.add_place("mihon-kakure", "かくれた みほん", hidden="yes", site="mihon-site")
    client = make_app(tables.write()).test_client()
    features = {
        one["id"]: one for one in client.get("/places.geojson").get_json(force=True)["features"]
    }
    assert features[PLACE]["geometry"]["coordinates"] == [139.4441, 35.6921]
    assert features["mihon-kakure"]["geometry"] is None


# -- mobile numbers and mail addresses


MOBILE = (
    "090-0000-0000",
    "09000000000",
    "(090)0000-0000",
    "０９０－００００－００００",
    "090 0000 0000",
    "090‐0000‐0000",
    "090−0000−0000",
    "090.0000.0000",
    "090・0000・0000",
    "090/0000/0000",
    "090〜0000〜0000",
    "TEL090-0000-0000",
    "+81 90-0000-0000",
    "090-\u200b0000-\u200b0000",
)
MAIL = (
    "mihon@example.org",
    "ｍｉｈｏｎ＠ｅｘａｍｐｌｅ．ｏｒｇ",
    "mihon＠example.org",
    "mihon@みほん.jp",
)


@pytest.mark.parametrize("number", MOBILE)
def test_a_mobile_number_is_in_no_answer_however_it_is_written(tables, make_app, number):
    _say_everywhere(tables, f"みほん {number} まで")
    app = make_app(tables.write())
    assert _who_tells(app, "9000000000", read=_digits) == []


@pytest.mark.parametrize("address", MAIL)
def test_a_mail_address_is_in_no_answer(tables, make_app, address):
    _say_everywhere(tables, f"みほん {address} まで")
    app = make_app(tables.write())
    assert _who_tells(app, "mihon@", read=_plain) == []


@pytest.mark.parametrize("private", [MOBILE[0], MAIL[0]])
def test_a_source_with_a_private_number_or_address_does_not_tell_it(tables, make_app, private):
    texts = dict.fromkeys(("name", "publisher", "licence", "credit", "note"), f"みほん {private}")
    tables.add("sources", key="teller", url=f"https://example.org/?{private}", **texts)
    tables.add_place("mihon-shutten", "しゅってんの みほん", source="teller")
    assert _who_tells(make_app(tables.write()), private) == []


def test_a_kana_that_is_a_mobile_number_is_in_no_answer(tables, make_app):
    tables.add_place("mihon-kana", "みほん", kana="090-0000-0000")
    assert _who_tells(make_app(tables.write()), "9000000000", read=_digits) == []


def test_the_phone_of_a_house_is_shown(tables, make_app):
    tables.add("details", place=PLACE, field="phone", value="042-000-0000", note="でんわ")
    assert "042-000-0000" in make_app(tables.write()).test_client().get(f"/ja/places/{PLACE}").text


@pytest.mark.parametrize(
    "number", ["070-0000-0000", "080-0000-0000", "060-0000-0000", "09000000000"]
)
def test_a_mobile_number_in_the_phone_column_is_for_staff(tables, make_app, number):
    tables.add("details", place=PLACE, field="phone", value=number)
    assert _who_tells(make_app(tables.write()), _digits(number), read=_digits) == []


# -- the real tables


def test_no_file_that_is_served_is_a_table_or_a_key(client, shared_app):
    for path, body in all_bodies(client, static_addresses(shared_app)):
        assert not path.endswith((".csv", ".sqlite", ".key", ".toml", ".py", ".map")), path
        assert "confirmed,visibility" not in body


def test_the_real_data_tells_no_staff_field(app, data):
    """The longer texts for staff, word for word; short ones may also stand in a public row."""
    tables = Tables(data)
    rows = [row for name in tables.rows for row in tables.rows[name]]
    staff = {
        row[c]
        for row in rows
        if row.get("visibility") == "staff"
        for c in ("value", "note")
        if c in row
    }
    public = "\n".join(
        text for row in rows if row.get("visibility") == "public" for text in row.values()
    )
    secrets = [text for text in staff if len(text) > 6 and text not in public]
    assert len(secrets) > 20
    assert _who_tells(app, *secrets) == []


def test_the_real_data_tells_no_mobile_number_and_no_mail_address(app):
    bodies = all_bodies(app.test_client(), data_addresses(app))
    mobile = re.compile(r"(?<![0-9.])0[6-9]0[-(). ]?\d{4}[-(). ]?\d{4}(?!\d)")
    mail = re.compile(r"[\w.]+@[\w-]+\.[a-z]+")
    assert [
        (path, found)
        for path, body in bodies
        for found in mobile.findall(body) + mail.findall(body)
    ] == []


# -- asking


def _again(make_app: MakeApp, tables: Tables) -> Flask:
    """The site of the changed tables, in a database of its own."""
    tables.folder = Path(shutil.copytree(tables.folder, tables.folder.with_name("again")))
    return make_app(tables.write())


def _who_tells(app: Flask, *secrets: str, read: Callable[[str], str] = str) -> list[str]:
    """The addresses (and files of the public export) whose bytes hold one of the secrets."""
    bodies = [*all_bodies(app.test_client(), data_addresses(app)), *_public_export(app)]
    return [name for name, body in bodies if any(secret in read(body) for secret in secrets)]


def _public_export(app: Flask) -> list[tuple[str, str]]:
    settings = house_of(app).settings
    folder = settings.database.with_suffix(".export")
    db = open_database(settings.database)
    export_data(db, folder, public=True)
    db.close()
    return [(f"export/{path.name}", path.read_text(encoding="utf-8")) for path in folder.iterdir()]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9a-z<>]", "", re.sub(r"[-‐−ー〜・./()\s\u200b]", "", _plain(text)).lower())


# -- writing


_NUMBERED = {"activity": "7", "access": "7", "remark": "7"}
_TEXT_DETAILS = ("who", "address_note", "operator", "activity", "access", "remark")
_SET_DETAILS = (
    ("phone", "042-987-6543"), ("url", f"https://example.org/{SECRET}"), ("ages", "6-12"),
    ("stages", "high"), ("booking", "ask"), ("booking_way", "web"), ("capacity", "7"),
)  # fmt: skip


def _say_secrets_about_a_public_place(tables: Tables, visibility: str) -> None:
    """A secret in every text column of every table that speaks of the place."""
    seen = {"place": PLACE, "note": SECRET, "visibility": visibility}
    for name in _TEXT_DETAILS:
        tables.add("details", field=name, number=_NUMBERED.get(name, ""), value=SECRET, **seen)
        if name not in _NUMBERED:
            tables.add("details", field=name, number="2", value=SECRET, **seen)
    for name, value in _SET_DETAILS:
        tables.add("details", field=name, value=value, **seen)
    for name, value in (("venue", SECRET), ("kana", SECRET_KANA)):
        tables.add("details", field=name, value=value, **seen)
    tables.add("schedules", number="1", effect="open", weekdays="MO", **seen)
    tables.add("exceptions", date="2026-12-20", effect="closed", reason=SECRET, **seen)
    tables.add("facts", fact="elevator", answer="yes", **seen)
    tables.add("fees", **{"class": "adult", "per": "visit", "yen": "500"}, **seen)
    both = {"note": SECRET, "visibility": visibility, "value": SECRET, "scheme": "wamnet"}
    tables.add("identifiers", of="place", key=PLACE, **both)
    tables.add("identifiers", of="group", key="mihon-group", **both)


def _say_everywhere(tables: Tables, text: str) -> None:
    """The text in every public text column of every table."""
    said = {"note": text, "source": "mihon"}
    tables.add("groups", key="tell-group", name=text, **said)
    tables.add_site("tell-site", text, **said)
    tables.add_place("mihon-kataru", text, venue=text, site="tell-site", group="tell-group", **said)
    about = {"place": "mihon-kataru", **said}
    for name in _TEXT_DETAILS:
        tables.add("details", field=name, number=_NUMBERED.get(name, ""), value=text, **about)
    for name, value in _SET_DETAILS:
        tables.add("details", field=name, value=value, **about)
    tables.add("schedules", number="1", effect="open", weekdays="MO", **about)
    tables.add("exceptions", date="2026-12-20", effect="closed", reason=text, **about)
    tables.add("facts", fact="elevator", answer="yes", **about)
    tables.add("fees", **{"class": "adult", "per": "visit", "yen": "500"}, **about)
    for of, key in (("place", "mihon-kataru"), ("group", "tell-group")):
        tables.add("identifiers", of=of, key=key, scheme="wamnet", value=text, **said)
