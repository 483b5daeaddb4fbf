"""Help now, and the way out of here."""

from flask import Blueprint, Response, render_template

from ...places.helpline import PERSONS, TOPICS
from ...words.help import say_lines
from ..answers import Body, answer
from ..house import house, kept, now

help_now = Blueprint("help", __name__)

ELSEWHERE = "https://www.jma.go.jp/bosai/forecast/"
"""Where the way out leads: the weather, of the state's own agency. Anybody may be looking at it, it
asks for nothing, shows no advertising and knows nothing of us. It must not be a page of ours."""


@help_now.get("/ja/help")
def help_page() -> Response:
    """The lines by who one is and what it is about; who answers now comes first."""
    furnished, moment = house(), now()

    def make() -> Body:
        offered = furnished.helplines.offered(moment)
        page = render_template(
            "public/help.html",
            lines=say_lines(offered, moment.date(), furnished.say, furnished.readings),
            by_day=any(one.line.key == furnished.city.desk and one.answers for one in offered),
            persons=PERSONS,
            topics=TOPICS,
        )
        return Body(page.encode(), "text/html")

    return answer(kept(("help", furnished.helplines.moment(moment)), make))


@help_now.get("/leave")
def leave() -> Response:
    """The way out where no script runs: what a browser keeps of us is emptied, and it goes on."""
    return Response(
        "",
        303,
        {
            "Location": ELSEWHERE,
            "Referrer-Policy": "no-referrer",
            "Clear-Site-Data": '"cookies", "storage"',
            "Cache-Control": "no-store",
        },
    )
