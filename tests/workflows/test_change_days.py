"""One date of a place differs from its rules, or no more: at once, or refused with every reason."""

from datetime import date, datetime, timedelta

import pytest

from tests.made_up import MAIL, MOBILE, TOKYO, filled, make_place, make_source, say
from webmap.formats.tables import read_tables
from webmap.places.changes import OFFICE, is_person
from webmap.places.errors import Refused
from webmap.places.record import Statement
from webmap.places.schedule import ExceptionDay, Rule
from webmap.storage.changes import history
from webmap.storage.database import edition, open_database
from webmap.storage.places import place
from webmap.workflows.change_days import AskedDay, change_day
from webmap.workflows.export_data import export_data
from webmap.workflows.fill_database import fill_database

FRIDAY = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
ONCE_A_MONTH = Rule(weekdays="SA", frequency="monthly", opens="13:00", closes="15:00")


@pytest.fixture
def db(tmp_path):
    return filled(
        tmp_path,
        make_place("sundays", name="みほん食堂", schedule__1=SUNDAYS),
        make_place("monthly", name="ほかの食堂", schedule__1=ONCE_A_MONTH),
        make_source(),
    )


def ask(db, effect, key, day, now=FRIDAY, **words):
    return change_day(db, AskedDay(key, day, effect, **words), now)


def dates(changed):
    return [f"{one.day:%m-%d}{'?' if one.perhaps else ''}" for one in changed.dates]


def refused(db, effect, key, day, **words):
    """Column and expectation of everything that was wrong; nothing was kept."""
    before = edition(db)
    with pytest.raises(Refused) as error:
        ask(db, effect, key, day, **words)
    assert edition(db) == before
    assert {problem.file for problem in error.value.problems} == {effect}
    return {problem.column: problem.expected for problem in error.value.problems}


# -- what is kept


def sundays(db):
    found = place(db, "sundays")
    assert found is not None
    return found


def test_a_closed_day_is_no_date_any_more(db):
    changed = ask(db, "closed", "sundays", "2026-12-06", reason="会場のつごう")
    assert dates(changed) == ["12-20", "01-03?", "01-17"]
    assert changed.remarks == ()
    statement = sundays(db).said["exception.2026-12-06"]
    assert statement.value == ExceptionDay("closed", reason="会場のつごう")
    assert (statement.day.text, statement.source) == ("2026-12-04", "")


def test_a_day_that_moves_keeps_its_hours_or_gets_others(db):
    changed = ask(db, "moved", "sundays", "2026-12-06", moved_to="2026-12-13")
    assert dates(changed) == ["12-13", "12-20", "01-03?"]
    assert changed.dates[0].openings[0].closes == 14 * 60
    changed = ask(db, "moved", "sundays", "2026-12-20", moved_to="2026-12-20", opens="10:00")
    assert [one.opens for one in changed.dates[1].openings] == [600]
    assert changed.remarks == ()


def test_extra_days_make_dates_where_the_rule_has_none(db):
    assert dates(ask(db, "extra", "monthly", "2026-12-12")) == ["12-12"]
    changed = ask(db, "extra", "monthly", "2026-12-23", opens="10:00", closes="11:00")
    assert dates(changed) == ["12-12", "12-23"]
    saturday, wednesday = (one.openings for one in changed.dates)
    assert [(one.opens, one.closes) for one in saturday] == [(780, 900)]
    assert [(one.opens, one.closes) for one in wednesday] == [(600, 660)]


def test_what_is_taken_back_is_as_if_it_had_never_been(db):
    before = place(db, "sundays")
    ask(db, "closed", "sundays", "2026-12-06")
    changed = ask(db, "usual", "sundays", "2026-12-06")
    assert place(db, "sundays") == before
    assert dates(changed)[0] == "12-06"


def test_it_is_an_edit_by_a_person_and_stays_in_the_history(db):
    ask(db, "closed", "sundays", "2026-12-06", source="test")
    ask(db, "usual", "sundays", "2026-12-06")
    _, closed, usual = history(db, "place", "sundays")
    assert (closed.field, closed.old, closed.who) == ("exception.2026-12-06", None, OFFICE)
    assert closed.kept == FRIDAY
    assert isinstance(closed.new, Statement) and closed.new.source == "test"
    assert (usual.old, usual.new) == (closed.new, None)
    assert is_person(OFFICE)


def test_said_twice_it_is_kept_once(db):
    ask(db, "closed", "sundays", "2026-12-06")
    before = edition(db)
    changed = ask(db, "closed", "sundays", "2026-12-06", now=FRIDAY + timedelta(days=1))
    assert changed.remarks == ("same",)
    assert edition(db) == before


def test_another_word_of_the_same_day_takes_its_place(db):
    ask(db, "closed", "sundays", "2026-12-06")
    changed = ask(db, "moved", "sundays", "2026-12-06", moved_to="2026-12-13")
    assert changed.remarks == ("replaced",)
    assert dict(sundays(db).exceptions()) == {
        date(2026, 12, 6): ExceptionDay("moved", moved_to="2026-12-13")
    }


@pytest.mark.parametrize(
    ("effect", "day", "words", "remark"),
    [
        ("closed", "2026-12-07", {}, "anyway"),
        ("moved", "2026-12-07", {"moved_to": "2026-12-08"}, "anyway"),
        ("moved", "2026-12-06", {"moved_to": "2026-12-20"}, "twice"),
        ("closed", "2028-01-16", {}, "far"),
        ("moved", "2026-12-06", {"moved_to": "2028-01-10"}, "far"),
    ],
)
def test_what_may_be_a_slip_is_kept_and_told(db, effect, day, words, remark):
    assert ask(db, effect, "sundays", day, **words).remarks == (remark,)
    assert f"exception.{day}" in sundays(db).said


def test_a_day_that_only_may_be_open_can_be_closed_without_a_word(db):
    assert ask(db, "closed", "monthly", "2026-12-05").remarks == ()


@pytest.mark.parametrize("standing", ["check", "paused"])
def test_a_place_that_the_public_does_not_find_is_told(tmp_path, standing):
    db = filled(tmp_path, make_place("a", standing=standing, schedule__1=SUNDAYS))
    changed = ask(db, "closed", "a", "2026-12-06")
    assert changed.remarks == ("unlisted",)


def test_rules_for_the_staff_say_no_dates_to_anybody(tmp_path):
    hidden = say(SUNDAYS, visibility="staff")
    db = filled(tmp_path, make_place("a", schedule__1=ONCE_A_MONTH, schedule__2=hidden))
    assert dates(ask(db, "extra", "a", "2026-12-06", opens="10:00")) == ["12-06"]


# -- what is refused


def test_everything_that_is_wrong_is_told_at_once(db):
    told = refused(
        db,
        "moved",
        "sunday",
        "2026-02-30",
        moved_to="2026-12-03",
        opens="9時",
        closes="30:00",
        reason=f"れんらくは {MOBILE}",
        source="nowhere",
    )
    assert set(told) == {"KEY", "DATE", "--to", "--opens", "--closes", "--reason", "--source"}
    assert "sundays（みほん食堂）" in told["KEY"]
    assert "2026-12-04" in told["--to"]


@pytest.mark.parametrize("key", ["sundys", "みほん", "ミホン食堂", "SUNDAYS"])
def test_a_key_that_is_not_there_is_met_with_those_that_are_near(db, key):
    expected = refused(db, "closed", key, "2026-12-06")["KEY"]
    assert "sundays（みほん食堂）" in expected
    assert "ほかの食堂" not in expected


def test_a_key_like_no_other_is_refused_too(db):
    assert "places.csv" in refused(db, "closed", "zzz", "2026-12-06")["KEY"]


def test_a_place_that_has_ended_has_no_dates_to_change(tmp_path):
    db = filled(tmp_path, make_place("a", standing="ended"))
    assert set(refused(db, "extra", "a", "2026-12-06")) == {"KEY"}


@pytest.mark.parametrize("day", ["2026-12-03", "2026-12-4", "12/6", "", "２０２６-12-06"])
def test_a_day_that_has_passed_or_is_none_is_refused(db, day):
    assert set(refused(db, "closed", "sundays", day)) == {"DATE"}


def test_today_can_still_be_closed_until_midnight(db):
    late = FRIDAY.replace(hour=23, minute=59)
    ask(db, "closed", "sundays", "2026-12-04", now=late)
    with pytest.raises(Refused):
        ask(db, "closed", "sundays", "2026-12-04", now=late + timedelta(minutes=1))


def test_a_day_that_has_passed_can_still_be_taken_back(db):
    ask(db, "closed", "sundays", "2026-12-06")
    ask(db, "usual", "sundays", "2026-12-06", now=FRIDAY + timedelta(days=30))
    assert "exception.2026-12-06" not in sundays(db).said


@pytest.mark.parametrize(
    "reason", [MOBILE, MAIL, "れんらく ０９０ー００００ー００００ まで", "あ" * 101]
)
def test_a_reason_is_short_and_has_no_private_contact(db, reason):
    assert set(refused(db, "closed", "sundays", "2026-12-06", reason=reason)) == {"--reason"}


def test_the_end_comes_after_the_beginning(db):
    told = refused(db, "extra", "sundays", "2026-12-12", opens="14:00", closes="11:30")
    assert set(told) == {"--closes"}


def test_an_extra_day_that_is_open_already_is_refused(db):
    assert set(refused(db, "extra", "sundays", "2026-12-06")) == {"DATE"}
    same = {"opens": "11:30", "closes": "14:00"}
    assert set(refused(db, "extra", "sundays", "2026-12-06", **same)) == {"DATE"}
    evening = ask(db, "extra", "sundays", "2026-12-06", opens="17:00", closes="19:00")
    assert [one.opens for one in evening.dates[0].openings] == [690, 1020]


def test_nothing_moves_onto_its_own_day_or_onto_a_closed_one(db):
    assert set(refused(db, "moved", "sundays", "2026-12-06", moved_to="2026-12-06")) == {"--to"}
    ask(db, "closed", "sundays", "2026-12-20")
    assert set(refused(db, "moved", "sundays", "2026-12-06", moved_to="2026-12-20")) == {"--to"}


def test_what_has_moved_is_moved_on_or_taken_back_from_where_it_was(db):
    ask(db, "moved", "sundays", "2026-12-06", moved_to="2026-12-13")
    told = refused(db, "moved", "sundays", "2026-12-13", moved_to="2026-12-27")
    assert "2026-12-06" in told["DATE"]
    assert "2026-12-06" in refused(db, "usual", "sundays", "2026-12-13")["DATE"]
    changed = ask(db, "moved", "sundays", "2026-12-06", moved_to="2026-12-27")
    assert dates(changed) == ["12-20", "12-27", "01-03?"]


def test_only_a_day_that_differs_can_be_taken_back(db):
    assert "ありません" in refused(db, "usual", "sundays", "2026-12-06")["DATE"]
    ask(db, "closed", "sundays", "2026-12-20")
    assert "2026-12-20" in refused(db, "usual", "sundays", "2026-12-06")["DATE"]


# -- and out again


def test_the_tables_carry_it_in_the_same_bytes(db, tmp_path):
    ask(db, "closed", "sundays", "2026-12-06", reason='かぜが "はやって", おやすみ', source="test")
    ask(db, "moved", "sundays", "2026-12-20", moved_to="2026-12-27", opens="10:00")
    ask(db, "extra", "monthly", "2026-12-12")
    export_data(db, tmp_path / "one")
    assert (tmp_path / "one" / "exceptions.csv").read_text("utf-8").splitlines()[1:] == [
        "monthly,2026-12-12,extra,,,,,,,2026-12-04,,public",
        'sundays,2026-12-06,closed,,,,"かぜが ""はやって"", おやすみ",,test,2026-12-04,,public',
        "sundays,2026-12-20,moved,10:00,,2026-12-27,,,,2026-12-04,,public",
    ]
    assert read_tables(tmp_path / "one").problems == []
    again = open_database(tmp_path / "again.sqlite")
    fill_database(again, tmp_path / "one", FRIDAY)
    export_data(again, tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_reason_says_nothing_of_a_child(db):
    with pytest.raises(Refused) as refused:
        ask(db, "closed", "sundays", "2026-12-06", reason="小3のたろうくんの お休みのため")
    assert [problem.found for problem in refused.value.problems] == ["小3のたろうくん"]
