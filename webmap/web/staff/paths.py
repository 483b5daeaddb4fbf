"""Addresses of the staff: which are theirs, and where one goes on after signing in."""

import re
from urllib.parse import quote, unquote

from flask import request

START = "/staff/"

_WORDS = r"[\w.~!$&'()*+,;=:@%/-]*"
_OWN = re.compile(rf"/staff/{_WORDS}(?:\?[\w.~!$&'()*+,;=:@%/?-]*)?", re.ASCII)


def is_of_the_staff(path: str) -> bool:
    """Whether a path lies behind the door of the staff, whatever it leads to."""
    return path == "/staff" or path.startswith(START)


def asked_for() -> str:
    """Where this request goes, with its query, as an address."""
    query = quote(request.query_string, safe="!$&'()*+,;=:@~/?%")
    return quote(request.path, safe="/!$&'()*+,;=:@~") + (f"?{query}" if query else "")


def own(path: str) -> str:
    """The address itself if it is one of the staff's pages, else where they begin: nobody is led
    to another site by a link to the sign-in."""
    inside = _OWN.fullmatch(path) and ".." not in unquote(path.partition("?")[0])
    return path if inside else START
