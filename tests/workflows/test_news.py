"""The feed of what is new: kept by people, told to the public, and nothing of the first filling."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from tests.made_up import JA, MOBILE, NOON, filled, make_place, make_site, make_source, say
from webmap.places.changes import diff
from webmap.places.place import Place
from webmap.places.schedule import ExceptionDay, Rule
from webmap.storage.changes import keep_changes
from webmap.storage.places import place
from webmap.workflows.news import MOST, NewsFeed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
CLOSED = ExceptionDay("closed", reason="雪のため")
DAY = "exception.2026-12-06"


@pytest.fixture
def db(tmp_path):
    shown = make_place(schedule__1=SUNDAYS, site="test-site")
    hidden = make_place("hidden", name="かくれ食堂", hidden="yes", site="test-site")
    waiting = make_place("waiting", name="まだの食堂", standing="check")
    return filled(tmp_path, make_source(), make_site(), shown, hidden, waiting)


def change(db, key="test", hours=1, **fields):
    """A person changes a place so many hours after noon; None takes a field away."""
    old = place(db, key)
    said = dict(old.said if old else {}) | {k.replace("__", "."): v for k, v in fields.items()}
    new = Place(key, {name: one for name, one in said.items() if one is not None})
    kept = NOON + timedelta(hours=hours)
    keep_changes(db, diff(old, new, kept=kept, who="くにサポ"))


def news(db):
    """Title and words of each entry, newest first."""
    return [(one["title"], one["content"]) for one in entries(db)]


def entries(db):
    feed = NewsFeed(JA, "132152.kodomo-map", lambda path: f"https://example.jp{path}")
    root = ElementTree.fromstring(feed.feed(db, NOON))
    return [
        {
            name: one.findtext(f"a:{name}", "", ATOM)
            for name in ("id", "title", "content", "updated")
        }
        | {"link": one.findall("a:link", ATOM)[0].get("href")}
        for one in root.findall("a:entry", ATOM)
    ]


def test_the_first_filling_is_no_news(db):
    assert news(db) == []


def test_a_closed_day(db):
    change(db, **{DAY: say(CLOSED)})
    [entry] = entries(db)
    assert entry["title"] == "テスト食堂：12月6日（日）はおやすみ"
    assert entry["content"] == "雪のため"
    assert entry["link"] == "https://example.jp/ja/places/test"
    assert entry["updated"] == (NOON + timedelta(hours=1)).isoformat()


def test_moved_extra_and_usual_days_newest_first(db):
    change(db, hours=1, **{DAY: say(ExceptionDay("moved", moved_to="2026-12-13"))})
    extra = ExceptionDay("extra", "10:00", "12:00", reason="クリスマス会")
    change(db, hours=2, **{"exception.2026-12-24": say(extra)})
    change(db, hours=3, **{DAY: None})
    assert news(db) == [
        ("テスト食堂：12月6日（日）はいつものとおりになりました", ""),
        ("テスト食堂：12月24日（木）にとくべつにひらきます", "10:00〜12:00\nクリスマス会"),
        ("テスト食堂：12月6日（日）は12月13日（日）にうつります", ""),
    ]


def test_hours_that_change_are_told_once_with_what_they_were(db):
    later = Rule(weekdays="SU", nth="2", opens="12:00", closes="15:00")
    more = Rule(weekdays="SA", opens="10:00")
    change(db, schedule__1=say(later), schedule__2=say(more))
    assert news(db) == [
        (
            "テスト食堂：ひらく日や時間がかわりました",
            "第1・第3日曜 11:30〜14:00→第2日曜 12:00〜15:00\n（なし）→土曜 10:00から",
        )
    ]


def test_a_new_place_and_what_becomes_of_it(db):
    change(db, "new", 1, **make_place(name="あたらしい食堂", schedule__1=SUNDAYS).said)
    change(db, "new", 2, standing=say("paused"))
    change(db, "new", 3, standing=say("listed"))
    change(db, "new", 4, standing=say("ended"))
    assert [title.partition("：")[2] for title, _ in news(db)] == [
        "おわりました",
        "またひらいています",
        "いまはお休みしています",
        "あたらしくのりました",
    ]
    assert news(db)[-1][1] == "子ども食堂\n第1・第3日曜 11:30〜14:00"


def test_a_place_that_was_waiting_is_new_when_it_is_listed(db):
    change(db, "waiting", standing=say("listed"))
    assert news(db)[0][0] == "まだの食堂：あたらしくのりました"


def test_of_a_place_that_waits_nothing_is_told(db):
    change(db, "waiting", **{DAY: say(CLOSED)})
    change(db, "test", 2, **{DAY: say(CLOSED)})
    change(db, "test", 3, standing=say("check"))
    assert news(db) == []


def test_what_is_for_the_staff_is_not_told(db):
    change(db, **{DAY: say(CLOSED, visibility="staff")})
    change(db, hours=2, schedule__2=say(SUNDAYS, visibility="staff"))
    change(db, hours=3, **{"exception.2026-12-20": say(ExceptionDay("closed", reason=MOBILE))})
    change(db, hours=4, phone=say("042-000-0000"))
    assert news(db) == []


def test_words_of_a_hidden_place_are_left_out(db):
    """They may tell the way."""
    change(db, "hidden", **{DAY: say(ExceptionDay("closed", reason="みほん荘が しまるので"))})
    assert news(db) == [("かくれ食堂：12月6日（日）はおやすみ", "")]


def test_names_are_for_ever(db):
    change(db, **{DAY: say(CLOSED)})
    before = {one["id"] for one in entries(db)}
    change(db, hours=2, **{DAY: None})
    after = [one["id"] for one in entries(db)]
    assert len(after) == len(set(after)) == 2
    assert before < set(after)
    assert all(name.startswith("tag:132152.kodomo-map,2026:news/") for name in after)


def test_only_the_newest_are_told(db):
    for hour in range(MOST + 5):
        change(db, hours=hour + 1, **{DAY: say(CLOSED) if hour % 2 == 0 else None})
    assert len(news(db)) == MOST
