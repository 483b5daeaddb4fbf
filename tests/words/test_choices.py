"""The form: a box for everything that may be asked, with what is asked switched on."""

from datetime import date

import pytest

from tests.made_up import DATA
from webmap.places.needs import LISTS, Needs
from webmap.places.vocabulary import CATEGORIES
from webmap.words.choices import FormMaker
from webmap.words.phrases import read_phrases

PHRASES = read_phrases(DATA / "phrases", "ja")


def form(needs=Needs(), categories=frozenset(CATEGORIES)):  # noqa: B008 - frozen
    return FormMaker(needs, PHRASES, categories).form()


def test_one_may_ask_for_a_day_from_today_on_and_it_stands_in_its_field():
    def dates(needs):
        made = FormMaker(needs, PHRASES, first=date(2026, 12, 4)).form()
        [found] = [group.dates for group in made.groups if group.dates]
        return found, made

    nothing, _ = dates(Needs())
    assert (nothing.value, nothing.first, nothing.weekdays) == ("", "2026-12-04", "日月火水木金土")
    asked, made = dates(Needs(open=("2026-12-06",), age=("7",)))
    assert asked.value == "2026-12-06"
    assert [one.said for one in made.said] == ["7さい", "12月6日（日）"]
    assert texts(made.others) == ["age=7"]
    today, made = dates(Needs(open=("today",)))
    assert today.value == "" and made.today.on


def boxes(made):
    """Every box of the form, those for one's grade and for today included."""
    rows = [row for group in made.groups for row in group.rows]
    return [made.today, *made.persons, *made.grades, *(box for row in rows for box in row)]


def texts(choices):
    return [f"{one.word}={one.value}" for one in choices]


def test_everything_that_may_be_asked_has_one_box_and_an_age_has_none():
    expected = {f"{word}={value}" for word in LISTS for value in LISTS[word] if word != "age"}
    shown = texts(boxes(form()))
    assert len(shown) == len(set(shown))
    assert set(shown) == expected


@pytest.mark.parametrize("box", boxes(form()), ids=lambda box: f"{box.word}={box.value}")
def test_every_box_has_a_label_words_and_a_question(box):
    assert box.label and box.said
    assert bool(box.question) is (box.word != "category")
    assert not box.on


def test_every_group_has_a_title_and_labels_that_tell_its_boxes_apart():
    for group in form().groups:
        assert group.title
        labels = [box.label for row in group.rows for box in row]
        assert len(set(labels)) == len(labels), labels


def test_only_what_is_asked_is_switched_on():
    asked = Needs(band=("jhs",), grade=("es1",), open=("today",), access=("parking",), free=("1",))
    assert set(texts(box for box in boxes(form(asked)) if box.on)) == {
        "band=jhs", "grade=es1", "open=today", "access=parking", "free=1",
    }  # fmt: skip


def test_all_that_is_asked_is_said_part_by_part_in_its_order():
    asked = Needs(category=("ibasho",), age=("7",), open=("2026-12-06",), alone=("1",))
    made = form(asked)
    assert texts(made.said) == [need.text for need in asked]
    assert [one.said for one in made.said] == [
        "居場所", "7さい", "12月6日（日）", "子どもひとりで 行ける",
    ]  # fmt: skip


def test_what_is_asked_and_has_no_box_is_kept_beside_them():
    """Else sending the form would lose it."""
    asked = Needs(age=("7", "12"), open=("2026-12-06",), grade=("es1",), weekday=("sat",))
    made = form(asked)
    assert texts(made.others) == ["age=7", "age=12", "open=2026-12-06"]
    assert all(one.on for one in made.others)


@pytest.mark.parametrize("when", ["today", "tomorrow", "week"])
def test_a_day_that_has_a_box_is_asked_once(when):
    made = form(Needs(open=(when,)))
    assert made.others == ()
    assert texts(box for box in boxes(made) if box.on) == [f"open={when}"]


def test_a_city_offers_the_categories_that_it_has_places_of():
    shown = texts(boxes(form(categories=frozenset({"soudan", "ibasho"}))))
    assert [one for one in shown if one.startswith("category")] == [
        "category=ibasho", "category=soudan",
    ]  # fmt: skip


def test_a_category_that_is_asked_is_offered_though_the_city_has_none_of_it():
    shown = boxes(form(Needs(category=("jidokan",)), frozenset({"ibasho"})))
    assert [box.value for box in shown if box.word == "category" and box.on] == ["jidokan"]


def test_a_category_shows_its_sign():
    signs = {box.value: box.sign for box in boxes(form()) if box.sign}
    assert signs == {category: category for category in CATEGORIES}


def test_medical_care_says_where_to_ask():
    """No source says it of any place, so the choice must not end in nothing."""
    hints = {group.key: group.hint for group in form().groups if group.hint}
    assert list(hints) == ["support"]
    assert "医療的ケア" in hints["support"]
