"""A place in the list with what it answers to what was asked."""

from datetime import date, datetime

import pytest

from tests.made_up import CITY, JA, TOKYO, make_place, say
from webmap.places.fees import Fee
from webmap.places.matching import match, traits_of
from webmap.places.needs import LISTS, Needs
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.visibility import public_view
from webmap.words.answered import Answers
from webmap.words.card import make_card
from webmap.words.readings import Readings
from webmap.words.whereabouts import Whereabouts

NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
"""A Friday."""


def answered(needs=Needs(), now=NOW, **said):  # noqa: B008 - frozen
    view = public_view(make_place(**said), None, None)
    today = now.date()
    card = make_card(view, JA, Readings({}), CITY, Whereabouts("unknown"), today)
    found = match(traits_of(view.place, today), needs, now)
    return Answers(needs, today, JA).answered(card, found)


def soon(now=NOW, **rule):
    return answered(now=now, schedule__1=Rule(**rule)).soon


# -- the next opening


@pytest.mark.parametrize(
    ("weekdays", "hours", "plate", "said"),
    [
        ("FR", ("10:00", "18:00"), "きょう4（金）", "10:00〜18:00"),
        ("SA", ("09:30", "12:00"), "あした5（土）", "9:30〜12:00"),
        ("SU", ("11:30", ""), "12/6（日）", "11:30から"),
        ("FR", ("", "16:20"), "12/11（金）", "16:20まで"),
        ("TH", ("22:00", "25:00"), "12/10（木）", "22:00〜25:00"),
        ("MO", ("", ""), "12/7（月）", ""),
    ],
)
def test_it_says_the_day_on_its_plate_and_the_hours(weekdays, hours, plate, said):
    found = soon(weekdays=weekdays, opens=hours[0], closes=hours[1])
    assert found is not None
    assert (found.plate, found.hours, found.audience, found.perhaps) == (plate, said, "", False)


def test_after_midnight_what_still_runs_began_yesterday():
    night = datetime(2026, 12, 5, 0, 30, tzinfo=TOKYO)
    found = soon(night, weekdays="FR", opens="22:00", closes="25:00")
    assert found is not None
    assert (found.plate, found.hours) == ("きのう4（金）から", "22:00〜25:00")


def test_a_plate_names_the_month_of_its_own_day():
    found = soon(datetime(2027, 1, 31, 9, 0, tzinfo=TOKYO), weekdays="TU", opens="10:00")
    assert found is not None
    assert found.plate == "2/2（火）"


def test_a_date_that_is_not_sure_is_said_to_be_so():
    found = soon(frequency="monthly", weekdays="SA", opens="10:00", closes="12:00")
    assert found is not None
    assert (found.plate, found.perhaps) == ("あした5（土）", True)


def test_an_exception_is_as_sure_as_it_is_said():
    extra = {"exception.2026-12-05": ExceptionDay("extra", "13:00", "15:00")}
    found = answered(**extra, schedule__1=Rule(weekdays="SU", opens="10:00")).soon
    assert found is not None
    assert (found.plate, found.hours, found.perhaps) == ("あした5（土）", "13:00〜15:00", False)


def test_an_opening_for_some_says_for_whom():
    found = soon(weekdays="SA", opens="17:00", audience="junior_high;high")
    assert found is not None
    assert found.audience == "中学生・高校生"


@pytest.mark.parametrize("said", [{}, {"schedule__1": Rule(frequency="twice_monthly")}])
def test_where_no_date_is_known_none_is_shown(said):
    assert answered(**said).soon is None


def test_the_opening_that_is_shown_meets_what_is_asked():
    rules = {
        "schedule__1": Rule(weekdays="SA", opens="10:00", closes="12:00"),
        "schedule__2": Rule(weekdays="SU", opens="18:00", closes="20:00"),
    }
    found = answered(Needs(time=("evening",)), **rules).soon
    assert found is not None
    assert found.plate == "12/6（日）"
    assert answered(Needs(weekday=("mon",)), **rules).soon is None


# -- reasons


def test_a_limit_is_said_only_where_it_was_asked_for():
    said = {
        "fact__parking": say("limited", "2台まで"),
        "fact__alone": say("limited", "小学生から"),
        "booking": "first_time",
        "fee__everyone__visit": say(Fee("0"), "材料費は べつ"),
        "fact__learning": say("yes", "みほんの 先生", day="2026-10"),
    }
    assert answered(**said).reasons == ()
    assert answered(Needs(access=("parking",)), **said).reasons == ("駐車場：2台まで",)
    asked = Needs(
        access=("elevator", "parking"), support=("learning",), free=("1",), booking=("none",),
        alone=("1",),
    )  # fmt: skip
    reasons = answered(asked, **said).reasons
    assert len(reasons) == 5
    for words in ("2台まで", "小学生から", "はじめて", "材料費は べつ", "みほんの 先生"):
        assert sum(words in reason for reason in reasons) == 1, words


def test_whoever_pays_nothing_at_all_is_not_told_what_others_pay():
    fees = {"fee__elementary__visit": Fee("0"), "fee__everyone__visit": say(Fee("0"), "材料費")}
    assert answered(Needs(free=("1",), grade=("jhs1",)), **fees).reasons == ("材料費",)
    assert answered(Needs(free=("1",), grade=("es1",)), **fees).reasons == ()


def test_a_no_has_no_reason_and_a_reason_is_no_question():
    found = answered(Needs(support=("developmental",)), categories="hattatsu")
    assert len(found.reasons) == 1 and found.questions == ()
    refused = answered(Needs(support=("learning",)), fact__learning=say("no", "みほん"))
    assert (refused.fit, refused.reasons, refused.questions) == ("does_not_fit", (), ())


# -- questions


def test_everything_that_is_not_known_is_a_question_once():
    asked = Needs(
        grade=("es1",), weekday=("sat", "sun"), time=("morning",), open=("week",),
        access=("elevator", "stroller"), support=("medical_care",), free=("1",),
        booking=("none",), alone=("1",), takeout=("1",),
    )  # fmt: skip
    found = answered(asked)
    assert found.fit == "unknown"
    assert found.questions == (
        "小学1年生が行っていいかきいてみてください",
        "ひらく日と時間をきいてみてください",
        "エレベーターがあるかきいてみてください",
        "ベビーカーで入れるかきいてみてください",
        "医療的ケアがいる子も行けるかきいてみてください",
        "子どもはいくらかかるかきいてみてください",
        "よやくがいるかきいてみてください",
        "子どもひとりで行ってもいいかきいてみてください",
        "もち帰りができるかきいてみてください",
    )


def test_what_is_known_is_not_asked_again():
    found = answered(Needs(access=("elevator", "parking")), fact__elevator="yes")
    assert found.questions == ("駐車場があるかきいてみてください",)


@pytest.mark.parametrize("word", sorted(LISTS))
def test_a_place_of_which_nothing_is_known_can_be_asked_about_anything(word):
    found = answered(Needs.of({word: LISTS[word]}))
    assert bool(found.questions) is (word != "category")


def test_a_day_that_is_too_far_is_a_question():
    far = Needs(open=(date(2027, 3, 1).isoformat(),))
    found = answered(far, schedule__1=Rule(frequency="daily", opens="10:00", closes="17:00"))
    assert (found.fit, found.soon) == ("unknown", None)
    assert found.questions == ("ひらく日と時間をきいてみてください",)
