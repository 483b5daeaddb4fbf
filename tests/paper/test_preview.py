"""The pictures of link previews: their size, equal bytes, and texts that want to do harm."""

import struct
import zlib
from dataclasses import replace

import pytest

from tests.made_up import HOSTILE, ROOT
from webmap.paper.press import Press
from webmap.paper.preview import HEIGHT, WIDTH, PreviewPainter
from webmap.paper.signs import Signs
from webmap.places.vocabulary import CATEGORIES
from webmap.words.preview import Preview, SitePreview
from webmap.workflows.install_front_end import FOR_PAPER

WORDS = Preview(
    site="みほんマップ",
    sign="kodomo_shokudo",
    category="子ども食堂",
    name=(("みほん", ""), ("食堂", "しょくどう")),
    label="つぎは",
    large="12月6日（日）",
    hours="11:30〜14:00",
    below="第1・第3日曜 11:30〜14:00",
)
PAPER, ROOF = (255, 253, 248), (168, 23, 28)


@pytest.fixture(scope="module")
def painter(front_end):
    return new_painter()


def new_painter():
    press = Press(ROOT / "templates" / "paper", ROOT / FOR_PAPER.folder)
    return PreviewPainter(press, Signs(ROOT / "static" / "icons"))


def size(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def pixels(png):
    """Its rows of (red, green, blue), read by the letter of the PNG specification."""
    width, height = size(png)
    depth, colour = png[24], png[25]
    assert (depth, colour) in ((8, 2), (8, 6))
    step, packed, at = (3 if colour == 2 else 4), b"", 8
    while at < len(png):
        length = struct.unpack(">I", png[at : at + 4])[0]
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += 12 + length
    data, rows, above = zlib.decompress(packed), [], bytes(width * step)
    for y in range(height):
        start = y * (width * step + 1)
        above = unfiltered(data[start], data[start + 1 : start + 1 + width * step], above, step)
        rows.append([tuple(above[x : x + 3]) for x in range(0, width * step, step)])
    return rows


def unfiltered(how, line, above, step):
    row = bytearray(line)
    for x in range(len(row)):
        left = row[x - step] if x >= step else 0
        corner = above[x - step] if x >= step else 0
        guess = {0: 0, 1: left, 2: above[x], 3: (left + above[x]) // 2}.get(how)
        if guess is None:
            nearest = left + above[x] - corner
            guess = min((left, above[x], corner), key=lambda one: abs(nearest - one))
        row[x] = (row[x] + guess) & 255
    return bytes(row)


def inked(rows, top, bottom):
    """Dots of a band that are darker than the grounds."""
    return sum(sum(dot) < 500 for row in rows[top:bottom] for dot in row)


def test_the_picture_has_the_size_that_messengers_ask_for(painter):
    assert size(painter.place(WORDS)) == (WIDTH, HEIGHT) == (1200, 630)


def test_equal_words_give_equal_bytes_and_others_others(painter):
    first = painter.place(WORDS)
    assert first == painter.place(WORDS) == new_painter().place(WORDS)
    for other in (
        {"name": (("べつの食堂", ""),)},
        {"large": "12月20日（日）"},
        {"ask": "きいてから"},
        {"sign": "kodomo_shokudo-paused"},
        {"venue": "みほん会場"},
    ):
        assert painter.place(replace(WORDS, **other)) != first, other


def test_sign_name_and_date_stand_where_they_should(painter):
    rows = pixels(painter.place(WORDS))
    assert rows[0][0] == PAPER
    assert ROOF in {dot for row in rows[44:128] for dot in row[60:160]}, "the category's sign"
    assert inked(rows, 150, 360) > 5_000, "the name"
    assert inked(rows, 400, 630) > 5_000, "the date"


def test_without_a_date_the_lower_part_says_only_whose_picture_it_is(painter):
    bare = Preview(WORDS.site, WORDS.sign, WORDS.category, WORDS.name)
    rows = pixels(painter.place(bare))
    assert 500 < inked(rows, 400, 630) < 5_000
    assert inked([row[600:] for row in rows], 400, 630) == 0


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("variant", ["", "-paused"])
def test_every_category_has_its_sign(painter, category, variant):
    assert size(painter.place(replace(WORDS, sign=category + variant))) == (WIDTH, HEIGHT)


MARKUP = ('#panic("x")', '#read("/etc/passwd")', "$x^2$", "*b* _i_ `c`", "@a <b> // c", "\\u{41}")


@pytest.mark.parametrize("text", [*HOSTILE, *MARKUP], ids=range(len(HOSTILE) + len(MARKUP)))
def test_no_text_is_read_as_anything_but_text(painter, text):
    words = replace(WORDS, name=((text, text),), venue=text, large=text, below=text, hours=text)
    assert size(painter.place(words)) == (WIDTH, HEIGHT)


def test_markup_is_written_as_it_was_typed(painter):
    """If it were read as markup, stars would vanish and the letters between them be bold."""
    plain, starred = (
        inked(pixels(painter.place(replace(WORDS, name=((text, ""),)))), 150, 360)
        for text in ("みほん", "*みほん*")
    )
    assert starred > plain


def test_a_name_that_is_too_long_stays_above_the_date(painter):
    rows = pixels(painter.place(replace(WORDS, name=(("食堂" * 500, ""),))))
    below = pixels(painter.place(WORDS))[400:]
    assert rows[400:] == below


def test_the_map_itself_has_a_picture_too(painter):
    made = painter.site(SitePreview("みほんマップ", "みほん市の 場所をさがす地図です。"))
    assert size(made) == (WIDTH, HEIGHT)
    assert made != painter.site(SitePreview("べつのマップ", "みほん市の 場所をさがす地図です。"))
