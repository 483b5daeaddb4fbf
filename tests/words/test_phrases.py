"""Every word that a person sees comes from the phrases, and every phrase is seen."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.made_up import DATA, ROOT
from webmap.formats.new_place_form import PLACE_SCHEMES
from webmap.places.account import ROLES
from webmap.places.desk import ONLY, ORDERS
from webmap.places.doubles import WEIGHTS
from webmap.places.fields import DETAILS, LIST_FIELDS, PLACE_COLUMNS, SOURCE_COLUMNS
from webmap.places.helpline import PERSONS, TOPICS
from webmap.places.needs import LISTS, WHEN, WHO
from webmap.places.photo import CONSENTS
from webmap.places.place import RECORDS
from webmap.places.report import FAULTS
from webmap.places.schedule import (
    EFFECTS,
    EXCEPTION_EFFECTS,
    FREQUENCIES,
    HOLIDAYS,
    SEASONS,
    WEEKDAYS,
)
from webmap.places.suitability import RULES
from webmap.places.vocabulary import (
    ACCEPTING,
    ANSWERS,
    AREAS,
    BASES,
    BENEFITING,
    BOOKING_WAYS,
    BOOKINGS,
    CATEGORIES,
    FACTS,
    FEE_PER,
    FIRST_VISIT,
    HIDDEN,
    STAGES,
    STANDINGS,
    VISIBILITIES,
    WISHES,
    WRONGS,
)
from webmap.web.staff.lists import ROOMS
from webmap.words.first_visit import QUESTIONS
from webmap.words.list_form import HINTS as LIST_HINTS
from webmap.words.phrases import Phrases, read_phrases
from webmap.words.place_form import HINTS

PHRASES = read_phrases(DATA / "phrases", "ja")

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CODE = sorted(
    path for room in ("words", "web", "mapping") for path in (ROOT / "webmap" / room).rglob("*.py")
)
CODE += [
    ROOT / "webmap" / "workflows" / name
    for name in ("find_places.py", "form_page.py", "calendar_files.py", "news.py")
]

ASKED = [(word, value) for word, values in LISTS.items() for value in values]
FIRST_VISIT_FACTS = [one for one in QUESTIONS if one in FACTS]
TOLD_TOGETHER = ("category", *WHEN, *WHO)

BUILT = {
    "category.": CATEGORIES,
    "sentence.": CATEGORIES,
    "fact.": FACTS,
    "answer.": ANSWERS,
    "stage.": STAGES,
    "booking.": BOOKINGS,
    "booking_way.": BOOKING_WAYS,
    "weekday.": WEEKDAYS,
    "season.": SEASONS,
    "exception.": EXCEPTION_EFFECTS,
    "fee.per_": FEE_PER,
    "frequency.": [one for one in FREQUENCIES if "/" not in one and one not in ("daily", "weekly")],
    "where.": ("disc", "hidden", "unknown"),
    "fee_class.": ("preschool", "elementary", "junior_high", "high", "adult", "everyone"),
    "holidays.": ("only", "included", "excluded"),
    "change.": (
        "first",
        "later",
        "corrected",
        "agrees",
        "beside",
        "person",
        "stays",
        "published",
        "finer",
        "located",
        "kept",
        "made",
        *("new_place", "new_helpline", "new_programme", "new_reading"),
        "old_place",
    ),
    "standing.": STANDINGS,
    "hidden.": HIDDEN,
    "staff.account.may.": ROLES,
    "staff.account.fault_": ("name", "taken"),
    "staff.account.": ("last_admin", "locked", "unlocked", "changed", "signed_out"),
    "staff.entry.": ("wrong", "shut", "cookie", "old"),
    "staff.password.fault.": ("short", "long", "common", "wrong", "shut", "cookie", "old"),
    "staff.error.title_": ("400", "403", "404", "405", "413", "500"),
    "staff.error.text_": ("400", "403", "404", "405", "413", "500"),
    "consent.": CONSENTS,
    "visibility.": VISIBILITIES,
    "staff.photo.": ("added", "changed", "first", "taken_off"),
    "met.": ("theirs", "mine"),
    "field.": (
        *PLACE_COLUMNS,
        *DETAILS,
        *SOURCE_COLUMNS,
        *(name for fields in LIST_FIELDS.values() for name in fields),
        *("schedule", "exception", "identifier", "address", "location", "photo"),
    ),
    "basic.": ("schedule", "who", "fee", "booking", "phone", "location"),
    "hours.": ("both", "opens", "closes"),
    "ages.": ("both", "from", "to"),
    "day.": ("year", "year_month", "year_month_day"),
    "fee.": ("span", "free", "yen"),
    "label.": ("phone", "url", "capacity"),
    "layer.": ("gsi", "osm"),
    "credit.": ("gsi", "osm"),
    "about.limit_": (),
    "about.filter_": ("answers", "unknown", "who", "free", "when", "order"),
    "about.walking_": ("pace", "line", "river", "here"),
    "near.": ("school", "station"),
    "law.": {rule.law for rule in RULES},
    "need.": [f"{word}.{value}" for word, value in ASKED if word not in ("category", "age")],
    "question.": [f"{word}.{value}" for word, value in ASKED if word not in TOLD_TOGETHER],
    "choices.": ("category", "when", "access", "support", "visit", "support_hint"),
    "choice.": [key for key in PHRASES.under("choice") if tuple(key.split(".")) in ASKED],
    "dates.state.": ("open", "over", "maybe", "closed"),
    "visit.": QUESTIONS,
    "visit.yes.": FIRST_VISIT_FACTS,
    "visit.no.": FIRST_VISIT_FACTS,
    "way.app.": ("android", "apple", "web"),
    "next.": ("yesterday", "today", "tomorrow", "later"),
    "month.": ("prev", "next", "one_of", "two_of"),
    "ask_for_dates.": ("which_week", "weekday", "dates"),
    "question_of_days.": ("which_week", "weekday", "dates"),
    "soon.": ("yesterday", "today", "tomorrow", "later"),
    "event.": (
        *("perhaps", "cancelled", "moved", "extra", "perhaps_day", "cancelled_day"),
        *("who", "fee", "booking", "phone"),
    ),
    "news.": (*EXCEPTION_EFFECTS, "new", "paused", "ended", "again", "hours", "usual"),
    "error.title_": ("400", "403", "404", "405", "410", "413", "429", "500"),
    "error.text_": ("400", "403", "404", "405", "410", "413", "429", "500"),
    "wanted.": FIRST_VISIT,
    "wrong_about.": WRONGS,
    "wrong.fault_": (*FAULTS, "many"),
    "help.": (
        *("always", "open", "maybe", "closed", "unknown"),
        *(f"{one}.{part}" for one in ("chrome", "safari") for part in ("title", "1", "2", "3")),
    ),
    "area.": AREAS,
    "basis.": BASES,
    "benefiting.": [one for one in BENEFITING if one not in PERSONS],
    "lists.": ("open", "maybe"),
    "lists.common.": ("source", "day", "confirmed"),
    "lists.contact.": ROOMS,
    "lists.hint.": [f"{of}.{name}" for of, names in LIST_HINTS.items() for name in names],
    "lists.lead.": ROOMS,
    "lists.new.": ROOMS,
    "lists.section.": ("line", "call", "hours", "programme"),
    "help.person.": PERSONS,
    "help.topic.": TOPICS,
    "staff.room.": (
        *("start", "places", "reports", "week", "helplines", "programmes", "readings", "accounts"),
    ),
    "staff.role.": ROLES,
    "staff.of.": RECORDS,
    "staff.made.": RECORDS,
    "staff.field_of.": RECORDS,
    "staff.history.by_": ("file", "geocoder"),
    "staff.redact.": ("done", "wiped", "not_wiped"),
    "staff.redact.side_": ("old", "new"),
    "staff.redact.part_": ("value", "reason", "alt", "credit", "note"),
    "staff.not_kept.": ("old_password", "password"),
    "staff.not_kept.why_": ("full", "locked", "broken", "closed"),
    "form.section.": (
        *("basic", "when", "days", "money", "who", "contact", "where"),
        *("facts", "activities", "staff"),
    ),
    "form.add.": ("rule", "closure", "activity", "access", "remark"),
    "form.facts.": ("visit", "access", "support"),
    "form.per.": FEE_PER,
    "form.visibility.": VISIBILITIES,
    "form.drop_in.": ("yes", "no"),
    "form.accepting.": ACCEPTING,
    "form.effect.": EFFECTS,
    "form.exception.": (*EXCEPTION_EFFECTS, "usual"),
    "form.effect_of.": ("closed", "moved", "came", "extra"),
    "form.state.": ("open", "maybe", "closed"),
    "form.frequency.": ("by_days", *(one for one in FREQUENCIES if "/" not in one)),
    "form.holidays.": ("unsaid", *HOLIDAYS),
    "form.common.": ("source", "day", "confirmed"),
    "form.part.": (
        *("note", "source", "day", "confirmed"),
        *("from", "to", "date", "moved_to", "opens", "closes", "reason", "yen", "yen_max"),
    ),
    "form.hint.": HINTS,
    "scheme.": PLACE_SCHEMES,
    "double.": WEIGHTS,
    "pin.": (
        *("lat", "lon", "level", "radius_m", "note", "source", "day", "confirmed", "visibility"),
    ),
    "new_place.": (
        *("name", "address", "category", "phone", "group", "scheme", "identifier"),
        *("name_hint", "address_hint", "group_hint", "source_hint", "day_hint", "key_hint"),
        *("source", "day", "key", "look", "look_again", "make", "make_anyway"),
        *("changed", "failed"),
    ),
    "staff.said.words.": ("called", "mended", "right", "seen"),
    "staff.ask.": WISHES,
    "staff.list.only.": ONLY,
    "staff.list.order.": ORDERS,
}
"""Keys that are put together while the program runs: how they begin, and what must follow."""

_SECTIONS = {key.partition(".")[0] for key in PHRASES.texts}
_KEY = re.compile(r"([a-z_]+)\.([A-Za-z0-9_.]*)")
_JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿々〆ヶ]")
_JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_JINJA_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTED = re.compile(r"""(["'])(.*?)\1""")


def said_in_templates() -> Iterator[str]:
    for path in TEMPLATES:
        for code in _JINJA_CODE.findall(_JINJA_COMMENT.sub("", path.read_text(encoding="utf-8"))):
            yield from (text for _, text in _QUOTED.findall(code))


def said_in_code() -> Iterator[str]:
    """Every text of the program, and of an f-string its beginning."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def keys() -> set[str]:
    """Texts that look like keys of phrases, whole ones and beginnings."""
    texts = {*said_in_templates(), *said_in_code()}
    return {t for t in texts if (m := _KEY.fullmatch(t)) and m[1] in _SECTIONS and m[2] != "js"}


def whole_sections() -> set[str]:
    """Sections that are handed on whole, by ``say.under("marker")``."""
    return {
        str(node.args[0].value)
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "under"
        and isinstance(node.args[0], ast.Constant)
    }


def is_built(key: str) -> bool:
    return any(key.startswith(start) and key[len(start) :] in ends for start, ends in BUILT.items())


def test_every_key_that_is_used_has_a_phrase():
    missing = {key for key in keys() if key not in PHRASES.texts and key not in BUILT}
    assert not missing


@pytest.mark.parametrize("start", BUILT)
def test_every_key_that_is_put_together_has_a_phrase(start):
    assert [start + end for end in BUILT[start] if start + end not in PHRASES.texts] == []


@pytest.mark.parametrize("start", BUILT)
def test_every_beginning_is_really_used(start):
    assert start in {*said_in_templates(), *said_in_code()}


def test_the_limits_are_all_said():
    limits = re.search(
        r"for key in \((.*?)\)", (ROOT / "templates/public/about.html").read_text("utf-8")
    )
    assert limits is not None
    named = {text for _, text in _QUOTED.findall(limits[1])}
    held = {
        key.removeprefix("about.limit_") for key in PHRASES.texts if key.startswith("about.limit_")
    }
    assert named == held


def test_no_phrase_is_unused():
    used, sections = keys(), whole_sections()
    unused = [
        key
        for key in PHRASES.texts
        if key not in used
        and key.partition(".")[0] not in sections
        and not is_built(key)
        and not key.startswith("about.limit_")
    ]
    assert not unused


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_japanese_of_its_own(path):
    found = _JAPANESE.search(_JINJA_COMMENT.sub("", path.read_text(encoding="utf-8")))
    assert not found, found


@pytest.mark.parametrize(
    "path", sorted((ROOT / "static" / "js").glob("*.js")), ids=lambda path: path.name
)
def test_a_script_holds_no_japanese_of_its_own(path):
    bare = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not _JAPANESE.search(bare)


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_the_program_says_nothing_in_japanese_of_its_own(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):  # letters it looks for
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("frozenset", "re.compile"):
            silent |= {id(argument) for argument in node.args}
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in silent
        and _JAPANESE.search(node.value)
    ]
    if path.name not in ("readings.py", "serve.py"):  # letters it looks for; words to the office
        assert said == []


@pytest.mark.parametrize("spelling", ["障がい", "障碍", "障害"])
def test_we_write_shogai_as_the_city_does(spelling):
    files: list[Path] = [
        *(DATA / "phrases").glob("*.toml"),
        *TEMPLATES,
        *(ROOT / "static").glob("*/*.svg"),
    ]
    files += (ROOT / "webmap").rglob("*.py")
    assert [path.name for path in files if spelling in path.read_text(encoding="utf-8")] == []


def test_the_mixed_spelling_is_nowhere_in_the_data():
    files = [*DATA.glob("*.csv"), *DATA.glob("*.md"), *DATA.glob("*.toml")]
    assert [path.name for path in files if "障がい" in path.read_text(encoding="utf-8")] == []


def test_a_phrase_takes_its_parameters_as_they_are():
    say = Phrases("ja", {"list.with_query": "「{query}」", "plain": "{そのまま}"})
    assert say("list.with_query", query="{count} {{7*7}}") == "「{count} {{7*7}}」"
    assert say("plain") == "{そのまま}"


def test_a_missing_phrase_is_loud():
    with pytest.raises(KeyError):
        PHRASES("list.nothing_like_it")


def test_an_unknown_language_is_loud():
    with pytest.raises(FileNotFoundError):
        read_phrases(DATA / "phrases", "xx")


def test_no_phrase_is_blank():
    assert [key for key, text in PHRASES.texts.items() if not text.strip()] == []
