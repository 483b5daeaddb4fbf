"""What stands in the history where something was blanked: that something was said, and no more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Redacted:
    """The value of a statement that was blanked, with all that was said beside it."""


REDACTED = Redacted()
BLANKED = "\ufdd0"
"""The note of a statement of which the note alone was blanked: a sign that no text may hold."""
