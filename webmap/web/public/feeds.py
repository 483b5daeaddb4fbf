"""The data for the map and for others, what is new, and the map's script."""

import json

from flask import Blueprint, Response, request

from ...formats.atom import MIMETYPE as ATOM
from ...mapping.city_map import CityMap, MapAddresses
from ...workflows.find_places import geojson
from ...workflows.news import NewsFeed
from ..answers import Body, answer
from ..house import database, house, kept, now
from ..query import read_asked

feeds = Blueprint("feeds", __name__)


@feeds.get("/ja/map.js")
def map_script() -> Response:
    """The map's script: Folium's, without a page around it."""
    furnished = house()

    def make() -> Body:
        files, drawing = furnished.files, "basemap/drawing.json"
        addresses = MapAddresses(
            "/ja/places.json",
            files.url("icons/categories.svg"),
            files.url(drawing) if files.has(drawing) else "",
        )
        script = CityMap(furnished.city.center, furnished.city.zoom, furnished.say, addresses)
        return Body(script.script().encode(), "text/javascript")

    return answer(furnished.answers.get(("map.js",), make))


@feeds.get("/ja/places.json")
def places_json() -> Response:
    """All public places, compact, for the page alone."""
    furnished = house()

    def make() -> Body:
        shelf = furnished.finder.shelf(database(), now().date())
        return Body(shelf.places_json, "application/json")

    return answer(kept("places.json", make))


@feeds.get("/ja/search.json")
def search_json() -> Response:
    """The keys of the places that hold the words of ``q``; kept nowhere."""
    furnished = house()
    query = read_asked(request.args, now().date()).needs.q
    keys = furnished.finder.search(database(), query, now().date())
    response = answer(Body(json.dumps({"keys": keys}).encode(), "application/json", quality=1))
    response.headers["Cache-Control"] = "no-store"
    return response


@feeds.get("/places.geojson")
def places_geojson() -> Response:
    """Every public place as GeoJSON (RFC 7946)."""

    def make() -> Body:
        return Body(geojson(database()), "application/geo+json")

    response = answer(kept("geojson", make))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@feeds.get("/feed.xml")
def feed() -> Response:
    """What is new on the map, as an Atom feed (RFC 4287)."""
    furnished = house()
    midnight = now().replace(hour=0, minute=0, second=0, microsecond=0)

    def make() -> Body:
        news = NewsFeed(furnished.say, furnished.city.authority, furnished.settings.absolute)
        return Body(news.feed(database(), midnight), ATOM)

    response = answer(kept("feed.xml", make))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@feeds.get("/healthz")
def healthz() -> Response:
    """Whether the database answers."""
    database().execute("SELECT 1 FROM change LIMIT 1").fetchone()
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})
