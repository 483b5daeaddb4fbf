"""The Flask app: settings, furniture, doors."""

from collections.abc import Callable
from functools import lru_cache

from flask import Flask
from jinja2 import StrictUndefined
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix

from ..settings import ROOT, Settings, read_settings, secret_key
from ..words.choices import Choices
from ..words.programmes import say_beside
from .house import close_database, furnish
from .public import errors
from .public.doors import DOORS
from .public.help import ELSEWHERE
from .query import address_of
from .quick import Quick
from .same_origin import take_only_our_own
from .security import secure
from .staff import guard
from .staff.doors import staff

LARGEST_FORM = 64 * 1024
"""Bytes of a form that are read: a filter needs a few hundred."""


def create_app(settings: Settings | None = None) -> Flask:
    """The app, for gunicorn, waitress and tests.

    Raises:
        ForPeople: a setting, ``data/city.toml`` or the secret's file cannot be used.
    """
    settings = settings or read_settings()
    app = Flask(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    app.config["SECRET_KEY"] = secret_key(settings)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    house = app.extensions["house"] = furnish(settings, app.jinja_env)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        t=house.say,
        static=house.files.url,
        modules=lru_cache(house.files.modules),
        language=house.say.language,
        address_of=address_of,
        absolute=settings.absolute,
        beside_topics=lambda: say_beside(house.programmes, house.say),
        fixed_now=settings.fixed_now,
        helplines_in_print=lambda: house.helplines.in_print(),
        elsewhere=ELSEWHERE,
        kept_group=_kept_group(app),
    )
    app.teardown_appcontext(close_database)
    secure(app)
    take_only_our_own(app)
    for door in DOORS:
        app.register_blueprint(door)
    guard.set_up(app)
    app.register_blueprint(staff)
    errors.add_to(app)
    app.wsgi_app = Quick(app.wsgi_app, house.state)  # type: ignore[method-assign, assignment]
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, count)  # type: ignore[method-assign]
    return app


def _kept_group(app: Flask) -> Callable[[Choices, str], Markup]:
    """Writes choices under one title; a group that is asked for in the same way is written once."""

    @lru_cache(maxsize=256)
    def write(choices: Choices, desk_key: str) -> Markup:
        macros = app.jinja_env.get_template("parts/_needs.html").module
        return Markup(macros.group(choices, desk_key))  # type: ignore[attr-defined]

    return write
