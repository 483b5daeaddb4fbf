"""The lists as they stand: lines of help, programmes and readings, in memory and never old."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from ..places.helpline import helpline_of
from ..places.list_records import KeptHelpline, KeptProgramme, KeptReading, ListRecord
from ..places.programmes import Programmes, programme_of
from ..places.visibility import public_listed
from ..storage.database import open_database
from ..storage.lists import list_records, newest_of_lists
from ..words.readings import Readings, make_readings
from .help_now import Helplines


@dataclass(frozen=True, slots=True)
class Lists:
    """What the public sees of them."""

    helplines: Helplines = field(default_factory=Helplines)
    programmes: Programmes = field(default_factory=Programmes)
    readings: Readings = field(default_factory=lambda: Readings({}))


def make_lists(records: Iterable[ListRecord], desk: str = "") -> Lists:
    """The lists that records make. ``desk`` is the key of the city's own line of help."""
    known = [*records]
    lines = (helpline_of(one) for one in known if isinstance(one, KeptHelpline))
    programmes = (programme_of(one) for one in known if isinstance(one, KeptProgramme))
    words = (public_listed(one) for one in known if isinstance(one, KeptReading))
    used = (one for one in words if one and one.text("reading") and not one.text("standing"))
    return Lists(
        Helplines(tuple(filter(None, lines)), desk),
        Programmes(tuple(filter(None, programmes))),
        make_readings({"word": one.text("word"), "reading": one.text("reading")} for one in used),
    )


@dataclass(slots=True)
class NewestLists:
    """The lists of a database, for all threads of a process; read anew when one of them changed.

    ``ours`` are readings for a city that has none of its own.
    """

    path: Path
    desk: str = ""
    ours: Mapping[str, str] = field(default_factory=dict)
    now: Lists = field(default_factory=Lists)
    _edition: str = ""
    _number: int = -1
    _lock: Lock = field(default_factory=Lock)

    def follow(self, edition: str, hand_out: Callable[[Lists], None]) -> None:
        """Sees to it that they are at least of this edition of the data; hands new ones out.

        Raises:
            ForPeople: the database cannot be opened.
            StorageError: it cannot be read.
        """
        if edition == self._edition:
            return
        with self._lock:
            if edition != self._edition:
                self._renew(hand_out)
                self._edition = edition

    def _renew(self, hand_out: Callable[[Lists], None]) -> None:
        with closing(open_database(self.path)) as db:
            number = newest_of_lists(db)
            if number != self._number:
                records, _ = list_records(db)
                lists = make_lists(records, self.desk)
                words = {**self.ours, **lists.readings.words}
                self.now = Lists(lists.helplines, lists.programmes, Readings(words))
                self._number = number
                hand_out(self.now)
