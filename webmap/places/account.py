"""Who works with the data: a named account with a role."""

import unicodedata
from dataclasses import dataclass

from .errors import BadCell

ROLES = ("viewer", "editor", "admin")
"""Each may do all that those before it may: look, change facts, look after accounts and redact."""
LONGEST_NAME = 40
NAME = f"名前（1字から {LONGEST_NAME}字。空白・記号の @ : / は 使えません）"


@dataclass(frozen=True, slots=True)
class Account:
    """A member of the staff. ``locked`` accounts may not sign in."""

    name: str
    role: str
    locked: bool = False

    def may(self, role: str) -> bool:
        """Whether the account may do what needs the role."""
        return not self.locked and ROLES.index(self.role) >= ROLES.index(role)


def read_name(text: str) -> str:
    """The name of an account as it is kept and compared: in one form, whatever it was typed with.

    Raises:
        BadCell: it is empty, too long, or holds what no name does.
    """
    name = unicodedata.normalize("NFKC", text).strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or {*name} & {*" @:/"}:
        raise BadCell(text, NAME, "name")
    return name
