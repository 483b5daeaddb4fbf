"""A photo from a camera is made small, plain and upright, and what is none is refused."""

import io
import zlib

import pytest
from PIL import Image

from webmap.formats import picture
from webmap.formats.picture import WIDTHS, read_picture
from webmap.places.errors import BadCell


def a_photo(size=(2400, 1800), form="JPEG", mode="RGB", **options):
    image = Image.new(mode, size, "red" if mode == "RGB" else (0, 0, 0, 0))
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def opened(size):
    return Image.open(io.BytesIO(size.webp))


def test_three_widths_of_the_same_picture():
    found = read_picture(a_photo())
    assert [(size.width, size.height) for size in found.sizes] == [
        (480, 360),
        (960, 720),
        (1600, 1200),
    ]
    for size in found.sizes:
        assert opened(size).format == "WEBP"
        assert opened(size).size == (size.width, size.height)


def test_a_small_picture_is_never_blown_up():
    assert [size.width for size in read_picture(a_photo((700, 500))).sizes] == [480, 700]


def test_where_and_when_it_was_taken_is_gone():
    exif = Image.Exif()
    exif[0x010F] = "MIHON CAMERA"
    exif[0x9286] = "ひみつの ことば"
    exif.get_ifd(0x8825)[2] = (35.0, 41.0, 0.0)
    upload = a_photo(exif=exif, comment=b"SECRET COMMENT")
    assert b"MIHON CAMERA" in upload
    for size in read_picture(upload).sizes:
        assert not opened(size).getexif()
        assert b"MIHON" not in size.webp
        assert b"EXIF" not in size.webp and b"ICCP" not in size.webp and b"XMP" not in size.webp


def test_a_picture_taken_upright_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned by a quarter
    image = Image.new("RGB", (800, 600), "white")
    image.paste("blue", (0, 0, 800, 100))  # what lies at the top of the sensor
    written = io.BytesIO()
    image.save(written, "JPEG", exif=exif, quality=95)
    widest = read_picture(written.getvalue()).sizes[-1]
    assert (widest.width, widest.height) == (600, 800)
    red, _, blue = opened(widest).convert("RGB").getpixel((590, 400))
    assert blue > 200 and red < 80, "what was at the top is at the right"


def test_what_is_see_through_lies_on_white():
    found = read_picture(a_photo((600, 600), "PNG", "RGBA"))
    assert min(opened(found.sizes[-1]).convert("RGB").getpixel((300, 300))) > 250


def test_the_same_picture_has_the_same_name_and_another_another():
    one, same, other = (
        read_picture(a_photo(size)) for size in ((900, 600), (900, 600), (900, 601))
    )
    assert one.file == same.file != other.file


@pytest.mark.parametrize(
    "upload",
    (
        b"",
        b"no picture at all",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"%PDF-1.7",
        a_photo(form="GIF"),
        a_photo()[:3000],
    ),
)
def test_what_is_no_photo_is_refused(upload):
    with pytest.raises(BadCell) as refused:
        read_picture(upload)
    assert "JPEG" in refused.value.expected


def test_too_small_too_large_and_too_heavy_are_refused_with_their_measure(monkeypatch):
    with pytest.raises(BadCell, match="200×900"):
        read_picture(a_photo((200, 900)))
    monkeypatch.setattr(picture, "MOST_PIXELS", 1_000_000)
    with pytest.raises(BadCell, match="2400×1800"):
        read_picture(a_photo())
    monkeypatch.setattr(picture, "MOST_BYTES", 1000)
    with pytest.raises(BadCell, match="0 MB"):
        read_picture(a_photo())


def test_a_picture_that_unfolds_in_memory_is_refused_before_it_does():
    with pytest.raises(BadCell):
        read_picture(_bomb())


def _bomb():
    """A PNG that says it is 30,000 × 30,000 and holds nothing of it."""
    head = bytearray(a_photo((400, 400), "PNG"))
    at = head.index(b"IHDR") + 4
    head[at : at + 8] = (30_000).to_bytes(4, "big") * 2
    head[at + 13 : at + 17] = zlib.crc32(bytes(head[at - 4 : at + 13])).to_bytes(4, "big")
    return bytes(head)


def test_widths_go_from_narrow_to_wide():
    assert list(WIDTHS) == sorted(WIDTHS)
