"""``locate --all``: gives the sites of the database their points, and says what it did."""

import argparse
import json
import sys
from collections import deque
from dataclasses import asdict

from ..formats.city_file import read_city
from ..places.errors import ForPeople
from ..places.location import Location
from ..places.record import Statement
from ..settings import Settings
from ..workflows.locate_sites import locate_sites, whom_to_ask
from ..workflows.read_gazetteer import read_gazetteer
from ..workflows.told_of_sites import IMPROVED, LOCATED, UNLOCATED, Counts, Remark, Told
from .printing import LEVELS, one_line

_GEOCODERS = {"gsi": "国土地理院", "nominatim": "Nominatim"}
_STATES = {LOCATED: "＋", IMPROVED: "↑", UNLOCATED: "？"}
_SAID_ONCE = ("unchecked", "left")
"""Remarks that hold for the whole run."""
_REMARKS = {
    "outside": "{geocoder} の答えは {name} の外だったので 使っていません",
    "not_found": "{geocoder} に ありません",
    "slow": "{geocoder} から 時間までに 返事が ありません",
    "busy": "{geocoder} が こみあっています",
    "unwilling": "{geocoder} に ことわられました",
    "broken": "{geocoder} に つながらないか、返事が 読めません",
}


def locate_all(options: argparse.Namespace, settings: Settings) -> int:
    """Locates all sites: 0 all that have an address are located, 1 some are not."""
    from ..storage.database import StorageError, open_database, say_trouble

    if not settings.database.exists():
        raise ForPeople(f"データベース {settings.database} が ありません。先に run か fill を。")
    city, now = read_city(settings.data / "city.toml"), settings.now()
    db = open_database(settings.database)
    listener = _Json() if options.json else _Words()
    try:
        asked = whom_to_ask(db, settings, city, read_gazetteer(settings.data), now)
        counts = locate_sites(db, settings.data, now, asked, listener)
    except KeyboardInterrupt:
        print(
            "\nとちゅうで 止めました。見つけた ところまでは 入っています。"
            "もういちど 動かすと つづきから はじまります。",
            file=sys.stderr,
        )
        raise
    except StorageError as error:
        raise ForPeople(
            f"データベースに 書けません（{say_trouble(error)}）。ここまでは 入っています。"
        ) from error
    finally:
        db.close()
    listener.end(counts)
    return int(counts.unlocated > 0)


class _Progress:
    """Says on a terminal how far it is; the line is written over again and again."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()

    def progress(self, done: int, sites: int) -> None:
        if self._live and (done % 10 == 0 or done == sites):
            end = "\n" if done == sites else "\r"
            print(f"{done:,} / {sites:,} か所", end=end, file=sys.stderr, flush=True)

    def left(self, geocoder: str, word: str) -> None:
        why = _REMARKS[word].format(geocoder=_GEOCODERS[geocoder])
        print(f"{why}。今回は もう きかずに つづけます。", file=sys.stderr)


class _Words(_Progress):
    """Says it to a person."""

    def __init__(self) -> None:
        super().__init__()
        self._unchecked: set[str] = set()

    def site(self, told: Told) -> None:
        """「＋ 矢川プラス: 35.685, 139.43（町、半径 250 m、gazetteer）」, then what went otherwise."""
        self._unchecked |= {one.name for one in told.remarks if one.word == "unchecked"}
        remarks = [one for one in told.remarks if one.word not in _SAID_ONCE]
        if not (told.state in _STATES or remarks):
            return
        print(f"{_STATES.get(told.state, '・')} {_called(told)}: {_say_point(told.point)}")
        for remark in remarks:
            print(f"    {_say_remark(remark)}")

    def end(self, counts: Counts) -> None:
        if self._unchecked:
            names = "・".join(sorted(self._unchecked - {""}))
            where = f"形の わからない まち（{names}）" if names else "形の わからない まち"
            print(f"{where}では、答えを たしかめられないので インターネットの検索を していません。")
        if counts.unlocated:
            print("？ の住所は、町の名前まで あるか たしかめてください。")
        print(counts)


class _Json(_Progress):
    """Says it to a program: one JSON line for each site, as soon as it is done, and a last one with
    the counts. A run that stops has no last line."""

    def __init__(self) -> None:
        super().__init__()
        self._left = deque[dict[str, str]]()

    def site(self, told: Told) -> None:
        _print_json(
            {
                "site": told.key,
                "names": told.names,
                "address": told.address,
                "state": told.state,
                **_cells(told.point),
                "remarks": [asdict(remark) for remark in told.remarks],
            }
        )

    def left(self, geocoder: str, word: str) -> None:
        self._left.append({"geocoder": geocoder, "word": word})

    def end(self, counts: Counts) -> None:
        _print_json({"left": [*self._left], **asdict(counts)})
        print(counts, file=sys.stderr)


def _print_json(value: dict[str, object]) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def _called(told: Told) -> str:
    """A site by its places, at most three of them, and by its address."""
    names = "・".join(told.names[:3]) + ("ほか" if len(told.names) > 3 else "")
    return one_line(f"{names}（{told.address}）" if names else told.address)


def _say_point(statement: Statement | None) -> str:
    if statement is None or not isinstance(statement.value, Location):
        return "位置が わかりません"
    point = statement.value
    radius = f"、半径 {point.radius_m} m" if point.radius_m else ""
    return f"{point.lat}, {point.lon}（{LEVELS[point.level]}{radius}、{statement.source}）"


def _say_remark(remark: Remark) -> str:
    name = remark.name or "そのまち"
    return _REMARKS[remark.word].format(geocoder=_GEOCODERS[remark.geocoder], name=name)


def _cells(statement: Statement | None) -> dict[str, object]:
    """``lat`` null when there is no point, as ``locate --json`` writes it."""
    if statement is None or not isinstance(statement.value, Location):
        return {"lat": None, "lon": None, "level": None, "radius_m": None, "source": ""}
    point = statement.value
    return {
        "lat": float(point.lat),
        "lon": float(point.lon),
        "level": point.level,
        "radius_m": int(point.radius_m) if point.radius_m else None,
        "source": statement.source,
    }
