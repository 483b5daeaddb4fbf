"""Pictures as they come from a camera, made small and plain: WebP in three widths.

All metadata go (where and when a photo was taken, by which camera); what a picture needs of them,
its upright side and its colours, is worked into its pixels first.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from ..places.errors import BadCell

WIDTHS = (480, 960, 1600)
"""Pixels: a phone, a sharp phone, a desk. A narrower picture is never blown up."""
NARROWEST = 320
MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
"""A camera of today makes 12 to 48 million; more may be a trap that unfolds in memory."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 80
_EXPECTED = "JPEG・PNG・WebP の 写真"


@dataclass(frozen=True, slots=True)
class Size:
    """A picture in one width; sides in pixels."""

    width: int
    height: int
    webp: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its widths, the narrowest first; ``file`` names it by what is to be seen."""

    file: str
    sizes: tuple[Size, ...]


def read_picture(upload: bytes) -> Picture:
    """The picture that a file holds.

    Raises:
        BadCell: it is none, or too large, or too small; ``found`` is what it is instead.
    """
    if len(upload) > MOST_BYTES:
        raise BadCell(_megabytes(len(upload)), f"{_megabytes(MOST_BYTES)} までの 写真", "photo")
    sizes = tuple(_sizes(_upright(_opened(upload))))
    return Picture(sha256(sizes[-1].webp).hexdigest()[:20], sizes)


def _opened(upload: bytes) -> Image.Image:
    """The picture, opened after its sides were looked at: only then are its pixels unfolded."""
    try:
        image = Image.open(io.BytesIO(upload), formats=_FORMATS)
        _check_sides(*image.size)
        image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise BadCell("", _EXPECTED, "photo") from error
    return image


def _check_sides(width: int, height: int) -> None:
    sides = f"{width}×{height}"
    if width * height > MOST_PIXELS:
        raise BadCell(sides, f"{MOST_PIXELS // 10_000}万画素までの 写真", "photo")
    if min(width, height) < NARROWEST:
        raise BadCell(sides, f"たても よこも {NARROWEST}画素より 大きい 写真", "photo")


def _upright(image: Image.Image) -> Image.Image:
    """As one looks at it: turned, in sRGB, on white."""
    colours = image.info.get("icc_profile")
    turned = _on_white(ImageOps.exif_transpose(image))
    return _in_srgb(turned, colours) if colours and image.mode == "RGB" else turned


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    if not image.has_transparency_data:
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")


def _in_srgb(image: Image.Image, colours: bytes) -> Image.Image:
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(colours))
        turned = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return image  # a profile that cannot be read is none
    return turned or image


def _sizes(image: Image.Image) -> Iterator[Size]:
    for width in sorted({min(width, image.width) for width in WIDTHS}):
        height = max(1, round(image.height * width / image.width))
        small = Image.new("RGB", (width, height))  # nothing beside the pixels comes along
        small.paste(image.resize((width, height), Image.Resampling.LANCZOS))
        written = io.BytesIO()
        small.save(written, "WEBP", quality=_QUALITY, method=4)
        yield Size(width, height, written.getvalue())


def _megabytes(count: int) -> str:
    return f"{count / 1024 / 1024:.0f} MB"
