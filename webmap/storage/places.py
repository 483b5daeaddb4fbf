"""Records as they stand: one, several, or all, one after the other."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import cast

from ..places.place import RECORDS, Group, Place, Site, Source
from ..places.record import Record
from ..places.visibility import HIDING_WORDS, View, public_record, public_view
from .changes import read_record, read_said
from .database import Database


def place(db: Database, key: str) -> Place | None:
    """The place with this key, whatever its standing."""
    return cast(Place | None, read_record(db, "place", key))


def all_records(db: Database) -> Iterator[Record]:
    """Every record: places, groups, sites, sources, each by key. One is in memory at a time."""
    for of, kind in RECORDS.items():
        for key, said in db.execute("SELECT key, said FROM record WHERE of = ? ORDER BY key", [of]):
            yield kind(key, read_said(of, said))


def keys_of(db: Database, of: str) -> set[str]:
    """The keys of every record of a sort."""
    return {key for (key,) in db.execute("SELECT key FROM record WHERE of = ?", [of])}


def names_of_places(db: Database) -> dict[str, str]:
    """The name of every place by key, for the staff."""
    rows = db.execute(
        "SELECT key, json_extract(said, '$.name.value') FROM record WHERE of = 'place' ORDER BY key"
    )
    return dict(rows.fetchall())


def labels(db: Database, records: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What the staff call some records, each named by sort and key: its name, else its address,
    else its key."""
    query = (
        "SELECT coalesce(json_extract(said, '$.name.value'), json_extract(said, '$.address.value'),"
        " json_extract(said, '$.word.value'))"
        " FROM record WHERE of = ? AND key = ?"
    )
    found = {record: db.execute(query, record).fetchone() for record in {*records}}
    return {record: (row and row[0]) or record[1] for record, row in found.items()}


def public_names(db: Database) -> Iterator[tuple[str, str]]:
    """The names of public places with their official kana, and the venues that stand beside them
    (without kana), by key; a field that is not for the public is left out."""
    fields = ", ".join(
        f"CASE WHEN json_extract(said, '$.{field}._visibility') IS NULL"
        f" THEN json_extract(said, '$.{field}.value') END"
        for field in ("name", "kana", "venue")
    )
    rows = db.execute(
        f"SELECT {fields} FROM record WHERE of = 'place'"
        " AND json_extract(said, '$.standing.value') IN ('listed', 'paused') ORDER BY key"
    )
    for name, kana, venue in rows:
        if name:
            yield name, kana or ""
        if name and venue:
            yield venue, ""


def all_places(db: Database) -> Iterator[Place]:
    """Every place, whatever its standing, by key."""
    for key, said in db.execute("SELECT key, said FROM record WHERE of = 'place' ORDER BY key"):
        yield Place(key, read_said("place", said))


def hiding_places(db: Database) -> Iterator[Place]:
    """Every place that may hide where it is: marked so, or with a word of the sort in its texts."""
    words = " OR ".join("instr(said, ?)" for _ in HIDING_WORDS)
    rows = db.execute(
        "SELECT key, said FROM record WHERE of = 'place'"
        f" AND (json_extract(said, '$.hidden') IS NOT NULL OR {words})",
        list(HIDING_WORDS),
    )
    return (Place(key, read_said("place", said)) for key, said in rows)


def count_standings(db: Database) -> Counter[str]:
    """How many places are listed, await checking, and so on."""
    rows = db.execute(
        "SELECT json_extract(said, '$.standing.value'), count(*) FROM record"
        " WHERE of = 'place' GROUP BY 1"
    )
    return Counter(dict(rows.fetchall()))


def view(db: Database, shown: Place) -> View:
    """The place as the public may see it, with its group and site."""
    group, site = shown.text("group"), shown.text("site")
    return public_view(
        shown,
        cast(Group | None, read_record(db, "group", group)) if group else None,
        cast(Site | None, read_record(db, "site", site)) if site else None,
    )


def all_views(db: Database) -> Iterator[View]:
    """Every place as the public may see it, whatever its standing, by key."""
    return (view(db, place) for place in all_places(db))


def views(db: Database, keys: Iterable[str]) -> list[View]:
    """The places with these keys as the public may see them, in this order."""
    found = (place(db, key) for key in keys)
    return [view(db, shown) for shown in found if shown]


def public_sources(db: Database) -> dict[str, Record]:
    """Every source by key, with what the public may see of it."""
    rows = db.execute("SELECT key, said FROM record WHERE of = 'source' ORDER BY key")
    shown = ((key, public_record(Source(key, read_said("source", said)))) for key, said in rows)
    return {key: source for key, source in shown if source}


def cities_of_sites(db: Database, sites: Iterable[str]) -> set[str]:
    """The municipal codes of the places at some sites, as far as they are known."""
    keys = [*sites]
    rows = db.execute(
        "SELECT DISTINCT json_extract(said, '$.city.value') FROM record WHERE of = 'place'"
        f" AND json_extract(said, '$.site.value') IN ({','.join('?' * len(keys))})",
        keys,
    )
    return {city for (city,) in rows if city}


def source_of(db: Database, layout: str) -> Source | None:
    """The source whose editions are files of this layout and municipality."""
    row = db.execute(
        "SELECT key, said FROM record"
        " WHERE of = 'source' AND json_extract(said, '$.layout.value') = ?",
        [layout],
    ).fetchone()
    return Source(row[0], read_said("source", row[1])) if row else None


def source_called(db: Database, name: str) -> Source | None:
    """The source with this key or name."""
    row = db.execute(
        "SELECT key, said FROM record WHERE of = 'source'"
        " AND (key = :name OR json_extract(said, '$.name.value') = :name) ORDER BY key <> :name",
        {"name": name},
    ).fetchone()
    return Source(row[0], read_said("source", row[1])) if row else None


def names_of_sources(db: Database) -> dict[str, str]:
    """The name of every source, by key."""
    rows = db.execute(
        "SELECT key, json_extract(said, '$.name.value') FROM record"
        " WHERE of = 'source' ORDER BY key"
    )
    return dict(rows.fetchall())
