"""Feeds (Atom, RFC 4287): what is new, for readers and for other systems."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

MIMETYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold (XML 1.0, 2.2), however it is escaped."""

register_namespace("", _ATOM)


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news: a name for ever, a title, the address that it leads to, words, a moment."""

    name: str
    title: str
    link: str
    words: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """What all entries have in common; ``link`` is the feed's own address, ``site`` the page's."""

    name: str
    title: str
    author: str
    link: str
    site: str
    updated: datetime
    language: str


def write_feed(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The feed as UTF-8; texts are plain texts, whatever stands in them."""
    root = Element(f"{{{_ATOM}}}feed", {"xml:lang": feed.language})
    _add_common(root, feed.name, feed.title, feed.updated)
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type=MIMETYPE, href=feed.link)
    _add(root, "link", rel="alternate", type="text/html", href=feed.site)
    for entry in entries:
        one = _add(root, "entry")
        _add_common(one, entry.name, entry.title, entry.updated)
        _add(one, "link", rel="alternate", type="text/html", href=entry.link)
        _add(one, "content", entry.words, type="text")
    indent(root, "")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_common(element: Element, name: str, title: str, updated: datetime) -> None:
    _add(element, "id", name)
    _add(element, "title", title, type="text")
    _add(element, "updated", updated.isoformat(timespec="seconds"))


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    element = SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = _NO_XML.sub(" ", text) or None
    return element
