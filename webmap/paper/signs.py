"""Our own drawings as pictures of their own: the category's signs, the product's mark."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", _SVG)


@dataclass(frozen=True)
class Signs:
    """The drawings of ``static/icons/``."""

    folder: Path

    @cached_property
    def mark(self) -> str:
        """The product's mark as SVG."""
        return (self.folder / "mark.svg").read_text(encoding="utf-8")

    def of(self, category: str) -> str:
        """A category's sign as SVG; KeyError when none is drawn (a bug)."""
        return self._categories[category]

    @cached_property
    def _categories(self) -> dict[str, str]:
        whole = ElementTree.parse(self.folder / "categories.svg").getroot()
        symbols = whole.iter(f"{{{_SVG}}}symbol")
        return {symbol.attrib["id"]: _as_picture(symbol) for symbol in symbols}


def _as_picture(symbol: ElementTree.Element) -> str:
    picture = ElementTree.Element(f"{{{_SVG}}}svg", {"viewBox": symbol.attrib["viewBox"]})
    picture.extend(symbol)
    return ElementTree.tostring(picture, encoding="unicode")
