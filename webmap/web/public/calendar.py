"""The calendar of a month: what opens on which day, and of what the days are to be asked."""

from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from ...places.month import Month, is_shown, month_of, read_month
from ...places.vocabulary import CATEGORIES
from ...workflows.find_places import Shelf
from ...workflows.month import MonthMaker, Wanted
from ..answers import Body, answer
from ..house import database, house, kept, now

calendar = Blueprint("calendar", __name__)

FIRST_CHIPS = 2
"""Categories that stand in the row; the others are folded behind it."""


@calendar.get("/ja/calendar")
def this_month() -> Response:
    """The calendar of the present month."""
    return month_page(str(month_of(now().date())))


@calendar.get("/ja/calendar/<text>")
def month_page(text: str) -> Response:
    """The calendar of a month, of one category or municipality if that is asked for.

    404 with the way to a calendar that there is, when there is none of the month or what is asked.
    """
    wanted = _read(text)
    if wanted is None:
        page = render_template("public/no_month.html", this_month=month_of(now().date()))
        return Response(page, 404, mimetype="text/html")

    def make() -> Body:
        return Body(_page(wanted).encode(), "text/html")

    return answer(kept(("calendar", wanted), make))


def address_of_month(wanted: Wanted, **other: object) -> str:
    """The address of a calendar like the wanted one, but for what is said otherwise."""
    asked = {"month": wanted.month, "category": wanted.category, "city": wanted.city} | other
    query = urlencode({word: asked[word] for word in ("category", "city") if asked[word]})
    return f"/ja/calendar/{asked['month']}" + (f"?{query}" if query else "")


def _read(text: str) -> Wanted | None:
    """What is asked for; None when the month is not shown or a word is not known."""
    month, shelf = read_month(text), _shelf()
    category, city = request.args.get("category", ""), request.args.get("city", "")
    if month is None or not is_shown(month, shelf.day):
        return None
    if category not in ("", *CATEGORIES):
        return None
    if city and all(one.leaf.city != city for one in shelf.listed):
        return None
    return Wanted(month, category, city)


def _page(wanted: Wanted) -> str:
    furnished, shelf = house(), _shelf()
    city = furnished.city
    names = {city.code: city.name, **city.neighbours}
    page = MonthMaker(shelf, furnished.say, city.code).page(wanted)
    categories = [key for key in CATEGORIES if shelf.tally.categories[key]]
    return render_template(
        "public/calendar.html",
        page=page,
        wanted=wanted,
        month=wanted.month,
        today=shelf.day,
        neighbours=tuple(_neighbour(wanted, step, shelf) for step in (-1, 1)),
        address=lambda **other: address_of_month(wanted, **other),
        chips=(categories[:FIRST_CHIPS], categories[FIRST_CHIPS:]),
        own_city=city.code,
        site_city=city.name,
        city_name=names.get(page.city, page.city),
        several_cities=any(one.leaf.city not in ("", city.code) for one in shelf.listed),
        desk_key=city.desk if city.desk in shelf.keys else "",
    )


def _neighbour(wanted: Wanted, step: int, shelf: Shelf) -> Month | None:
    month = wanted.month.plus(step)
    return month if is_shown(month, shelf.day) else None


def _shelf() -> Shelf:
    return house().finder.shelf(database(), now().date())
