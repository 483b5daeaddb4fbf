"""Of which source a file is an edition, and of which day."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ...places.changes import TABLES, diff
from ...places.days import Day, read_day
from ...places.draft import Edition
from ...places.errors import BadCell, NotUnderstood, Problem
from ...places.place import Source
from ...places.record import Statement
from ...places.who_is_who import free_key
from ...storage.changes import keep_changes
from ...storage.places import keys_of, source_called, source_of
from .request import Intake
from .survey import OpenFile

_WRITTEN = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_FURTHER = "（追加ファイル）"


@dataclass(slots=True)
class Editions:
    """Finds the source of each file; ``name`` names one that is new, ``day`` is the files' own."""

    intake: Intake
    name: str
    day: str

    def require(self, files: Iterable[OpenFile]) -> None:
        """Raises NotUnderstood when a file lacks its day, or is of a source that has no name yet."""
        files = list(files)
        if not files:
            return
        wrong = [*self._wrong_day()]
        for file in files:
            if not self.name and source_of(self.intake.db, file.edition_of) is None:
                wrong.append(
                    f"{file.name}: はじめての出典です。--source に 名前を 書いてください"
                    "（例: --source '○○市オープンデータ 子ども食堂一覧'）。"
                )
        if wrong:
            raise NotUnderstood("\n".join(wrong))

    def of(self, file: OpenFile) -> Edition:
        """The edition that a file is; a source that is new is made."""
        source = source_of(self.intake.db, file.edition_of)
        if source is None:
            source = self._make(file)
        elif self.name and not self._is_called(source):
            self.intake.listener.problem(
                Problem(
                    f"この形式と まちの ファイルは「{source.text('name')}」の版です",
                    self.name,
                    file.name,
                    column="--source",
                    severity="note",
                )
            )
        return Edition(source.key, read_day(_as_edtf(self.day)))

    def _wrong_day(self) -> Iterable[str]:
        try:
            day = read_day(_as_edtf(self.day))
        except BadCell:
            yield f"--day {self.day}: 2026-07-29 か 2026-07 の形で 書いてください。"
            return
        if not day.known:
            yield "--day に ファイルの 日（出典そのものの日。例: --day 2026-07-29）を 書いてください。"
        elif self._is_to_come(day):
            yield f"--day {self.day}: まだ 来ていない日です。"

    def _is_to_come(self, day: Day) -> bool:
        first = day.first()
        return first is not None and first > self.intake.now.date()

    def _is_called(self, source: Source) -> bool:
        return self.name == source.key or source.text("name").startswith(self.name)

    def _make(self, file: OpenFile) -> Source:
        """The source with this name, or a new one; from now on it is known by layout and city."""
        name = self._name_for(file)
        known = source_called(self.intake.db, name)
        said = dict(known.said) if known and not known.text("layout") else {"name": Statement(name)}
        said["layout"] = Statement(file.edition_of)
        key = known.key if known and not known.text("layout") else self._free(file)
        source = Source(key, said)
        stored = known if known and known.key == key else None
        changes = diff(stored, source, kept=self.intake.now, who=TABLES)
        keep_changes(self.intake.db, changes)
        return source

    def _name_for(self, file: OpenFile) -> str:
        """The name that was given, or with what tells it apart when other files have it."""
        layout, _, city = file.edition_of.partition(":")
        further = "" if file.layout.needs_name else _FURTHER
        names = (self.name, f"{self.name}{further or f'（{city or layout}）'}")
        return next(
            (name for name in names if self._is_free(name)), f"{self.name}（{file.edition_of}）"
        )

    def _is_free(self, name: str) -> bool:
        known = source_called(self.intake.db, name)
        return known is None or not known.text("layout")

    def _free(self, file: OpenFile) -> str:
        key = file.edition_of.replace("_", "-").replace(":", "-")
        return free_key(key, keys_of(self.intake.db, "source"))


def _as_edtf(text: str) -> str:
    """A day as people write it, ``2026/7/29``, in the form in which days are kept."""
    plain = unicodedata.normalize("NFKC", text)
    match = _WRITTEN.fullmatch(plain)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else plain
