"""``locate``: where an address is, with its honesty; needs no network and no database."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import BinaryIO

from ..geocoding.gazetteer import Gazetteer
from ..places.errors import NotUnderstood
from ..settings import Settings
from ..workflows.read_gazetteer import read_gazetteer
from .printing import LEVELS, one_line

_STDIN = "-"

Answer = dict[str, object]


def locate(options: argparse.Namespace, settings: Settings) -> int:
    """Answers each address in its order: 0 all were found, 1 one was not.

    ``-`` stands for standard input, an address a line; each is answered as soon as it is read.

    Raises:
        NotUnderstood: there is no address, or addresses and ``--all`` at once.
    """
    if options.all:
        if options.addresses:
            raise NotUnderstood(
                "--all は 住所と いっしょには 使えません。どちらかに してください。"
            )
        from .locate_all import locate_all

        return locate_all(options, settings)
    if not options.addresses:
        raise NotUnderstood(
            "住所が ありません。住所か、- （標準入力）か、--all を 書いてください。"
        )
    gazetteer = read_gazetteer(settings.data)
    all_found = True
    for address in _addresses(options.addresses):
        answer = _answer(gazetteer, address)
        text = json.dumps(answer, ensure_ascii=False) if options.json else _say(answer)
        print(text, flush=True)
        all_found &= answer["lat"] is not None
    return int(not all_found)


def _addresses(given: list[str]) -> Iterator[str]:
    for address in given:
        if address != _STDIN:
            yield address
        elif sys.stdin is None:
            raise NotUnderstood("標準入力が ありません。")
        else:
            yield from _lines(sys.stdin.buffer)


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Each line as soon as it is there, so that the answer to line n is the nth. A line that is no
    UTF-8 is read as Shift_JIS (cp932), the other encoding of offices."""
    for number, line in enumerate(stream):
        text = _decoded(line).removesuffix("\n").removesuffix("\r")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp932", errors="replace")


def _answer(gazetteer: Gazetteer, address: str) -> Answer:
    found = gazetteer.geocode(address)
    if not found:
        nothing = dict.fromkeys(("lat", "lon", "level", "radius_m", "source"))
        return {"address": address, **nothing, "matched": gazetteer.understood_of(address) or None}
    raw = found.raw
    return {
        "address": address,
        "lat": found.latitude,
        "lon": found.longitude,
        "level": raw["level"],
        "radius_m": raw["radius_m"],
        "source": raw["source"],
        "matched": raw["matched"],
    }


def _say(answer: Answer) -> str:
    return "\n    ".join((one_line(str(answer["address"])) or "（空）", *_lines_of(answer)))


def _lines_of(answer: Answer) -> Iterator[str]:
    level, radius, matched = answer["level"], answer["radius_m"], answer["matched"]
    if answer["lat"] is None:
        yield "見つかりません。"
        yield f"わかったところ: {matched} まで" if matched else "わかったところは ありません。"
        return
    yield f"点: {answer['lat']}, {answer['lon']}"
    about = "" if level in ("building", "block") else "。だいたいの場所"
    yield f"こまかさ: {LEVELS[str(level)]}（{level}）{about}"
    if level != "building":
        yield _say_radius(radius)
    yield f"出典: {answer['source']}"
    yield f"わかったところ: {matched}"


def _say_radius(radius: object) -> str:
    return (
        "半径: わかりません" if radius is None else f"半径: {radius} メートル（建物の半分が 入る）"
    )
