"""One row of a file becomes changes: of the place it speaks of, its group and its site."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from ...places.agreement import agrees, fold_address
from ...places.changes import GEOCODER, Change
from ...places.draft import Draft, Edition, Identity
from ...places.freshness import is_old
from ...places.place import Place
from ...places.record import Record, Said, Statement
from ...places.who_is_who import Groups, Listed, Roll, Sites, free_key, site_key
from ...places.who_wins import (
    BESIDE,
    CHANGING,
    FIRST,
    LOCATED,
    PERSON,
    STAYS,
    Court,
    Outcome,
    keep_beside,
)
from ...places.whose_point import FINER, PUBLISHED, is_geocoded

ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"
_NUMBER = "identifier.houjin_bangou"
_HOUSE = re.compile(r"\d-\d")

ReadRecord = Callable[[str, str], Record | None]


@dataclass(slots=True)
class Taken:
    """What became of a row: the place's key, whether it is added, changed or unchanged.

    ``outcomes`` say it field by field, ``changes`` are to be kept, in this order. ``names`` are
    those of groups and sites by key, for saying it. ``of`` is the sort of record that the row is.
    """

    key: str
    name: str
    state: str
    outcomes: list[Outcome] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    of: str = "place"


def first_heard(said: Said) -> list[Outcome]:
    """What becomes of the fields of a record that is new."""
    return [Outcome(name, None, one, FIRST, one) for name, one in said.items()]


def points_told(changes: Iterable[Change]) -> list[Outcome]:
    """The points among changes that a geocoder found, as they are told."""
    found = (change for change in changes if change.who.startswith(GEOCODER))
    return [
        Outcome("location", None, change.new, LOCATED, change.new)
        for change in found
        if isinstance(change.new, Statement)
    ]


@dataclass(slots=True)
class RowTaker:
    """Takes the rows of one edition, one after the other, into what is stored.

    ``read`` gives a stored record; ``edited`` the fields that persons wrote, by record; ``kept``
    and ``who`` are the moment and the author of the changes.
    """

    edition: Edition
    read: ReadRecord
    roll: Roll
    groups: Groups
    sites: Sites
    edited: dict[tuple[str, str], frozenset[str]]
    kept: datetime
    who: str

    def add(self, key: str, who: Identity, identifier: str, draft: Draft) -> Taken:
        """A row that speaks of no stored place."""
        taken = Taken(key, "", ADDED)
        said = dict(draft.place)
        if identifier:
            said[f"identifier.{who.scheme}"] = self._say(identifier)
        said.setdefault("standing", self._say(self._first_standing()))
        if draft.group:
            group = self._group_for(key, _scope(who), draft, taken)
            said |= {"group": self._say(group)} if group else {}
        if draft.site:
            said["site"] = self._say(self._site_for(key, draft.site, taken))
        taken.name = said["name"].text
        taken.changes.append(self._new("place", key, said))
        taken.outcomes += first_heard({**draft.site, **said})
        self._enter(key, said, identifier, draft)
        return taken

    def settle(
        self, stored: Place, who: Identity, draft: Draft, *, again: bool, first: bool = True
    ) -> Taken:
        """A row that speaks of a stored place: who wins, field by field.

        ``first`` says that no other row of the file was this place.
        """
        taken = Taken(stored.key, stored.name, UNCHANGED)
        heard = {
            name: one for name, one in draft.place.items() if name not in ("standing", "categories")
        }
        identifier = f"identifier.{who.scheme}"
        if who.identifier and not who.further_venue and identifier not in stored.said:
            heard[identifier] = self._say(who.identifier)
            self.roll.identify(stored.key, who.identifier)
        if draft.group:
            heard |= self._heard_group(stored, who, draft, again, taken)
        if draft.site:
            # Of a shared site the row of another place may have spoken already.
            shared = first and self.sites.users[stored.text("site")] > 1
            heard |= self._heard_site(stored, draft.site, again or shared, taken)
        self._keep(stored, heard, again, taken)
        if any(outcome.changes for outcome in taken.outcomes):
            taken.state = CHANGED
        return taken

    # -- a new place

    def _first_standing(self) -> str:
        return "check" if is_old(self.edition.day, self.kept.date()) else "listed"

    def _say(self, text: str) -> Statement:
        return Statement(text, "", self.edition.source, self.edition.day)

    def _enter(self, key: str, said: Said, identifier: str, draft: Draft) -> None:
        address, name = draft.site.get("address"), said["name"]
        city, site, group, standing = (
            said[field].text if field in said else ""
            for field in ("city", "site", "group", "standing")
        )
        where = address.text if address else ""
        place = (key, name.text, where, identifier, city, site, group, standing)
        self.roll.enter(Listed(*place, name.source, name.day))

    def _new(self, of: str, key: str, said: Said) -> Change:
        return Change(of, key, "", None, said, self.kept, self.who)

    # -- the group

    def _group_for(self, key: str, scope: str, draft: Draft, taken: Taken) -> str:
        """The group that a row names, made when it is new; empty when it has no name."""
        name, number = (
            draft.group[field].text if field in draft.group else "" for field in ("name", _NUMBER)
        )
        known = self.groups.find(number, scope, name)
        taken.names[known] = name
        if known or not name:
            return known
        new = free_key(number or key, self.groups.keys)
        taken.names[new] = name
        taken.changes.append(self._new("group", new, draft.group))
        self.groups.enter(new, number, scope, name)
        return new

    def _heard_group(
        self, stored: Place, who: Identity, draft: Draft, again: bool, taken: Taken
    ) -> Said:
        """Settles what is said of the place's own group; of another, that it is the group now."""
        group = self.read("group", stored.text("group")) if stored.text("group") else None
        if group:
            taken.names[group.key] = group.text("name")
        scope = _scope(who)
        if group and self._is_same_group(group, draft.group):
            self._keep(group, draft.group, again, taken)
            if _NUMBER in draft.group:
                number = draft.group[_NUMBER].text
                self.groups.enter(group.key, number, scope, group.text("name"))
            return {"group": self._say(group.key)}
        if not self._would_take(stored, again) or self._is_beside(stored, draft.group):
            return {}
        known = self._group_for(stored.key, scope, draft, taken)
        return {"group": self._say(known)} if known else {}

    def _would_take(self, stored: Place, again: bool) -> bool:
        """Whether another group would become the place's, or be kept beside it."""
        heard = {"group": self._say("group")}
        outcomes = self._court("place", stored.key, again).settle(stored.said, heard)
        return any(one.why in CHANGING or one.why == BESIDE for one in outcomes)

    def _is_beside(self, stored: Place, heard: Said) -> bool:
        """Whether such a group is kept beside the place's own already."""
        voices = (one.text for name, one in stored.said.items() if name.startswith("group."))
        groups = (self.read("group", key) for key in voices)
        return any(group and self._is_same_group(group, heard) for group in groups)

    def _is_same_group(self, group: Record, heard: Said) -> bool:
        number, name = (heard[field].text if field in heard else "" for field in (_NUMBER, "name"))
        own = group.text(_NUMBER)
        if number and own:
            return number == own
        return bool(name) and agrees("name", group.said["name"].value, name)

    # -- the site

    def _site_for(self, key: str, heard: Said, taken: Taken) -> str:
        """The site of a new place: a known building, when nothing said of it differs."""
        address = heard["address"].text if "address" in heard else ""
        known = self.sites.find(address) if address else ""
        site = self.read("site", known) if known else None
        if site and _is_same_point(site.said, heard):
            self._keep(site, heard, False, taken, tell=False)
        else:
            known = self._make_site(key, heard, taken)
        self.sites.users[known] += 1
        return known

    def _make_site(self, key: str, heard: Said, taken: Taken) -> str:
        """A new site. Its key is of its address: a place's key would tell who hides in it."""
        address = heard["address"].text if "address" in heard else ""
        new = free_key(site_key(address) if address else key, self.sites.keys)
        taken.changes.append(self._new("site", new, heard))
        self.sites.enter(new, address)
        return new

    def _heard_site(self, stored: Place, heard: Said, again: bool, taken: Taken) -> Said:
        """Settles what is said of the place's site. A shared site never moves: then it gets its own."""
        key = stored.text("site")
        site = self.read("site", key) if key else None
        edited = "site" in self.edited.get(("place", stored.key), frozenset())
        if site is None:
            return {} if edited else {"site": self._say(self._site_for(stored.key, heard, taken))}
        outcomes = [*self._court("site", key, again).settle(site.said, heard)]
        shared = self.sites.users[key] > 1
        moves = [
            one
            for one in outcomes
            if one.changes and one.old and one.why not in (PUBLISHED, FINER)
            if shared or not _is_finer(one)
        ]
        if any((one.field, one.why) == ("address", STAYS) and one.old for one in outcomes):
            self._site_beside(stored, heard, taken)
        elif moves and edited:
            taken.outcomes += [replace(one, new=one.old, why=PERSON) for one in moves]
        elif moves and (shared or self._is_known_elsewhere(key, heard, moves)):
            self._own_site(stored, site, heard, moves, taken)
        else:
            self._take(site, [*outcomes, *self._old_point(site, heard, moves)], taken)
            for one in outcomes:
                if one.field == "address" and one.changes and one.new:
                    self.sites.move(key, site.text("address"), one.new.text)
        return {}

    def _is_known_elsewhere(self, key: str, heard: Said, moves: list[Outcome]) -> bool:
        """Whether the place goes where another site is known. One with a person's pin stays."""
        pinned = "location" in self.edited.get(("site", key), frozenset())
        moved = any(one.field == "address" for one in moves)
        return moved and not pinned and self.sites.find(heard["address"].text) not in ("", key)

    def _old_point(self, site: Record, heard: Said, moves: list[Outcome]) -> Iterator[Outcome]:
        """A point belongs to its address: of a new address the old point says nothing."""
        pinned = "location" in self.edited.get(("site", site.key), frozenset())
        moved = any(one.field == "address" for one in moves)
        if moved and "location" in site.said and "location" not in heard and not pinned:
            yield Outcome("location", site.said["location"], None, moves[0].why)

    def _own_site(
        self, stored: Place, site: Record, heard: Said, moves: list[Outcome], taken: Taken
    ) -> None:
        moved = any(one.field == "address" and not _is_finer(one) for one in moves)
        said = heard if moved else {**site.said, **heard}
        self.sites.users[site.key] -= 1
        new = self._site_for(stored.key, said, taken)
        own = Outcome("site", stored.said["site"], self._say(new), moves[0].why)
        taken.changes.append(self._change(stored, own))
        taken.outcomes += moves

    def _site_beside(self, stored: Place, heard: Said, taken: Taken) -> None:
        """Another address, of a day that overlaps, is kept as a further voice, once."""
        for name, voice in stored.said.items():
            site = self.read("site", voice.text) if name.startswith("site.") else None
            if site and agrees("address", site.said["address"].value, heard["address"].value):
                return
        new = self._say(self._make_site(stored.key, heard, taken))
        self._take(stored, [*keep_beside("site", stored.said, new)], taken)

    # -- keeping

    def _court(self, of: str, key: str, again: bool) -> Court:
        return Court(self.edited.get((of, key), frozenset()), again, of)

    def _keep(
        self, record: Record, heard: Said, again: bool, taken: Taken, *, tell: bool = True
    ) -> None:
        outcomes = [*self._court(record.of, record.key, again).settle(record.said, heard)]
        self._take(record, outcomes, taken, tell=tell)

    def _take(
        self, record: Record, outcomes: list[Outcome], taken: Taken, *, tell: bool = True
    ) -> None:
        if tell:
            taken.outcomes += [_of(record, outcome) for outcome in outcomes]
        taken.changes += [
            self._change(record, outcome) for outcome in outcomes if outcome.old != outcome.new
        ]

    def _change(self, record: Record, outcome: Outcome) -> Change:
        return Change(
            record.of, record.key, outcome.field, outcome.old, outcome.new, self.kept, self.who
        )


def _scope(who: Identity) -> str:
    """Within which groups of one name are one: a municipality of the 子ども食堂 files."""
    return who.city if who.scheme == "kodomo_shokudo" else ""


def _of(record: Record, outcome: Outcome) -> Outcome:
    """The outcome as it is told beside those of the place: a group's name is not the place's."""
    if record.of != "group":
        return outcome
    return replace(outcome, field=f"group.{outcome.field}")


def _is_finer(outcome: Outcome) -> bool:
    """Whether an address becomes one that only says more of the same building."""
    old, new = outcome.old, outcome.new
    if outcome.field != "address" or old is None or new is None:
        return False
    names_house = _HOUSE.search(fold_address(old.text))
    return bool(names_house) and agrees("address", new.value, old.value)


def _is_same_point(stored: Said, heard: Said) -> bool:
    one, other = stored.get("location"), heard.get("location")
    if not (one and other) or is_geocoded(one):  # a geocoder's gives way to what is published
        return True
    return agrees("location", one.value, other.value)
