"""Takes one file: row by row, as differences to what is stored."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from ...formats.layout import Cells, distrust, show
from ...formats.sheet import SheetRow
from ...places.agreement import agrees
from ...places.changes import FILE
from ...places.days import Day, is_later
from ...places.draft import Draft, Edition, Identity
from ...places.errors import BadCell, Problem
from ...places.place import Place
from ...places.who_is_who import Listed, Roll, called
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
    _heading: bytes = b""
    _kept: int = 0
    _is_new: bool = True
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
            self._tell_cells(rejected)
            return
        self.edition = self.editions.of(self.file)
        self._rows = self._row_taker()
        self._spoken = files.last_spoken(db, self.edition.source)
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
        self._kept = files.kept_number(self.intake.db, kept)
        self._is_new = not self._kept
        if not self._is_new:
            return
        self._kept = files.begin_file(self.intake.db, kept, self.intake.now)
        for row in before:
            files.keep_row(self.intake.db, self._kept, KeptRow(row.line, row.raw, files.HEAD))
        self._tell_headings(before[-1].line)

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
            kept, is_news = KeptRow(row.line, row.raw, outcome), False
            if outcome != files.BLANK:
                kept, is_news = self._take_row(row, cells, problems, outcome)
            if self._is_new or is_news:
                files.keep_row(self.intake.db, self._kept, kept)
            if done % _STEP == 0 or done == self.file.survey.rows:
                self.intake.listener.progress(self.file.name, done, self.file.survey.rows)

    def _take_row(
        self, row: SheetRow, cells: Cells, problems: list[BadCell], outcome: str
    ) -> tuple[KeptRow, bool]:
        """Takes one row, unless it is rejected or said before; returns what is to be kept of it,
        and whether it said something new."""
        who = self.file.identity(cells)
        name, digest = files.digest(called(who).encode()), files.digest(row.raw, self._heading)
        alone = self.file.survey.numbers[who.number] <= 1
        key = self._roll.find(who, alone=alone, called=self._called_before(who, name))
        is_news = outcome == files.TAKEN and not (key and self._is_same(key, digest))
        if is_news:
            key = self._hear(key, who, (row, cells, problems), alone=alone)
        elif outcome == files.TAKEN:
            self.intake.done(self.file.name, Taken(key, self._roll.places[key].name, UNCHANGED))
        if key:
            self._seen.setdefault(key, row.line)
        place = key if outcome == files.TAKEN else ""
        return KeptRow(row.line, row.raw, outcome, digest, name, place), is_news

    def _called_before(self, who: Identity, name: bytes) -> Iterator[str]:
        """The places that the source called so, asked only when no identifier tells it."""
        if self._spoken or not who.identifier:
            yield from files.called_before(self.intake.db, self.edition.source, name)

    def _hear(
        self, key: str, who: Identity, found: tuple[SheetRow, Cells, list[BadCell]], *, alone: bool
    ) -> str:
        """Takes what a row says and returns the key of its place, which may be new."""
        row, cells, problems = found
        draft = self._read(row, cells, self.edition)
        for bad in (*problems, *draft.problems):
            self.intake.listener.problem(self._problem(row.line, bad))
        for word in draft.withheld:
            self._note(row.line, word.expected, word.found, word.column)
        taken = self._settle(key, who, draft, row) if key else self._add(who, draft, row, alone)
        keep_changes(self.intake.db, taken.changes)
        self.intake.done(self.file.name, taken)
        return taken.key

    def _read(self, row: SheetRow, cells: Cells, edition: Edition) -> Draft:
        """What a row says. One that is too long and does not fit its columns has slipped: then
        only what tells whose it is can be trusted."""
        layout, city = self.file.layout, self.file.city_of(cells)
        draft = layout.read(cells, city, edition)
        if draft.problems and len(row.cells) > len(self.file.sheet.header):
            return layout.read(distrust(cells, layout), city, edition)
        return draft

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
                draft.place[name] = replace(
                    first, note="", source=sources, day=self.edition.day, confirmed=Day()
                )

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
        edition, days = self.edition, {key: one.day for key, one in self._spoken.items()}
        gone = self._roll.gone(edition.source, edition.day, self._seen, days, further=further)
        for place in gone:
            if self._is_asked_for(place):
                self._note(
                    0, f"この版に ありません（{place.key} は そのまま のこしました）", place.name
                )

    def _is_asked_for(self, place: Listed) -> bool:
        return not self.file.wanted or place.city in self.file.wanted

    def _tell_headings(self, line: int) -> None:
        """What a new file has that nobody knows, what it lacks, and places outside the map."""
        unknown, lacking = self.file.headings()
        if unknown:
            word = "知らない 見出し（読まずに、もとのまま のこします）"
            self._note(line, word, "、".join(unknown))
        if lacking:
            self._note(line, "ない 見出し（わからないままに します）", "、".join(lacking))
        for city, rows in self.file.outside().most_common(3):
            word = "この地図の まちでは ありません（--city で しぼれます）"
            self._note(0, word, f"{city or 'ほかのまち'} の {rows:,} 行")

    def _tell_cells(self, rejected: Container[int]) -> None:
        """Of a file that is not taken all that is wrong is told all the same."""
        for row, cells, problems in self.file.rows():
            if not row.blank and row.line not in rejected:
                draft = self._read(row, cells, Edition("", Day()))
                for bad in (*problems, *draft.problems):
                    self.intake.listener.problem(self._problem(row.line, bad))
        word = "ファイルぜんたいを 入れていません（--keep-good で ほかの行だけ 入れます）"
        self._note(0, word, "入れられない 行が あります")

    def _note(self, line: int, expected: str, found: str, column: str = "") -> None:
        self.intake.listener.problem(
            Problem(expected, found, self.file.name, line, column, severity="note")
        )

    def _problem(self, line: int, bad: BadCell) -> Problem:
        return Problem(bad.expected, show(bad.found), self.file.name, line, bad.column)


def _found(cells: Cells, who: Identity) -> str:
    return " ".join(part for part in (who.identifier or who.number, who.name, who.address) if part)
