"""A place is edited by its form; two who do it at once both keep their word."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from tests.made_up import DATA, NOON, filled, make_place, make_site, make_source, say
from webmap.formats.place_form import SHOWN
from webmap.places.changes import as_of, by_staff
from webmap.places.errors import NotUnderstood
from webmap.places.place import Site
from webmap.places.schedule import Rule
from webmap.storage.changes import history, read_record
from webmap.storage.database import open_database
from webmap.storage.places import place
from webmap.workflows.edit_place import Refused, Saved, Warned, open_form, save_form
from webmap.workflows.meeting import Met

SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
TEST = make_place(phone=say("042-000-0000"), schedule__1=SUNDAYS, site="test-site")
TOLD = {"common:source": ["みほんの電話"], "common:day": ["2026-11-20"], "act": ["save"]}
ANNA, BEN = by_staff("みほん一"), by_staff("みほん二")


@pytest.fixture
def db(tmp_path):
    return filled(tmp_path, TEST, make_site(), make_source())


def stands(db):
    found = place(db, "test")
    assert found is not None
    return found


def site_of(db):
    found = read_record(db, "site", "test-site")
    assert isinstance(found, Site)
    return found


def cells_of(db, **typed):
    """The form as it is opened now, with other cells; ``fact__alone__value``."""
    opened = open_form(db, "test")
    assert opened is not None
    cells = {**opened.cells, **TOLD}
    cells |= {f"base:{of}": [str(number)] for of, number in opened.base.items()}
    return change(cells, **typed)


def change(cells, **typed):
    names = {name.replace("__", "."): text for name, text in typed.items()}
    named = {":".join(name.rsplit(".", 1)): [text] for name, text in names.items()}
    paths = [name.partition(":")[0] for name in named]
    return {**cells, **named, SHOWN: [*dict.fromkeys([*cells[SHOWN], *paths])]}


def save(db, cells, who=ANNA, hours=1) -> Any:
    return save_form(db, DATA, "test", cells, who, NOON + timedelta(hours=hours))


def test_what_is_changed_is_kept_with_who_said_so_and_who_wrote_it(db):
    saved = save(db, cells_of(db, phone__value="042-000-0001"))
    assert isinstance(saved, Saved) and saved.changes == 2, "and the new source"
    said = stands(db).said["phone"]
    source = read_record(db, "source", said.source)
    assert source is not None
    assert (said.text, source.text("name")) == ("042-000-0001", "みほんの電話")
    assert [one.who for one in history(db, "place", "test")][-1] == ANNA


def test_the_same_words_of_a_source_are_the_same_source(db):
    save(db, cells_of(db, phone__value="042-000-0001"))
    save(db, cells_of(db, phone__value="042-000-0002"), hours=2)
    first, second = (getattr(one.new, "source", "") for one in [*history(db, "place", "test")][-2:])
    assert first == second != ""


def test_a_form_that_is_saved_as_it_was_opened_changes_nothing(db):
    assert save(db, cells_of(db)).changes == 0
    assert len([*history(db, "place", "test")]) == 1


def test_two_who_change_other_things_both_keep_their_word_and_the_second_is_told(db):
    annas, bens = cells_of(db, phone__value="042-000-0001"), cells_of(db, who__value="小学生")
    save(db, annas, ANNA)
    saved = save(db, bens, BEN, hours=2)
    assert [(one.field, one.who) for one in saved.beside] == [("phone", ANNA)]
    now = stands(db)
    assert (now.text("phone"), now.text("who")) == ("042-000-0001", "小学生")


def test_the_second_who_changed_the_same_is_shown_both_and_nothing_is_kept(db):
    annas, bens = (cells_of(db, phone__value=f"042-000-000{n}") for n in (1, 2))
    save(db, annas, ANNA)
    met = save(db, bens, BEN, hours=2)
    assert isinstance(met, Met)
    conflict = met.conflicts["phone"]
    values = [state["phone"].text for state in (conflict.base, conflict.theirs, conflict.mine)]
    assert values == ["042-000-0000", "042-000-0001", "042-000-0002"]
    assert [(one.field, one.who) for one in met.changes] == [("phone", ANNA)]
    assert stands(db).text("phone") == "042-000-0001"


@pytest.mark.parametrize(("whose", "number"), [("theirs", "1"), ("mine", "2")])
def test_the_second_chooses_and_all_else_of_the_form_is_kept(db, whose, number):
    annas, bens = (cells_of(db, phone__value=f"042-000-000{n}") for n in (1, 2))
    save(db, annas, ANNA)
    met = save(db, change(bens, who__value="小学生"), BEN, hours=2)
    saved = save(db, {**met.cells, "chosen:phone": [whose], "act": ["save"]}, BEN, hours=3)
    assert isinstance(saved, Saved)
    now = stands(db)
    assert now.text("phone") == f"042-000-000{number}"
    assert now.text("who") == "小学生"


def test_without_a_choice_it_is_asked_again(db):
    annas, bens = (cells_of(db, phone__value=f"042-000-000{n}") for n in (1, 2))
    save(db, annas, ANNA)
    met = save(db, bens, BEN, hours=2)
    assert isinstance(save(db, {**met.cells, "act": ["save"]}, BEN, hours=3), Met)
    assert stands(db).text("phone") == "042-000-0001"


def test_a_third_who_saves_meanwhile_is_not_overwritten_either(db):
    annas, bens, thirds = (cells_of(db, phone__value=f"042-000-000{n}") for n in (1, 2, 3))
    save(db, annas, ANNA)
    met = save(db, bens, BEN, hours=2)
    third = save(db, thirds, by_staff("みほん三"), hours=3)
    save(db, {**third.cells, "chosen:phone": ["mine"], "act": ["save"]}, hours=4)
    again = save(db, {**met.cells, "chosen:phone": ["mine"], "act": ["save"]}, BEN, hours=5)
    assert isinstance(again, Met)
    assert again.conflicts["phone"].theirs["phone"].text == "042-000-0003"


def test_two_at_the_very_same_moment(tmp_path, db):
    forms = [cells_of(db, phone__value=f"042-000-000{n}") for n in (1, 2)]
    answers: list[Any] = [None, None]
    gate = threading.Barrier(2)

    def go(n: int) -> None:
        own = open_database(tmp_path / "test.sqlite")
        gate.wait()
        answers[n] = save(own, forms[n], by_staff(f"みほん{n}"), hours=n + 1)
        own.close()

    several = [threading.Thread(target=go, args=(n,)) for n in (0, 1)]
    for one in several:
        one.start()
    for one in several:
        one.join()
    assert sorted(type(one).__name__ for one in answers) == ["Met", "Saved"]


def test_all_that_is_wrong_is_said_and_nothing_is_kept(db):
    refused = save(db, cells_of(db, phone__value="ありません", schedule__1__opens="おひる"))
    assert isinstance(refused, Refused)
    assert {bad.column for bad in refused.problems} == {"phone:value", "schedule.1:opens"}
    assert refused.cells["phone:value"] == ["ありません"]
    assert stands(db) == TEST


def test_what_looks_like_a_person_is_asked_about_first(db):
    cells = cells_of(db, remark__1__value="小3のたろうくんが きている")
    warned = save(db, cells)
    assert isinstance(warned, Warned)
    assert [one.text for one in warned.persons["remark.1"]] == ["小3のたろうくん"]
    assert "remark.1" not in stands(db).said
    assert isinstance(save(db, {**warned.cells, "sure": ["yes"]}), Saved)


def test_what_was_there_before_is_not_asked_about_again(tmp_path):
    there = make_place(remark__1=say("小3のたろうくん", visibility="staff"), site="test-site")
    db = filled(tmp_path, there, make_site(), make_source())
    assert isinstance(save(db, cells_of(db, phone__value="042-000-0001")), Saved)


@pytest.mark.parametrize("standing", ("paused", "ended"))
def test_a_place_that_rests_or_ends_says_since_when_and_why(db, standing):
    refused = save(db, cells_of(db, standing__value=standing))
    assert {bad.column for bad in refused.problems} == {"standing:note", "since:value"}
    typed = {"standing__note": "みほんの わけ", "since__value": "2026年11月"}
    saved = save(db, cells_of(db, standing__value=standing, **typed))
    assert isinstance(saved, Saved)
    now = stands(db)
    assert (now.standing, now.since.text) == (standing, "2026-11")


def test_an_address_that_changes_takes_its_point_along(db):
    cells = cells_of(db) | {"site/address:value": ["東京都国立市富士見台2-47-1"]}
    save(db, cells)
    site = site_of(db)
    assert site.text("address") == "東京都国立市富士見台2-47-1"
    assert site.location is not None
    assert stands(db) == TEST


def test_a_pin_by_hand_is_not_moved_by_an_address(db):
    names = {"lat": "35.69", "lon": "139.44", "level": "building"}
    typed = {f"site/location:{part}": [text] for part, text in names.items()}
    cells = cells_of(db)
    save(db, cells | typed | {SHOWN: [*cells[SHOWN], "site/location"]})
    save(db, cells_of(db) | {"site/address:value": ["東京都国立市富士見台2-47-1"]}, hours=2)
    assert str(site_of(db).said["location"].value).count("35.69'") == 1


def test_the_history_leads_to_what_stands(db):
    for hour, phone in enumerate(("042-000-0001", "", "042-000-0002"), start=1):
        save(db, cells_of(db, phone__value=phone), hours=hour)
    assert as_of(history(db, "place", "test"), NOON + timedelta(days=1)) == stands(db)


def test_a_form_without_its_version_is_not_understood(db):
    cells = {name: texts for name, texts in cells_of(db).items() if not name.startswith("base:")}
    with pytest.raises(NotUnderstood):
        save(db, cells)


def test_there_is_no_form_of_a_place_that_is_not_there(db):
    assert open_form(db, "nowhere") is None
    assert save_form(db, DATA, "nowhere", {}, ANNA, NOON) is None


def test_a_version_that_there_never_was_passes_by_nobody(db):
    cells = cells_of(db, phone__value="042-000-0001") | {"base:place": ["999999"]}
    with pytest.raises(NotUnderstood):
        save(db, cells)
    assert stands(db) == TEST
