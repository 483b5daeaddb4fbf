"""The forms of all real places, without a browser: what a form shows is what is stored."""

from typing import Any

from tests.web.asking import house_of
from tests.web.staff.test_edit_page import SAID, sent_by
from webmap.storage.database import open_database
from webmap.storage.places import keys_of


def test_no_real_place_changes_when_its_form_is_saved_as_it_stands(desk, app):
    one, db = desk(), open_database(house_of(app).settings.database)
    (before,) = db.execute("SELECT count(*) FROM change").fetchone()
    for key in sorted(keys_of(db, "place")):
        assert _save(one, f"/staff/places/{key}").status_code == 303, key
        (after,) = db.execute("SELECT count(*) FROM change").fetchone()
        assert after == before, key


def _save(desk: Any, path: str) -> Any:
    sent = sent_by(desk.get(path).text).to_dict(flat=False)
    return desk.post(path, {**sent, **SAID, "act": "save"})
