"""The page 「市の とりくみ」: what the city does for families that is no place."""

from flask import Blueprint, Response, render_template

from ...places.vocabulary import SUPPORT
from ...words.programmes import say_programmes
from ..answers import Body, answer
from ..house import database, house, kept, now

programmes = Blueprint("programmes", __name__)


@programmes.get("/ja/programmes")
def programmes_page() -> Response:
    """All programmes by topic."""
    furnished = house()

    def make() -> Body:
        today = now().date()
        groups = say_programmes(furnished.programmes, furnished.say, furnished.readings, today)
        shelf = furnished.finder.shelf(database(), today)
        desk = furnished.city.desk if furnished.city.desk in shelf.keys else ""
        page = render_template(
            "public/programmes.html", groups=groups, topics=SUPPORT, desk_key=desk
        )
        return Body(page.encode(), "text/html")

    return answer(kept(("programmes",), make))
