"""What the picture of a link preview says. Others keep such pictures for weeks: no word in it
depends on what day it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..places.dated import DatedDay, timetable_of
from ..places.visibility import View
from .dates import say_date
from .hours import say_when
from .next_dates import say_hours_of
from .phrases import Phrases
from .readings import Readings, Segment


@dataclass(frozen=True, slots=True)
class Preview:
    """One place: its sign, its name, and below one large line. What is not said is empty.

    ``label`` stands over the large line; ``ask`` beside it, in the dashed ring of what is not sure.
    """

    site: str
    sign: str
    category: str
    name: tuple[Segment, ...]
    venue: str = ""
    label: str = ""
    ask: str = ""
    large: str = ""
    hours: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class SitePreview:
    """The map itself: its name, and what it is."""

    site: str
    about: str


def make_preview(
    view: View, dates: Sequence[DatedDay], say: Phrases, readings: Readings
) -> Preview:
    """The words for the picture of a place; ``dates`` are its next ones.

    Of a place that does not show where it is only name and category are said: such a picture is
    handed on and kept where nobody can take it back.
    """
    place = view.place
    category = place.categories[0]
    name = readings.segments(place.name, place.text("kana"))
    bare = Preview(say("site.name"), category, say(f"category.{category}"), name)
    if view.hides:
        return bare
    bare = replace(bare, venue=place.text("venue"))
    if place.standing == "paused":
        return replace(bare, sign=f"{category}-paused", large=say("list.paused"))
    return _dated(bare, dates[0], view, say) if dates else _undated(bare, view, say)


def make_site_preview(say: Phrases) -> SitePreview:
    """The words for the picture of the map itself."""
    return SitePreview(say("site.name"), say("site.description"))


def _dated(bare: Preview, first: DatedDay, view: View, say: Phrases) -> Preview:
    return replace(
        bare,
        label=say("preview.next"),
        ask=say("entry.perhaps") if first.perhaps else "",
        large=say_date(first.day, say),
        hours=say_hours_of(first, say),
        below=say_when((rule for rule, _ in view.place.rules()), say, most=1),
    )


def _undated(bare: Preview, view: View, say: Phrases) -> Preview:
    undated = timetable_of(view.place).undated
    when = say_when(undated, say, most=1)
    if not when:
        return replace(bare, large=say("list.when_unknown"))
    return replace(bare, ask=say("preview.ask_dates"), large=when)
