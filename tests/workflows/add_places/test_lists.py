"""A folder of tables brings its lists in as differences; a person's word is never overwritten."""

from tests.made_up import NOON, make_place, make_source, say
from tests.made_up_lists import make_line, make_programme, make_reading
from webmap.formats.tables import write_tables
from webmap.places.changes import by_staff, diff
from webmap.places.schedule import Rule
from webmap.storage.changes import keep_changes, read_record
from webmap.storage.places import keys_of


def folder(tmp_path, *records):
    write_tables([make_place(), make_source(), *records], tmp_path / "tables")
    return tmp_path / "tables"


def test_lists_that_are_new_come_in_and_are_counted_among_no_places(clerk, tmp_path):
    lists = (make_line(), make_programme(), make_reading("学び", "まなび"))
    counts = clerk.add(folder(tmp_path, *lists))
    assert (counts.added, counts.changed) == (1, 0)
    for one in lists:
        assert read_record(clerk.db, one.of, one.key) == one


def test_a_later_word_of_the_table_is_taken(clerk, tmp_path):
    clerk.add(folder(tmp_path, make_line(cost="無料")))
    clerk.add(folder(tmp_path, make_line(cost=say("通話料", day="2026-11", source="みほん新聞"))))
    line = read_record(clerk.db, "helpline", "mihon")
    assert line is not None
    assert line.text("cost") == "通話料"


def test_what_a_person_wrote_or_ended_stays(clerk, tmp_path):
    clerk.add(folder(tmp_path, make_line(), make_reading("学び", "まなび")))
    ended = make_line(number="042-000-0009", standing="ended", schedule__1=Rule(weekdays="MO"))
    for old, new in (
        (make_line(), ended),
        (make_reading("学び", "まなび"), make_reading("学び", "まなーび")),
    ):
        keep_changes(clerk.db, diff(old, new, kept=NOON, who=by_staff("mihon")))
    later = say("042-000-0001", day="2026-11", source="みほん新聞")
    changed = make_line(number=later, schedule__1=Rule(weekdays="TU"))
    clerk.add(folder(tmp_path, changed, make_reading("学び", "がくび")))
    line, word = (
        read_record(clerk.db, one.of, one.key) for one in (ended, make_reading("学び", "まなび"))
    )
    assert line == ended
    assert word is not None
    assert word.text("reading") == "まなーび"


def test_a_dry_run_tells_what_would_change_and_keeps_nothing(clerk, tmp_path):
    clerk.add(folder(tmp_path, make_line()))
    clerk.add(folder(tmp_path, make_line(cost="無料"), make_line("other")), dry_run=True)
    assert keys_of(clerk.db, "helpline") == {"mihon"}
    line = read_record(clerk.db, "helpline", "mihon")
    assert line is not None
    assert "cost" not in line.said


def test_when_only_a_city_is_asked_for_no_list_is_taken(clerk, tmp_path):
    clerk.add(folder(tmp_path, make_line()), city="132152")
    assert keys_of(clerk.db, "helpline") == set()
