"""The page of readings: what lacks one, how names would be read, and that it is read so at once."""

import re

from webmap.web.app import create_app

PAGE = "/staff/readings"


def give(desk, word, reading, basis="dictionary", **more):
    row = {"word": [word], f"reading:{word}": reading, f"basis:{word}": basis}
    return desk.post(PAGE, {**row, "act": "save", **more})


def version_of(desk, word):
    page = desk.get(f"{PAGE}?q={word}").text
    (found,) = re.findall(rf'name="was:{word}" value="(\d+)"', page)
    return found


def test_words_that_lack_a_reading_stand_there_with_the_names_they_stand_in(desk):
    page = desk("viewer").get(PAGE).text
    assert 'name="reading:他孫"' in page
    assert "食堂" in page
    assert 'value="save"' not in page
    assert 'name="reading:国立"' not in page


def test_a_reading_is_read_at_once_by_every_worker(app, settings, desk):
    here, there = app.test_client(), create_app(settings).test_client()
    ruby = "<ruby>窓口<rt"
    for client in (here, there):
        assert ruby not in client.get("/ja/help").text
    assert give(desk(), "窓口", "まどぐち").status_code == 303
    for client in (here, there):
        assert ruby in client.get("/ja/help").text
    assert 'name="reading:窓口"' not in desk().get(PAGE).text
    assert "まどぐち" in desk().get(PAGE).text


def test_lists_letters_and_search_read_it_too(app, desk):
    client = app.test_client()
    assert client.get("/ja/search.json?q=ほくしみん").get_json()["keys"] == []
    give(desk(), "北市民", "きたしみん")
    found = client.get("/ja/search.json?q=きたしみん").get_json()["keys"]
    assert found
    assert "<ruby>北市民<rt" in client.get(f"/ja/places/{found[0]}").text


def test_what_is_wrong_stands_beside_it_and_all_that_was_typed_stays(desk):
    answer = give(desk(), "窓口", "マドグチ", "", **{"new-word": "ない言葉", "reading:new": "ない"})
    assert answer.status_code == 422
    for words in (
        "ひらがなだけで",
        "よりどころを えらぶ",
        "マドグチ",
        "ない言葉",
        "でてくる ことば",
    ):
        assert words in answer.text


def test_a_word_may_be_given_that_is_part_of_a_run(app, desk):
    row = {"new-word": "相談室", "reading:new": "そうだんしつ", "basis:new": "dictionary"}
    assert desk().post(PAGE, {**row, "act": "save"}).status_code == 303
    assert "そうだんしつ" in app.test_client().get("/ja/help").text


def test_looking_shows_how_names_would_be_read_and_keeps_nothing(app, desk):
    row = {"word": ["窓口"], "reading:窓口": "まどぐち"}
    seen = desk("viewer").post(f"{PAGE}/look", row).text
    assert "<ruby>窓口<rt" in seen
    assert "まどぐち" not in app.test_client().get("/ja/help").text
    without_script = desk().post(PAGE, {**row, "act": "look"}).text
    assert "<ruby>窓口<rt" in without_script


def test_a_reading_is_found_mended_and_taken_out_of_use(app, desk):
    editor = desk()
    was = version_of(editor, "相談")
    assert give(editor, "相談", "そーだん", **{"was:相談": was}).status_code == 303
    assert "そーだん" in app.test_client().get("/ja/help").text
    was = version_of(editor, "相談")
    gone = {"was:相談": was, "gone:相談": "yes"}
    assert give(editor, "相談", "そーだん", **gone).status_code == 303
    assert "そーだん" not in app.test_client().get("/ja/help").text
    assert "gone-word" in editor.get(PAGE).text


def test_nobody_below_an_editor_gives_a_reading(desk):
    assert give(desk("viewer"), "窓口", "まどぐち").status_code == 403
