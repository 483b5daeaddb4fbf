"""Is it one of these? Found however it is written, among all real places, with few that are none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from webmap.places.doubles import (
    ADDRESS,
    ALIKE,
    IDENTIFIER,
    NAME,
    NEAR,
    PART,
    PHONE,
    Sketch,
    find_doubles,
)
from webmap.storage.database import open_database
from webmap.storage.sketches import sketches

GURUGURU = "guruguru"


@pytest.fixture(scope="module")
def known(filled: Path) -> Iterator[list[Sketch]]:
    """Every real place."""
    db = open_database(filled)
    yield sketches(db)
    db.close()


def found(asked: Sketch, known) -> dict[str, set[str]]:
    return {
        double.place.key: {reason.why for reason in double.reasons}
        for double in find_doubles(asked, known)
    }


def of(known: list[Sketch], key: str) -> Sketch:
    return next(one for one in known if one.key == key)


def north_of_guruguru(known: list[Sketch], degrees: float) -> Sketch:
    """Somebody who asks from so many degrees to the north of it."""
    point = of(known, GURUGURU).point
    assert point
    return Sketch(point=(point[0] + degrees, point[1]))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ぐるぐる食堂", NAME),
        ("ｸﾞﾙｸﾞﾙ食堂", NAME),
        ("グルグル 食堂", NAME),
        ("グルグルショクドウ", NAME),
        ("ぐるぐる食堂（ダイヤ街）", PART),
        ("ぐるぐろ食堂", ALIKE),
        ("くるぐる食堂", ALIKE),
    ],
)
def test_a_name_is_found_however_it_is_written(known, name, why):
    assert found(Sketch(name=name), known) == {GURUGURU: {why}}


@pytest.mark.parametrize("name", ["食堂", "ぽかぽか食堂", "こども食堂", "児童センター", "みほん"])
def test_what_many_names_share_tells_nothing(known, name):
    assert found(Sketch(name=name), known) == {}


def test_schools_that_differ_by_their_number_are_two(known):
    asked = Sketch(name="ほうかごキッズ（国立第九小学校）")
    assert not any(key.startswith("houkago-kids") for key in found(asked, known))


@pytest.mark.parametrize(
    "address",
    [
        "東京都国立市富士見台4-17-65",
        "国立市富士見台四丁目17番65号",
        "国立市富士見台４丁目１７番地の６５",
        "東京都国立市 富士見台 4－17－65",
    ],
)
def test_an_address_is_found_however_it_is_written(known, address):
    asked = Sketch(name="みほん", address=address)
    doubles = find_doubles(asked, known)
    assert {one.place.site for one in doubles} == {"yagawa-plus"}
    assert len(doubles) == 5
    assert not any(one.is_likely for one in doubles)  # a house may hold several places


@pytest.mark.parametrize("address", ["東京都国立市", "国立市富士見台", "富士見台4", "4-17-6", ""])
def test_half_an_address_is_no_building(known, address):
    assert not any(
        ADDRESS in why for why in found(Sketch(name="みほん", address=address), known).values()
    )


def test_the_telephone_number_tells_however_it_is_written(known):
    phone = of(known, "yagawa-jidokan").phone
    asked = Sketch(name="みほん", phone=phone.replace("-", "").replace("042", "(042)", 1))
    assert found(asked, known)["yagawa-jidokan"] == {PHONE}


def test_the_identifier_tells_whatever_the_name(known):
    one = next(one for one in known if any(one.identifiers))
    asked = Sketch(name="みほん", identifiers=one.identifiers)
    assert IDENTIFIER in found(asked, known)[one.key]
    assert find_doubles(asked, known)[0].place.key == one.key


def test_a_house_next_door_is_told_with_its_metres(known):
    doubles = find_doubles(north_of_guruguru(known, 0.0004), known)
    (double,) = [one for one in doubles if one.place.key == GURUGURU]
    (reason,) = double.reasons
    assert (reason.why, reason.metres) == (NEAR, 44)
    assert not double.is_likely


def test_a_house_two_doors_on_is_not(known):
    assert GURUGURU not in found(north_of_guruguru(known, 0.0006), known)


def test_the_middle_of_a_town_is_no_place(known):
    """Three places are known to be somewhere in 谷保: they are not next door to each other."""
    assert of(known, "hatakenbo").point is None


def test_the_likeliest_comes_first():
    known = [
        Sketch("far", name="みほん広場", point=(35.7, 139.5)),
        Sketch("near", name="みほん広場", point=(35.6801, 139.44)),
        Sketch("here", name="みほん広場", point=(35.68, 139.44)),
        Sketch("door", name="べつの会", point=(35.68, 139.44)),
    ]
    asked = Sketch(name="みほん広場", point=(35.68, 139.44))
    assert [one.place.key for one in find_doubles(asked, known)] == ["here", "near", "far", "door"]


def test_nothing_stored_nothing_found():
    assert find_doubles(Sketch(name="みほん"), []) == []
    assert find_doubles(Sketch(), [Sketch("a", name="みほん")]) == []


def test_of_all_real_places_few_are_taken_for_another(known):
    """Each asked as if it were new, by its name alone: two in three are like no other at all, and
    nobody is like more than three (of its own family: 児童はったつ支援室まるソラ)."""
    counts = [
        len(found(Sketch(name=one.name), [other for other in known if other.key != one.key]))
        for one in known
    ]
    assert sum(count == 0 for count in counts) >= len(known) * 0.65
    assert max(counts) <= 3
    assert sum(counts) <= 45


def test_every_real_place_is_found_by_its_own_name(known):
    missing = [one.key for one in known if one.key not in found(Sketch(name=one.name), known)]
    assert missing == []


def test_every_real_name_with_a_slip_is_found(known):
    """One letter left out in the middle of a name of six letters or more."""
    missing = []
    for one in known:
        if len(one.name) >= 6:
            middle = len(one.name) // 2
            slip = one.name[:middle] + one.name[middle + 1 :]
            if one.key not in found(Sketch(name=slip), known):
                missing.append(slip)
    assert len(missing) <= len(known) * 0.03, missing
