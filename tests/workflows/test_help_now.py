"""The real lines of help, by day and by night."""

from datetime import datetime, timedelta

import pytest

from tests.lists import read_lists
from tests.made_up import DATA, TOKYO
from webmap.formats.tables import read_tables

LINES = read_lists(DATA).helplines


def offered(text):
    return LINES.offered(datetime.fromisoformat(text).replace(tzinfo=TOKYO))


def keys(text):
    return [one.line.key for one in offered(text)]


def states(text):
    return {one.line.key: one.state for one in offered(text)}


def test_on_a_weekday_the_city_comes_first_with_kunisapo_before_all():
    assert keys("2026-12-04T16:20")[:4] == ["kunisapo", "kodomo-katei", "kyoiku-soudan", "sos-24"]


@pytest.mark.parametrize("when", ["2026-12-04T23:00", "2026-11-03T12:00", "2026-12-06T10:00"])
def test_by_night_on_a_holiday_and_on_a_sunday_the_24_hour_lines_come_first(when):
    assert {*keys(when)[:3]} == {"dv-plus", "jiso-189", "sos-24"}
    assert keys(when)[-1] == "kunisapo"


def test_between_the_years_only_what_is_sure_is_called_so():
    said = states("2026-12-30T16:30")
    assert {key for key, state in said.items() if state in ("always", "open")} == {
        "sos-24", "dv-plus", "jiso-189",
    }  # fmt: skip
    assert said["childline"] == "closed"  # 12月29日〜1月3日は休み
    assert said["oyako-line"] == "maybe"  # 年末年始 9:00〜17:00, whichever days those are
    assert states("2026-12-30T20:00")["oyako-line"] == "maybe"  # 平日 till 23:00, or not


def test_a_tuesday_that_is_a_holiday_has_the_hours_of_a_holiday():
    assert states("2026-11-03T18:00")["tokyo-kodomo-net"] == "closed"  # 土日祝 till 17:00
    assert states("2026-11-10T18:00")["tokyo-kodomo-net"] == "open"


def test_of_lines_without_rules_nothing_is_claimed():
    said = states("2026-12-04T12:00")
    assert {key for key, state in said.items() if state == "unknown"} == {
        "kodomo-katei", "kyoiku-soudan", "dv-navi",
    }  # fmt: skip


def test_no_line_is_ever_left_out():
    for hour in range(24 * 9):
        when = datetime(2026, 12, 27, tzinfo=TOKYO) + timedelta(hours=hour)
        assert len({one.line.key for one in LINES.offered(when)}) == 12


def test_the_moment_changes_exactly_when_what_is_told_does():
    """Whoever keeps a page by the moment never shows a state that is over."""
    begin = datetime(2026, 12, 4, tzinfo=TOKYO)
    told: dict[int, list[tuple[str, str]]] = {}
    for minute in range(0, 24 * 60, 5):
        now = begin + timedelta(minutes=minute)
        said = [(one.line.key, one.state) for one in LINES.offered(now)]
        assert told.setdefault(LINES.moment(now), said) == said, now
    assert len(told) > 4


def test_on_paper_stand_the_desk_and_who_always_answers():
    assert [line.key for line in LINES.in_print()] == ["kunisapo", "dv-plus", "jiso-189", "sos-24"]


def test_where_there_is_no_table_there_are_no_lines(tmp_path):
    none = read_lists(tmp_path).helplines
    assert none.offered(datetime(2026, 12, 4, tzinfo=TOKYO)) == []
    assert none.in_print() == []


def test_a_word_that_nobody_knows_is_told_with_its_line(data):
    path = data / "helplines.csv"
    path.write_text(path.read_text("utf-8").replace("child,anything", "kid,anything"), "utf-8")
    (problem,) = read_tables(data).problems
    assert (problem.file, problem.line, problem.column, problem.found) == (
        *("helplines.csv", 2, "persons", "kid"),
    )
    lines = {line.key: line for line in read_lists(data).helplines.lines}
    assert lines["childline"].persons == "anyone"  # and nobody is kept from it
