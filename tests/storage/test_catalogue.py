"""Lists and search: what is found, and in which order."""

import pytest

from tests.made_up import make_group, make_place, make_site, say
from webmap.places.location import Location
from webmap.places.visibility import public_view
from webmap.storage.catalogue import build_catalogue, find
from webmap.words.readings import Readings

LABELS = {"kodomo_shokudo": "子ども食堂"}
READINGS = Readings(
    {"子ども": "こども", "子供": "こども", "矢川": "やがわ", "食堂": "しょくどう", "谷保": "やほ"}
)


def catalogue(*views):
    return build_catalogue(views, READINGS.reading, LABELS)


def view(key, group=None, site=None, **said):
    return public_view(make_place(key, **said), group, site)


def found(entries, query=""):
    return [entry.key for entry in find(entries, query, READINGS.reading)]


# -- the order


def test_places_to_drop_in_come_before_those_by_appointment_and_those_not_for_dropping_in():
    entries = catalogue(
        view("a", categories="kodomo_shokudo", drop_in="no"),
        view("b", categories="soudan"),
        view("c", categories="hattatsu"),
        view("d", categories="asobiba"),
        view("e", categories="kodomo_shokudo"),
        view("f", categories="soudan", drop_in="no"),
    )
    assert found(entries) == ["d", "e", "b", "c", "a", "f"]


def test_only_the_main_category_makes_a_place_one_by_appointment():
    entries = catalogue(
        view("a", name="あ", categories="soudan;ibasho"),
        view("b", name="い", categories="ibasho;soudan"),
    )
    assert found(entries) == ["b", "a"]


def test_they_come_by_reading_whatever_their_category_and_then_by_key():
    entries = catalogue(
        view("d", name="谷保食堂"),
        view("c", name="矢川食堂", categories="jidokan"),
        view("b", name="あさ食堂", categories="asobiba"),
        view("a", name="谷保食堂"),
        view("e", name="ヤガワ食堂"),
    )
    assert found(entries) == ["b", "c", "e", "a", "d"]


def test_the_official_kana_tells_the_order_where_it_is_known():
    entries = catalogue(view("a", name="一橋"), view("b", name="三番", kana="アサバン"))
    assert found(entries) == ["b", "a"]


@pytest.mark.parametrize("standing", ["check", "ended"])
def test_a_place_that_is_not_public_is_not_listed(standing):
    assert found(catalogue(view("a", standing=standing))) == []


def test_a_resting_place_is_listed():
    assert found(catalogue(view("a", standing="paused"))) == ["a"]


# -- the search


ENTRIES = catalogue(
    view(
        "kogamo",
        group=make_group(name="ほっと！フードサポート　矢川"),
        site=make_site(address="東京都国立市富士見台４－１７－６５"),
        name="矢川の子がも食堂",
        kana="ヤガワノコガモショクドウ",
        venue="矢川プラス",
    ),
    view("coffee", name="コーヒーハウス", categories="ibasho", address_note="公民館2階"),
    view("joint", name="テスト", categories="ibasho;soudan", operator="テスト市・テストの会"),
)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("矢川", ["kogamo"]),
        ("やがわ", ["kogamo"]),
        ("ヤガワ", ["kogamo"]),
        ("ﾔｶﾞﾜ", ["kogamo"]),
        ("食堂", ["kogamo"]),
        ("富士見台4-17-65", ["kogamo"]),
        ("富士見台４−１７−６５", ["kogamo"]),
        ("フードサポート 矢川", ["kogamo"]),
        ("矢川 富士見台", ["kogamo"]),
        ("矢川　富士見台", ["kogamo"]),
        ("こーひー", ["coffee"]),
        ("公民館", ["coffee"]),
        ("テスト市", ["joint"]),
        ("矢川 コーヒー", []),
        ("そんな場所はない", []),
        ("", ["coffee", "joint", "kogamo"]),
    ],
)
def test_a_place_is_found_by_name_reading_address_and_group(query, keys):
    assert found(ENTRIES, query) == keys


@pytest.mark.parametrize("query", ["%", "_", "' OR 1=1 --", "{{7*7}}", "\\", "*", "あ" * 5000])
def test_a_strange_query_finds_nothing_and_breaks_nothing(query):
    assert found(ENTRIES, query) == []


def test_a_hidden_place_is_not_found_by_where_it_is():
    site = make_site(address="東京都国立市東0-9-9", location=Location("35.6", "139.4", "building"))
    entries = catalogue(
        view(
            "a",
            site=site,
            hidden="yes",
            address_note="ひみつ会館",
            access__1="ひみつ駅",
            venue="ひみつ",
        )
    )
    assert found(entries, "ひみつ") == []
    assert found(entries, "0-9-9") == []


def test_staff_words_are_not_searched():
    entries = catalogue(view("a", venue=say("ひみつ", visibility="staff"), remark__1="ひみつ"))
    assert found(entries, "ひみつ") == []


def test_a_place_is_found_by_its_category_however_it_is_spelt():
    entries = catalogue(view("eats", name="おいしい時間", categories="kodomo_shokudo"))
    for query in ("子ども食堂", "こども食堂", "子供食堂", "コドモショクドウ"):
        assert found(entries, query) == ["eats"], query


def test_the_prefecture_finds_nothing_by_itself_but_does_no_harm():
    east = make_site("east", address="東京都国立市東0-0-0")
    west = make_site("west", address="東京都国立市西0-0-0")
    entries = catalogue(
        public_view(make_place("e", name="いち", site="east"), None, east),
        public_view(make_place("w", name="に", site="west"), None, west),
    )
    assert found(entries, "東") == ["e"]
    assert found(entries, "東京都国立市東") == ["e"]
