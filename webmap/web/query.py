"""The words of an address or a form: what is asked for, and the address that asks for it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from ..places.nearness import FEET
from ..places.needs import LISTS, OPEN, Need, Needs

LONGEST = 100
"""Characters of a search text that are read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, which page of it, and the values of our words that are not understood."""

    needs: Needs
    page: int = 1
    ignored: tuple[str, ...] = ()
    near: str = ""
    """From where one walks: the key of a school or a station."""
    feet: str = ""

    def __bool__(self) -> bool:
        return bool(self.needs or self.near)


def read_asked(
    words: MultiDict[str, str], today: date, origins: Collection[str] = frozenset()
) -> Asked:
    """What an address or a form asks for; words that are not ours are passed over.

    ``without`` (a button of the form) takes one condition away again. ``origins`` are the keys
    that ``near`` may have in this city; whose feet go is asked only together with it.
    """
    understood: dict[str, tuple[str, ...]] = {}
    ignored: list[str] = []
    for word, values in LISTS.items():
        said = dict.fromkeys(words.getlist(word))
        good = _dates(said, today) if word == "open" else [one for one in values if one in said]
        understood[word] = tuple(good[:1] if word == "open" else good)
        ignored += [one[:LONGEST] for one in said if one and one not in good]
    needs = Needs.of(understood, " ".join(words.get("q", "").split())[:LONGEST].rstrip())
    without = words.get("without", "")
    near, feet = (
        _single(words, word, values, without, ignored)
        for word, values in (("near", origins), ("feet", FEET))
    )
    needs = _without(needs, without)
    return Asked(needs, page_of(words), tuple(ignored), near, feet if near else "")


def address_of(
    needs: Needs,
    path: str = "/ja/",
    page: int = 1,
    *,
    near: str = "",
    feet: str = "",
    topics: bool = False,
) -> str:
    """The address that asks for the needs. Topics (``support``) stand in it only when they shall:
    what a child needs is nobody's to read in an address."""
    words = [(need.word, need.value) for need in needs if topics or need.word != "support"]
    words += [(word, text) for word, text in _last(needs, near, feet) if text]
    words += [("page", str(page))] if page > 1 else []
    return path + (f"?{urlencode(words)}" if words else "")


def _last(needs: Needs, near: str, feet: str) -> Iterable[tuple[str, str]]:
    return ("q", needs.q), ("near", near), ("feet", feet)


def _single(
    words: MultiDict[str, str],
    word: str,
    values: Collection[str],
    without: str,
    ignored: list[str],
) -> str:
    """The first value of a word that may have one only; those that are not understood are told."""
    said = [one for one in dict.fromkeys(words.getlist(word)) if one]
    ignored += [one[:LONGEST] for one in said if one not in values]
    return next((one for one in said if one in values and without != f"{word}={one}"), "")


def _dates(said: dict[str, None], today: date) -> list[str]:
    return [one for one in said if one in OPEN or _is_date(one, today)]


def _is_date(text: str, today: date) -> bool:
    """A day that exists and has not passed, as 2026-12-06."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.isoformat() == text and day >= today


def _without(needs: Needs, text: str) -> Needs:
    word, _, value = text.partition("=")
    return needs.without(Need(word, value)) if word in (*LISTS, "q") else needs


def page_of(words: MultiDict[str, str]) -> int:
    """Which page of a list is asked for, from 1."""
    text = words.get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
