"""What a geocoder answered is kept with its day, by address, until it may be asked again."""

from datetime import date, timedelta

import pytest

from webmap.places.days import read_day
from webmap.places.location import Answer, Location
from webmap.storage.answers_of_geocoders import (
    FOUND_HOLDS,
    NOT_FOUND_HOLDS,
    KeptAnswers,
    forget_answers,
)
from webmap.storage.database import open_database

TODAY = date(2026, 11, 22)
HERE = Answer(
    Location("35.6839", "139.4414", "town", "250"),
    "gsi-address",
    "国立市東",
    read_day("2026-11-22"),
)
NOWHERE = Answer(None, "gsi-address", "", HERE.day)


@pytest.fixture
def db(tmp_path):
    return open_database(tmp_path / "test.sqlite")


def test_answers_come_back_as_they_were_also_not_found_ones(db, tmp_path):
    answers = KeptAnswers(db, "gsi", TODAY)
    answers["東1-1"], answers["東2-2"] = HERE, NOWHERE
    again = KeptAnswers(open_database(tmp_path / "test.sqlite"), "gsi", TODAY)
    assert dict(again) == {"東1-1": HERE, "東2-2": NOWHERE}
    assert len(again) == 2


def test_geocoders_do_not_answer_for_one_another(db):
    KeptAnswers(db, "gsi", TODAY)["東1-1"] = HERE
    assert "東1-1" not in KeptAnswers(db, "nominatim", TODAY)


@pytest.mark.parametrize(("answer", "holds"), [(HERE, FOUND_HOLDS), (NOWHERE, NOT_FOUND_HOLDS)])
def test_an_answer_holds_for_a_while(db, answer, holds):
    KeptAnswers(db, "gsi", TODAY)["東1-1"] = answer
    assert KeptAnswers(db, "gsi", TODAY + holds)["東1-1"] == answer
    later = KeptAnswers(db, "gsi", TODAY + holds + timedelta(days=1))
    assert "東1-1" not in later
    assert (len(later), later.get("東1-1")) == (0, None)
    later["東1-1"] = HERE
    assert len(KeptAnswers(db, "gsi", TODAY)) == 1


def test_an_answer_can_be_dropped(db):
    answers = KeptAnswers(db, "gsi", TODAY)
    answers["東1-1"] = HERE
    del answers["東1-1"]
    with pytest.raises(KeyError):
        del answers["東1-1"]
    answers["東1-1"], answers["東2-2"] = HERE, HERE
    KeptAnswers(db, "nominatim", TODAY - FOUND_HOLDS * 2)["東1-1"] = HERE
    forget_answers(db, lambda address: address == "東1-1")
    rows = db.execute("SELECT geocoder, address FROM geocoder_answer").fetchall()
    assert rows == [("gsi", "東2-2")]
