"""Somebody at the door of the staff, who fills in forms as a browser sends them."""

from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash
from werkzeug.test import TestResponse

from tests.web.asking import house_of
from webmap.places.account import Account
from webmap.storage import accounts
from webmap.storage.database import Database, open_database

PASSWORD = "たぬき かえる ごりら 7"
HASHED = generate_password_hash(PASSWORD)
Fields = list[tuple[str, str]]


def database_of(app: Flask) -> Database:
    """A connection of the test's own to the app's database."""
    return open_database(house_of(app).settings.database)


def set_clock(app: Flask, moment: datetime) -> None:
    """From now on it is the moment."""
    object.__setattr__(house_of(app).settings, "fixed_now", moment)


def keep_account(app: Flask, name: str = "mihon", role: str = "editor", **said: Any) -> str:
    """An account with :data:`PASSWORD`; ``locked``, or with another ``password``'s hash."""
    db = database_of(app)
    with db.atomic():
        account = Account(name, role, said.get("locked", False))
        accounts.keep_account(db, account, house_of(app).settings.now())
        accounts.set_password(db, name, said.get("password", HASHED))
    db.close()
    return name


class Forms(HTMLParser):
    """The forms of a page: the fields of the first one for each address that it is sent to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.by_action: dict[str, Fields] = {}
        self._fields: Fields = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self._fields = []
            self.by_action.setdefault(said["action"] or "", self._fields)
        elif tag == "input" and said.get("name"):
            self._fields.append((said["name"] or "", said.get("value") or ""))


@dataclass
class Visitor:
    """A browser without scripts; ``page`` is the last one it was shown."""

    client: FlaskClient
    page: TestResponse = field(init=False)

    def open(self, path: str) -> TestResponse:
        """Asks for a page and follows where it leads."""
        self.page = self.client.get(path, follow_redirects=True)
        return self.page

    def send(self, action: str, **typed: str) -> TestResponse:
        """Sends the page's form of an action, with what is typed in it."""
        fields = [(name, text) for name, text in self.fields(action) if name not in typed]
        sent: dict[str, list[str]] = {}
        for name, text in [*fields, *typed.items()]:
            sent.setdefault(name, []).append(text)
        self.page = self.client.post(action, data=sent)
        return self.page

    def fields(self, action: str) -> Fields:
        return Forms(self.page.text).by_action[action]

    def sign_in(self, name: str, password: str = PASSWORD, then: str = "/staff/") -> TestResponse:
        """Signs in on the way to a page."""
        self.open(then)
        return self.send("/staff/sign-in", name=name, password=password)

    def cookie(self) -> str:
        """What the browser holds of the staff."""
        found = self.client.get_cookie("staff", path="/staff")
        return found.value if found else ""
