"""A row of WAM NET, and what it says."""

import pytest

from tests.made_up import MOBILE
from tests.workflows.add_places.made_files import office
from webmap.formats.recognise import recognise
from webmap.formats.wamnet import COLUMNS, LAYOUT
from webmap.places.days import read_day
from webmap.places.draft import Edition

EDITION = Edition("test", read_day("2026-03-31"))


def read(**cells):
    return LAYOUT.read(dict.fromkeys(COLUMNS, "") | office(**cells), "132152", EDITION)


def text(draft, field):
    return draft.place[field].value if field in draft.place else None


def test_its_header_is_known():
    assert recognise(COLUMNS) is LAYOUT
    assert len(COLUMNS) == 29


def test_the_sort_of_service_says_for_whom_it_is():
    draft = read()
    assert (text(draft, "ages"), text(draft, "stages")) == ("6-18", "elementary;junior_high;high")
    assert draft.place["fact.developmental"].note == "放課後等デイサービス"
    assert text(draft, "categories") == "hattatsu"
    assert "fact.medical_care" not in draft.place


def test_another_sort_of_service_awaits_checking():
    draft = read(サービス種別="居宅介護")
    assert text(draft, "standing") == "check"
    assert [problem.column for problem in draft.problems] == ["サービス種別"]


def test_its_kana_is_hiragana_and_becomes_katakana():
    draft = read(**{"事業所の名称_かな": "てすと　きょうしつ"})
    assert text(draft, "kana") == "テスト キョウシツ"


def test_an_address_of_two_cells():
    draft = read(**{"事業所住所（番地以降）": "富士見台１−１７−２９　アップビルⅠ　２階"})
    assert draft.site["address"].value == "東京都国立市富士見台1-17-29 アップビルI 2階"


def test_its_own_page_comes_before_that_of_its_company():
    both = read(事業所URL="https://example.jp/a", 法人URL="https://example.jp")
    assert (text(both, "url"), both.place["url"].note) == ("https://example.jp/a", "")
    company = read(法人URL="https://example.jp")
    assert company.place["url"].note == "法人のページ"


def test_a_page_that_is_no_address_is_a_bad_cell():
    draft = read(事業所URL="example.jp")
    assert "url" not in draft.place
    assert [problem.column for problem in draft.problems] == ["事業所URL"]


def test_a_mobile_number_is_for_the_staff():
    assert read(事業所電話番号=MOBILE).place["phone"].visibility == "staff"
    assert read(事業所電話番号="042-000-0000").place["phone"].visibility == "public"


@pytest.mark.parametrize(("persons", "capacity"), [("10", "10"), ("０５", "5"), ("", None)])
def test_how_many_it_takes(persons, capacity):
    assert text(read(定員=persons), "capacity") == capacity


def test_an_office_number_in_the_column_of_the_company_is_reported():
    draft = read(法人番号="1353400342   ")
    assert "identifier.houjin_bangou" not in draft.group
    assert [problem.column for problem in draft.problems] == ["法人番号"]


def test_who_it_is_needs_its_number_and_its_own():
    who = LAYOUT.identify(dict.fromkeys(COLUMNS, "") | office("0000000001", "A1"), "")
    assert (who.identifier, who.number) == ("0000000001:a1", "0000000001")
