"""All that the page of the edit form shows: the form in words, how the place would look, what
families said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..places.changes import STAFF
from ..places.month import Month
from ..places.place import Place
from ..storage.database import Database
from ..storage.places import names_of_sources
from ..storage.versions import Author
from ..storage.voices import reports_of, wishes_of
from ..words.changes import say_statement
from ..words.dates import say_date
from ..words.form_inputs import Cells, FormWriter
from ..words.look import Look
from ..words.phrases import Phrases
from ..words.place_form import Beside, EditForm, make_form
from ..words.told import Told, say_report, say_wish
from .edit_place import PlaceForm
from .find_places import Finder
from .look_at_form import look_at_form, look_at_place


@dataclass(frozen=True)
class FormPage:
    """The page: its form, the column beside it, what families said; ``cells`` are those of the
    form, with the names of sources."""

    cells: Cells
    form: EditForm
    look: Look
    told: Told


def form_page(
    db: Database,
    opened: PlaceForm,
    cells: Cells,
    problems: Mapping[str, str],
    finder: Finder,
    now: datetime,
    month: Month,
) -> FormPage:
    """The page of a form with these cells; ``problems`` are what is wrong with them, by name."""
    sources, say, trio = names_of_sources(db), finder.say, opened.trio
    typed, stored = (with_names(one, sources) for one in (cells, opened.cells))
    writer = FormWriter(typed, stored, problems, say, sources)
    groups = {trio.group.key: trio.group.text("name")} if trio.group else {}
    sites = {trio.site.key: trio.site.text("address")} if trio.site else {}
    beside = Beside(
        _voices(trio.place, say),
        _authors(opened.authors, say),
        finder.city.municipalities(),
        groups,
        sites,
    )
    as_stored = cells is opened.cells
    look = (
        look_at_place(trio, finder, now, month)
        if as_stored
        else look_at_form(db, trio.place.key, cells, finder, now, month)
    )
    return FormPage(typed, make_form(writer, beside), look, _told(db, trio.place.key, say))


def with_names(cells: Cells, names: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """The cells with sources by their names, as people know them."""
    return {
        name: [_named(text, names) for text in texts] if name.endswith(":source") else texts
        for name, texts in cells.items()
    }


def _named(text: str, names: Mapping[str, str]) -> str:
    return ";".join(names.get(key, key) for key in text.split(";"))


def _voices(place: Place, say: Phrases) -> dict[str, list[str]]:
    """What other sources say (``phone.2``), by the path beside which it stands."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, statement in place.said.items():
        path, _, number = name.rpartition(".")
        if number.isdecimal() and path in place.said:
            found[path].append(say_statement(path, statement, say))
    return found


def _authors(authors: Mapping[str, Author], say: Phrases) -> dict[str, str]:
    """Who of the staff wrote a field last, and on which day, by path."""
    return {
        path: say(
            "form.author", name=one.who.removeprefix(STAFF), day=say_date(one.kept.date(), say)
        )
        for path, one in authors.items()
        if one.who.startswith(STAFF)
    }


def _told(db: Database, key: str, say: Phrases) -> Told:
    reports = (say_report(one.report, one.kept.date(), say) for one in reports_of(db, key))
    wishes = (say_wish(one.what, one.count, say) for one in wishes_of(db, key))
    return Told(tuple(reports), tuple(wishes))
