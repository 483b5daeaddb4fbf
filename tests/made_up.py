"""Places that do not exist, plainly made up, and texts that want to do harm."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from webmap.formats.tables import write_tables
from webmap.places.city import City
from webmap.places.days import Day, read_day
from webmap.places.fields import Value
from webmap.places.place import Group, Place, Site, Source
from webmap.places.record import Record, Statement
from webmap.storage.changes import keep_changes
from webmap.storage.database import Database, open_database
from webmap.words.phrases import Phrases, read_phrases
from webmap.workflows.fill_database import fill_database

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
TOKYO = ZoneInfo("Asia/Tokyo")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=TOKYO)

_ja = read_phrases(DATA / "phrases", "ja")
JA = Phrases("ja", {key: text.replace(" ", "") for key, text in _ja.texts.items()})
"""The words as people see them, without the blanks between them, which are a matter of taste."""

MOBILE = "090-0000-0000"
MAIL = "taro@example.jp"

HOSTILE = (
    "{{7*7}}",
    "{% raw %}",
    "${alert(1)}",
    "`a`",
    "<img src=x onerror=alert(1)>",
    "</script>",
    "javascript:alert(1)",
    "\u202eひっくりかえる\u202c",
    "\u200fみぎから",
    'かっこ"つき"',
    '"',
    "a,b",
    "a\nb",
    "a\rb",
    "a\r\nb",
    " まえ",
    "うしろ ",
    "\u3000ぜんかく\u3000",
    "\tたぶ\t",
    "０１２ＡＢＣ",
    "a\x00b",
    "\ufeffしるし",
    "=1+1",
    "a\u2028b",
    "👨‍👩‍👧",
    "長" * 10_000,
)

hostile_texts = (
    st.sampled_from(HOSTILE)
    | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.text(alphabet="\",;\r\n\t 　あ\x00'", max_size=12)
)
texts = hostile_texts.filter(lambda text: bool(text.strip()))


CITY = City("132152", "国立市", (35.69, 139.44), 14, neighbours={"132063": "府中市"})


def say(value: Value, note: str = "", **said: str) -> Statement:
    """A statement of the source ``test``, of July 2026, for the public unless said otherwise."""
    words = {"source": "test", "day": "2026-07-01", "visibility": "public"} | said
    day, confirmed = read_day(words["day"]), read_day(words.get("confirmed", ""))
    return Statement(value, note, words["source"], day, confirmed, words["visibility"])


def make_place(key: str = "test", /, **fields: Value | Statement) -> Place:
    """テスト食堂, listed, with more said about it. ``fact__alone`` stands for ``fact.alone``."""
    first: dict[str, Value | Statement] = {
        "name": "テスト食堂",
        "categories": "kodomo_shokudo",
        "standing": "listed",
    }
    return Place(key, _said(first | fields))


def make_group(key: str = "test-group", /, **fields: Value | Statement) -> Group:
    return Group(key, _said({"name": "テストの会"} | fields))


def make_site(key: str = "test-site", /, **fields: Value | Statement) -> Site:
    return Site(key, _said({"address": "東京都国立市東0-0-0"} | fields))


def make_source(key: str = "test", /, **fields: str) -> Source:
    named = {"name": "テストの出典"} | fields
    return Source(key, {name: Statement(text) for name, text in named.items()})


def keep(db: Database, *records: Record) -> None:
    """Keeps new records."""
    from webmap.places.changes import diff

    for record in records:
        keep_changes(db, diff(None, record, kept=NOON, who="test"))


def filled(folder: Path, *records: Record) -> Database:
    """A database with these records, by way of the tables."""
    write_tables(records, folder / "tables")
    db = open_database(folder / "test.sqlite")
    fill_database(db, folder / "tables", NOON)
    return db


def day(text: str) -> Day:
    return read_day(text)


def _said(fields: dict[str, Value | Statement]) -> dict[str, Statement]:
    return {
        name.replace("__", "."): value if isinstance(value, Statement) else say(value)
        for name, value in fields.items()
    }
