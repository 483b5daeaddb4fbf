"""``data/city.toml``: the city that the map is for. Another city writes its own."""

import tomllib
from pathlib import Path

from ..places.city import City, Plan
from ..places.errors import ForPeople


def read_city(path: Path) -> City:
    """The city of a file.

    Raises:
        ForPeople: the file is missing, is no TOML, or lacks what it needs.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        city, view, plan = table["city"], table["map"], table.get("plan", {})
        lat, lon = (float(degrees) for degrees in view["center"])
        counts = {key: int(count) for key, count in plan.get("groups", {}).items()}
        return City(
            str(city["code"]),
            str(city["name"]),
            (lat, lon),
            int(view["zoom"]),
            Plan(int(plan.get("school_year", 0)), str(plan.get("source", "")), counts),
            str(table.get("desk", {}).get("place", "")),
            {str(code): str(name) for code, name in table.get("neighbours", {}).items()},
            str(view.get("avenue", "")),
            str(view.get("river", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ForPeople(f"{path}: まちの ファイルが 読めません（{error}）") from error
