"""Which passwords may be set."""

import pytest

from webmap.workflows.passwords import LONGEST, SHORTEST, fault_of, normal

KNOWN = ("mihon-admin", "kunitachi", "kodomo", "kodomomap", "くにたち", "こども", "国立市")


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "ぱんだ ふうせん ゆきだるま",
        "tz7!Qp0_x/9w",
        "🐼🎈⛄🍙🚲🌸🦆🪁🥁🧦🪐🦔",
        "a b  c\td\\e'f\"g<h>&;",
        "ことば" + "たぬき かえる ごりら らっぱ " * 60,
    ],
)
def test_any_characters_may_be_in_one(password):
    assert fault_of(password, KNOWN) == ""


@pytest.mark.parametrize("password", ["", "tz7!Qp0_x/9", "か\u3099" * 6])
def test_shorter_than_twelve_is_refused(password):
    assert fault_of(password, KNOWN) == "short"


def test_twelve_are_enough():
    assert SHORTEST == 12
    assert fault_of("tz7!Qp0_x/9w", KNOWN) == ""


def test_a_length_that_no_person_types_is_refused():
    assert fault_of("たぬき かえる " * LONGEST, KNOWN) == "long"
    assert fault_of("㍿" * 999, KNOWN) in ("long", "common")


@pytest.mark.parametrize(
    "password",
    [
        "123456789012",
        "passwordpassword",
        "P@ssw0rd1234",
        "Password2026!",
        "qwertyuiopas",
        "aaaaaaaaaaaa",
        "ａａａａａａａａａａａａ",
        "mihon-admin1",
        "kunitachi2026",
        "kunitachikodomo",
        "kunitachi kodomo map",
        " " * 12,
        "国立市国立市国立市国立市",
        "さくらさくらさくらさくら",
        "iloveyou1234",
        "kunitachi kodomo",
        "pass-word pass_word",
        "1234-5678-9012",
        "------------",
        "・ " * 8,
        "a" * 900,
    ],
)
def test_common_and_expected_ones_are_refused(password):
    assert fault_of(password, KNOWN) == "common"


def test_the_words_of_one_account_are_not_those_of_the_next():
    assert fault_of("morinokitsune", ("morinokitsune",)) == "common"
    assert fault_of("morinokitsune", ()) == ""


def test_one_form_is_hashed_however_it_was_typed():
    assert normal("ｶﾞｯｺｳ　１２") == normal("ガッコウ 12")
    assert normal("か\u3099") == normal("が")
    assert normal(" まえと うしろ ") == " まえと うしろ ", "blanks are characters"
