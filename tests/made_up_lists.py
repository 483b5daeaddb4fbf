"""Lines of help, programmes and readings that do not exist, plainly made up."""

from tests.made_up import say
from webmap.places.fields import Value
from webmap.places.list_records import KeptHelpline, KeptProgramme, KeptReading, key_of_word
from webmap.places.record import Statement


def make_line(key: str = "mihon", /, **fields: Value | Statement) -> KeptHelpline:
    """みほんでんわ, for everybody. ``schedule__1`` stands for ``schedule.1``."""
    return KeptHelpline(key, _said({"name": "みほんでんわ", "number": "042-000-0000"} | fields))


def make_programme(key: str = "mihon", /, **fields: Value | Statement) -> KeptProgramme:
    """みほんの とりくみ."""
    return KeptProgramme(key, _said({"name": "みほんの とりくみ", "office": "みほん課"} | fields))


def make_reading(word: str, reading: str, /, **fields: Value | Statement) -> KeptReading:
    """A reading that two dictionaries give."""
    said = {"word": word, "reading": reading, "basis": "dictionary"} | fields
    return KeptReading(key_of_word(word), {name: _one(one, "") for name, one in said.items()})


def _said(fields: dict[str, Value | Statement]) -> dict[str, Statement]:
    return {name.replace("__", "."): _one(value, "みほん新聞") for name, value in fields.items()}


def _one(value: Value | Statement, source: str) -> Statement:
    if isinstance(value, Statement):
        return value
    return say(value, source=source) if source else Statement(value)
