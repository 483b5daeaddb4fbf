"""A line of help is edited by its form; nobody's word is lost."""

from datetime import date

import pytest

from tests.made_up import MAIL, MOBILE, NOON, keep, make_place, say
from tests.made_up_lists import make_line, make_programme
from webmap.formats.tables import read_tables
from webmap.places.changes import by_staff
from webmap.places.errors import NotUnderstood
from webmap.places.schedule import Rule
from webmap.storage.changes import history, read_record
from webmap.storage.database import open_database
from webmap.workflows.edit_list import (
    BothChanged,
    Kept,
    look_at_list_form,
    open_list_form,
    save_list_form,
)
from webmap.workflows.edit_place import Refused, Warned
from webmap.workflows.export_data import export_data

ANNA, BERTA = by_staff("mihon-anna"), by_staff("mihon-berta")
SAID = {"common:source": ["電話で 聞いた"], "common:day": ["2026-11-20"]}


@pytest.fixture
def db(tmp_path):
    db = open_database(tmp_path / "test.sqlite")
    keep(db, make_line(cost="無料", schedule__1=say(Rule(weekdays="MO"), "月曜")), make_programme())
    return db


def form_of(db, of="helpline", key="mihon", **typed):
    opened = open_list_form(db, of, key)
    assert opened is not None
    changed = {name.replace("__", ":"): [*texts] for name, texts in typed.items()}
    shown = [*dict.fromkeys([*opened.cells["shown"], *(name.split(":")[0] for name in changed)])]
    return {**opened.cells, "base": [str(opened.base)], "shown": shown, **changed}


def save(db, cells, who=ANNA, of="helpline", key="mihon"):
    return save_list_form(db, of, key, cells, who, NOON)


def line(db, key="mihon", of="helpline"):
    return read_record(db, of, key)


def test_what_was_changed_is_kept_with_who_said_it_and_the_rest_stays(db):
    before = line(db)
    kept = save(db, {**form_of(db, number__value=["042-000-0001"]), **SAID})
    assert kept == Kept("mihon", 1)
    number = line(db).said["number"]
    assert (number.value, number.source, number.day.text) == (
        *("042-000-0001", "電話で 聞いた", "2026-11-20"),
    )
    assert {**line(db).said, "number": None} == {**before.said, "number": None}
    *_, change = history(db, "helpline", "mihon")
    assert (change.field, change.who) == ("number", ANNA)


def test_a_form_that_changes_nothing_keeps_nothing_and_asks_nobody(db):
    assert save(db, form_of(db)) == Kept("mihon", 0)


def test_a_change_without_source_and_day_is_refused_with_both_named(db):
    refused = save(db, form_of(db, number__value=["042-000-0001"]))
    assert isinstance(refused, Refused)
    assert {bad.column for bad in refused.problems} == {"common:source", "common:day"}
    assert line(db).text("number") == "042-000-0000"


def test_all_problems_are_told_at_once_and_nothing_typed_is_lost(db):
    typed = form_of(
        db,
        number__value=["ばんごう"],
        name__value=[""],
        **{"schedule.1:opens": ["25時"], "schedule.1:closes": ["やすみ"]},
    )
    refused = save(db, {**typed, **SAID})
    assert isinstance(refused, Refused)
    columns = {bad.column for bad in refused.problems}
    assert {"number:value", "name:value", "schedule.1:closes"} <= columns
    assert refused.cells["number:value"] == ["ばんごう"]


def test_who_called_may_say_that_all_of_it_is_so(db):
    kept = save(db, {**form_of(db), **SAID, "whole": ["yes"]})
    assert isinstance(kept, Kept)
    assert {one.source for one in line(db).said.values()} == {"電話で 聞いた"}
    assert line(db).day.text == "2026-11-20"


@pytest.mark.parametrize("private", [MOBILE, "０９０−００００−００００", MAIL])
def test_a_private_contact_is_for_the_staff_alone_whatever_the_form_says(db, private):
    kept = save(db, {**form_of(db, note__value=[private], note__visibility=["public"]), **SAID})
    assert kept == Kept("mihon", 1, ("note",))
    assert line(db).said["note"].visibility == "staff"


def test_a_mobile_number_is_no_public_number(db):
    kept = save(db, {**form_of(db, number__value=["080-0000-0000"]), **SAID})
    assert kept == Kept("mihon", 1, ("number",))
    assert line(db).said["number"].visibility == "staff"


def test_a_name_with_a_private_contact_is_refused(db):
    refused = save(db, {**form_of(db, name__value=[f"みほん {MOBILE}"]), **SAID})
    assert isinstance(refused, Refused)
    assert [bad.column for bad in refused.problems] == ["name:value"]


def test_words_about_a_person_are_asked_about_first(db):
    typed = {**form_of(db, note__value=["小4の みほんくんが つかう"]), **SAID}
    assert isinstance(save(db, typed), Warned)
    assert "note" not in line(db).said
    assert isinstance(save(db, {**typed, "sure": ["yes"]}), Kept)


def test_a_line_ends_and_nothing_of_it_is_deleted(db):
    save(db, {**form_of(db, standing__value=["ended"]), **SAID})
    assert line(db).text("standing") == "ended"
    assert line(db).text("number") == "042-000-0000"


def test_a_new_one_has_a_key_that_nobody_ever_had(db):
    typed = {"base": ["0"], "shown": ["name"], "name:value": ["あたらしい みほん"], **SAID}
    first, second = (save(db, typed, of="programme", key="") for _ in range(2))
    assert [first, second] == [Kept("programme-1", 1), Kept("programme-2", 1)]
    assert line(db, "programme-1", "programme").text("name") == "あたらしい みほん"


def test_a_new_one_needs_a_name(db):
    typed = {"base": ["0"], "shown": ["name", "office"], "office:value": ["みほん課"], **SAID}
    refused = save(db, typed, of="programme", key="")
    assert isinstance(refused, Refused)
    assert [bad.column for bad in refused.problems] == ["name:value"]


def test_a_rule_may_be_added_and_taken_away(db):
    save(
        db,
        {
            **form_of(db, **{"schedule.2:effect": ["open"], "schedule.2:weekdays": ["SU", "SA"]}),
            **SAID,
        },
    )
    assert line(db).said["schedule.2"].value == Rule(weekdays="SA;SU")
    cells = {
        name: [] if name.startswith("schedule.1:") else texts for name, texts in form_of(db).items()
    }
    assert isinstance(save(db, {**cells, **SAID}), Kept)
    assert "schedule.1" not in line(db).said


# -- two on one line


def test_what_two_changed_apart_stands_together(db):
    mine = {**form_of(db, cost__value=["通話料"]), **SAID}
    save(db, {**form_of(db, number__value=["042-000-0001"]), **SAID}, BERTA)
    assert isinstance(save(db, mine), Kept)
    assert (line(db).text("cost"), line(db).text("number")) == ("通話料", "042-000-0001")


def test_where_two_changed_the_same_the_second_sees_both_and_saves_again(db):
    mine = {**form_of(db, number__value=["042-000-0001"], note__value=["みほん"]), **SAID}
    save(db, {**form_of(db, number__value=["042-000-0002"], cost__value=["1円"]), **SAID}, BERTA)
    met = save(db, mine)
    assert isinstance(met, BothChanged)
    (conflict,) = met.conflicts
    assert [said["number"].text for said in (conflict.base, conflict.theirs, conflict.mine)] == [
        "042-000-0000",
        "042-000-0002",
        "042-000-0001",
    ]
    assert {change.who for change in met.changes} == {BERTA}
    assert line(db).text("number") == "042-000-0002"
    assert met.cells["number:value"] == ["042-000-0001"]
    assert met.cells["cost:value"] == ["1円"]
    assert isinstance(save(db, met.cells), Kept)
    said = line(db)
    assert [said.text(name) for name in ("number", "note", "cost")] == [
        *("042-000-0001", "みほん", "1円"),
    ]


def test_a_form_of_no_known_version_is_not_understood(db):
    for base in ([], ["x"], ["-1"], ["9" * 40]):
        with pytest.raises(NotUnderstood):
            save(db, {**form_of(db), "base": base})
    assert save(db, form_of(db), key="nowhere") is None


# -- looking


def test_looking_keeps_nothing_and_reads_what_it_can(db):
    looked = look_at_list_form(
        *(db, "helpline", "mihon"), form_of(db, number__value=["?"], cost__value=["1円"]), NOON
    )
    assert looked is not None
    assert looked.record is not None
    assert (looked.record.text("number"), looked.record.text("cost")) == ("042-000-0000", "1円")
    assert [bad.column for bad in looked.problems] == ["number:value"]
    assert line(db).text("cost") == "無料"


def test_what_was_edited_goes_out_and_comes_back(db, tmp_path):
    keep(db, make_place())
    save(db, {**form_of(db, cost__value=["通話料"], standing__value=["ended"]), **SAID})
    export_data(db, tmp_path / "out")
    assert read_tables(tmp_path / "out").records["helpline", "mihon"] == line(db)
    assert date(2026, 11, 20).isoformat() in (tmp_path / "out" / "list_details.csv").read_text()
