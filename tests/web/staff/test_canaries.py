"""What is for the staff alone, or for paper, is in no public byte; written as the staff write it."""

from pathlib import Path

import pytest

from tests.web.asking import all_bodies, data_addresses, house_of
from tests.web.staff.test_edit_page import sent_by
from webmap.formats.place_form import SHOWN
from webmap.places.vocabulary import STAFF_FIELDS
from webmap.storage.database import open_database
from webmap.workflows.export_data import export_data

PAGE = "/staff/places/guruguru"
CANARY = "カナリア{}ばん"
STAFF = {
    "remark.1": CANARY.format(1),
    "reply_time": CANARY.format(2),
    "admission": CANARY.format(3),
    "safety": CANARY.format(4),
}
OTHERS = {
    "who": CANARY.format(5),
    "first_day": CANARY.format(6),
    "activity.1": CANARY.format(7),
    "access.1": CANARY.format(8),
    "address_note": CANARY.format(9),
    "operator": CANARY.format(10),
    "url": "https://kanaria.example/11ばん",
    "phone": "042-000-1212",
    "venue": CANARY.format(13),
}
CHOSEN = {"tour": "yes", "accepting": "full"}
NOTED = {"fact.elevator": "yes", "fact.medical_care": "limited"}
"""Facts whose note is the canary."""


def fill_in(desk, texts, visibility):
    fields = sent_by(desk.get(PAGE).text).to_dict(flat=False)
    for path, text in texts.items():
        fields |= {f"{path}:value": [text], f"{path}:visibility": [visibility]}
    for path, answer in NOTED.items() if visibility != "public" else ():
        fields |= {
            f"{path}:value": [answer],
            f"{path}:note": [CANARY.format(path)],
            f"{path}:visibility": [visibility],
        }
    fields[SHOWN] = [*{*fields[SHOWN], *texts, *NOTED}]
    told = {
        "common:source": ["みほん"],
        "common:day": ["2026-12"],
        "sure": ["yes"],
        "act": ["save"],
    }
    answer = desk.post(PAGE, fields | told)
    assert answer.status_code == 303, answer.text


@pytest.mark.parametrize(
    ("texts", "visibility"),
    [(STAFF | CHOSEN, "public"), (OTHERS, "staff"), (OTHERS, "print")],
    ids=["fields of the staff, said to be public", "for the staff", "for paper"],
)
def test_no_public_byte_holds_what_the_staff_wrote_for_themselves(
    app, desk, tmp_path, texts, visibility
):
    fill_in(desk(), texts, visibility)
    kept = desk("viewer").get(PAGE).text
    secrets = [text for text in texts.values() if text not in ("yes", "full")]
    assert all(text in kept for text in secrets), "the staff see it"
    client = app.test_client()
    for address, body in all_bodies(client, data_addresses(app)):
        for secret in (*secrets, "カナリア"):
            assert secret not in body, (address, secret)
    for path in export(app, tmp_path):
        assert not any(text in path.read_text("utf-8") for text in (*secrets, "カナリア")), path


def test_the_staff_s_own_fields_are_staff_fields():
    assert {path.partition(".")[0] for path in {**STAFF, **CHOSEN}} == {*STAFF_FIELDS}


def test_no_search_finds_a_place_by_what_the_public_does_not_see(app, desk):
    fill_in(desk(), STAFF | OTHERS, "staff")
    client = app.test_client()
    found = client.get("/ja/search.json", query_string={"q": "カナリア"}).get_json()
    assert found["keys"] == []


def export(app, folder: Path) -> list[Path]:
    db = open_database(house_of(app).settings.database)
    export_data(db, folder / "open", public=True)
    db.close()
    return [*(folder / "open").glob("*.csv")]
