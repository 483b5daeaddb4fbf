"""Every public address of a site, and what it answers."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webmap.places.needs import LISTS
from webmap.storage.database import open_database
from webmap.storage.places import all_records
from webmap.web.house import House

FIXED = (
    "/",
    "/ja/",
    "/ja/about",
    "/ja/programmes",
    "/ja/calendar",
    "/ja/calendar/2027-01",
    "/ja/calendar/2026-12?category=kodomo_shokudo",
    "/ja/help",
    "/ja/map.js",
    "/ja/places.json",
    "/ja/search.json",
    "/places.geojson",
    "/preview.png",
    "/calendar.ics",
    "/feed.xml",
    "/healthz",
)


def house_of(app: Flask) -> House:
    """What the app is furnished with."""
    house = app.extensions["house"]
    assert isinstance(house, House)
    return house


def data_addresses(app: Flask, *queries: str) -> list[str]:
    """Every address whose answer comes from the data; each query is asked of list and search."""
    asked = [("category", key) for key in LISTS["category"]]
    asked += [(word, values[-1]) for word, values in LISTS.items()]
    lists = [f"/ja/?{urlencode([pair])}" for pair in (*asked, *(("q", text) for text in queries))]
    searches = [f"/ja/search.json?{urlencode({'q': text})}" for text in queries]
    pages = [f"/ja/?page={number}" for number in range(2, 5)]
    places = [f"/ja/places/{key}{end}" for key in place_keys(app) for end in ("", ".ics")]
    places.append(f"/calendar.ics?category={LISTS['category'][0]}")
    pages_of = ("", "/wrong", "/thanks")
    places = [f"/ja/places/{key}{page}" for key in place_keys(app) for page in pages_of]
    return [*FIXED, "/nowhere", *lists, *searches, *pages, *places]


def static_addresses(app: Flask) -> list[str]:
    """Every file that is served."""
    files = house_of(app).files
    return ["/favicon.ico", *(files.url(name) for name in files._paths)]


def place_keys(app: Flask) -> list[str]:
    """The keys of all places, public or not."""
    db = open_database(house_of(app).settings.database)
    keys = [record.key for record in all_records(db) if record.of == "place"]
    db.close()
    return keys


def all_bodies(client: FlaskClient, addresses: list[str]) -> Iterator[tuple[str, str]]:
    """Each address with the text that it answers, headers included; a 500 is a failure."""
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code < 500, f"{address}: {answer.status_code}"
        yield address, f"{answer.headers}\n{answer.get_data().decode('utf-8', 'replace')}"


def headers_of(answer: TestResponse) -> dict[str, str]:
    """The headers without the moment of the answer."""
    return {name: text for name, text in answer.headers if name != "Date"}


def listed_keys(answer: TestResponse) -> list[str]:
    """The keys of a page's entries, in its order."""
    return re.findall(r'<li\b[^>]*\bdata-key="([^"]*)"', answer.text)


def sent_places(client: FlaskClient) -> dict[str, dict[str, Any]]:
    """The places that the page loads, by key: each with its cells as they are sent."""
    columns = client.get("/ja/places.json").get_json()["columns"]
    rows = zip(*columns.values(), strict=True)
    return {row["key"]: row for row in (dict(zip(columns, cells, strict=True)) for cells in rows)}


def found_keys(client: FlaskClient, text: str) -> list[str]:
    """The keys of the places that hold the words."""
    keys = client.get("/ja/search.json", query_string={"q": text}).get_json()["keys"]
    assert isinstance(keys, list)
    return keys
