"""What the edit form's controls mean where they are more than cells of a statement.

A new single date brings its own day, a season goes from one day
to another, and 「いつもどおり」 takes an exception back.
"""

from collections.abc import Iterator, Mapping, Sequence

from ..places.errors import BadCell
from ..places.fields import check_path
from .typed import plain

SHOWN = "shown"
NEW, USUAL, DATES = "exception.new-day", "usual", "dates"
_WAVE = "~"

Cells = dict[str, list[str]]


def settle(cells: Mapping[str, Sequence[str]]) -> Cells:
    """The cells of statements that the form means; the other names stay as they are."""
    settled = _with_new_day({name: [*texts] for name, texts in cells.items()})
    for path in settled.get(SHOWN, ()):
        if path.startswith("schedule."):
            _join_season(settled, path)
    for path in _usual(settled):
        _empty(settled, path)
    return settled


def _with_new_day(cells: Cells) -> Cells:
    """The row of a new single date stands under the path of its day. Without one it is nothing, or
    stays where it is when more was typed into it, so that its day is asked for."""
    day, start = plain("day", _text(cells, f"{NEW}:date")), f"{NEW}:"
    path = f"exception.{day}"
    if (day or _says_more(cells)) and not _is_path(path):
        return cells
    rest = {name: texts for name, texts in cells.items() if not name.startswith(start)}
    shown = [one for one in cells.get(SHOWN, ()) if one != NEW]
    if not day:
        return rest | {SHOWN: shown}
    row = {f"{path}:{name.removeprefix(start)}": cells[name] for name in cells.keys() - rest.keys()}
    return rest | row | {SHOWN: [*shown, path]}


def _says_more(cells: Cells) -> bool:
    """Whether a new single date says more than the blank row does."""
    usual = {f"{NEW}:effect": ("", "closed", USUAL), f"{NEW}:visibility": ("", "public")}
    names = (name for name in cells if name.startswith(f"{NEW}:"))
    return any(_text(cells, name) not in usual.get(name, ("",)) for name in names)


def _is_path(path: str) -> bool:
    try:
        check_path("place", path)
    except BadCell:
        return False
    return True


def _join_season(cells: Cells, path: str) -> None:
    days = [_text(cells, f"{path}:{part}") for part in ("from", "to")]
    if _text(cells, f"{path}:season") == DATES and any(days):
        cells[f"{path}:season"] = [plain("season", _WAVE.join(days))]


def _usual(cells: Cells) -> Iterator[str]:
    """The single dates that are as usual again."""
    paths = (path for path in cells.get(SHOWN, ()) if path.startswith("exception."))
    return (path for path in paths if _text(cells, f"{path}:effect") == USUAL)


def _empty(cells: Cells, path: str) -> None:
    for name in cells:
        if name.startswith(f"{path}:"):
            cells[name] = []


def _text(cells: Cells, name: str) -> str:
    return next(iter(cells.get(name, ())), "").strip()
