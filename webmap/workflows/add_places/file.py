"""Takes one file: row by row, as differences to what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from ...formats.layout import Cells, show
from ...formats.sheet import SheetRow
from ...places.agreement import agrees
from ...places.changes import FILE
from ...places.days import is_later
from ...places.draft import Draft, Edition, Identity
from ...places.errors import BadCell, Problem
from ...places.place import Place
from ...places.record import Statement
from ...places.who_is_who import Roll, called
from ...places.who_wins import spoke_later
from ...storage import files, rolls
from ...storage.changes import keep_changes, read_record
from ...storage.files import KeptRow, Spoken
from .editions import Editions
from .request import Intake
from .row import UNCHANGED, RowTaker, Taken
from .survey import OpenFile

_STEP = 500


@dataclass(slots=True)
class FileTaker:
    """Takes the rows of one file, which is one edition of a source."""

    intake: Intake
    file: OpenFile
    editions: Editions
    edition: Edition = field(init=False)
    _roll: Roll = field(init=False)
    _rows: RowTaker = field(init=False)
    _spoken: Mapping[str, Spoken] = field(init=False)
    _called: dict[str, str] = field(init=False)
    _heading: bytes = b""
    _kept: int = 0
    _seen: dict[str, int] = field(default_factory=dict)
    """The places of the rows so far, with the line where each stood first."""

    def take(self) -> None:
        """Takes the file, or nothing of it when a row is rejected and only all will do."""
        db = self.intake.db
        self._roll = rolls.roll(db, self.file.layout.scheme)
        rejected = self._rejected()
        self.intake.counts.rejected += len(rejected)
        self.intake.counts.blank += self.file.survey.blank
        for problem in rejected.values():
            self.intake.listener.problem(problem)
        if rejected and not self.intake.keep_good:
            return
        self.edition = self.editions.of(self.file)
        self._rows = self._row_taker()
        self._spoken = files.last_spoken(db, self.edition.source)
        self._called = {one.called: key for key, one in self._spoken.items() if one.called}
        self._begin()
        self._tell_strays()
        self._take_rows(rejected)
        self._tell_gone()

    # -- before

    def _rejected(self) -> dict[int, Problem]:
        """By line, the rows that cannot be taken: no name, an identity that stands twice, or a
        further venue of a place that nobody knows."""
        found: dict[int, Problem] = {}
        if self.file.all_good:
            return found
        for row, cells, _ in self.file.rows():
            who = self.file.identity(cells)
            word = "" if row.blank else self._word_against(who)
            if word:
                found[row.line] = self._problem(row.line, BadCell(_found(cells, who), word, "行"))
        return found

    def _word_against(self, who: Identity) -> str:
        if self.file.layout.needs_name and not who.name:
            return "名前（名前のない行は 入れられません）"
        if self.file.is_twice(who):
            return "1回だけ（同じ番号の行が ほかにも あります）"
        if who.further_venue and not self._roll.main(who):
            return "おなじ ID の 主な会場（先に 入れるか、いっしょに わたしてください）"
        return ""

    def _row_taker(self) -> RowTaker:
        db, roll = self.intake.db, self._roll
        scope_of = {
            place.group: place.identifier.partition(":")[0]
            for place in roll.places.values()
            if place.group and ":" in place.identifier
        }
        return RowTaker(
            self.edition,
            lambda of, key: read_record(db, of, key),
            roll,
            rolls.groups(db, scope_of),
            rolls.sites(db, (place.site for place in roll.places.values() if place.site)),
            self.intake.edited,
            self.intake.now,
            f"{FILE}{self.edition.source}",
        )

    def _begin(self) -> None:
        """Keeps the file as it came, unless the same one is kept already."""
        shape, before = self.file.sheet.shape, self.file.sheet.before
        self._heading = files.digest(before[-1].raw)
        kept = files.KeptFile(
            *(self.edition.source, self.edition.day.text, self.file.edition_of, self.file.name),
            digest=self._digest(),
            encoding=shape.encoding,
            boms=shape.boms,
            delimiter=shape.delimiter,
            newline=shape.newline,
            final_newline=shape.final_newline,
        )
        if files.is_kept(self.intake.db, kept):
            return
        self._kept = files.begin_file(self.intake.db, kept, self.intake.now)
        for row in before:
            files.keep_row(self.intake.db, self._kept, KeptRow(row.line, row.raw, files.HEAD))
        if unknown := self.file.unknown_headings():
            word = "知らない 見出し（読まずに、もとのまま のこします）"
            self._note(before[-1].line, word, "、".join(unknown))

    def _digest(self) -> str:
        digest = blake2b(",".join(sorted(self.file.wanted)).encode(), digest_size=16)
        with self.file.path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()

    # -- row by row

    def _take_rows(self, rejected: Mapping[int, Problem]) -> None:
        for done, (row, cells, problems) in enumerate(self.file.rows(), 1):
            outcome = files.BLANK if row.blank else files.TAKEN
            outcome = files.REJECTED if row.line in rejected else outcome
            kept = KeptRow(row.line, row.raw, outcome)
            if outcome != files.BLANK:
                kept = self._take_row(row, cells, problems, outcome)
            if self._kept:
                files.keep_row(self.intake.db, self._kept, kept)
            if done % _STEP == 0 or done == self.file.survey.rows:
                self.intake.listener.progress(self.file.name, done, self.file.survey.rows)

    def _take_row(
        self, row: SheetRow, cells: Cells, problems: list[BadCell], outcome: str
    ) -> KeptRow:
        """Takes one row, unless it is rejected, and returns what is to be kept of it."""
        who = self.file.identity(cells)
        name, digest = called(who), files.digest(row.raw, self._heading)
        alone = self.file.survey.numbers[who.number] <= 1
        key = self._roll.find(who, alone=alone, called=self._called.get(name, ""))
        if outcome == files.TAKEN and not (key and self._is_same(key, digest)):
            key = self._hear(key, who, (row, cells, problems), alone=alone)
        elif outcome == files.TAKEN:
            self.intake.done(self.file.name, Taken(key, self._roll.places[key].name, UNCHANGED))
        if key:
            self._seen.setdefault(key, row.line)
        if name and key:
            self._called[name] = key
        return KeptRow(
            row.line, row.raw, outcome, digest, name, key if outcome == files.TAKEN else ""
        )

    def _hear(
        self, key: str, who: Identity, found: tuple[SheetRow, Cells, list[BadCell]], *, alone: bool
    ) -> str:
        """Takes what a row says and returns the key of its place, which may be new."""
        row, cells, problems = found
        draft = self.file.layout.read(cells, self.file.city_of(cells), self.edition)
        for bad in (*problems, *draft.problems):
            self.intake.listener.problem(self._problem(row.line, bad))
        for word in draft.withheld:
            self._note(row.line, word.expected, word.found, word.column)
        taken = self._settle(key, who, draft, row) if key else self._add(who, draft, row, alone)
        keep_changes(self.intake.db, taken.changes)
        self.intake.done(self.file.name, taken)
        return taken.key

    def _is_same(self, key: str, digest: bytes) -> bool:
        """Whether this edition said just this of the place before: then nothing can be new."""
        before = self._spoken.get(key)
        return before is not None and before.day == self.edition.day and digest in before.digests

    def _settle(self, key: str, who: Identity, draft: Draft, row: SheetRow) -> Taken:
        stored = read_record(self.intake.db, "place", key)
        assert isinstance(stored, Place)
        self._tell_standing(stored, row.line)
        self._tell_twice(stored, row.line)
        if self._is_older(stored):
            return Taken(key, stored.name, UNCHANGED)
        if who.further_venue:
            self._name_venue(who, draft)
        self._tell_stranger(stored, who, row.line)
        before = self._spoken.get(key)
        again = before is not None and before.day == self.edition.day and key not in self._seen
        return self._rows.settle(stored, who, draft, again=again)

    def _add(self, who: Identity, draft: Draft, row: SheetRow, alone: bool) -> Taken:
        for key in self._roll.same_number(who):
            self._note(row.line, f"番号が同じ {key} と 同じ場所か、人が たしかめる", who.name)
        if who.further_venue:
            self._name_venue(who, draft)
        identifier = self._roll.new_identifier(who)
        key = self._roll.new_key(who, identifier, alone=alone)
        return self._rows.add(key, who, identifier, draft)

    def _is_older(self, stored: Place) -> bool:
        """Whether the source has spoken of the place on a later day: then it fills nothing."""
        spoken = self._spoken.get(stored.key)
        if spoken and is_later(spoken.day, self.edition.day):
            return True
        return spoke_later(stored.said, self.edition.source, self.edition.day)

    def _name_venue(self, who: Identity, draft: Draft) -> None:
        """A further venue has the name and the group of its main place."""
        main = read_record(self.intake.db, "place", self._roll.main(who))
        for name in ("name", "kana", "group"):
            if main and name in main.said:
                first = main.said[name]
                sources = ";".join(dict.fromkeys((*first.sources, self.edition.source)))
                draft.place[name] = Statement(first.value, "", sources, self.edition.day)

    # -- what is told

    def _tell_strays(self) -> None:
        for line, name in self.file.survey.strays:
            self._note(line, "どの市区町村か わからないので、入れていません", name)

    def _tell_twice(self, stored: Place, line: int) -> None:
        """Two rows without an ID that have one name and address: nobody can say which is right."""
        if first := self._seen.get(stored.key):
            word = f"{first} 行めと 同じ場所（{stored.key}）。ちがうところは はじめの行のまま"
            self._note(line, word, stored.name)

    def _tell_standing(self, stored: Place, line: int) -> None:
        newer = is_later(self.edition.day, stored.day)
        if stored.standing == "check" and newer:
            self._note(
                line, "確認をまつ場所が 新しい版に あります。よければ 人が「のせる」に", stored.name
            )
        elif stored.standing == "ended" and newer:
            self._note(line, "おわった場所が 新しい版に あります。人が たしかめる", stored.name)

    def _tell_stranger(self, stored: Place, who: Identity, line: int) -> None:
        """An identifier that now has another name and another address may have been given anew."""
        address = self._roll.places[stored.key].address
        if not (who.name and who.address and address):
            return
        if not (agrees("name", stored.name, who.name) or agrees("address", address, who.address)):
            word = f"番号は {stored.key}（{stored.name}）と同じ。名前も住所も ちがうので、人が たしかめる"
            self._note(line, word, f"{who.name} {who.address}")

    def _tell_gone(self) -> None:
        further = not self.file.layout.needs_name
        edition = self.edition
        for place in self._roll.gone(edition.source, edition.day, self._seen, further=further):
            if not self.file.wanted or place.city in self.file.wanted:
                self._note(
                    0, f"この版に ありません（{place.key} は そのまま のこしました）", place.name
                )

    def _note(self, line: int, expected: str, found: str, column: str = "") -> None:
        self.intake.listener.problem(
            Problem(expected, found, self.file.name, line, column, severity="note")
        )

    def _problem(self, line: int, bad: BadCell) -> Problem:
        return Problem(bad.expected, show(bad.found), self.file.name, line, bad.column)


def _found(cells: Cells, who: Identity) -> str:
    return " ".join(part for part in (who.identifier or who.number, who.name, who.address) if part)
