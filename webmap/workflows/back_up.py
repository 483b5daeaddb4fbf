"""The whole database is copied into one file, proven, while the map goes on."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..places.errors import ForPeople
from ..storage.backups import (
    Counts,
    KnownCopy,
    clear_drafts,
    copy_database,
    digest_of,
    drafting,
    forget_copy,
    note_copy,
    push_to_disk,
)
from ..storage.database import Database, StorageError, say_trouble, writing

_OURS = re.compile(r"webmap-\d{8}T\d{6}\.sqlite")


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was made. ``size`` is in bytes; ``is_noted`` unless the database had no room to
    note where it lies."""

    path: Path
    counts: Counts
    size: int
    digest: str
    is_noted: bool


def digest_file(path: Path) -> Path:
    """Where the SHA-256 of a copy is written, as ``sha256sum -c`` reads it."""
    return path.with_name(f"{path.name}.sha256")


def back_up(db: Database, path: Path, now: datetime) -> Copied:
    """Copies the database into a new file, which is there only once it is whole and proven.

    Raises:
        ForPeople: there is a file of this name, it cannot be written, or the database is damaged.
            Then nothing was made, and the database is as it was.
    """
    path = path.absolute()
    _refuse_existing(path)
    try:
        return _copy(db, path, now)
    except StorageError as error:
        raise ForPeople(
            f"{path} に 写せません（{say_trouble(error)}）。写しは できていません。"
        ) from error
    except OSError as error:
        raise ForPeople(
            f"{path} に 書けません（{error.strerror}）。写しは できていません。"
        ) from error


def back_up_into(db: Database, folder: Path, most: int, now: datetime) -> tuple[Copied, list[Path]]:
    """Copies the database into a folder under a dated name, then deletes all but the newest ones.

    Deleted are only files that are named so, once the new copy is proven. Returns it, and what was
    deleted.

    Raises:
        ForPeople: as :func:`back_up`; or what is too old cannot be deleted, though the new copy is
            there.
    """
    made = back_up(db, folder / f"webmap-{now:%Y%m%dT%H%M%S}.sqlite", now)
    try:
        clear_drafts(made.path.parent, now)
        old = [path for path in _dated(made.path.parent)[:-most] if path != made.path]
        for path in old:
            _delete(db, path)
    except OSError as error:
        raise ForPeople(
            f"写し {made.path} は できました。けれども 古い写しを 消せません: {error}"
        ) from error
    return made, old


def _copy(db: Database, path: Path, now: datetime) -> Copied:
    with drafting(path) as draft:
        counts = copy_database(db, draft)
        digest, size = digest_of(draft), draft.stat().st_size
        digest_file(path).write_text(f"{digest}  {path.name}\n", encoding="utf-8")
        # noted first: a note of what is not there is harmless, a copy that nobody knows is not
        is_noted = _note(db, KnownCopy(str(path), digest, now))
        _refuse_existing(path)
        draft.rename(path)
    push_to_disk(path.parent)
    return Copied(path, counts, size, digest, is_noted)


def _note(db: Database, copy: KnownCopy) -> bool:
    """A full disk is no reason to have no copy on another one."""
    try:
        with writing(db):
            note_copy(db, copy)
    except StorageError:
        return False
    return True


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise ForPeople(f"{path} は もう あります。上書きは しません。ほかの名前に してください。")


def _dated(folder: Path) -> list[Path]:
    """The copies in a folder that were named here, oldest first."""
    return sorted(
        path
        for path in folder.iterdir()
        if _OURS.fullmatch(path.name) and path.is_file() and not path.is_symlink()
    )


def _delete(db: Database, path: Path) -> None:
    path.unlink()
    digest_file(path).unlink(missing_ok=True)
    with suppress(StorageError), writing(db):
        forget_copy(db, str(path))
