"""Of which source a file is an edition, and of which day."""

from collections.abc import Iterable
from dataclasses import dataclass, field

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

_FURTHER = "（追加ファイル）"


@dataclass(slots=True)
class Editions:
    """Finds the source of each file; ``name`` names one that is new, ``day`` is the files' own."""

    intake: Intake
    name: str
    day: str
    _named: int = field(default=0)

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
                    "（例: --source 国立市オープンデータ 子ども食堂一覧）。"
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
                    f"この形式と まちの ファイルは「{source.text('name')}」の版として 入れました",
                    self.name,
                    file.name,
                    column="--source",
                    severity="note",
                )
            )
        return Edition(source.key, read_day(self.day))

    def _wrong_day(self) -> Iterable[str]:
        try:
            day = read_day(self.day)
        except BadCell as bad:
            yield f"--day {self.day}: {bad.expected} の形で 書いてください。"
            return
        if not day.known:
            yield "--day に ファイルの 日（出典そのものの日。例: --day 2026-07-29）を 書いてください。"
        elif self._is_to_come(day):
            yield f"--day {self.day}: まだ 来ていない日です。"

    def _is_to_come(self, day: Day) -> bool:
        first = day.first()
        return first is not None and first > self.intake.now.date()

    def _is_called(self, source: Source) -> bool:
        return self.name in (source.key, source.text("name")) or source.text("name").endswith(
            _FURTHER
        )

    def _make(self, file: OpenFile) -> Source:
        """The source with this name, or a new one; from now on it is known by layout and city."""
        further = not file.layout.needs_name
        name = f"{self.name}{_FURTHER}" if further and self._named else self.name
        self._named += 1
        known = source_called(self.intake.db, name)
        said = dict(known.said) if known and not known.text("layout") else {"name": Statement(name)}
        said["layout"] = Statement(file.edition_of)
        key = known.key if known and not known.text("layout") else self._free(file)
        source = Source(key, said)
        stored = known if known and known.key == key else None
        changes = diff(stored, source, kept=self.intake.now, who=TABLES)
        keep_changes(self.intake.db, changes)
        return source

    def _free(self, file: OpenFile) -> str:
        key = file.edition_of.replace("_", "-").replace(":", "-")
        return free_key(key, keys_of(self.intake.db, "source"))
