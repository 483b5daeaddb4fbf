"""What families say leads to the very field of the form."""

import pytest

from tests.made_up import DATA
from tests.words.test_place_form import form
from webmap.places.vocabulary import WISHES, WRONGS
from webmap.places.wish import anchor_of
from webmap.words.phrases import read_phrases
from webmap.words.told import say_wish

SAY = read_phrases(DATA / "phrases", "ja")


@pytest.mark.parametrize("what", sorted({*WISHES, *WRONGS}))
def test_all_that_can_be_said_has_its_place_in_the_form(what):
    made = form()
    anchors = {one.id for part in made.sections for one in part.fields}
    anchors |= {f"s-{part.key}" for part in made.sections}
    assert anchor_of(what) in anchors
    assert what not in ("phone", "who", "booking") or anchor_of(what) == f"f-{what}"


@pytest.mark.parametrize("what", WISHES)
def test_every_wish_has_its_words(what):
    assert say_wish(what, 2, SAY).what
