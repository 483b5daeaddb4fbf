"""The doors to the public: what answers which addresses."""

from .calendar import calendar
from .calendar_files import calendar_files
from .feeds import feeds
from .files import files
from .help import help_now
from .pages import public
from .place import place
from .previews import previews
from .programmes import programmes
from .voices import voices

DOORS = (
    public,
    place,
    calendar,
    help_now,
    programmes,
    voices,
    feeds,
    calendar_files,
    previews,
    files,
)
