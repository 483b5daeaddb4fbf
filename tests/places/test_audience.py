"""Who may come: ages, grades and bands against what a place says of them."""

import pytest

from tests.made_up import make_place, say
from webmap.places.audience import audience_of, span_of, stages_of
from webmap.places.fees import Fee
from webmap.places.needs import BANDS, GRADES, LISTS, Need
from webmap.places.visibility import public_view


def person(text):
    word, _, value = text.partition("=")
    return Need(word, value)


def answer(text, **said):
    return audience_of(make_place(**said)).answer(person(text))


def by_age(**said):
    """The answers to every age as one text, a letter a year."""
    audience = audience_of(make_place(**said))
    return "".join(audience.answer(Need("age", str(age)))[0] for age in range(100))


# -- persons


@pytest.mark.parametrize(
    ("text", "span", "stages"),
    [
        ("grade=es1", (6, 7), "elementary"),
        ("grade=es6", (11, 12), "elementary"),
        ("grade=jhs1", (12, 13), "junior_high"),
        ("grade=jhs3", (14, 15), "junior_high"),
        ("grade=hs", (15, 18), "high"),
        ("band=0-2", (0, 2), "preschool"),
        ("band=3-5", (3, 5), "preschool"),
        ("band=es1-3", (6, 9), "elementary"),
        ("band=es4-6", (9, 12), "elementary"),
        ("band=jhs", (12, 15), "junior_high"),
        ("band=hs", (15, 18), "high"),
        ("age=0", (0, 0), "preschool"),
        ("age=5", (5, 5), "preschool"),
        ("age=6", (6, 6), "preschool elementary"),
        ("age=7", (7, 7), "elementary"),
        ("age=12", (12, 12), "elementary junior_high"),
        ("age=15", (15, 15), "junior_high high"),
        ("age=17", (17, 17), "high"),
    ],
)
def test_a_child_is_so_old_and_in_one_of_these_stages(text, span, stages):
    assert span_of(person(text)) == span
    assert set(stages_of(person(text))) == set(stages.split())


def test_who_turns_eighteen_is_in_high_school_or_in_no_stage_and_who_is_older_in_none():
    places = [make_place(stages="preschool;elementary;junior_high;high"), make_place(stages="high")]
    for place in places:
        audience = audience_of(place)
        assert audience.answer(Need("age", "18")) == "unknown"
        assert audience.answer(Need("age", "19")) == audience.answer(Need("age", "99")) == "no"


def test_every_person_that_may_be_asked_gets_an_answer():
    persons = [Need(word, value) for word in ("age", "grade", "band") for value in LISTS[word]]
    for said in ({}, {"ages": "6-"}, {"stages": "parent"}, {"who": "みほん"}):
        audience = audience_of(make_place(**said))
        assert {audience.answer(one) for one in persons} <= {"yes", "unknown", "no"}


# -- stages


def test_a_stage_that_is_not_named_may_not_come_and_a_year_between_two_is_not_known():
    assert by_age(stages="elementary")[:20] == "nnnnnn" + "u" + "yyyyy" + "u" + "nnnnnnn"
    assert by_age(stages="elementary;junior_high")[:20] == "nnnnnnu" + "y" * 8 + "u" + "nnnn"


def test_grades_and_bands_are_in_one_stage_each():
    audience = audience_of(make_place(stages="elementary;high"))
    assert "".join(audience.answer(Need("grade", one))[0] for one in GRADES) == "yyyyyynnny"
    bands = "".join(audience.answer(Need("band", one))[0] for one in BANDS)
    assert bands == "nnyyny" + "u"  # that parents may not come has nobody said


# -- ages


def test_an_age_at_either_end_is_inside():
    assert by_age(ages="6-12")[:20] == "nnnnnn" + "yyyyyyy" + "nnnnnnn"
    assert by_age(ages="15-") == "n" * 15 + "y" * 85
    assert by_age(ages="-5") == "y" * 6 + "n" * 94
    assert by_age(ages="0-")[0] == by_age(ages="-0")[0] == "y"


@pytest.mark.parametrize(
    ("text", "ages", "expected"),
    [
        ("grade=es1", "6-12", "yes"),
        ("grade=es1", "7-12", "unknown"),  # some of them are still six
        ("grade=es1", "-6", "unknown"),
        ("grade=es1", "8-12", "no"),
        ("grade=es6", "6-11", "unknown"),
        ("grade=es6", "6-12", "yes"),
        ("grade=jhs1", "6-12", "unknown"),
        ("grade=jhs1", "6-11", "no"),
        ("grade=hs", "15-", "yes"),
        ("grade=hs", "-18", "yes"),
        ("grade=hs", "-17", "unknown"),
        ("grade=hs", "18-", "unknown"),
        ("grade=hs", "19-", "no"),
        ("band=0-2", "0-2", "yes"),
        ("band=0-2", "2-", "unknown"),
        ("band=0-2", "3-", "no"),
        ("band=3-5", "-2", "no"),
        ("band=es1-3", "6-9", "yes"),
        ("band=es1-3", "6-8", "unknown"),
        ("band=es4-6", "-9", "unknown"),
        ("band=jhs", "15-", "unknown"),
        ("band=jhs", "16-", "no"),
    ],
)
def test_a_grade_is_two_ages_and_a_band_is_several(text, ages, expected):
    assert answer(text, ages=ages) == expected


def test_grown_up_persons_may_come_where_the_ages_say_so():
    assert answer("age=40", ages="15-") == "yes"
    assert answer("age=40", ages="-18") == "no"


# -- words


@pytest.mark.parametrize(
    "who", ["だれでも", "どなたでも どうぞ", "全世代", "だれでも（大人は 有料）"]
)
def test_words_that_mean_everyone_let_every_child_and_every_parent_come(who):
    assert answer("age=0", who=who) == answer("grade=hs", who=who) == "yes"
    assert answer("band=parents", who=who) == "yes"


@pytest.mark.parametrize("who", ["小学生は だれでも", "みほん町の 子ども", "18歳まで どなたでも"])
def test_other_words_are_not_understood_and_so_not_known(who):
    assert {by_age(who=who)} == {"u" * 100}
    assert answer("band=parents", who=who) == "unknown"


def test_what_is_said_first_decides_whatever_is_said_after_it():
    said = {"stages": "elementary", "ages": "0-99", "who": "だれでも"}
    assert answer("grade=jhs1", **said) == "no"
    del said["stages"]
    assert answer("grade=jhs1", **(said | {"ages": "0-5"})) == "no"
    fees = {"fee__junior_high__visit": Fee("100")}
    assert answer("grade=jhs1", who="みほん町の 子ども", **fees) == "unknown"


# -- fees


def test_a_published_fee_lets_its_class_come_and_never_says_that_others_may_not():
    fee = {"fee__elementary__visit": Fee("100"), "fee__junior_high__month": Fee("0")}
    audience = audience_of(make_place(**fee))
    assert "".join(audience.answer(Need("grade", one))[0] for one in GRADES) == "y" * 9 + "u"
    assert "".join(audience.answer(Need("band", one))[0] for one in BANDS) == "uuyyyuu"
    assert by_age(**fee) == "u" * 6 + "y" * 10 + "u" * 84


def test_a_fee_for_small_children_says_nothing_of_babies():
    """幼児 are one to five years old."""
    fee = {"fee__preschool__visit": Fee("0")}
    assert by_age(**fee)[:8] == "uyyyyyuu"
    assert answer("band=0-2", **fee) == "unknown"
    assert answer("band=3-5", **fee) == "yes"


def test_the_years_of_classes_are_taken_together():
    """Whoever is twelve pays as one or the other, and both may come."""
    fees = {"fee__elementary__visit": Fee("0"), "fee__high__visit": Fee("500")}
    assert by_age(**fees)[6:20] == "yyyyyyy" + "uu" + "yyyy" + "u"


@pytest.mark.parametrize(
    "fees",
    [
        {"fee__elementary__visit": say(Fee(), "実費")},
        {"fee__everyone__visit": Fee("0")},
        {"fee__adult__visit": Fee("300")},
    ],
)
def test_a_fee_in_words_or_for_everyone_or_for_adults_lets_no_child_come(fees):
    assert by_age(**fees) == "u" * 100
    assert {answer(f"grade={grade}", **fees) for grade in GRADES} == {"unknown"}


# -- parents


@pytest.mark.parametrize(
    "said",
    [
        {"stages": "preschool;parent"},
        {"who": "0歳からの親子"},
        {"who": "中学生までの子どもと保護者"},
        {"who": "赤ちゃんと親"},
        {"who": "子育て中の家族"},
        {"stages": "preschool", "fee__adult__visit": Fee("0")},
        {"ages": "0-5", "who": "子どもと保護者"},
    ],
    ids=str,
)
def test_parents_may_come_where_anything_says_so(said):
    assert answer("band=parents", **said) == "yes"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"stages": "preschool"},
        {"ages": "20-"},
        {"who": "保護者の方は ご遠慮ください"},
        {"who": "小学生"},
        {"fee__adult__visit": say(Fee(), "寄付")},
        {"fee__everyone__visit": Fee("0")},
    ],
    ids=str,
)
def test_that_parents_may_not_come_is_never_said(said):
    assert answer("band=parents", **said) == "unknown"


def test_parents_alone_say_that_no_child_comes():
    assert {answer(f"grade={grade}", stages="parent") for grade in GRADES} == {"no"}


def test_what_only_the_staff_may_read_lets_nobody_come():
    place = make_place(
        who=say("だれでも", visibility="staff"),
        fee__elementary__visit=say(Fee("0"), visibility="staff"),
        fee__adult__visit=say(Fee("0"), visibility="staff"),
    )
    audience = audience_of(public_view(place, None, None).place)
    assert {audience.answer(Need("grade", "es3")), audience.answer(Need("band", "parents"))} == {
        "unknown"
    }


@pytest.mark.parametrize(
    "words",
    ["みほん市の児童・生徒", "みほん市立小中学校の児童", "0歳〜未就学児（土日は市内在住者のみ）"],
)
def test_who_is_kept_to_a_municipality_is_limited(words):
    place = make_place(ages="6-15", who=words)
    assert audience_of(place).answer(Need("age", "9")) == "limited"
    assert audience_of(place).answer(Need("age", "16")) == "no"


def test_words_that_only_hold_such_letters_limit_nothing():
    place = make_place(ages="6-15", who="だれでも。都市や町が好きな子も")
    assert audience_of(place).answer(Need("age", "9")) == "yes"
