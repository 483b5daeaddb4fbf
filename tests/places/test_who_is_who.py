"""Whose row it is: which stored place a row of a file speaks of, and what a new one is called."""

import pytest

from tests.made_up import day
from webmap.places.draft import Identity
from webmap.places.who_is_who import Groups, Listed, Others, Roll, Sites, free_key

ADDRESS = "東京都国立市東0-0-0"


def roll(*places, scheme="kodomo_shokudo"):
    made = Roll(scheme)
    for place in places:
        made.enter(place)
    return made


def listed(key, identifier="", name="テスト食堂", address=ADDRESS, **said):
    return Listed(key, name, address, identifier, **said)


def shokudo(number, name="テスト食堂", address=ADDRESS):
    identifier = f"132152:{number}" if number else ""
    return Identity("kodomo_shokudo", identifier, name, address, identifier, "ks-132152", number)


def venue(number, address):
    return Identity(
        "kodomo_shokudo", "", "", address, f"132152:{number}", "ks-132152", number, True
    )


def office(number, serial, name="テスト教室"):
    return Identity("wamnet", f"{number}:{serial}", name, ADDRESS, number, "houday", serial)


def test_an_identifier_is_enough_whatever_else_changed():
    known = roll(listed("a", "132152:7"))
    assert known.find(shokudo("7", "あたらしい名前", "どこか"), alone=True) == "a"
    assert known.find(shokudo("8", "あたらしい名前", "どこか"), alone=True) == ""


def test_without_an_identifier_name_and_address_must_both_agree():
    known = roll(listed("a", "132152:7"))
    assert known.find(shokudo("", "ﾃｽﾄ食堂", "国立市東０－０－０"), alone=True) == "a"
    assert known.find(shokudo("", "テスト食堂", "国立市東0-0-1"), alone=True) == ""
    assert known.find(shokudo("", "ほかの食堂"), alone=True) == ""
    assert known.find(shokudo("", address=""), alone=True) == ""


def test_another_identifier_is_another_place_even_of_the_same_name_and_address():
    assert roll(listed("a", "132152:7")).find(shokudo("8"), alone=True) == ""
    assert roll(listed("a")).find(shokudo("8"), alone=True) == "a"


def test_of_two_that_could_be_meant_the_one_that_no_row_has_been_yet():
    known = roll(listed("a"), listed("b"))
    assert known.find(shokudo(""), alone=True) == "a"
    assert known.find(shokudo(""), alone=True, others=Others(seen={"a"})) == "b"
    assert known.find(shokudo(""), alone=True, others=Others(seen={"a", "b"})) == "a"


def test_a_lost_id_is_none_that_stands_in_the_file():
    known = roll(listed("a", "132152:5"), listed("b", "132152:6"))
    others = Others(identifiers={"132152:5"})
    assert known.find(shokudo(""), alone=True, others=others) == "b"


def test_a_further_venue_is_known_by_its_address():
    known = roll(
        listed("a", "132152:7"),
        listed("b", "132152:7-2", address="国立市北1-1"),
        listed("c", "132152:71-2", address="国立市西1-1"),
    )
    assert known.find(venue("7", "国立市北一丁目1"), alone=True) == "b"
    assert known.find(venue("7", ADDRESS), alone=True) == ""
    assert known.find(venue("7", "国立市西1-1"), alone=True) == ""
    assert known.main(venue("7", ADDRESS)) == "a"
    assert known.main(venue("8", ADDRESS)) == ""


def test_a_suffix_is_given_once():
    known = roll(listed("a", "132152:7"))
    first = venue("7", "国立市北1-1")
    assert known.new_identifier(first) == "132152:7-2"
    assert known.new_key(first, "132152:7-2", alone=True) == "ks-132152-7-2"
    known.enter(listed("c", "132152:7-3", address="国立市西1-1"))
    assert known.new_identifier(first) == "132152:7-4"


@pytest.mark.parametrize(
    ("number", "key"),
    [("7", "ks-132152-7"), ("aa0100000001", "ks-132152-aa0100000001")],
)
def test_a_new_key_is_that_of_the_identifier(number, key):
    assert roll().new_key(shokudo(number), f"132152:{number}", alone=True) == key


@pytest.mark.parametrize("number", ["", "第一", "a/b"])
def test_else_it_is_made_of_the_name(number):
    key = roll().new_key(shokudo(number), f"132152:{number}" if number else "", alone=True)
    assert key.startswith("ks-132152-")
    assert len(key) == len("ks-132152-") + 8
    other = roll().new_key(shokudo(number, "ほか"), "", alone=True)
    assert other != key


def test_no_key_tells_an_address_that_may_have_to_be_hidden():
    """All addresses of a city can be tried, and of a hidden place the key is public."""
    known = roll()
    one = known.new_key(shokudo("", address="東京都国立市東1-2-3"), "", alone=True)
    other = known.new_key(shokudo("", address="東京都国立市西3-2-1"), "", alone=True)
    assert one == other
    known.enter(listed(one, address="東京都国立市東1-2-3"))
    next_one = known.new_key(shokudo("", address="東京都国立市西3-2-1"), "", alone=True)
    assert next_one == f"{one}-2"


def test_a_key_that_is_taken_is_never_given_again():
    known = roll(listed("ks-132152-7"))
    key = known.new_key(shokudo("7", "ほかの食堂"), "132152:7", alone=True)
    assert key != "ks-132152-7"
    known.enter(listed(key, "132152:7"))
    assert known.new_key(shokudo("7", "ほかの食堂"), "132152:7", alone=True) not in known.places


def test_offices_of_one_number():
    known = roll(listed("a", "0000000001:a1"), listed("b", "0000000001:a2"), scheme="wamnet")
    assert known.find(office("0000000001", "a2"), alone=False) == "b"
    assert known.find(office("0000000001", "a3", "ほか"), alone=False) == ""
    who = office("0000000001", "a3")
    assert known.new_key(who, who.identifier, alone=False) == "houday-0000000001-a3"
    assert known.new_key(who, who.identifier, alone=True) == "houday-0000000001"


def test_a_place_that_knows_only_the_office_number():
    known = roll(listed("a", "0000000001", "東の教室"), scheme="wamnet")
    assert known.find(office("0000000001", "a1", "西の教室"), alone=True) == "a"
    assert known.find(office("0000000001", "a1", "西の教室"), alone=False) == ""
    assert known.find(office("0000000001", "a1", "東の 教室"), alone=False) == "a"
    assert known.same_number(office("0000000001", "a1", "西の教室")) == ["a"]


def test_who_is_gone():
    known = roll(
        listed("a", "132152:1", source="x", day=day("2026-07")),
        listed("b", "132152:2", source="x;y", day=day("2026-07")),
        listed("c", "132152:3", source="x", day=day("2026-09")),
        listed("d", "132152:4", source="y", day=day("2026-07")),
        listed("e", "132152:5", source="x", day=day("2026-07"), standing="ended"),
        listed("f", "132152:1-2", source="x", day=day("2026-07")),
    )
    gone = [place.key for place in known.gone("x", day("2026-08"), {"a"})]
    assert gone == ["b"]
    assert [place.key for place in known.gone("x", day("2026-08"), {"a"}, further=True)] == ["f"]


def test_a_group_is_known_by_its_number_or_by_its_name_within_its_city():
    groups = Groups()
    groups.enter("a", "8010001151494", "", "テスト株式会社")
    groups.enter("b", "", "132152", "テストの会")
    assert groups.find("8010001151494", "132152", "ほかの名前") == "a"
    assert groups.find("5012805002990", "132152", "テストの会") == ""
    assert groups.find("", "132152", "ﾃｽﾄの会") == "b"
    assert groups.find("", "132063", "テストの会") == ""


def test_a_site_is_shared_only_where_its_address_names_a_building():
    sites = Sites()
    sites.enter("a", "東京都国立市東1-2-3")
    sites.enter("b", "東京都国立市")
    assert sites.find("国立市東一丁目2番3号") == "a"
    assert sites.find("国立市") == ""


def test_a_free_key_has_the_next_number():
    assert free_key("a", {"b"}) == "a"
    assert free_key("a", {"a", "a-2"}) == "a-3"
