"""A copy takes the place of the database; what was there till then is kept under a dated name."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..places.errors import ForPeople
from ..storage.accounts import end_all_sessions
from ..storage.backups import (
    Counts,
    Damaged,
    KnownCopy,
    clear_drafts,
    digest_of,
    drafting,
    known_copies,
    note_copy,
    notes_of,
    prove,
)
from ..storage.database import Database, StorageError, bring_forward, connect, say_trouble, writing
from ..storage.replacing import is_of_another_program, replace
from .back_up import digest_file
from .hear import forget_what_is_over


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands now. ``aside`` is the file that holds what stood before, if anything did;
    ``is_compared`` when a SHA-256 lay beside the copy."""

    counts: Counts
    aside: Path | None
    is_compared: bool


def restore(path: Path, live: Path, now: datetime) -> Restored:
    """Puts a copy in the place of the live database, whether or not a server runs on it.

    The copy is brought to today's schema; nobody stays signed in; what families said and may no
    longer be kept is forgotten; the copies that were known stay known.

    Raises:
        ForPeople: it is no whole copy of a database of ours, or of a later schema, or cannot be
            put in place. Then the live database is as it was.
    """
    aside = _aside(live, now)
    try:
        _refuse(path, live)
        clear_drafts(live.parent, now)
        with drafting(live) as draft:
            is_compared = _take(path, draft)
            counts = _prepare(draft, path, live, aside, now)
            replace(live, draft, aside)
    except StorageError as error:
        raise ForPeople(
            f"もどせません（{say_trouble(error)}）。データベースは そのままです。"
        ) from error
    except OSError as error:
        raise ForPeople(f"もどせません（{error}）。データベースは そのままです。") from error
    return Restored(counts, aside if aside.exists() else None, is_compared)


def _refuse(path: Path, live: Path) -> None:
    if not path.is_file():
        raise ForPeople(f"{path} が ありません。")
    if not live.exists():
        return
    if path.samefile(live):
        raise ForPeople(f"{path} は いま 使っている データベースです。写しを えらんでください。")
    if is_of_another_program(live):
        raise ForPeople(f"{live} は この地図の データベースでは ありません。何も かえていません。")


def _aside(live: Path, now: datetime) -> Path:
    """A dated name that no file has yet."""
    dated = live.with_name(f"{live.stem}-before-{now:%Y%m%dT%H%M%S}{live.suffix}")
    free, number = dated, 2
    while free.exists():
        free, number = dated.with_stem(f"{dated.stem}-{number}"), number + 1
    return free


def _take(path: Path, draft: Path) -> bool:
    """Takes the copy's bytes, and whether they could be compared with its SHA-256."""
    for end in ("", "-wal"):  # a file that was in use when it was copied by hand has both
        if Path(f"{path}{end}").exists():
            shutil.copyfile(f"{path}{end}", f"{draft}{end}")
    beside = digest_file(path)
    if not beside.exists():
        return False
    if digest_of(draft) not in beside.read_text(encoding="utf-8", errors="replace"):
        raise Damaged(
            f"{path.name} は {beside.name} と あいません。写しが かわっています。"
            "ほかの写しを えらんでください。データベースは そのままです。"
        )
    return True


def _prepare(draft: Path, path: Path, live: Path, aside: Path, now: datetime) -> Counts:
    """Makes of a copy what may stand today."""
    prove(draft, path.name)
    with closing(connect(draft)) as db:
        bring_forward(db, path)
        forget_what_is_over(db, now)
        with writing(db):
            end_all_sessions(db)
            _note_copies(db, path, live, aside, now)
    return prove(draft, path.name)


def _note_copies(db: Database, path: Path, live: Path, aside: Path, now: datetime) -> None:
    """The copy does not know those made after it, nor itself, nor what is put aside."""
    known = {copy.path for copy in known_copies(db)}
    later = [copy for copy in notes_of(live) if copy.path not in known]
    itself = KnownCopy(str(path.absolute()), digest_of(path), now)
    put_aside = [KnownCopy(str(aside), "", now)] if live.exists() else []
    for copy in (*later, *put_aside):
        note_copy(db, copy)
    if itself.path not in {copy.path for copy in known_copies(db)}:
        note_copy(db, itself)
