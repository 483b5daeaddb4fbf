"""Which passwords may be set. How they are hashed is the matter of whoever hands that in.

After NIST SP 800-63B-4 (2025), 3.1.1.2: length counts and nothing else is prescribed; every
character is taken, each code point counts as one, nothing is cut off, and what is often used or to
be expected here is refused. In two things we differ. It asks for 15 characters where a password
is all there is; here there are 12, with ten tries in a quarter of an hour. It normalises to NFC
(revision 3: NFKC or NFKD); here it is NFKC, since a Japanese keyboard writes ａ for a as soon as a
password is shown while it is typed.
"""

import unicodedata
from collections.abc import Iterable
from threading import Lock

from zxcvbn import zxcvbn

SHORTEST, LONGEST = 12, 1_000
"""Characters."""

_READ = 40
"""Characters that are judged: the work grows with their square, and what so long a beginning lacks
in strength the rest does not mend."""
_BETWEEN = str.maketrans("", "", " -_.・")
"""Between words they part what a list of words would know; a password is judged without them too."""
_SAFE = 3
"""zxcvbn's score from which on more than 10^8 guesses are needed."""

_one_at_a_time = Lock()
"""zxcvbn keeps the words that it is given in a table of the module."""


def normal(password: str) -> str:
    """A password in the one form that is hashed, whatever it was typed with. Of one that is longer
    than any that may be set, only so much is read that it stays too long."""
    return unicodedata.normalize("NFKC", password[: LONGEST + 1])


def fault_of(password: str, known: Iterable[str]) -> str:
    """Why a password may not be set: ``short``, ``long``, ``common``; empty when it may.

    ``known`` are words that everybody tries first: the account's own name, that of the site.
    """
    text = normal(password)
    if len(text) < SHORTEST:
        return "short"
    if len(text) > LONGEST:
        return "long"
    return "common" if _is_common(text, known) else ""


def _is_common(password: str, known: Iterable[str]) -> bool:
    words = [*known]
    return any(_score(said, words) < _SAFE for said in {password, password.translate(_BETWEEN)})


def _score(password: str, known: list[str]) -> int:
    with _one_at_a_time:
        return int(zxcvbn(password[:_READ], known)["score"]) if password else 0
