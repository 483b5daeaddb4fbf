"""What a row says, before it is known whose row it is."""

import pytest

from tests.made_up import MAIL, MOBILE
from webmap.places.days import read_day
from webmap.places.draft import Draft, Edition
from webmap.places.visibility import hides_address, visibility_of


def draft():
    return Draft(Edition("test", read_day("2026-07-29")))


def test_what_is_said_has_its_source_and_day():
    made = draft()
    made.say("定員", "capacity", "10", "席")
    said = made.place["capacity"]
    assert (said.text, said.note, said.source, said.day.text) == ("10", "席", "test", "2026-07-29")


def test_a_bad_value_is_a_problem_of_its_column_and_stays_unknown():
    made = draft()
    made.say("定員", "capacity", "おおぜい")
    assert "capacity" not in made.place
    (bad,) = made.problems
    assert (bad.column, bad.found) == ("定員", "おおぜい")


def test_group_and_site_are_said_apart():
    made = draft()
    made.say("住所", "address", "国立市東0-0-0", of="site")
    made.say("団体", "name", "テストの会", of="group")
    assert (set(made.site), set(made.group), set(made.place)) == ({"address"}, {"name"}, set())


@pytest.mark.parametrize(
    "number",
    [
        MOBILE,
        "(090)0000-0000",
        "09000000000",
        "０９０－００００－００００",
        "090.0000.0000",
        "090 0000 0000",
        "060-0000-0000",
        "070-0000-0000",
        "080-0000-0000",
        "090-000",
        "0900000000000",
        "+81-90-0000-0000",
    ],
)
def test_a_mobile_number_is_for_the_staff_however_it_is_written(number):
    assert visibility_of("phone", number, "") == "staff"


@pytest.mark.parametrize("number", ["042-000-0000", "0120-000-000", "0570-000-000", "03-0900-0000"])
def test_another_number_is_for_everyone(number):
    assert visibility_of("phone", number, "") == "public"


@pytest.mark.parametrize(
    "text", [MAIL, f"れんらくは {MAIL} へ", "taro＠example.jp", f"夜は{MOBILE}"]
)
def test_a_mail_address_or_a_number_in_any_words_is_for_the_staff(text):
    assert visibility_of("who", text, "") == "staff"
    assert visibility_of("booking", "ask", text) == "staff"


@pytest.mark.parametrize(
    ("address", "cells", "hides"),
    [
        ("国立市東0-0-0", ["テスト食堂", ""], False),
        ("国立市東0-0-0 テスト様方", [], True),
        ("国立市東0-0-0", ["住所は非公開"], True),
        ("国立市東0-0-0", ["※以下未公開"], True),
        ("", ["なかま様方"], False),
    ],
)
def test_an_address_that_must_not_be_shown(address, cells, hides):
    assert hides_address(address, cells) is hides
