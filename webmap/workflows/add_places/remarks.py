"""What a clerk is told about a file: what is wrong in it, and what a person should look at."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...formats.layout import show
from ...places.agreement import agrees
from ...places.days import is_later
from ...places.draft import Draft, Edition, Identity
from ...places.errors import BadCell, Problem
from ...places.place import Place
from ...places.who_is_who import Listed
from .request import Listener
from .survey import OpenFile


@dataclass(frozen=True, slots=True)
class Remarks:
    """Tells about one file; an error is a cell or row that cannot be used so, a note a wish."""

    file: OpenFile
    listener: Listener

    def bad(self, line: int, bad: BadCell) -> None:
        """A cell that cannot be read, or a row that cannot be taken."""
        found = show(bad.found)
        self.listener.problem(Problem(bad.expected, found, self.file.name, line, bad.column))

    def note(self, line: int, expected: str, found: str, column: str = "") -> None:
        """Something for a person to look at."""
        problem = Problem(expected, found, self.file.name, line, column, severity="note")
        self.listener.problem(problem)

    def cells(self, line: int, problems: Iterable[BadCell], draft: Draft) -> None:
        """All that is wrong in the cells of a row, what is for the staff, and what to look at."""
        for bad in (*problems, *draft.problems):
            self.bad(line, bad)
        for word in (*draft.withheld, *draft.doubts):
            self.note(line, word.expected, word.found, word.column)

    def headings(self) -> None:
        """Headings that nobody knows, those that lack, and rows outside the map."""
        line = self.file.sheet.before[-1].line
        unknown, lacking = self.file.headings()
        if unknown:
            word = "知らない 見出し（読まずに、もとのまま のこします）"
            self.note(line, word, "、".join(unknown))
        if lacking:
            self.note(line, "ない 見出し（わからないままに します）", "、".join(lacking))
        for city, rows in self.file.outside().most_common(3):
            word = "この地図の まちでは ありません（--city で しぼれます）"
            self.note(0, word, f"{city or 'ほかのまち'} の {rows:,} 行")

    def strays(self) -> None:
        """Rows that nobody can say the municipality of."""
        for line, name in self.file.survey.strays:
            self.note(line, "どの市区町村か わからないので、入れていません", name)

    def nothing_taken(self) -> None:
        """A row was rejected, so the whole file is."""
        word = "ファイルぜんたいを 入れていません（--keep-good で ほかの行だけ 入れます）"
        self.note(0, word, "入れられない 行が あります")

    def same_number(self, line: int, key: str, who: Identity) -> None:
        """A stored place may or may not be the one of a new row."""
        self.note(line, f"番号が同じ {key} と 同じ場所か、人が たしかめる", who.name)

    def namesake(self, line: int, key: str, who: Identity) -> None:
        """A new row is called like a stored place with another number."""
        word = f"名前も住所も {key} と同じで、番号が ちがいます。同じ場所か、人が たしかめる"
        self.note(line, word, who.name)

    def doubt(self, line: int, key: str, other: str, who: Identity) -> None:
        """A row without an identifier could be two places."""
        word = f"番号が ないので {key} と みました。{other} かもしれません。人が たしかめる"
        self.note(line, word, who.name)

    def twice(self, line: int, first: int, stored: Place) -> None:
        """Two rows that are one place: nobody can say which is right."""
        word = f"{first} 行めと 同じ場所（{stored.key}）。ちがうところは はじめの行のまま"
        self.note(line, word, stored.name)

    def standing(self, line: int, stored: Place, edition: Edition) -> None:
        """A newer file names a place that waits, or that has ended."""
        newer = is_later(edition.day, stored.day)
        if stored.standing == "check" and newer:
            word = "確認をまつ場所が 新しい版に あります。よければ 人が「のせる」に"
            self.note(line, word, stored.name)
        elif stored.standing == "ended" and newer:
            self.note(line, "おわった場所が 新しい版に あります。人が たしかめる", stored.name)

    def stranger(self, line: int, stored: Place, address: str, who: Identity) -> None:
        """An identifier that now has another name and another address may have been given anew."""
        if not (who.name and who.address and address):
            return
        if agrees("name", stored.name, who.name) or agrees("address", address, who.address):
            return
        word = (
            f"番号は {stored.key}（{stored.name}）と同じ。名前も住所も ちがうので、人が たしかめる"
        )
        self.note(line, word, f"{who.name} {who.address}")

    def gone(self, places: Iterable[Listed]) -> None:
        """Places that the file names no more, of the municipalities that are asked for."""
        for place in places:
            if not self.file.wanted or place.city in self.file.wanted:
                word = f"この版に ありません（{place.key} は そのまま のこしました）"
                self.note(0, word, place.name)
