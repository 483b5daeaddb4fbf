"""What of a file only the staff may see."""

from dataclasses import replace

import pytest

from tests.made_up import (
    MAIL,
)
from tests.workflows.add_places.made_files import (
    FURTHER,
    MAIN,
    shokudo,
    venue,
    write,
)
from webmap.storage.changes import read_record
from webmap.storage.places import all_views
from webmap.workflows.export_data import export_data


@pytest.mark.parametrize(
    "number",
    [
        "090-0000-0000",
        "(090)0000-0000",
        "09000000000",
        "０９０－００００－００００",
        "090-000",
        "070000000000",
    ],
)
def test_a_mobile_number_is_for_the_staff(clerk, tmp_path, number):
    clerk.add(write(tmp_path / MAIN, shokudo(電話番号1=number)))
    phone = clerk.place("ks-132152-1").said.get("phone")
    assert phone is None or phone.visibility == "staff"
    for view in all_views(clerk.db):
        assert "phone" not in view.place.said


@pytest.mark.parametrize(
    "cells",
    [
        {"備考": "住所は非公開"},
        {"電話番号1_連絡先備考": "未公開"},
        {"住所": "国立市東0-0-0 テスト様方"},
        {"備考": "所在地は公開しないでください"},
        {"備考": "住所は公開していません"},
        {"備考": "場所は 公表しておりません"},
        {"備考": "住所: 非　公開"},
    ],
)
def test_an_address_that_must_not_be_shown(clerk, tmp_path, cells):
    clerk.add(write(tmp_path / MAIN, shokudo(緯度="35.69", 経度="139.44") | cells))
    view = next(all_views(clerk.db))
    assert view.hides == "yes"
    assert view.address is None
    assert view.location is None


def test_a_person_may_publish_what_was_hidden(clerk, tmp_path):
    row = shokudo(備考="非公開")
    clerk.add(write(tmp_path / MAIN, row))
    place = clerk.place("ks-132152-1")
    said = {name: one for name, one in place.said.items() if name != "hidden"}
    clerk.edit(place, type(place)(place.key, said))
    clerk.add(write(tmp_path / MAIN, row), day="2026-09")
    assert not next(all_views(clerk.db)).hides


def test_the_kept_cells_reach_no_public_byte(clerk, tmp_path):
    row = shokudo(メールアドレス1=MAIL, FAX番号="042-000-9999", 備考="職員むけの備考")
    clerk.add(write(tmp_path / MAIN, row))
    export_data(clerk.db, tmp_path / "out", public=True)
    tables = "".join(path.read_text("utf-8") for path in (tmp_path / "out").glob("*.csv"))
    said = "\n".join(str(view) for view in all_views(clerk.db))
    for text in (MAIL, "042-000-9999", "職員むけ"):
        assert text not in tables + said


def test_a_shared_site_does_not_name_the_place_that_hides_in_it(clerk, tmp_path):
    hidden, other = shokudo("5", 備考="住所は非公開"), shokudo("6", "となりの食堂")
    clerk.add(write(tmp_path / MAIN, hidden, other))
    export_data(clerk.db, tmp_path / "out", public=True)
    sites = (tmp_path / "out" / "sites.csv").read_text("utf-8")
    assert "東0-0-0" in sites
    assert "ks-132152-5" not in sites


def test_no_public_byte_has_the_key_of_a_site_whose_address_is_not_public(clerk, tmp_path):
    """A site's key is made of its address: who tries all addresses finds the one."""
    hidden = shokudo("5", 備考="住所は非公開")
    clerk.add(write(tmp_path / MAIN, hidden, shokudo("6", "となり", 住所="国立市西0-0-0")))
    site = read_record(clerk.db, "site", clerk.place("ks-132152-6").text("site"))
    assert site
    staff = replace(site.said["address"], visibility="staff")
    clerk.edit(site, type(site)(site.key, {**site.said, "address": staff}))
    export_data(clerk.db, tmp_path / "out", public=True)
    tables = "".join(path.read_text("utf-8") for path in (tmp_path / "out").glob("*.csv"))
    assert "ks-132152-6" in tables
    assert "site-" not in tables


def test_a_landline_stays_public_beside_words_for_the_staff(clerk, tmp_path):
    row = shokudo(電話番号1="042-000-0000", 電話番号1_連絡先備考="夜は 090-0000-0000")
    clerk.add(write(tmp_path / MAIN, row))
    view = next(all_views(clerk.db))
    assert view.place.text("phone") == "042-000-0000"
    assert "090" not in str(view)


def test_words_withheld_beside_a_number_are_told(clerk, tmp_path):
    row = shokudo(電話番号1="042-000-0000", 電話番号1_連絡先備考="担当 090-0000-0000")
    clerk.add(write(tmp_path / MAIN, row))
    assert [note.column for note in clerk.heard.notes] == ["電話番号1"]


def test_a_group_for_the_staff_stays_so_at_its_further_venue(clerk, tmp_path):
    clerk.add(write(tmp_path / MAIN, shokudo("7")))
    place = clerk.place("ks-132152-7")
    group = replace(place.said["group"], visibility="staff")
    clerk.edit(place, type(place)(place.key, {**place.said, "group": group}))
    clerk.add(write(tmp_path / FURTHER, venue("7")), day="2026-08")
    assert clerk.place("ks-132152-7-2").said["group"].visibility == "staff"
