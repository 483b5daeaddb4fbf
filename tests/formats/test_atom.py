"""The feed, read as XML by another's parser."""

from datetime import datetime
from xml.etree import ElementTree

import pytest

from tests.made_up import HOSTILE, TOKYO
from webmap.formats.atom import Entry, Feed, write_feed

NS = {"a": "http://www.w3.org/2005/Atom"}
NOW = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
FEED = Feed(
    "tag:test,2026:news", "あたらしいこと", "みほんの地図", "https://example.jp/feed.xml",
    "https://example.jp/ja/", NOW, "ja",
)  # fmt: skip


def make_entry(title="みほん食堂：おやすみ", words="雪のため"):
    link = "https://example.jp/ja/places/test?a=1&b=2"
    return Entry("tag:test,2026:news/7", title, link, words, NOW)


def read(*entries):
    return ElementTree.fromstring(write_feed(FEED, entries))


def test_the_feed_has_all_that_atom_asks_of_it():
    """RFC 4287, 4.1.1: an id, a title, a moment, an author, a link to itself."""
    root = read()
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert [root.findtext(f"a:{name}", "", NS) for name in ("id", "title", "updated")] == [
        "tag:test,2026:news",
        "あたらしいこと",
        "2026-12-04T16:20:00+09:00",
    ]
    assert root.findtext("a:author/a:name", "", NS) == "みほんの地図"
    links = {one.get("rel"): one.get("href") for one in root.findall("a:link", NS)}
    assert links == {"self": "https://example.jp/feed.xml", "alternate": "https://example.jp/ja/"}


def test_an_entry_has_all_that_atom_asks_of_it():
    """RFC 4287, 4.1.2."""
    [entry] = read(make_entry()).findall("a:entry", NS)
    said = {name: entry.findtext(f"a:{name}", "", NS) for name in ("id", "title", "content")}
    assert said == {
        "id": "tag:test,2026:news/7",
        "title": "みほん食堂：おやすみ",
        "content": "雪のため",
    }
    link = entry.find("a:link", NS)
    assert link is not None and link.get("href") == "https://example.jp/ja/places/test?a=1&b=2"
    assert entry.findtext("a:updated", "", NS) == "2026-12-04T16:20:00+09:00"


@pytest.mark.parametrize("text", [*HOSTILE, "]]>", "&lt;b&gt;", "\x0b\ufffe"])
def test_whatever_is_typed_is_text(text):
    [entry] = read(make_entry(text, text)).findall("a:entry", NS)
    for name in ("title", "content"):
        element = entry.find(f"a:{name}", NS)
        assert element is not None and len(element) == 0
        assert element.get("type") == "text"
        plain = (element.text or "").replace("\r", "\n")
        kept = text.replace("\r\n", "\n").replace("\r", "\n")
        if not any(bad in text for bad in ("\x00", "\x0b", "\ufffe")):
            assert plain == kept


def test_it_is_utf_8_and_says_so():
    raw = write_feed(FEED, [make_entry()])
    assert raw.startswith(b"<?xml") and b"utf-8" in raw.partition(b"?>")[0].lower()
    assert "みほん食堂".encode() in raw
