"""``check``: what is wrong, or for a person to settle, and how many places there are."""

import argparse
from collections import Counter
from collections.abc import Iterable

from ..places.place import Place
from ..settings import Settings
from ..storage.database import open_database
from ..storage.places import all_places, count_standings
from ..words.day_changes import say_undated
from ..words.phrases import Phrases
from ..workflows.check_data import Report, check_data, check_stored, tidy_data
from ..workflows.check_days import Undated, undated_places
from ..workflows.check_where import check_stored_where
from .printing import one_line, our_phrases, print_problem, print_problems

_SHORT = 40
"""So much of the words beside a rule is shown."""


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Reports everything wrong with the tables; ``--tidy`` writes them in canonical form."""
    if options.tidy:
        tidy_data(settings.data)
    report = check_data(settings.data)
    print_problems(report.problems)
    severities = Counter(problem.severity for problem in report.problems)
    standings: Counter[str] | None = None
    places: Iterable[Place] = report.records
    if settings.database.exists():
        db = open_database(settings.database)
        told = {problem.found for problem in report.problems}
        for problem in (
            *check_stored(db, told),
            *check_stored_where(db, settings.data, told),
        ):
            print_problem(problem)
            severities[problem.severity] += 1
        standings, places = count_standings(db), all_places(db)
    _print_unread(report)
    _print_undated(places, settings)
    _print_plan(report)
    print(f"\n表: {report.places:,} か所。")
    if standings is not None:
        print(_stored(standings))
    print(f"エラー {severities['error']:,}、たしかめてほしいこと {severities['note']:,}。")
    return int(report.failed)


def _print_unread(report: Report) -> None:
    if report.unread:
        words = "、".join(report.unread)
        print(f"\n読みが まだの ことば（{len(report.unread)}）: {words}")


def _print_undated(places: Iterable[Place], settings: Settings) -> None:
    """The places that say no dates, and what to ask each, so that the calendar fills."""
    found = undated_places(places)
    undated = [one for one in found if one.rules]
    if undated:
        print(
            f"\n日にちが 決められない場所（{len(undated):,}）。きいて 入れると カレンダーに のります"
            "（schedules.csv の 第何週か、1週おきなら はじめの日。ひとつずつなら extra）"
        )
        say = our_phrases(settings)
        for one in undated:
            _print_questions(one, say)
    if len(found) > len(undated):
        print(f"\nひらく日が 何も わからない場所: {len(found) - len(undated):,} か所。")


def _print_questions(undated: Undated, say: Phrases) -> None:
    place = undated.place
    phone = f"  でんわ {place.text('phone')}" if "phone" in place.said else ""
    for rule, note in undated.rules:
        words = one_line(say_undated(rule, one_line(note, _SHORT), say))
        print(f"  {one_line(place.name)}（{place.key}）: {words}{phone}")


def _print_plan(report: Report) -> None:
    """The plan's numbers beside ours, when there is a plan."""
    plan = report.city.plan if report.city else None
    if not (plan and plan.counts):
        return
    print(f"\n計画の数とのつきあわせ（{plan.source}。団体で数えます）")
    for row in report.reconciliation:
        planned = str(row.planned) if row.category in plan.counts else "―"
        print(
            f"  {row.category:<16} 計画 {planned:>3}   のせている {row.listed:>3}"
            f"   確認をまつ {row.awaiting:>3}"
        )


def _stored(standings: Counter[str]) -> str:
    places, listed, awaiting = standings.total(), standings["listed"], standings["check"]
    return (
        f"データベース: {places:,} か所"
        f"（のせている {listed:,}、確認をまつ {awaiting:,}、ほか {places - listed - awaiting:,}）。"
    )
