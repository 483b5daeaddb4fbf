"""Signed in without the form, for tests of all that lies behind it."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.asking import house_of
from tests.web.live_site import LiveSite
from webmap.places.account import Account
from webmap.storage.accounts import account, keep_account
from webmap.storage.database import open_database
from webmap.web.staff.cookie import TOKEN
from webmap.workflows.sessions import begin_session


@dataclass(frozen=True)
class Desk:
    """A client that is signed in; its posts carry the form's token."""

    client: FlaskClient
    name: str

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        self.client.get("/staff/")
        sent = {**(data or {}), "csrf_token": self.token()}
        return self.client.post(path, data=sent, **options)

    def token(self) -> str:
        """What a form of this session must send back."""
        with self.client.session_transaction(path="/staff/") as session:
            raw = session.setdefault("csrf_token", "made-up")
        return _signed(self.client.application, raw)


def open_desk(app: Flask, role: str = "editor", name: str = "") -> Desk:
    """A client of the app that is signed in as a made-up account of the role."""
    name = name or f"mihon-{role}"
    client = app.test_client()
    token = _begin(app, role, name)
    with client.session_transaction(path="/staff/") as session:
        session[TOKEN] = token
    return Desk(client, name)


def cookie_of(site: LiveSite, role: str = "editor", name: str = "") -> dict[str, Any]:
    """The cookie with which a browser is signed in."""
    desk = open_desk(site.app, role, name)
    cookie = desk.client.get_cookie("staff", path="/staff")
    assert cookie is not None
    return {"name": "staff", "value": cookie.value, "url": f"{site.url}/staff"}


def _begin(app: Flask, role: str, name: str) -> str:
    settings = house_of(app).settings
    db = open_database(settings.database)
    if account(db, name) is None:
        with db.atomic():
            keep_account(db, Account(name, role), settings.now())
    token = begin_session(db, name, settings.now())
    db.close()
    return token


def _signed(app: Flask, raw: str) -> str:
    from itsdangerous import URLSafeTimedSerializer

    secret = app.config["SECRET_KEY"]
    signed = URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(raw)
    return signed.decode() if isinstance(signed, bytes) else signed
