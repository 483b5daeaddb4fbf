"""The pages: the map with its list, about the data."""

from collections.abc import Callable
from datetime import date, datetime

from flask import Blueprint, Response, render_template, request
from markdown_it import MarkdownIt
from markupsafe import Markup

from ...places.needs import OPEN, Needs
from ...places.suitability import RULES
from ...places.vocabulary import CATEGORIES, SUPPORT
from ...places.when import last_day
from ...words.answered import Answers
from ...words.choices import FormMaker
from ...words.dates import say_date
from ...words.near import make_near
from ...words.needs import say_need
from ...workflows.find_places import Group, Loosen, used_sources
from ..answers import Body, answer
from ..house import as_of, database, desk_key, house, kept, now
from ..query import Asked, read_asked

public = Blueprint("public", __name__)


@public.get("/")
def root() -> Response:
    """The map is in a language; Japanese is the first."""
    return Response("", 302, {"Location": "/ja/", "Cache-Control": "no-cache"})


@public.route("/ja/", methods=["GET", "POST"])
def start() -> Response:
    """The map and the list of the same places.

    Without scripts the form comes by POST, so that topics stay out of the address. It only reads.
    """
    furnished = house()
    moment = now()
    words = request.form if request.method == "POST" else request.args
    asked = read_asked(words, moment.date(), furnished.finder.surroundings.origins)

    def page() -> str:
        return _map_page(asked, moment)

    private = request.method == "POST" or "support" in request.args or request.args.get("q")
    if private:
        return _unkept(page())
    if asked.page > 1 or asked.ignored:  # there is no end of these
        return answer(Body(page().encode(), "text/html"))
    turn = furnished.finder.shelf(database(), moment.date()).moment(moment)
    # there are more filters than can be kept for long: they are packed fast rather than small
    return _answer_page(("start", turn, asked), page, quality=2 if asked else 5)


def _map_page(asked: Asked, moment: datetime) -> str:
    furnished, db = house(), database()
    start = furnished.finder.surroundings.start(asked.near, asked.feet)
    found = furnished.finder.find(db, asked.needs, moment, asked.page, start)
    today, say = moment.date(), furnished.say
    answers = Answers(asked.needs, today, say)
    shelf = furnished.finder.shelf(db, today)
    categories = frozenset(key for key in CATEGORIES if shelf.tally.categories[key])
    form = FormMaker(asked.needs, say, categories, shelf.care_is_unknown, today).form()
    return render_template(
        "public/map.html",
        asked=asked,
        needs=asked.needs,
        found=found,
        asking=form,
        nearness=make_near(furnished.finder.surroundings, asked.near, asked.feet, say),
        fits=_entries(found.fits, answers),
        unknown_ones=_entries(found.unknown, answers),
        loosen_words=_say_loosen(found.loosen),
        care_is_unknown=shelf.care_is_unknown,
        is_too_far=_is_too_far(asked.needs, today),
        last_day=say_date(last_day(today), say),
        desk_key=desk_key(),
        now=furnished.settings.fixed_now,
    )


@public.get("/ja/about")
def about() -> Response:
    """Where the data is from, how old it is, and what is not known."""
    furnished = house()

    def page() -> str:
        db = database()
        shelf = furnished.finder.shelf(db, now().date())
        return render_template(
            "public/about.html",
            shelf=shelf,
            used=used_sources(db, shelf, furnished.say),
            about_files=_around_table(furnished.sources_text),
            desk_key=desk_key(),
            topics=SUPPORT,
            rules=RULES,
        )

    return _answer_page(("about",), page)


def _entries(group: Group, answers: Answers) -> Markup:
    several = (answers.answered(one.listed.card, one.match, one.walk) for one in group.offers)
    return house().entries.entries(several, bool(answers.needs), as_of())


def _is_too_far(needs: Needs, today: date) -> bool:
    """Whether a day is asked for of which nothing is known yet."""
    last = last_day(today)
    return any(date.fromisoformat(one) > last for one in needs.open if one not in OPEN)


def _say_loosen(loosen: Loosen | None) -> str:
    if loosen is None:
        return ""
    need = loosen.need
    return need.value if need.word == "q" else say_need(need, house().say)


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


def _unkept(page: str) -> Response:
    """A page that tells what somebody asked for: kept nowhere."""
    response = answer(Body(page.encode(), "text/html", quality=1))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "strict-origin"  # not even our own pages hear of it
    return response


def _answer_page(key: tuple[object, ...], page: Callable[[], str], *, quality: int = 5) -> Response:
    """The page from the cache as things stand, or made anew."""

    def make() -> Body:
        return Body(page().encode(), "text/html", quality)

    return answer(kept(key, make))
