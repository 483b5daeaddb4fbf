"""Photographs: added by the staff, seen by families, gone when they are taken off."""

import io
import re

import pytest
from PIL import Image

from tests.web.asking import house_of
from tests.web.live_site import NOW
from webmap.storage.database import open_database
from webmap.storage.places import place
from webmap.workflows.export_data import export_data
from webmap.workflows.fill_database import fill_database
from webmap.workflows.photos import photos_of

KEY = "guruguru"
PAGE, STAFF = f"/ja/places/{KEY}", f"/staff/places/{KEY}/photos"
WORDS = {
    "alt": "みほんの 赤い戸",
    "credit": "みほん しゃしん部",
    "consent": "nobody",
    "day": "2026-11",
    "visibility": "public",
}


def a_photo(colour="red"):
    written = io.BytesIO()
    Image.new("RGB", (1000, 800), colour).save(written, "JPEG")
    written.seek(0)
    return written, "mihon.jpg"


def add(desk, colour="red", **words):
    return desk.post(STAFF, {**WORDS, **words, "photo": a_photo(colour)})


def pictures(client):
    return re.findall(r'<img src="(/ja/places/[^"]+webp)"', client.get(PAGE).text)


def test_a_family_sees_it_with_its_words_and_whose_it_is(app, desk):
    assert add(desk()).status_code == 303
    client = app.test_client()
    page = client.get(PAGE).text
    assert 'alt="みほんの 赤い戸"' in page
    assert "写真: みほん しゃしん部" in page
    (address,) = pictures(client)
    answer = client.get(address)
    assert answer.mimetype == "image/webp"
    assert Image.open(io.BytesIO(answer.data)).size == (480, 384)


def test_a_place_without_one_shows_nothing_of_the_sort(client):
    assert "photos" not in client.get(PAGE).text


def test_all_that_is_wrong_is_said_at_once_and_the_words_stay(desk):
    words = {"alt": "", "credit": "080-1234-5678", "consent": "", "day": "2027-01-01"}
    answer = desk().post(STAFF, {**words, "visibility": "public"})
    assert answer.status_code == 422
    assert "写真を えらんでください" in answer.text
    assert answer.text.count('class="wrong-here"') == 5
    assert "080-1234-5678" in answer.text


@pytest.mark.parametrize("visibility", ("staff", "print"))
def test_what_is_not_for_the_web_is_in_no_public_byte(app, desk, visibility):
    one = desk()
    add(one, visibility=visibility)
    client = app.test_client()
    assert "みほんの 赤い戸" not in client.get(PAGE).text
    (address,) = re.findall(r'src="/staff/photos/([^"]+)"', one.get(STAFF).text)
    assert one.get(f"/staff/photos/{address}").status_code == 200
    assert client.get(f"{PAGE}/photos/{address}").status_code == 404
    assert client.get(f"/staff/photos/{address}").status_code == 303


def test_a_photo_is_not_shown_under_the_address_of_another_place(app, desk):
    add(desk())
    client = app.test_client()
    (address,) = pictures(client)
    assert client.get(address.replace(KEY, "yagawa-plus")).status_code == 404


def test_taken_off_it_is_gone_at_once(app, desk):
    one, client = desk(), app.test_client()
    add(one)
    (address,) = pictures(client)
    assert one.post(f"{STAFF}/1", {"act": "off"}).status_code == 303
    assert pictures(client) == []
    assert client.get(address).status_code == 404


def test_another_comes_first_and_its_words_change(app, desk):
    one, client = desk(), app.test_client()
    add(one)
    add(one, "blue", alt="みほんの 青い戸")
    before = pictures(client)
    one.post(f"{STAFF}/2", {"act": "first"})
    assert pictures(client) == before[::-1]
    one.post(f"{STAFF}/1", {**WORDS, "act": "change", "alt": "みほんの ほんとうに 青い戸"})
    assert 'alt="みほんの ほんとうに 青い戸"' in client.get(PAGE).text


def test_a_viewer_looks_and_changes_nothing(desk):
    add(desk())
    viewer = desk("viewer")
    assert "<form" not in viewer.get(STAFF).text.split("<main")[1]
    assert add(viewer).status_code == 403
    assert viewer.post(f"{STAFF}/1", {"act": "off"}).status_code == 403


def test_there_are_six_at_most(desk):
    one = desk()
    for colour in ("red", "blue", "green", "white", "black", "gray"):
        assert add(one, colour).status_code == 303
    answer = add(one, "pink")
    assert answer.status_code in (303, 422) and "6まい" in answer.text


def test_a_photo_of_ten_megabytes_is_taken_and_a_form_of_thirty_is_not(desk):
    noise = io.BytesIO()
    Image.effect_noise((4000, 3000), 90).convert("RGB").save(noise, "JPEG", quality=93)
    assert 5_000_000 < len(noise.getvalue()) < 15_000_000
    one = desk()
    noise.seek(0)
    assert one.post(STAFF, {**WORDS, "photo": (noise, "gross.jpg")}).status_code == 303
    heavy = io.BytesIO(b"x" * 30_000_000)
    assert one.post(STAFF, {**WORDS, "photo": (heavy, "heavy.jpg")}).status_code == 413


@pytest.mark.parametrize("path", (f"{STAFF}/9", "/staff/places/nowhere/photos"))
def test_what_is_not_there_is_said_so(desk, path):
    assert desk().post(path, {**WORDS, "act": "change"}).status_code == 404


def test_they_go_out_with_the_tables_and_come_in_again(app, desk, tmp_path):
    add(desk())
    add(desk(), "blue", visibility="staff", alt="みほんの 青い戸")
    db = open_database(house_of(app).settings.database)
    for folder, public in (("all", False), ("open", True)):
        export_data(db, tmp_path / folder, public=public)
    pictures = {path.parent.parent.name: 0 for path in tmp_path.glob("*/photos/*")}
    for path in tmp_path.glob("*/photos/*"):
        pictures[path.parent.parent.name] += 1
    assert pictures == {"all": 6, "open": 3}, "each in three widths"
    assert "青い戸" not in (tmp_path / "open" / "photos.csv").read_text("utf-8")
    again = open_database(tmp_path / "again.sqlite")
    fill_database(again, tmp_path / "all", NOW)
    before, after = (place(one, KEY) for one in (db, again))
    assert before and after and before == after
    assert [one.sides for one in photos_of(again, after)] == [
        one.sides for one in photos_of(db, before)
    ]
    db.close()
    again.close()


def test_without_photographs_there_is_no_table_of_them(app, tmp_path):
    db = open_database(house_of(app).settings.database)
    export_data(db, tmp_path / "all")
    db.close()
    assert not (tmp_path / "all" / "photos.csv").exists()


def test_who_is_seen_is_not_described(desk):
    answer = add(desk(), alt="小3のたろうくんが わらっている")
    assert answer.status_code == 422
    assert "人のことでは なく、場所のこと" in answer.text
