"""Somebody needs help now: the lines in the order in which they are of use at this moment."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime

from ..places.helpline import Helpline, LineNow, at, in_order, turns


@dataclass(frozen=True)
class Helplines:
    """All lines in the order of their keys. ``desk`` is the key of the city's own desk, if it has one."""

    lines: tuple[Helpline, ...] = ()
    desk: str = ""
    _turns: dict[date, list[int]] = field(default_factory=dict)

    def offered(self, now: datetime) -> list[LineNow]:
        """Every line with what it is now, in the order of this moment."""
        return in_order((at(line, now) for line in self.lines), self.desk)

    def moment(self, now: datetime) -> int:
        """A number that changes whenever a line opens or closes during the day."""
        return bisect_right(self._turns_of(now.date()), now.hour * 60 + now.minute)

    def in_print(self) -> list[Helpline]:
        """The few for the foot of what is printed: the desk, and those that always answer."""
        lines = [line for line in self.lines if line.number]
        desk = [line for line in lines if line.key == self.desk]
        return desk + [line for line in lines if line.is_always_open]

    def _turns_of(self, day: date) -> list[int]:
        found = self._turns.get(day)
        if found is None:
            found = turns(self.lines, day)
            self._turns.clear()
            self._turns[day] = found
        return found
