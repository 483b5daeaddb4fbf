"""The pictures of link previews, 1200 × 630 pixels, as messengers and search pages show them."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from ..places.vocabulary import CATEGORIES
from ..words.preview import Preview, SitePreview
from ..words.readings import Segment
from .press import Press
from .signs import Signs

WIDTH, HEIGHT = 1200, 630
LONGEST = 120
"""Letters of a name that are written; no picture holds more."""


@dataclass(frozen=True)
class PreviewPainter:
    """Paints pictures with our signs."""

    press: Press
    signs: Signs

    def place(self, words: Preview) -> bytes:
        """The picture of one place, as PNG."""
        lines = {name: self._written(text) for name, text in asdict(words).items()}
        told = {"name": [*self._segments(words.name)], "sign": self.signs.of(words.sign)}
        return self.press.picture("preview", {**lines, **told, "mark": self.signs.mark})

    def site(self, words: SitePreview) -> bytes:
        """The picture of every page that is not a place's, as PNG."""
        told = {"site": self._written(words.site), "about": self._written(words.about)}
        signs = [self.signs.of(category) for category in CATEGORIES]
        return self.press.picture("site_preview", {**told, "signs": signs, "mark": self.signs.mark})

    def _written(self, text: object) -> object:
        return self.press.writable(text) if isinstance(text, str) else text

    def _segments(self, segments: Iterable[Segment]) -> Iterator[Segment]:
        left = LONGEST
        for text, reading in segments:
            written = self.press.writable(text)
            if len(written) > left:
                yield self.press.writable(written[:left] + "…"), ""
                return
            left -= len(written)
            yield written, self.press.writable(reading)
