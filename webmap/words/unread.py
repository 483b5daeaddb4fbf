"""Words that nobody has given a checked reading yet, with texts in which they stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .readings import Readings

Text = tuple[str, str]
"""A text and its official kana; empty where it has none."""
MOST_TEXTS = 3


@dataclass(slots=True)
class UnreadWord:
    """A run of kanji, how many texts hold it so far, and a few of them."""

    word: str
    count: int = 0
    texts: list[Text] = field(default_factory=list)

    def add(self, text: Text) -> None:
        self.count += 1
        if len(self.texts) < MOST_TEXTS:
            self.texts.append(text)


def find_unread(texts: Iterable[Text], readings: Readings, most: int) -> list[UnreadWord]:
    """The first so many words without a reading, those that stand most often first.

    Texts are looked at only until as many are found: of 25,000 names all would take a second.
    """
    found: dict[str, UnreadWord] = {}
    for text in texts:
        for word in readings.unread(*text):
            found.setdefault(word, UnreadWord(word)).add(text)
        if len(found) >= most:
            break
    return sorted(found.values(), key=lambda one: (-one.count, one.word))
