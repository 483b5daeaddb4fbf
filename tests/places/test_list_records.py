"""Lines of help, programmes and readings as records: how old they are, who sees what of them."""

import pytest

from tests.made_up import MAIL, MOBILE, say
from tests.made_up_lists import make_line, make_programme, make_reading
from webmap.places.errors import Invalid
from webmap.places.helpline import helpline_of
from webmap.places.list_records import key_of_word
from webmap.places.programmes import programme_of
from webmap.places.schedule import Rule
from webmap.places.visibility import public_listed


def test_a_line_is_as_old_as_its_oldest_word_and_names_all_who_said_it():
    line = helpline_of(make_line(hours=say("平日", source="電話で 聞いた", day="2026-12-01")))
    assert line is not None
    assert line.day.text == "2026-07-01"
    assert line.source == "みほん新聞、電話で 聞いた"


def test_that_a_line_is_listed_no_more_says_nothing_of_its_age():
    kept = make_line(standing=say("ended", source="みほんの 会", day="2020"))
    assert (kept.source, kept.day.text) == ("みほん新聞", "2026-07-01")


def test_what_has_ended_is_no_line_and_no_programme():
    assert helpline_of(make_line(standing="ended")) is None
    assert programme_of(make_programme(standing="ended")) is None


@pytest.mark.parametrize("visibility", ["print", "staff"])
def test_a_line_whose_name_is_not_public_is_seen_by_nobody(visibility):
    assert helpline_of(make_line(name=say("みほん", visibility=visibility))) is None


@pytest.mark.parametrize("visibility", ["print", "staff"])
def test_a_number_and_hours_that_are_not_public_are_left_out(visibility):
    line = helpline_of(
        make_line(
            number=say("042-000-0001", visibility=visibility),
            schedule__1=say(Rule(weekdays="MO"), visibility=visibility),
        )
    )
    assert line is not None
    assert (line.number, line.rules) == ("", ())


@pytest.mark.parametrize("field", ["number", "hours", "cost", "note", "for_whom"])
def test_no_private_contact_reaches_the_public_whatever_its_row_says(field):
    for private in (MOBILE, *(() if field == "number" else (MAIL,))):
        shown = public_listed(make_line(**{field: private}))
        assert shown is not None
        assert field not in shown.said
    shown = public_listed(make_line(schedule__1=say(Rule(weekdays="MO"), f"月曜 {MOBILE}")))
    assert shown is not None
    assert not [*shown.several("schedule")]


def test_a_name_loses_a_number_that_stands_in_it():
    shown = public_listed(make_programme(name=f"みほん会 {MOBILE}"))
    assert shown is not None
    assert shown.text("name") == "みほん会"
    assert public_listed(make_programme(name=MOBILE)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"persons": "kid"},
        {"topics": "home;home"},
        {"area": "world"},
        {"number": "でんわ"},
        {"standing": "listed"},
        {"phone": "042-000-0000"},
        {"schedule__0": Rule(weekdays="MO")},
        {"number.2": "042-000-0000"},
    ],
)
def test_a_line_holds_only_what_a_line_may_hold(fields):
    with pytest.raises(Invalid):
        make_line(**fields)


def test_a_reading_is_kana_and_stands_on_something_known():
    with pytest.raises(Invalid):
        make_reading("国立", "kunitachi")
    with pytest.raises(Invalid):
        make_reading("国立", "くにたち", basis="guess")


def test_each_word_has_a_key_of_its_own():
    assert key_of_word("国立") == "56fd-7acb"
    assert len({key_of_word(word) for word in ("学び", "学", "々", "学ビ")}) == 4
