"""The form of a new place: what it says, and every problem at once beside its cell."""

from datetime import date

import pytest

from tests.made_up import HOSTILE, MAIL, MOBILE
from webmap.formats.new_place_form import fingerprint, read_new_place, sketch_of
from webmap.places.location import Location

TODAY = date(2026, 12, 4)
FORM = {
    "name:value": "みほん食堂",
    "site/address:value": "国立市谷保0-0",
    "categories:value": "kodomo_shokudo",
    "phone:value": "０４２－０００－００００",
    "identifier:scheme": "wamnet",
    "identifier:value": "1350000000",
    "site:value": "new",
    "group/name:value": "みほんの会",
    "group:value": "new",
    "common:source": "電話で きいた",
    "common:day": "2026-12",
    "key": "p1",
    "key:suggested": "p1",
    "site/location:lat": "35.68",
    "site/location:lon": "139.44",
    "site/location:level": "building",
}


def cells(**changed: str) -> dict[str, list[str]]:
    """The form with some cells changed; ``site__address`` … are written with their signs."""
    return {name: [text] for name, text in (FORM | changed).items()}


def problems(**changed: str) -> dict[str, str]:
    read = read_new_place(cells(**changed), TODAY)
    return {bad.column: bad.expected for bad in read.problems}


def test_the_form_says_it_all():
    new = read_new_place(cells(), TODAY)
    assert new.problems == []
    assert {name: said.value for name, said in new.place_said.items()} == {
        "name": "みほん食堂",
        "phone": "042-000-0000",
        "categories": "kodomo_shokudo",
        "identifier.wamnet": "1350000000",
    }
    assert new.site_said["address"].text == "国立市谷保0-0"
    assert new.location == Location("35.68", "139.44", "building")
    assert new.group_said["name"].text == "みほんの会"
    for said in (*new.place_said.values(), *new.site_said.values(), *new.group_said.values()):
        assert (said.source, said.day.text, said.visibility) == (
            "電話で きいた",
            "2026-12",
            "public",
        )


def test_every_problem_is_named_at_once():
    assert set(
        problems(
            **{
                "name:value": " ",
                "categories:value": "",
                "phone:value": "でんわ",
                "common:source": "",
                "common:day": "きのう",
                "key": "P 1",
                "site/location:lat": "135.68",
            }
        )
    ) == {
        *("name:value", "categories:value", "phone:value", "common:source", "common:day"),
        *("key", "site/location:lat"),
    }


@pytest.mark.parametrize(
    "key", ["new", "", "あ", "a b", "A", "a--b", "x" * 41, "../a", "p1/history"]
)
def test_a_key_is_short_and_stands_in_an_address(key):
    assert "key" in problems(key=key)


def test_a_day_to_come_is_none():
    assert "common:day" in problems(**{"common:day": "2027-01"})
    assert problems(**{"common:day": "2026-12-04"}) == {}


@pytest.mark.parametrize("private", [MOBILE, MAIL])
def test_what_is_private_stays_with_the_staff(private):
    assert "name:value" in problems(**{"name:value": f"みほん {private}"})
    assert "common:source" in problems(**{"common:source": private})
    new = read_new_place(cells(**{"phone:value": MOBILE}), TODAY)
    assert new.place_said["phone"].visibility == "staff"


def test_a_pin_by_hand_has_a_source_of_its_own():
    by_hand = {"site/location:source": "職員が 地図で おいた点"}
    said = read_new_place(cells(**by_hand), TODAY).site_said["location"]
    assert said.source == "職員が 地図で おいた点"


def test_of_a_geocoder_a_person_says_nothing():
    """Whoever changes its numbers says so himself."""
    found = {"site/location:source": "gazetteer;abr-town"}
    assert read_new_place(cells(**found), TODAY).site_said["location"].source == "電話で きいた"


def test_without_a_point_there_is_none():
    nowhere = {"site/location:lat": "", "site/location:lon": "", "site/location:level": "town"}
    assert read_new_place(cells(**nowhere), TODAY).location is None


def test_of_a_stored_site_or_group_nothing_new_is_said():
    new = read_new_place(cells(**{"site:value": "house", "group:value": "club"}), TODAY)
    assert (new.site, new.group, new.site_said, new.group_said) == ("house", "club", {}, {})


def test_the_fingerprint_changes_with_what_is_looked_for():
    assert fingerprint(cells()) == fingerprint(cells(**{"common:source": "べつの人"}))
    for name in ("name:value", "site/address:value", "phone:value", "identifier:value"):
        assert fingerprint(cells()) != fingerprint(cells(**{name: "べつ"}))


def test_a_sketch_is_what_can_be_recognised():
    sketch = sketch_of(cells())
    assert (sketch.name, sketch.phone, sketch.point) == (
        "みほん食堂",
        "042-000-0000",
        (35.68, 139.44),
    )
    assert sketch.identifiers == ("", "1350000000", "")
    assert sketch_of(cells(**{"site/location:level": "town"})).point is None
    assert sketch_of(cells(**{"site/location:lat": "きた"})).point is None


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_breaks_the_reading(text):
    everywhere = {name: [text] for name in FORM}
    read_new_place(everywhere, TODAY)
    sketch_of(everywhere)
    fingerprint(everywhere)
