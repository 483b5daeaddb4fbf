"""The pictures of link previews as they are served, and the words that name them."""

import re
import struct
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.asking import house_of
from tests.web.hostile import hostile_names
from tests.web.live_site import NOW
from tests.web.made_up import ENDED, EVERYTHING, HIDDEN, PAUSED, UNCHECKED, add_made_up_places
from webmap import create_app
from webmap.paper.preview import PreviewPainter
from webmap.web.house import MOST_PICTURES
from webmap.words.preview import Preview

pytestmark = pytest.mark.usefixtures("front_end")


@pytest.fixture
def made_up(data, make_app):
    """The real places and one made-up place of each sort."""
    add_made_up_places(data)
    return make_app(data)


@pytest.fixture
def said(made_up, monkeypatch):
    """What is painted, by the words; the painting itself is left out."""
    words: list[Preview] = []

    def paint(_, one):
        words.append(one)
        return b"a picture"

    monkeypatch.setattr(PreviewPainter, "place", paint)
    return words


def picture(client, key):
    answer = client.get(f"/ja/places/{key}/preview.png")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    return answer


def test_places_have_pictures_of_their_own(client):
    one, other, again = (picture(client, key).data for key in ("guruguru", "tamago", "guruguru"))
    assert struct.unpack(">II", one[16:24]) == (1200, 630)
    assert one == again != other
    assert one != client.get("/preview.png").data


def test_a_picture_is_compressed_already_and_asked_for_again_only_when_it_changed(client):
    answer = client.get("/preview.png", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in answer.headers
    again = client.get("/preview.png", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("key", "status"), [(ENDED, 410), (UNCHECKED, 404), ("nowhere", 404), (PAUSED, 200)]
)
def test_there_is_a_picture_where_there_is_a_page(made_up, key, status):
    assert made_up.test_client().get(f"/ja/places/{key}/preview.png").status_code == status


def test_the_next_date_is_that_of_the_day(settings):
    def large(now):
        app = create_app(replace(settings, fixed_now=now))
        app.test_client().get("/ja/places/guruguru/preview.png")
        (words,) = house_of(app).pictures._bodies
        assert isinstance(words, Preview)
        return words.large, words.hours

    assert large(NOW) == ("12月6日（日）", "11:30〜14:00")
    assert large(NOW + timedelta(days=3)) == ("12月20日（日）", "11:30〜14:00")


def test_a_hidden_place_shows_nothing_but_name_and_category(made_up, said):
    picture(made_up.test_client(), HIDDEN)
    (words,) = said
    assert "".join(text for text, _ in words.name) == "かくれた みほん"
    told = f"{words}"
    for secret in ("かくれ町", "ひみつ荘", "8-8-8", "35.69", "139.43", "つぎ"):
        assert secret not in told


def test_what_is_painted_is_kept_and_bounded(made_up, said):
    client = made_up.test_client()
    for _ in range(3):
        picture(client, EVERYTHING)
    assert len(said) == 1
    assert house_of(made_up).pictures.most == MOST_PICTURES


@pytest.mark.parametrize("path", ["/ja/", "/ja/about", "/ja/programmes"])
def test_every_page_tells_messengers_its_title_its_words_and_a_picture(settings, path):
    address = "https://kodomo.example.jp"
    client = create_app(replace(settings, address=address)).test_client()
    text = client.get(path, headers={"Host": "evil.example"}).text
    tags = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', text))
    assert tags["og:title"] == re.findall("<title>(.*)</title>", text)[0]
    assert tags["og:description"] == tags["description"]
    assert tags["og:url"] == address + path
    assert tags["og:image"] == address + "/preview.png"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["twitter:card"] == "summary_large_image"
    assert "evil.example" not in text


def test_what_was_asked_for_is_not_handed_on_with_the_page(client):
    text = client.post("/ja/", data={"support": "learning", "q": "ひみつの ことば"}).text
    tags = " ".join(re.findall(r'<meta property="og:[^>]*>', text))
    assert "learning" not in tags and "ひみつ" not in tags


def test_whatever_a_place_is_called_it_has_a_picture(hostile_site, hostile_data):
    client = hostile_site.app.test_client()
    for key in hostile_names(hostile_data):
        assert struct.unpack(">II", picture(client, key).data[16:24]) == (1200, 630), key
