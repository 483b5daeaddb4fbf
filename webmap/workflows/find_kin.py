"""Which group or which building a place belongs to: found among those that are stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from unicodedata import normalize

from ..places.agreement import fold_address
from ..places.doubles import Sketch, signs_of
from ..places.folding import fold, fold_name
from ..storage.database import Database
from ..storage.sketches import addresses_of_sites, names_of_groups, places_by_site

MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A group or a site: its key, what it is called, and the names of the places there."""

    key: str
    name: str
    places: tuple[str, ...] = ()


def find_groups(db: Database, text: str) -> list[Found]:
    """Groups whose name holds the words, those that are called just so first."""
    wanted = fold(text)
    if not wanted:
        return []
    named = ((key, name, fold(name)) for key, name in names_of_groups(db).items())
    hits = sorted(
        (folded != wanted, not folded.startswith(wanted), key, name)
        for key, name, folded in named
        if wanted in folded
    )
    return [Found(key, name) for _, _, key, name in hits[:MOST]]


def find_sites(db: Database, text: str) -> list[Found]:
    """Sites whose address holds the words, then those with a place whose name does."""
    if not fold(text):
        return []
    addresses, there = addresses_of_sites(db), defaultdict[str, list[str]](list)
    for key, name in places_by_site(db):
        there[key].append(name)
    hits = dict.fromkeys((*_addressed(addresses, text), *_named(there, text)))
    return [Found(key, addresses.get(key, ""), tuple(there[key])) for key in islice(hits, MOST)]


def sites_at(known: Iterable[Sketch], address: str) -> list[Found]:
    """Sites of known places that stand at just the address; none where it names no building."""
    wanted = fold_address(address)
    signs = signs_of(wanted)
    there = defaultdict[str, list[Sketch]](list)
    for one in known if signs else ():
        if one.site and _holds(one.address, signs) and fold_address(one.address) == wanted:
            there[one.site].append(one)
    return [
        Found(key, places[0].address, tuple(one.name for one in places))
        for key, places in there.items()
    ]


def _addressed(addresses: Mapping[str, str], text: str) -> list[str]:
    wanted = fold_address(text)
    signs = signs_of(wanted) or (normalize("NFKC", text).strip(),)
    near = (
        (key, fold_address(address)) for key, address in addresses.items() if _holds(address, signs)
    )
    return [key for key, folded in near if wanted in folded]


def _named(there: Mapping[str, Sequence[str]], text: str) -> list[str]:
    wanted = fold(text)
    return [key for key, names in there.items() if any(wanted in fold_name(name) for name in names)]


def _holds(address: str, signs: Iterable[str]) -> bool:
    plain = normalize("NFKC", address)
    return all(sign in plain for sign in signs)
