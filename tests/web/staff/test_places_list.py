"""The list of all places, as it is asked for."""

import re

import pytest


def keys(answer):
    assert answer.status_code == 200
    return re.findall(r'class="place-name"><a href="/staff/places/([^"]+)"', answer.text)


def test_get_shows_all_whatever_their_standing_and_whatever_stands_in_the_address(desk):
    one = desk("viewer")
    everything = keys(one.get("/staff/places"))
    assert len(everything) > 90
    assert keys(one.get("/staff/places?q=矢川&standing=ended")) == everything
    assert "確認をまつ" in one.get("/staff/places").text


@pytest.mark.parametrize("q", ["中央児童館", "ちゅうおうじどうかん", "042-575-3224", "chuo-jido"])
def test_a_viewer_finds_a_place_by_post(desk, q):
    answer = desk("viewer").post("/staff/places", {"q": q})
    assert keys(answer) == ["chuo-jidokan"]
    assert f'value="{q}"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_conditions_stay_chosen_and_words_that_are_not_ours_are_passed_over(desk):
    asked = {"standing": "check", "only": ["old", "<script>"], "city": "999999", "page": "x"}
    answer = desk("viewer").post("/staff/places", asked)
    assert keys(answer) != []
    assert '<option value="check" selected>' in answer.text
    assert 'value="old" checked' in answer.text
    assert "<script>" not in answer.text.replace('<script type="module"', "")


def test_nothing_found_says_so(desk):
    answer = desk("viewer").post("/staff/places", {"q": "どこにも ない"})
    assert keys(answer) == []
    assert "見つかりません" in answer.text


def test_what_is_typed_is_text(desk):
    answer = desk("viewer").post("/staff/places", {"q": '"><b>{{7*7}}'})
    assert "&#34;&gt;&lt;b&gt;{{7*7}}" in answer.text
