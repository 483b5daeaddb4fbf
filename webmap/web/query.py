"""The words of an address: what is asked for, and the address that asks for it."""

from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from ..places.vocabulary import CATEGORIES
from ..workflows.find_places import Needs

LONGEST = 100
"""Characters of a search text that are read."""


def read_needs(args: MultiDict[str, str]) -> Needs:
    """What the query asks for; a word that is not ours is left out."""
    categories = tuple(key for key in CATEGORIES if key in args.getlist("category"))
    page = args.get("page", "1")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    return Needs(categories, " ".join(args.get("q", "").split())[:LONGEST], number)


def address_of(needs: Needs, path: str = "/ja/", **changes: object) -> str:
    """The address that asks for the needs with something changed.

    ``toggle`` adds or takes away a category; ``categories``, ``query`` and ``page`` replace
    theirs. A change begins at the first page again.
    """
    chosen = set(changes.get("categories", needs.categories))  # type: ignore[call-overload]
    if "toggle" in changes:
        chosen ^= {changes["toggle"]}
    words = [("category", key) for key in CATEGORIES if key in chosen]
    words += [("q", text)] if (text := str(changes.get("query", needs.query))) else []
    page = int(str(changes.get("page", 1)))
    words += [("page", str(page))] if page > 1 else []
    return path + (f"?{urlencode(words)}" if words else "")
