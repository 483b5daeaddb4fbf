"""What families say back, in words."""

import pytest

from tests.made_up import JA
from webmap.places.vocabulary import WISHES, WRONGS
from webmap.words.voices import say_wish, say_wrongs


@pytest.mark.parametrize("what", WISHES)
def test_whatever_may_be_wished_for_has_words(what):
    assert say_wish(what, JA)


def test_two_wishes_are_never_said_alike():
    assert len({say_wish(what, JA) for what in WISHES}) == len(WISHES)


def test_what_is_wrong_is_said_in_one_line():
    assert say_wrongs(("when", "fee"), JA) == "日にち・時間、お金"
    assert say_wrongs((), JA) == ""
    assert all(say_wrongs((one,), JA) for one in WRONGS)
