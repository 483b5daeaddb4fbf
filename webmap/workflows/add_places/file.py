"""Takes one file: row by row, as differences to what is stored."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from ...formats.layout import Cells, distrust
from ...formats.sheet import SheetRow
from ...places.changes import FILE
from ...places.days import Day, is_later
from ...places.draft import Draft, Edition, Identity
from ...places.errors import BadCell
from ...places.place import Place
from ...places.who_is_who import Others, Roll, called
from ...places.who_wins import spoke_later
from ...storage import files, rolls
from ...storage.changes import keep_changes, read_record
from ...storage.files import KeptRow, Spoken
from .editions import Editions
from .remarks import Remarks
from .request import Intake
from .row import UNCHANGED, RowTaker, Taken, points_told
from .survey import OpenFile

_STEP = 500
_SLIPPED = 2
"""So many bad cells in a row that is too long say that it has slipped."""


@dataclass(slots=True)
class FileTaker:
    """Takes the rows of one file, which is one edition of a source."""

    intake: Intake
    file: OpenFile
    editions: Editions
    edition: Edition = field(init=False)
    _remarks: Remarks = field(init=False)
    _roll: Roll = field(init=False)
    _rows: RowTaker = field(init=False)
    _spoken: Mapping[str, Spoken] = field(init=False)
    _blanked: set[str] = field(default_factory=set)
    _heading: bytes = b""
    _kept: int = 0
    _is_new: bool = True
    _seen: dict[str, int] = field(default_factory=dict)
    """The places of the rows so far, with the line where each stood first."""
    _others: Others = field(init=False)

    def take(self) -> None:
        """Takes the file, or nothing of it when a row is rejected and only all will do."""
        db = self.intake.db
        self._remarks = Remarks(self.file, self.intake.listener)
        self._roll = rolls.roll(db, self.file.layout.scheme)
        self._others = Others(self.file.survey.identities, self._seen)
        rejected = self._rejected()
        self.intake.counts.rejected += len(rejected)
        self.intake.counts.blank += self.file.survey.blank
        for line, bad in rejected.items():
            self._remarks.bad(line, bad)
        if rejected and not self.intake.keep_good:
            self._leave(rejected)
            return
        self.edition = self.editions.of(self.file)
        self._rows = self._row_taker()
        self._spoken = files.last_spoken(db, self.edition.source)
        self._blanked = files.blanked_places(db)
        self._begin()
        self._remarks.strays()
        self._take_rows(rejected)
        days = {key: one.day for key, one in self._spoken.items()}
        self._remarks.gone(
            self._roll.gone(
                self.edition.source,
                self.edition.day,
                self._seen,
                days,
                further=not self.file.layout.needs_name,
            )
        )

    # -- before

    def _rejected(self) -> dict[int, BadCell]:
        """By line, the rows that cannot be taken: no name, an identity that stands twice, or a
        further venue of a place that nobody knows."""
        found: dict[int, BadCell] = {}
        if self.file.all_good:
            return found
        for row, cells, _ in self.file.rows():
            who = self.file.identity(cells)
            word = "" if row.blank else self._word_against(who)
            if word:
                found[row.line] = BadCell(_found(who), word, "行")
        return found

    def _leave(self, rejected: Container[int]) -> None:
        """Of a file that is not taken all that is wrong is told all the same."""
        for row, cells, problems in self.file.rows():
            if not row.blank and row.line not in rejected:
                self._remarks.cells(row.line, problems, self._read(row, cells, Edition("", Day())))
        self._remarks.nothing_taken()

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
        self._remarks.headings()

    def _digest(self) -> str:
        digest = blake2b(",".join(sorted(self.file.wanted)).encode(), digest_size=16)
        with self.file.path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()

    # -- row by row

    def _take_rows(self, rejected: Container[int]) -> None:
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
        key = self._find(who, name, digest, alone=alone)
        is_news = outcome == files.TAKEN and not (key and self._is_same(key, digest))
        if is_news:
            key = self._hear(key, who, (row, cells, problems), alone=alone)
        elif outcome == files.TAKEN:
            self.intake.done(self.file.name, Taken(key, self._roll.places[key].name, UNCHANGED))
        if key:
            self._seen.setdefault(key, row.line)
        place = key if outcome == files.TAKEN else ""
        kept = KeptRow(row.line, row.raw, outcome, digest, name, place)
        return files.without_words(kept) if key in self._blanked else kept, is_news

    def _find(self, who: Identity, name: bytes, words: bytes, *, alone: bool) -> str:
        """The place of a row: by its identifier, else by what the source called it before."""
        if self._roll.knows(who.identifier) or (who.identifier and not self._spoken):
            return self._roll.find(who, alone=alone)
        db, source = self.intake.db, self.edition.source
        same, several = files.called_before(db, source, name, words)
        if self._roll.can_be(who, same):
            return same
        return self._roll.find(who, alone=alone, called=several, others=self._others)

    def _hear(
        self, key: str, who: Identity, found: tuple[SheetRow, Cells, list[BadCell]], *, alone: bool
    ) -> str:
        """Takes what a row says and returns the key of its place, which may be new."""
        row, cells, problems = found
        draft = self._read(row, cells, self.edition)
        self._remarks.cells(row.line, problems, draft)
        taken = self._settle(key, who, draft, row) if key else self._add(who, draft, row, alone)
        self._locate(taken, self.file.city_of(cells))
        keep_changes(self.intake.db, taken.changes)
        self.intake.done(self.file.name, taken)
        return taken.key

    def _locate(self, taken: Taken, city: str) -> None:
        """Sites that are written without a point get one, as far as the gazetteer knows it."""
        followed = self.intake.points.follow(taken.changes, (city,))
        taken.outcomes += points_told(followed)
        taken.changes = followed

    def _read(self, row: SheetRow, cells: Cells, edition: Edition) -> Draft:
        """What a row says. One that is too long and does not fit its columns has slipped: then
        only what tells whose it is can be trusted, and that it hides its address."""
        layout, city = self.file.layout, self.file.city_of(cells)
        draft = layout.read(cells, city, edition)
        if len(draft.problems) < _SLIPPED or len(row.cells) <= len(self.file.sheet.header):
            return draft
        sure = layout.read(distrust(cells, layout), city, edition)
        sure.place |= {name: one for name, one in draft.place.items() if name == "hidden"}
        sure.bad("列の数", row.cells[-1], "見出しに 合う列（列が ずれて いるので 読んでいません）")
        return sure

    def _is_same(self, key: str, digest: bytes) -> bool:
        """Whether this edition said just this of the place before: then nothing can be new."""
        before = self._spoken.get(key)
        return before is not None and before.day == self.edition.day and digest in before.digests

    def _settle(self, key: str, who: Identity, draft: Draft, row: SheetRow) -> Taken:
        stored = read_record(self.intake.db, "place", key)
        assert isinstance(stored, Place)
        self._remarks.standing(row.line, stored, self.edition)
        if key in self._seen:
            self._remarks.twice(row.line, self._seen[key], stored)
        if self._is_older(stored):
            return Taken(key, stored.name, UNCHANGED)
        if who.further_venue:
            self._name_venue(who, draft)
        self._remarks.stranger(row.line, stored, self._roll.places[key].address, who)
        self._tell_doubt(key, who, row.line)
        before, first = self._spoken.get(key), key not in self._seen
        again = first and before is not None and before.day == self.edition.day
        return self._rows.settle(stored, who, draft, again=again, first=first)

    def _tell_doubt(self, key: str, who: Identity, line: int) -> None:
        """A row without an identifier may be another place of the same name and address."""
        if who.identifier or who.further_venue:
            return
        for other in self._roll.namesakes(who):
            told = other == key or self._roll.places[other].identifier in self._others.identifiers
            if not told:
                self._remarks.doubt(line, key, other, who)

    def _add(self, who: Identity, draft: Draft, row: SheetRow, alone: bool) -> Taken:
        for key in self._roll.same_number(who):
            self._remarks.same_number(row.line, key, who)
        for key in self._roll.namesakes(who):
            if key not in self._seen:
                self._remarks.namesake(row.line, key, who)
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


def _found(who: Identity) -> str:
    return " ".join(part for part in (who.identifier or who.number, who.name, who.address) if part)
