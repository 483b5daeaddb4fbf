"""Readings (ruby): the official kana first, then checked words; never a guess.

A text is cut into segments: a plain text, or a text with its reading in hiragana.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..places.folding import to_hiragana

Segment = tuple[str, str]
"""A piece of a text and its reading; the reading is empty where the text is printed bare."""

_KANJI = "々〆〇ヶ一-鿿豈-﫿"
_RUN = re.compile(f"[{_KANJI}]+")
_PIECE = re.compile(f"[ぁ-ゖァ-ヺー]+|[{_KANJI}A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+|.", re.DOTALL)
_KANA = re.compile("[ぁ-ゖァ-ヺー]+")
_UNREAD = re.compile(f"[{_KANJI}A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+")
_MIXED = re.compile(f"[{_KANJI}]+[ぁ-ゖ]+")
_SOUNDED = re.compile("[ぁ-ゖー]")

_LONGEST_WORD = 12
_MOST_PIECES, _MOST_KANA = 40, 120
"""A longer name than these is read word by word only."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The checked words with their readings in hiragana."""

    words: dict[str, str]

    def segments(self, text: str, kana: str = "") -> tuple[Segment, ...]:
        """The text with readings over its kanji.

        ``kana`` is the official reading of the whole text. Where it cannot be aligned with the
        text in exactly one way, the checked words are used.
        """
        aligned = self._aligned(text, kana)
        if aligned is None:
            return self._read(text)
        return tuple(part for segment in aligned for part in self._refined(*segment))

    def reading(self, text: str, kana: str = "") -> str:
        """The text as it is spoken, for search: readings in place of the kanji that have one."""
        return "".join(read or piece for piece, read in self.segments(text, kana))

    def unread(self, text: str, kana: str = "") -> list[str]:
        """The runs of kanji that have no checked reading."""
        if not _RUN.search(text):
            return []
        bare = (piece for piece, read in self._read(text) if not read)
        runs = [run for piece in bare for run in _RUN.findall(piece)]
        # kana that fit the text in one way read all of it; to fit them takes long
        return runs if runs and self._aligned(text, kana) is None else []

    def with_words(self, words: Mapping[str, str]) -> "Readings":
        """These readings and more."""
        return Readings({**self.words, **words})

    def _aligned(self, text: str, kana: str) -> tuple[Segment, ...] | None:
        """The official kana cut along the text's own kana; None unless there is one way only.

        Words of kanji with kana (子ども) are not torn apart where they are read as usual.
        """
        spoken = "".join(_SOUNDED.findall(to_hiragana(kana)))
        if not spoken or len(spoken) > _MOST_KANA or len(text) > _MOST_KANA:
            return None
        for pieces, fixed in ((self._with_words(text), self.words), (_PIECE.findall(text), {})):
            reads = _one_way(pieces, spoken, fixed) if len(pieces) <= _MOST_PIECES else None
            if reads is not None:
                pairs = zip(pieces, reads, strict=True)
                return tuple((piece, read if _RUN.search(piece) else "") for piece, read in pairs)
        return None

    def _with_words(self, text: str) -> list[str]:
        """The pieces of a text, with words of kanji and kana in one piece."""
        mixed = [word for word in self.words if word in text and _MIXED.fullmatch(word)]
        words = sorted(mixed, key=len, reverse=True)
        parts = re.split("(" + "|".join(map(re.escape, words)) + ")", text) if words else [text]
        return [
            piece for part in parts for piece in ([part] if part in words else _PIECE.findall(part))
        ]

    def _refined(self, text: str, reading: str) -> tuple[Segment, ...]:
        """A long run in its words, where together they are read as the whole is.

        Letters before the words (ＴＡＳＵＣ国立) take what is left of the reading.
        """
        (first, first_read), *rest = words = self._read(text)
        read = "".join(_spoken(*word) for word in words)
        if reading and read == reading:
            return words
        bare = not first_read and not _RUN.search(first) and all(part for _, part in rest)
        if bare and read and reading.endswith(read) and reading != read:
            return (first, reading.removesuffix(read)), *rest
        return ((text, reading),)

    def _read(self, text: str) -> tuple[Segment, ...]:
        """Each run of kanji that the words cover wholly, the longest first; the others bare."""
        words = self._words_at(text)
        segments: list[Segment] = []
        position = 0
        while match := _RUN.search(text, position):
            start = match.start()
            end = start if words[start] else match.end()
            if end > position:
                segments.append((text[position:end], ""))
            position = end
            while position < len(text) and (word := words[position]):
                segments.extend(_trimmed(word, self.words[word]))
                position += len(word)
        if position < len(text):
            segments.append((text[position:], ""))
        return tuple(segments)

    def _words_at(self, text: str) -> list[str]:
        """At each kanji the longest word from which words go on to the run's end; else empty."""
        found = [""] * len(text)
        for start in range(len(text) - 1, -1, -1):
            if not _RUN.match(text[start]):
                continue
            for end in range(min(len(text), start + _LONGEST_WORD), start, -1):
                ends_run = end == len(text) or not _RUN.match(text[end])
                if text[start:end] in self.words and (ends_run or found[end]):
                    found[start] = text[start:end]
                    break
        return found


def has_kanji(word: str) -> bool:
    """Whether there is anything to read in a word."""
    return bool(_RUN.search(word))


def is_spelled_so(word: str, reading: str) -> bool:
    """Whether the kana of a word stand in its reading, in order: 学び is まなび and no まなぶ."""
    parts = (
        ".+" if _RUN.fullmatch(piece) else re.escape(to_hiragana(piece))
        for piece in re.split(f"([{_KANJI}]+)", word)
    )
    return bool(re.fullmatch("".join(parts), to_hiragana(reading)))


def read_readings(path: Path) -> Readings:
    """The checked words of ``data/readings.csv`` (word, reading, basis)."""
    with path.open(encoding="utf-8", newline="") as file:
        return make_readings(csv.DictReader(file))


def make_readings(rows: Iterable[Mapping[str, str]]) -> Readings:
    """The checked words of rows with ``word`` and ``reading``."""
    return Readings({row["word"]: to_hiragana(row["reading"]) for row in rows})


def _one_way(pieces: Sequence[str], spoken: str, fixed: Mapping[str, str]) -> list[str] | None:
    """What part of the spoken kana each piece takes; None when there is no way or another way.

    A piece of kana is spoken as it is written, a ``fixed`` word of kanji and kana as it is read.
    """

    @cache
    def ways(piece: int, position: int) -> int:
        if piece == len(pieces):
            return int(position == len(spoken))
        return sum(ways(piece + 1, end) for end in ends(piece, position))

    def ends(piece: int, position: int) -> Iterable[int]:
        text = pieces[piece]
        if _KANA.fullmatch(text) or _MIXED.fullmatch(text):
            own = "".join(_SOUNDED.findall(to_hiragana(fixed.get(text, text))))
            return [position + len(own)] if spoken.startswith(own, position) else []
        if _UNREAD.fullmatch(text):
            return range(position + 1, len(spoken) + 1)
        return [position]

    if ways(0, 0) != 1:
        return None
    reads, position = [], 0
    for piece in range(len(pieces)):
        end = next(end for end in ends(piece, position) if ways(piece + 1, end))
        reads.append(spoken[position:end])
        position = end
    return reads


def _spoken(text: str, reading: str) -> str:
    return reading or (to_hiragana(text) if _KANA.fullmatch(text) else "")


def _trimmed(word: str, reading: str) -> Iterator[Segment]:
    """A word with kana at its end (``学び``) as kanji with its reading and the kana bare."""
    tail = 0
    while (
        tail < len(word)
        and not _RUN.match(word[-1 - tail])
        and (to_hiragana(word[-1 - tail]) == reading[-1 - tail])
    ):
        tail += 1
    yield word[: len(word) - tail], reading[: len(reading) - tail]
    if tail:
        yield word[len(word) - tail :], ""
