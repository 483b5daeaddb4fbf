"""``closed``, ``extra``, ``moved``, ``usual``: one date of a place, and what its dates then are."""

import argparse
from dataclasses import fields

from ..places.errors import ForPeople
from ..settings import Settings
from ..words.day_changes import say_dates, say_exception, say_undated
from ..words.phrases import Phrases
from ..workflows.change_days import (
    ANYWAY,
    FAR,
    REPLACED,
    SAME,
    TWICE,
    UNLISTED,
    AskedDay,
    ChangedDay,
    change_day,
)
from .printing import one_line, our_phrases

_REMARKS = {
    SAME: "もう そう なっていました。",
    REPLACED: "この日に 前に 入れたことの かわりに 入れました。",
    ANYWAY: "この日は もともと ひらく日では ありません。日にちを たしかめてください。",
    TWICE: "うつした先の日は もともと ひらく日です。日にちを たしかめてください。",
    FAR: "1年より 先の日です。年を たしかめてください。",
    UNLISTED: "この場所は いま のせていないか、お休み中です。",
}


def change(options: argparse.Namespace, settings: Settings) -> int:
    """Changes one date of a place: 0 it stands so now, 1 nothing was changed."""
    from ..storage.database import StorageError, open_database, say_trouble

    if not settings.database.exists():
        raise ForPeople(f"データベース {settings.database} が ありません。先に run か fill を。")
    said = {part.name: getattr(options, part.name, "") for part in fields(AskedDay)}
    asked = AskedDay(**{name: " ".join(text.split()) for name, text in said.items()})
    say, db = our_phrases(settings), open_database(settings.database)
    try:
        changed = change_day(db, asked, settings.now())
    except StorageError as error:
        raise ForPeople(
            f"データベースに 書けません（{say_trouble(error)}）。何も 変えていません。"
        ) from error
    finally:
        db.close()
    _tell(changed, say)
    return 0


def _tell(changed: ChangedDay, say: Phrases) -> None:
    """What was changed, what there is to say of it, and the dates that the place has now."""
    place = changed.place
    print(f"{one_line(place.name)}（{place.key}）")
    print(f"  {one_line(say_exception(changed.day, changed.exception, say))}")
    for remark in changed.remarks:
        print(f"  たしかめて: {_REMARKS[remark]}")
    dates = say_dates(changed.dates, say)
    print(f"  つぎに ひらく日: {dates or 'わかりません'}")
    for rule in changed.timetable.undated:
        print(f"  日にちが わからない: {say_undated(rule, '', say)}")
