"""What is new on the map: places that came, paused or ended, days that differ, hours that changed.

It is read from the history of changes, newest first, and only what the public may know of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice

from ..formats.atom import Entry, Feed, write_feed
from ..places.changes import Change
from ..places.news import HOURS, News, news_of
from ..places.visibility import PUBLIC_STANDINGS, View
from ..storage.changes import newest_changes
from ..storage.database import Database
from ..words.news import say_headline, say_story
from ..words.phrases import Phrases
from .find_places import find_place

MOST = 50
FIELDS = ("standing", "exception.*", "schedule.*")
"""What is told of, beside places that are new; phone numbers and the like change without noise."""


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """Makes the feed in one language; ``absolute`` gives a path of ours its whole address."""

    say: Phrases
    authority: str
    absolute: Callable[[str], str]

    def feed(self, db: Database, now: datetime) -> bytes:
        """The newest pieces of news as a feed; before the first one it is as old as ``now``."""
        entries = [*islice(self._entries(db), MOST)]
        site = self.say("site.name")
        feed = Feed(
            name=self._name("news"),
            title=self.say("news.title", name=site),
            author=site,
            link=self.absolute("/feed.xml"),
            site=self.absolute("/ja/"),
            updated=entries[0].updated if entries else now,
            language=self.say.language,
        )
        return write_feed(feed, entries)

    def _entries(self, db: Database) -> Iterator[Entry]:
        views: dict[str, View | None] = {}
        for (key, kept, _), rows in groupby(newest_changes(db, *FIELDS), key=_together):
            if key not in views:
                views[key] = find_place(db, key)
            view = views[key]
            if view is None or view.place.standing not in {*PUBLIC_STANDINGS, "ended"}:
                continue
            found = [(number, news_of(change, view.place)) for number, change in rows]
            told = [(number, news) for number, news in reversed(found) if news]
            if told:
                yield self._entry(view, kept, told)

    def _entry(self, view: View, kept: datetime, told: list[tuple[int, News]]) -> Entry:
        number, first = told[0]
        return Entry(
            name=self._name(f"news/{number}"),
            title=say_headline(first, view, self.say),
            link=self.absolute(f"/ja/places/{view.place.key}"),
            words=say_story((news for _, news in told), view, self.say),
            updated=kept,
        )

    def _name(self, what: str) -> str:
        """A name for ever (RFC 4151), whatever address the site has."""
        return f"tag:{self.authority},2026:{what}"


def _together(numbered: tuple[int, Change]) -> tuple[str, datetime, str]:
    """Rules of one place that changed at once are one piece of news; each single day is its own."""
    change = numbered[1]
    head = change.field.partition(".")[0]
    return change.key, change.kept, HOURS if head == "schedule" else change.field
