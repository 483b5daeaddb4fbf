"""The words of an address or a form, and the address that asks for them."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from webmap.places.needs import LISTS, Needs
from webmap.web.query import LONGEST, Asked, address_of, read_asked

TODAY = date(2026, 12, 4)


def read(query):
    """What an address or a form with this query asks for."""
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogatepass")
    return read_asked(MultiDict(pairs), TODAY)


# -- words


@pytest.mark.parametrize("word", LISTS)
def test_every_value_of_every_word_is_understood(word):
    for value in LISTS[word]:
        assert read(f"{word}={value}") == Asked(Needs.of({word: (value,)}))


def test_a_family_s_whole_question_is_read():
    asked = read(
        "category=ibasho&age=3&grade=es4&band=parents&weekday=sat&time=morning&open=week"
        "&access=stroller&support=food_allergy&free=1&booking=none&alone=1&takeout=1&q=矢川&page=2"
    )
    assert asked.page == 2 and asked.ignored == ()
    assert asked.needs == Needs(
        category=("ibasho",), age=("3",), grade=("es4",), band=("parents",), weekday=("sat",),
        time=("morning",), open=("week",), access=("stroller",), support=("food_allergy",),
        free=("1",), booking=("none",), alone=("1",), takeout=("1",), q="矢川",
    )  # fmt: skip


@pytest.mark.parametrize(
    "word", [word for word in LISTS if len(LISTS[word]) > 1 and word != "open"]
)
def test_a_word_may_be_repeated_and_its_values_come_in_one_order_once(word):
    last, first = LISTS[word][-1], LISTS[word][0]
    asked = read(f"{word}={last}&{word}={first}&{word}={last}")
    assert asked == Asked(Needs.of({word: (first, last)}))


def test_of_several_days_the_first_that_can_be_understood_counts():
    assert read("open=week&open=today").needs.open == ("week",)
    asked = read("open=soon&open=2026-12-03&open=2026-12-06&open=today")
    assert asked.needs.open == ("2026-12-06",)
    assert asked.ignored == ("soon", "2026-12-03")


# -- what is not understood


@pytest.mark.parametrize(
    "query",
    [
        "category=ramen", "age=100", "age=-1", "age=07", "age=７", "age=3.5", "grade=es7",
        "grade=ES1", "band=4-6", "weekday=holiday", "weekday=Mon", "time=night", "open=now",
        "access=lift", "support=everything", "free=yes", "free=0", "booking=required",
        "alone=true", "takeout=2",
    ],
)  # fmt: skip
def test_an_unknown_value_of_a_known_word_is_ignored_and_told(query):
    asked = read(f"{query}&access=elevator")
    assert asked.needs == Needs(access=("elevator",))
    assert asked.ignored == (query.partition("=")[2],)


@pytest.mark.parametrize(
    "query", ["fbclid=x", "constructor=1", "Category=ibasho", "q[]=1", "city=x", "=1", "edition=1"]
)
def test_words_that_are_not_ours_are_passed_over_in_silence(query):
    assert read(f"{query}&free=1") == Asked(Needs(free=("1",)))


@pytest.mark.parametrize("word", LISTS)
def test_a_word_with_nothing_after_it_asks_nothing(word):
    assert read(f"{word}=") == Asked(Needs())


def test_a_good_value_beside_a_bad_one_counts():
    asked = read("access=lift&access=elevator&weekday=sat&weekday=satday")
    assert asked.needs == Needs(weekday=("sat",), access=("elevator",))
    assert set(asked.ignored) == {"lift", "satday"}


def test_what_is_told_is_told_once_and_short():
    asked = read(f"access=lift&access=lift&time={'x' * 10_000}")
    assert sorted(asked.ignored) == sorted(["lift", "x" * LONGEST])


# -- days


@pytest.mark.parametrize("day", ["2026-12-04", "2026-12-05", "2027-02-28", "2028-02-29"])
def test_today_and_every_later_day_may_be_asked_for(day):
    assert read(f"open={day}") == Asked(Needs(open=(day,)))


@pytest.mark.parametrize(
    "day",
    [
        "2026-12-03", "1999-01-01", "0001-01-01", "2027-02-29", "2026-13-01", "2026-12-6",
        "20261206", "2026-W49-7", "2026-12-06T10:00", "２０２６-12-06", " 2026-12-06", "10000-01-01",
    ],
)  # fmt: skip
def test_a_day_that_has_passed_or_is_none_is_ignored_and_told(day):
    asked = read(f"open={day}")
    assert (asked.needs, asked.ignored) == (Needs(), (day,))


# -- text, page, without


def test_a_search_text_is_kept_short_and_without_blanks_around():
    assert read("q=  矢川　 プラス ").needs.q == "矢川 プラス"
    assert read("q=　 ").needs == Needs()
    assert len(read("q=" + "あ" * 10_000).needs.q) == LONGEST


def test_a_text_that_is_cut_between_two_words_ends_with_the_first():
    """Else its own address would ask for another text."""
    assert read(f"q={'あ' * (LONGEST - 1)} い").needs.q == "あ" * (LONGEST - 1)


@pytest.mark.parametrize(
    "page", ["", "two", "-1", "1.5", "1e3", "٣", "１", "9" * 5000, "%00", "0x2"]
)
def test_a_page_that_is_no_number_is_the_first(page):
    assert read(f"page={page}") == Asked(Needs())


def test_a_button_takes_one_condition_away():
    query = "access=elevator&access=parking&open=2026-12-06&support=learning&q=矢川"
    assert (
        read(f"{query}&without=access=elevator").needs
        == read("access=parking&open=2026-12-06&support=learning&q=矢川").needs
    )
    assert read(f"{query}&without=open=2026-12-06").needs.open == ()
    assert read(f"{query}&without=support=learning").needs.support == ()
    assert read(f"{query}&without=q").needs.q == ""
    assert read(f"{query}&without=q=矢川").needs.q == ""


@pytest.mark.parametrize(
    "without", ["", "access", "access=stroller", "page=1", "without=1", "values=1", "=", "q2=1"]
)
def test_a_button_of_what_is_not_asked_changes_nothing(without):
    query = "access=elevator&q=矢川"
    assert read(f"{query}&without={without}") == read(query)


# -- addresses


def test_without_needs_the_address_is_bare():
    assert address_of(Needs()) == "/ja/"
    assert address_of(Needs(), "/ja/about") == "/ja/about"


def test_an_address_has_the_words_in_their_order():
    asked = Needs(access=("elevator",), category=("ibasho", "soudan"), q="矢川 プラス")
    assert address_of(asked, page=3) == (
        "/ja/?category=ibasho&category=soudan&access=elevator"
        "&q=%E7%9F%A2%E5%B7%9D+%E3%83%97%E3%83%A9%E3%82%B9&page=3"
    )


def test_a_change_begins_at_the_first_page():
    assert "page" not in address_of(Needs(category=("ibasho",)))


def test_what_a_child_needs_stands_in_no_address_unless_it_shall():
    asked = Needs(support=LISTS["support"], access=("elevator",))
    assert address_of(asked) == "/ja/?access=elevator"
    assert address_of(Needs(support=("learning",))) == "/ja/"
    shared = address_of(asked, topics=True)
    assert read(urlsplit(shared).query).needs == asked


@st.composite
def needs(draw):
    """Anything that can be asked: several values of each word, one day, some text."""
    asked = {word: draw(st.sets(st.sampled_from(LISTS[word]), max_size=3)) for word in LISTS}
    ordered = {word: tuple(one for one in LISTS[word] if one in asked[word]) for word in LISTS}
    dates = st.dates(TODAY, date(2099, 12, 31)).map(date.isoformat)
    day = draw(st.none() | st.sampled_from(LISTS["open"]) | dates)
    text = " ".join(draw(st.text(max_size=60)).split())
    return Needs.of(ordered | {"open": (day,) if day else ()}, text)


@given(needs(), st.integers(1, 9999))
def test_every_address_is_read_back_as_what_was_asked(asked, page):
    address = address_of(asked, page=page, topics=True)
    assert iri_to_uri(address) == address
    assert read(urlsplit(address).query) == Asked(asked, page)


@given(st.lists(st.tuples(st.sampled_from([*LISTS, "q", "page", "without", "x"]), st.text())))
def test_of_nonsense_nothing_is_asked_but_its_text(pairs):
    asked = read_asked(MultiDict(pairs), TODAY)
    assert all(need.value in LISTS[need.word] for need in asked.needs)
    assert len(asked.needs.q) <= LONGEST


# -- from where one walks

ORIGINS = ("es5", "yaho")


def read_near(query):
    pairs = parse_qsl(query, keep_blank_values=True)
    return read_asked(MultiDict(pairs), TODAY, ORIGINS)


@pytest.mark.parametrize(
    ("query", "near", "feet", "ignored"),
    [
        ("near=es5", "es5", "", ()),
        ("near=yaho&feet=child", "yaho", "child", ()),
        ("near=es5&near=yaho", "es5", "", ()),
        ("near=nowhere&near=yaho", "yaho", "", ("nowhere",)),
        ("near=here&feet=child", "", "", ("here",)),
        ("near=35.68,139.44", "", "", ("35.68,139.44",)),
        ("near=es5&feet=giant", "es5", "", ("giant",)),
        ("near=&feet=", "", "", ()),
        ("feet=child", "", "", ()),
        ("near=es5&feet=child&without=near=es5", "", "", ()),
        ("near=es5&feet=child&without=feet=child", "es5", "", ()),
        ("near=es5&without=near=yaho", "es5", "", ()),
    ],
)
def test_one_walks_from_one_place_that_the_city_has(query, near, feet, ignored):
    asked = read_near(query)
    assert (asked.near, asked.feet, asked.ignored) == (near, feet, ignored)
    assert asked.needs == Needs() and bool(asked) is bool(near)


def test_in_a_city_without_such_places_nobody_walks_from_there():
    assert read("near=es5") == Asked(Needs(), ignored=("es5",))


def test_an_address_says_from_where_one_walks_after_all_that_is_asked():
    address = address_of(Needs(free=("1",), q="食堂"), page=2, near="es5", feet="child")
    assert address == "/ja/?free=1&q=%E9%A3%9F%E5%A0%82&near=es5&feet=child&page=2"
    again = read_near(urlsplit(address).query)
    assert (again.near, again.feet, again.page) == ("es5", "child", 2)
