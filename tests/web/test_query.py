"""The words of an address and back."""

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from webmap.places.vocabulary import CATEGORIES
from webmap.web.query import LONGEST, address_of, read_needs
from webmap.workflows.find_places import Needs


def needs(*pairs):
    return read_needs(MultiDict(pairs))


def test_categories_may_be_repeated_and_come_in_one_order():
    asked = needs(("category", "soudan"), ("category", "ibasho"), ("category", "ibasho"))
    assert asked.categories == ("ibasho", "soudan")


def test_words_that_are_not_ours_are_left_out():
    assert needs(("category", "ramen"), ("page", "two"), ("other", "x")) == Needs()


def test_a_search_text_is_kept_short_and_without_blanks_around():
    assert needs(("q", "  矢川　 プラス ")).query == "矢川 プラス"
    assert len(needs(("q", "あ" * 10_000)).query) == LONGEST


def test_a_category_is_added_and_taken_away_by_the_same_link():
    asked = Needs(("ibasho",), "矢川", 3)
    added = address_of(asked, toggle="soudan")
    assert added == "/ja/?category=ibasho&category=soudan&q=%E7%9F%A2%E5%B7%9D"
    assert address_of(asked, toggle="ibasho") == "/ja/?q=%E7%9F%A2%E5%B7%9D"


def test_a_change_begins_at_the_first_page():
    assert "page" not in address_of(Needs(("ibasho",), "", 3), query="みほん")


def test_without_needs_the_address_is_bare():
    assert address_of(Needs(("ibasho",), "x", 2), categories=(), query="") == "/ja/"


@given(st.lists(st.sampled_from(CATEGORIES)), st.text(max_size=120), st.integers(1, 9999))
def test_every_address_is_read_back_as_what_was_asked(categories, query, page):
    asked = needs(*(("category", key) for key in categories), ("q", query), ("page", str(page)))
    address = address_of(asked, page=asked.page)
    assert iri_to_uri(address) == address
    assert _read(address) == asked


def _read(address):
    from urllib.parse import parse_qsl, urlsplit

    return read_needs(MultiDict(parse_qsl(urlsplit(address).query, errors="surrogatepass")))
