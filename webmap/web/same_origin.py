"""What changes or asks by POST is taken from our own pages only.

Public forms carry no session and no token, so that pages can be kept for everybody. What keeps
other sites from sending them in a visitor's name is what the browser says of where they stand:
``Sec-Fetch-Site``, and where a browser does not say that (it is older than 2023, or the page came
by plain http), ``Origin``. Both are set by the browser and by no page.

It holds for every POST, also for the map's own form, which only reads: one rule without exceptions
is forgotten nowhere, and links (GET) are there for whoever wants to lead to a filtered map.

A request that says neither is taken: no browser of the last years leaves out both when the form
stands on another site, and what is no browser could write anything there anyway.
"""

from urllib.parse import urlsplit

from flask import Flask, Request, abort, request

from .house import house

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = frozenset({"same-origin", "none"})
"""``none``: the person asked for it, by reload or by a page taken up again; no site can cause it."""


def take_only_our_own(app: Flask) -> None:
    """Refuses with 403 what a page of another site sends."""

    @app.before_request
    def refuse_others() -> None:
        if request.method not in _SAFE and not is_our_own(request, house().settings.address):
            abort(403)


def is_our_own(asked: Request, address: str) -> bool:
    """Whether a request comes from one of our pages, as far as its browser says.

    ``address`` is our public one: a proxy in front may call us by another name.
    """
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in _OWN
    origin = asked.headers.get("Origin")
    return origin is None or origin in {_origin(asked.host_url), _origin(address)} - {""}


def _origin(address: str) -> str:
    """Scheme, host and port of an address, as a browser writes them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
