"""``heard``: what families wish to know, and what they report to be wrong."""

import argparse
import json
from datetime import datetime

from ..places.changes import OFFICE
from ..places.days import read_day
from ..places.errors import BadCell, ForPeople, NotUnderstood
from ..settings import Settings
from ..storage.database import Database, open_database
from ..words.dates import say_day
from ..words.phrases import Phrases, read_phrases
from ..words.voices import say_wish, say_wrongs
from ..workflows.hear import (
    HeardReport,
    HeardWish,
    forget_what_is_over,
    heard_reports,
    heard_wishes,
    settle,
)
from .printing import one_line

_WHOLE = 1000
"""More characters than a report has."""


def heard(options: argparse.Namespace, settings: Settings) -> int:
    """Lists wishes, the most wanted first, and open reports; ``--settle`` settles reports before."""
    if not settings.database.exists():
        raise ForPeople(f"データベース {settings.database} が ありません。先に run か fill を。")
    now, db = settings.now(), open_database(settings.database)
    try:
        forget_what_is_over(db, now)
        if options.settle:
            _settle(db, options, now)
        if options.json:
            _print_json(db, options.settle)
        else:
            _print_words(db, options.settle, _phrases(settings))
    finally:
        db.close()
    return 0


def _settle(db: Database, options: argparse.Namespace, now: datetime) -> None:
    try:
        settle(db, options.settle, options.word, OFFICE, now)
    except BadCell as bad:
        raise NotUnderstood(f"--word は {bad.expected}。何も 変えていません。") from bad


def _print_words(db: Database, settled: list[int], say: Phrases) -> None:
    wishes, reports = heard_wishes(db), heard_reports(db)
    print(f"聞いてほしい: {len(wishes):,} しゅるい、{sum(one.wished.count for one in wishes):,} 回")
    for wish in wishes:
        print(_wish(wish, say))
    print(f"\nちがっています: のこり {len(reports):,} 件")
    for report in reports:
        _print_report(report, say)
    if settled:
        numbers = "、".join(map(str, settled))
        print(f"\nおわりに しました: {numbers}。90日たつと 消えます。")
    elif reports:
        first = reports[0].kept.number
        print(f"\nたしかめたら: python -m webmap heard --settle {first}")


def _wish(heard: HeardWish, say: Phrases) -> str:
    wished = heard.wished
    known = "（いまは わかっています）" if heard.is_known else ""
    what, month = say_wish(wished.what, say), say_day(read_day(wished.last), say)
    return (
        f"  {wished.count:>4}回  {_called(heard.name, wished.place)}  {what}{known}  さいご {month}"
    )


def _print_report(heard: HeardReport, say: Phrases) -> None:
    kept, report = heard.kept, heard.kept.report
    moment = kept.kept.strftime("%Y-%m-%d %H:%M")
    wrongs = say_wrongs(report.wrongs, say)
    print(f"  {kept.number:>4}  {moment}  {_called(heard.name, report.place)}  {wrongs}".rstrip())
    if report.text:
        print(f"        「{one_line(report.text, _WHOLE)}」")


def _called(name: str, key: str) -> str:
    return f"{one_line(name)}（{key}）" if name else key


def _print_json(db: Database, settled: list[int]) -> None:
    """One object, for programs: ``wishes``, ``reports`` (open ones), ``settled`` (numbers)."""
    wishes = [
        {
            "place": one.wished.place,
            "name": one.name,
            "what": one.wished.what,
            "count": one.wished.count,
            "last": one.wished.last,
            "known": one.is_known,
        }
        for one in heard_wishes(db)
    ]
    reports = [
        {
            "number": one.kept.number,
            "kept": one.kept.kept.isoformat(timespec="seconds"),
            "place": one.kept.report.place,
            "name": one.name,
            "wrongs": list(one.kept.report.wrongs),
            "text": one.kept.report.text,
        }
        for one in heard_reports(db)
    ]
    told = {"wishes": wishes, "reports": reports, "settled": settled}
    print(json.dumps(told, ensure_ascii=False))


def _phrases(settings: Settings) -> Phrases:
    own = settings.data / "phrases"
    return read_phrases(own if own.exists() else Settings().data / "phrases", "ja")
