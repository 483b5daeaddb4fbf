"""What the controls of the edit form mean: new days, seasons of two days."""

from webmap.formats.form_controls import settle


def test_a_new_day_stands_under_its_own_path():
    settled = settle(
        {
            "shown": ["phone", "exception.new-day"],
            "exception.new-day:date": ["2026-12-20"],
            "exception.new-day:effect": ["closed"],
        }
    )
    assert settled["shown"] == ["phone", "exception.2026-12-20"]
    assert settled["exception.2026-12-20:effect"] == ["closed"]


def test_a_new_day_without_its_day_is_nothing():
    settled = settle({"shown": ["exception.new-day"], "exception.new-day:effect": ["closed"]})
    assert settled == {"shown": []}


def test_a_day_that_is_as_usual_again_says_nothing():
    settled = settle(
        {
            "shown": ["exception.2026-12-20"],
            "exception.2026-12-20:effect": ["usual"],
            "exception.2026-12-20:reason": ["みほんの わけ"],
        }
    )
    assert not any(map(any, (settled[name] for name in settled if name.startswith("exception"))))


def test_a_season_goes_from_one_day_to_another():
    row = {"schedule.1:season": ["dates"], "schedule.1:from": ["12/29"], "schedule.1:to": ["1/3"]}
    assert settle({"shown": ["schedule.1"], **row})["schedule.1:season"] == ["12-29/01-03"]


def test_days_of_a_season_that_are_not_understood_stay_as_they_were_typed():
    row = {"schedule.1:season": ["dates"], "schedule.1:from": ["年末"], "schedule.1:to": ["1/3"]}
    assert settle({"shown": ["schedule.1"], **row})["schedule.1:season"] == ["年末~1/3"]


def test_the_days_of_a_season_count_only_where_they_are_asked_for():
    row = {"schedule.1:season": ["obon"], "schedule.1:from": ["12/29"], "schedule.1:to": ["1/3"]}
    assert settle({"shown": ["schedule.1"], **row})["schedule.1:season"] == ["obon"]


def test_what_is_no_control_stays_as_it_came():
    cells = {"shown": ["phone"], "phone:value": ["042-000-0000"], "common:source": ["みほん"]}
    assert {name: [*texts] for name, texts in settle(cells).items()} == cells
