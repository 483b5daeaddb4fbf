"""Which letters the fonts have, and what is written in the place of others."""

import struct

import pytest

from tests.made_up import DATA, ROOT
from webmap.paper.letters import GETA, letters_of, writable
from webmap.workflows.install_front_end import FOR_PAPER

FONTS = ROOT / FOR_PAPER.folder
FACES = ("regular.ttf", "bold.ttf")

pytestmark = pytest.mark.usefixtures("front_end")


@pytest.mark.parametrize("face", FACES)
def test_every_letter_of_our_words_and_names_is_in_the_font(face):
    files = [*DATA.glob("*.csv"), DATA / "phrases" / "ja.toml"]
    used = {letter for path in files for letter in path.read_text(encoding="utf-8")}
    lacking = {letter for letter in used if letter.isprintable()} - {
        chr(point) for point in letters_of(FONTS / face)
    }
    assert not lacking


@pytest.mark.parametrize("face", FACES)
def test_what_the_font_lacks_is_known_to_be_lacking(face):
    letters = letters_of(FONTS / face)
    assert {ord(letter) for letter in f"国立谷保髙﨑〜①Aa{GETA}"} <= letters
    assert not {ord(letter) for letter in "🍚한简\u0e01\uffff"} & letters


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ぐるぐる食堂", "ぐるぐる食堂"),
        ("🍚ごはん", "〓ごはん"),
        ("か\u3099っこう", "がっこう"),
        ("\u202eさかさ\u202c", "さかさ"),
        ("あ\u200d\ufeff\x00い", "あい"),
        ("葛\U000e0100飾", "葛飾"),
        ("1行め\n2行め\u30003", "1行め 2行め 3"),
        ("", ""),
    ],
)
def test_other_letters_are_a_geta_and_what_nobody_sees_is_left_out(text, written):
    assert writable(text, letters_of(FONTS / FACES[0])) == written


@pytest.fixture
def font(tmp_path):
    """Writes a font that has nothing but a table of letters."""

    def font(table, platform=3, encoding=1):
        path = tmp_path / f"{len(table)}-{platform}-{encoding}.ttf"
        head = struct.pack(">IHHHH", 0x10000, 1, 0, 0, 0)
        record = struct.pack(">4sIII", b"cmap", 0, 28, 12 + len(table))
        index = struct.pack(">HHHHI", 0, 1, platform, encoding, 12)
        path.write_bytes(head + record + index + table)
        return path

    return font


def test_segments_with_a_difference_and_with_glyphs_of_their_own(font):
    # あ to う by difference; A has glyph 7, B has none, C has glyph 9; then the end
    ends, begins = (0x43, 0x3046, 0xFFFF), (0x41, 0x3042, 0xFFFF)
    deltas, offsets = (0, 0x10000 - 0x3042 + 1, 1), (6, 0, 0)
    runs = struct.pack(">3HH3H3H3H3H", *ends, 0, *begins, *deltas, *offsets, 7, 0, 9)
    table = struct.pack(">7H", 4, 14 + len(runs), 0, 6, 0, 0, 0) + runs
    assert letters_of(font(table)) == {*map(ord, "ACあぃいぅう")}


def test_groups_reach_past_the_first_plane(font):
    groups = struct.pack(">3I3I", 0x41, 0x42, 5, 0x1F35A, 0x1F35A, 9)
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, 2) + groups
    assert letters_of(font(table, encoding=10)) == {0x41, 0x42, 0x1F35A}


def test_what_is_no_font_is_told(font, tmp_path):
    with pytest.raises(ValueError, match="Unicode"):
        letters_of(font(b"", platform=1, encoding=0))
    with pytest.raises(FileNotFoundError):
        letters_of(tmp_path / "none.ttf")
