"""The page of a place says what is known, what is not, and nothing else."""

from datetime import date

import pytest

from tests.made_up import CITY, HOSTILE, JA, make_group, make_place, make_site, make_source, say
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.visibility import public_view
from webmap.places.vocabulary import CATEGORIES, FACTS
from webmap.words.first_visit import QUESTIONS
from webmap.words.letter import make_letter
from webmap.words.readings import Readings
from webmap.words.whereabouts import Wayfinder

TODAY = date(2026, 11, 22)
OTHERS = [fact for fact in FACTS if fact not in QUESTIONS]
SOURCES = {"test": make_source(url="https://www.example.org/"), "other": make_source("other")}


def letter(group=None, site=None, **said):
    view = public_view(make_place(**said), group, site)
    where = Wayfinder(JA, Readings({}), CITY).whereabouts(view)
    return make_letter(view, JA, Readings({}), where, SOURCES, TODAY)


def lines(found):
    return [line.text for line in found]


def test_a_place_of_which_nothing_is_known_says_what_is_not_known():
    made = letter()
    assert made.when == made.known == []
    assert made.welcome == []
    assert made.activities == ()
    assert len(made.unknown) == len(OTHERS)


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_its_sentence(category):
    assert letter(categories=category).sentence.endswith("です。")


def test_a_known_fact_leaves_the_unknown_ones():
    made = letter(fact__elevator=say("no", "階段だけ", day="2025-05"))
    assert [(line.label, line.text, line.note, line.day) for line in made.known] == [
        ("エレベーター", "いいえ", "階段だけ", "2025年5月")
    ]
    assert "elevator" not in dict(made.unknown)
    assert len(made.unknown) == len(OTHERS) - 1


def test_each_line_has_its_own_day():
    made = letter(
        schedule__1=say(Rule(weekdays="SA"), day="2024-03-01"),
        capacity=say("20", day="2026-07"),
    )
    assert made.when[0].day == "2024年3月1日"
    assert made.known[0].day == "2026年7月"


# -- the welcome, made of stated facts alone


def test_the_welcome_says_what_is_stated():
    classes = ("preschool", "elementary", "junior_high", "high")
    free = {f"fee__{one}__visit": Fee("0") for one in classes}
    made = letter(fact__alone="yes", booking="none", **free)
    assert len(made.welcome) == 3


@pytest.mark.parametrize("answer", ["limited", "no"])
def test_coming_alone_is_welcome_only_when_it_is_a_yes(answer):
    assert letter(fact__alone=answer).welcome == []


@pytest.mark.parametrize("booking", ["required", "first_time", "ask"])
def test_no_booking_is_said_only_when_none_is_needed(booking):
    assert letter(booking=booking).welcome == []


def test_free_entry_is_not_a_free_visit():
    made = letter(fee__elementary__entry=Fee("0"), fee__elementary__visit=Fee("500"))
    assert made.welcome == []


def test_children_are_not_free_when_some_of_them_pay():
    made = letter(fee__elementary__visit=Fee("0"), fee__junior_high__visit=Fee("200"))
    assert made.welcome == []


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ({"who": "だれでも"}, True),
        ({"who": "全世代"}, True),
        ({"who": "だれでも（保育園児〜小学生と家族が多い）"}, True),
        ({"who": "だれでも（市内在住の人）"}, False),
        ({"who": "だれでも。18歳以下のみ"}, False),
        ({"who": "だれでも", "stages": "elementary"}, False),
        ({"who": "だれでも", "ages": "0-18"}, False),
        ({"who": "子どもならだれでも"}, False),
        ({"ages": "0-"}, True),
        ({"ages": "6-"}, False),
        ({}, False),
    ],
)
def test_that_anybody_may_come_stands_first_only_where_it_is_said(said, first):
    assert letter(**said).sentence.startswith("だれでも来ていい") is first


# -- when


def test_openings_closures_and_single_dates_stand_apart():
    made = letter(
        schedule__1=Rule(weekdays="SA", opens="10:00", closes="14:00"),
        schedule__2=Rule(effect="closed", season="12-29/01-03"),
        **{"exception.2026-12-06": ExceptionDay("closed", reason="もちつき")},
    )
    assert lines(made.when) == ["土曜 10:00〜14:00"]
    assert lines(made.closed) == ["12/29〜1/3"]
    assert lines(made.exceptions) == ["12月6日（日） おやすみ（もちつき）"]


@pytest.mark.parametrize(
    ("exception", "text"),
    [
        (
            ExceptionDay("extra", "10:00", "12:00"),
            "12月6日（日） とくべつにひらきます 10:00〜12:00",
        ),
        (ExceptionDay("extra", "10:00"), "12月6日（日） とくべつにひらきます 10:00から"),
        (ExceptionDay("extra", closes="12:00"), "12月6日（日） とくべつにひらきます 12:00まで"),
        (
            ExceptionDay("extra", "09:00", "12:00"),
            "12月6日（日） とくべつにひらきます 9:00〜12:00",
        ),
        (ExceptionDay("moved", moved_to="2026-12-13"), "12月6日（日） 12月13日（日）にうつります"),
    ],
)
def test_a_single_date_says_all_that_is_known_of_it(exception, text):
    assert lines(letter(**{"exception.2026-12-06": exception}).exceptions) == [text]


def test_a_single_date_that_is_past_is_not_told_but_one_moved_from_it_is():
    told = letter(
        **{
            "exception.2026-11-21": ExceptionDay("closed"),
            "exception.2026-11-20": ExceptionDay("moved", moved_to="2026-11-23"),
        }
    )
    assert lines(told.exceptions) == ["11月20日（金） 11月23日（月）にうつります"]


def test_a_rule_without_words_says_its_note():
    made = letter(schedule__1=say(Rule(), "月に1回くらい"))
    assert lines(made.when) == ["月に1回くらい"]


@pytest.mark.parametrize(
    "rule",
    [Rule(), Rule(effect="closed"), Rule(holidays="included"), Rule(frequency="weekly")],
    ids=["open", "closed", "holidays", "weekly"],
)
def test_a_rule_that_says_nothing_does_not_break_the_page(rule):
    letter(schedule__1=rule)


def test_a_weekday_that_is_open_and_closed_is_unsure():
    made = letter(
        schedule__1=Rule(weekdays="MO;SA", holidays="included"),
        schedule__2=Rule(effect="closed", weekdays="SA", holidays="included"),
    )
    assert made.unsure_days == "土曜・祝日"


def test_days_that_cannot_be_dated_ask_first():
    made = letter(
        schedule__1=Rule(frequency="monthly", weekdays="SA"), schedule__2=Rule(weekdays="SU")
    )
    assert [bool(line.unsure) for line in made.when] == [True, False]


# -- where


def test_where_names_the_address_and_the_way():
    made = letter(
        site=make_site(location=Location("35.68", "139.44", "building")),
        address_note="テスト会館2階",
        access__1="駅から歩いて5分",
        access__2="バスも あります",
    )
    assert lines(made.address) == [
        "東京都国立市東0-0-0",
        "テスト会館2階",
        "駅から歩いて5分",
        "バスも あります",
    ]
    assert made.where.shown == "pin"


def test_a_town_is_no_pin():
    made = letter(site=make_site(location=Location("35.68", "139.44", "town", "200")))
    assert made.where.shown == "disc"


def test_a_hidden_place_says_nothing_of_where():
    made = letter(
        site=make_site(location=Location("35.68", "139.44", "building")),
        hidden="yes",
        address_note="テスト会館2階",
        access__1="駅から歩いて5分",
        venue="テスト会館",
    )
    assert made.where.shown == "hidden"
    assert made.address == []
    assert made.venue == ""


# -- asking


def test_the_facts_name_who_runs_it_and_how_to_ask():
    made = letter(
        group=make_group(), phone="042-000-0000", url="https://www.example.org/", capacity="20"
    )
    assert [line.label for line in made.known] == [
        "やっている人",
        "いちどに入れる人数",
        "でんわ",
        "ホームページ",
    ]
    assert made.known[1].text == "20人"
    assert letter(capacity="8組").known[0].text == "8組"
    assert (made.phone, made.url) == ("042-000-0000", "https://www.example.org/")


def test_a_joint_operator_is_named_where_no_group_is():
    assert lines(letter(operator="テスト市・テストの会").known) == ["テスト市・テストの会"]


# -- where it is from


def test_sources_are_named_once_each():
    made = letter(
        phone=say("042-000-0000", source="test;other"), who=say("だれでも", source="other")
    )
    assert made.sources == [("テストの出典", "https://www.example.org/"), ("テストの出典", "")]


def test_an_old_information_says_so():
    assert letter(name=say("テスト食堂", day="2018-07~")).old
    assert not letter(name=say("テスト食堂", day="2026-07")).old


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_is_said_as_typed(text):
    made = letter(activity__1=text, operator=text)
    assert made.activities == (text,)
    assert made.known[0].text == text


def test_a_home_page_is_said_by_its_host():
    made = letter(url="https://www.example.org/%E3%81%82/long?x=1")
    assert "www.example.org" in [line.text for line in made.known]
    assert letter(url="https://[broken").known[0].text == "https://[broken"


def test_one_class_that_is_free_does_not_make_all_children_free():
    assert letter(**{"fee.elementary.visit": Fee("0")}).welcome == []
    assert letter(**{"fee.everyone.visit": Fee("0")}).welcome == []
    classes = ("preschool", "elementary", "junior_high", "high")
    free = {f"fee.{one}.visit": Fee("0") for one in classes}
    assert letter(**free).welcome == ["子どもは0円です。"]
