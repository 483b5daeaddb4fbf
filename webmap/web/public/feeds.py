"""The data for the map and for others, and the map's script."""

from flask import Blueprint, Response, request

from ...mapping.city_map import CityMap, MapAddresses
from ...workflows.find_places import geojson
from ..answers import Body, answer
from ..house import database, house
from ..query import read_needs

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
def map_data() -> Response:
    """The places that the query asks for, compact, for the map alone."""
    furnished, needs = house(), read_needs(request.args)
    db, today = database(), furnished.settings.today()

    def make() -> Body:
        return Body(furnished.finder.map_data(db, needs, today), "application/json")

    if needs.query:
        return answer(make())
    shelf = furnished.finder.shelf(db, today)
    return answer(
        furnished.answers.get((shelf.edition, shelf.day, "places.json", needs.categories), make)
    )


@feeds.get("/places.geojson")
def places_geojson() -> Response:
    """Every public place as GeoJSON (RFC 7946)."""
    furnished, db = house(), database()
    shelf = furnished.finder.shelf(db, furnished.settings.today())
    body = furnished.answers.get(
        (shelf.edition, "geojson"), lambda: Body(geojson(db), "application/geo+json")
    )
    response = answer(body)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@feeds.get("/healthz")
def healthz() -> Response:
    """Whether the database answers."""
    database().execute("SELECT 1 FROM change LIMIT 1").fetchone()
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})
