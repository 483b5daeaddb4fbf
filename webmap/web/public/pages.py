"""The pages: the map with its list, a place, about the data."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, render_template, request
from markdown_it import MarkdownIt
from markupsafe import Markup

from ...places.visibility import PUBLIC_STANDINGS, View
from ...places.vocabulary import CATEGORIES
from ...storage.places import public_sources
from ...words.dates import say_day
from ...words.letter import make_letter
from ...workflows.find_places import find_place, used_sources
from ..answers import Body, answer
from ..house import database, house
from ..query import read_needs

public = Blueprint("public", __name__)


@public.get("/")
def root() -> Response:
    """The map is in a language; Japanese is the first."""
    return Response("", 302, {"Location": "/ja/", "Cache-Control": "no-cache"})


@public.get("/ja/")
def start() -> Response:
    """The map and the list of the same places."""
    db, today, finder = database(), house().settings.today(), house().finder
    needs = finder.settle(db, read_needs(request.args), today)

    def page() -> str:
        return render_template(
            "public/map.html",
            needs=needs,
            found=finder.find(db, needs, today),
            categories=CATEGORIES,
            counts=finder.shelf(db, today).tally.categories,
        )

    return _answer_page(("start", needs), page, keep=not needs.query)


@public.get("/ja/places/<key>")
def place_page(key: str) -> Response:
    """The page of one place: 404 when it is not public, 410 when it has ended."""
    furnished, db = house(), database()
    view = find_place(db, key)
    if view is None or view.place.standing not in {*PUBLIC_STANDINGS, "ended"}:
        abort(404)
    if view.place.standing == "ended":
        return _gone(view)
    today = furnished.settings.today()

    def page() -> str:
        say, where = furnished.say, furnished.finder.whereabouts(view)
        letter = make_letter(view, say, furnished.readings, where, public_sources(db), today)
        return render_template("public/place.html", letter=letter, desk_key=_desk())

    return _answer_page(("place", key), page)


@public.get("/ja/about")
def about() -> Response:
    """Where the data is from, how old it is, and what is not known."""
    furnished = house()

    def page() -> str:
        db = database()
        shelf = furnished.finder.shelf(db, furnished.settings.today())
        return render_template(
            "public/about.html",
            shelf=shelf,
            used=used_sources(db, shelf, furnished.say),
            about_files=_around_table(furnished.sources_text),
            desk_key=_desk(),
        )

    return _answer_page(("about",), page)


def _desk() -> str:
    """The key of the place that may be asked about anything, if it has a page."""
    key = house().city.desk
    view = find_place(database(), key) if key else None
    return key if view and view.place.standing in PUBLIC_STANDINGS else ""


def _around_table(text: str) -> tuple[Markup, Markup]:
    """``SOURCES.md`` before and after its table of sources, as HTML.

    The table names every source, also those of places that are not listed; the page has its own.
    """
    before, _, rest = text.partition("<!-- sources -->")
    after = rest.partition("<!-- /sources -->")[2]
    return _as_html(before), _as_html(after)


def _as_html(text: str) -> Markup:
    """Markdown as HTML below the page's own headings; its title is left out."""
    markdown = MarkdownIt("js-default", {"html": False})
    tokens = markdown.parse(text.partition("\n")[2] if text.startswith("# ") else text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))


def _gone(view: View) -> Response:
    say = house().say
    since = say_day(view.place.since, say) if view.place.since.known else ""
    page = render_template("public/gone.html", name=view.place.name, since=since)
    return Response(page, 410, mimetype="text/html")


def _answer_page(
    key: tuple[object, ...], page: Callable[[], str], *, keep: bool = True
) -> Response:
    """The page from the cache of this edition and day, or made anew (``keep`` False: never kept)."""
    furnished = house()

    def make() -> Body:
        return Body(page().encode(), "text/html")

    if not keep:
        return answer(make())
    shelf = furnished.finder.shelf(database(), furnished.settings.today())
    return answer(furnished.answers.get((shelf.edition, shelf.day, *key), make))
