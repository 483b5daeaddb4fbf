"""The Flask app: settings, furniture, doors."""

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from ..settings import ROOT, Settings, read_settings, secret_key
from .house import close_database, furnish
from .public import errors, feeds, files, pages
from .query import address_of
from .security import secure


def create_app(settings: Settings | None = None) -> Flask:
    """The app, for gunicorn, waitress and tests.

    Raises:
        ForPeople: a setting, ``data/city.toml`` or the secret's file cannot be used.
    """
    settings = settings or read_settings()
    app = Flask(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    app.config["SECRET_KEY"] = secret_key(settings)
    house = app.extensions["house"] = furnish(settings)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        t=house.say,
        static=house.files.url,
        language=house.say.language,
        address_of=address_of,
    )
    app.teardown_appcontext(close_database)
    secure(app)
    for door in (pages.public, feeds.feeds, files.files):
        app.register_blueprint(door)
    errors.add_to(app)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, count)  # type: ignore[method-assign]
    return app
