"""``check``: what is wrong, or for a person to settle, and how many places there are."""

import argparse
from collections import Counter

from ..settings import Settings
from ..storage.database import open_database
from ..storage.places import count_standings
from ..workflows.check_data import Report, check_data, check_stored, tidy_data
from ..workflows.check_where import check_stored_where
from .printing import print_problem, print_problems


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Reports everything wrong with the tables; ``--tidy`` writes them in canonical form."""
    if options.tidy:
        tidy_data(settings.data)
    report = check_data(settings.data)
    print_problems(report.problems)
    severities = Counter(problem.severity for problem in report.problems)
    standings: Counter[str] | None = None
    if settings.database.exists():
        db = open_database(settings.database)
        told = {problem.found for problem in report.problems}
        for problem in (
            *check_stored(db, told),
            *check_stored_where(db, settings.data, told),
        ):
            print_problem(problem)
            severities[problem.severity] += 1
        standings = count_standings(db)
    _print_unread(report)
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
