"""What is blanked is gone: from every page, every export, every byte beside the database."""

import re

import pytest

from tests.made_up import say
from tests.web.asking import all_bodies, data_addresses, house_of
from tests.web.live_site import NOW
from tests.web.staff.keeping import EDITOR, PLACE, after, database_of, edit, last_number, stored
from tests.web.staff.test_edit_page import sent_by
from tests.web.staff.test_photos import a_photo
from tests.workflows.add_places.made_files import MAIN, Heard, shokudo, write
from webmap.places.changes import Change, as_of
from webmap.places.location import Location
from webmap.places.record import Statement
from webmap.places.report import Report
from webmap.places.schedule import ExceptionDay
from webmap.storage.changes import history, keep_changes, read_record
from webmap.storage.database import writing
from webmap.storage.voices import keep_report
from webmap.workflows.add_places import Request, add_places
from webmap.workflows.export_data import export_data

SECRET = "みほん秘密太郎"
PHONE = "042-987-6543"
GONE = [SECRET, SECRET[2:6], PHONE, PHONE.replace("-", "")]


def page_of(number, field=""):
    return f"/staff/changes/{number}/redact" + (f"?field={field}" if field else "")


def blank(one, number, *, part="new.value", field="", **more):
    form = {"part": part, "field": field, "word": "けす", **more}
    return one.post(page_of(number), data=form)


def bytes_beside(app):
    """All bytes of the database and of every file beside it."""
    folder = house_of(app).settings.database
    return b"".join(path.read_bytes() for path in folder.parent.glob(f"{folder.name}*"))


def tells(app, *texts):
    """Which of the texts are in a byte beside the database."""
    held = bytes_beside(app)
    return [text for text in texts for code in ("utf-8", "cp932") if text.encode(code) in held]


def folds(app):
    """Whether every record is what its changes fold to."""
    db = database_of(app)
    names = db.execute("SELECT of, key FROM record").fetchall()
    for of, key in names:
        changes = [*history(db, of, key)]
        assert as_of(changes, changes[-1].kept) == read_record(db, of, key), (of, key)
    db.close()
    return True


def test_only_an_admin_may_look_or_blank(app, desk):
    number = edit(app, after(5), {"remark.1": say(SECRET)})
    one = desk("editor")
    assert one.get(page_of(number)).status_code == 403
    assert blank(one, number).status_code == 403
    assert tells(app, SECRET)


def test_nothing_is_blanked_without_the_word(app, desk):
    number = edit(app, after(5), {"remark.9": say(SECRET)})
    answer = blank(desk("admin"), number, word="はい")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert stored(app).text("remark.9") == SECRET


def test_a_text_is_gone_from_every_byte_and_every_page(app, desk, tmp_path):
    first = edit(app, after(5), {"who": say(f"{SECRET}に 聞く", "ことば"), "remark.9": say("まえ")})
    edit(app, after(6), {"who": say("だれでも", f"もとは {SECRET}に 聞く")})
    edit(
        app, after(7), {"remark.9": say(f"{SECRET}に 聞く とのこと"), "first_day": say("そのまま")}
    )
    edit(
        app,
        after(8),
        {"exception.2026-12-06": say(ExceptionDay("closed", reason=f"{SECRET}に 聞く"))},
    )
    db = database_of(app)
    with writing(db):
        keep_report(db, Report(PLACE, ("phone",), f"{SECRET}に 聞いた"), NOW)
    db.close()
    client, one = app.test_client(), desk("admin")
    assert SECRET in client.get(f"/ja/places/{PLACE}").text
    assert SECRET in client.get("/feed.xml").text
    looked = one.post(
        page_of(first), data={"part": "new.value", "field": "who", "act": "look", "words": SECRET}
    )
    assert "家族からの しらせ：1" in looked.text
    answer = blank(one, first, field="who", words=SECRET)
    assert answer.status_code == 303, re.findall("told.*", answer.text)
    assert tells(app, *GONE) == []
    bodies = all_bodies(client, [*data_addresses(app, SECRET[:2]), f"/ja/places/{PLACE}.ics"])
    assert [address for address, text in bodies if SECRET in text] == []
    assert SECRET not in one.get(f"/staff/places/{PLACE}/history").text
    db = database_of(app)
    export_data(db, tmp_path / "tables")
    assert not [p for p in (tmp_path / "tables").iterdir() if SECRET in p.read_text("utf-8")]
    place = stored(app)
    assert place.said["who"] == say("だれでも")
    assert place.said["exception.2026-12-06"] == say(ExceptionDay("closed"))
    assert "remark.9" not in place.said
    assert place.text("first_day") == "そのまま"
    assert folds(app)


def test_who_when_and_which_field_stay(app, desk):
    number = edit(app, after(5), {"remark.9": say(SECRET)})
    blank(desk("admin"), number)
    page = desk("viewer").get(f"/staff/places/{PLACE}/history").text
    assert "けしました" in page
    assert "みほん 花" in page and "mihon-admin" in page
    assert "職員の メモ 9" in page
    db = database_of(app)
    assert [(one.who, one.field) for one in history(db, "place", PLACE)][-2:] == [
        (EDITOR, "remark.9"),
        ("staff:mihon-admin", "remark.9"),
    ]


def test_a_value_of_the_first_filling_can_be_blanked(app, desk):
    """It stands within a whole record, and is blanked although nothing says it any more."""
    text = stored(app).text("who")
    db = database_of(app)
    number = db.execute(
        "SELECT number FROM change WHERE of = 'place' AND key = ?", [PLACE]
    ).fetchone()[0]
    edit(app, after(5), {"who": say("べつの ことば")})
    answer = blank(desk("admin"), number, field="who")
    assert answer.status_code == 303
    assert tells(app, text) == []
    assert stored(app).text("who") == "べつの ことば"
    assert folds(app)
    assert desk("viewer").get(f"/staff/places/{PLACE}/history?day=2026-12-04").status_code == 200


def test_the_history_is_append_only_again_afterwards(app, desk):
    number = edit(app, after(5), {"remark.9": say(SECRET)})
    blank(desk("admin"), number)
    db = database_of(app)
    for statement in ("UPDATE change SET who = 'x'", "DELETE FROM change"):
        with pytest.raises(Exception, match="for ever"):
            db.execute(statement)


def test_a_name_must_be_changed_first(app, desk):
    number = edit(app, after(5), {"name": say(f"{SECRET}の家")})
    answer = blank(desk("admin"), number)
    assert answer.status_code == 409
    assert "先に べつの ことばに なおしてください" in answer.text
    edit(app, after(6), {"name": say("みほんの家")})
    assert blank(desk("admin"), number).status_code == 303
    assert tells(app, SECRET) == []
    assert folds(app)


def test_the_note_of_a_standing_is_blanked_and_the_standing_stays(app, desk):
    number = edit(app, after(5), {"standing": say("paused", f"{SECRET}さんが やすみ")})
    assert blank(desk("admin"), number, part="new.note").status_code == 303
    assert stored(app).said["standing"] == say("paused")
    assert tells(app, SECRET) == []
    assert folds(app)


def test_what_was_blanked_is_not_taken_back(app, desk):
    number = edit(app, after(5), {"remark.9": say(SECRET)})
    one = desk("admin")
    blank(one, number)
    db = database_of(app)
    for asked in (number, last_number(db)):
        answer = one.post(f"/staff/changes/{asked}/undo")
        assert answer.status_code == 409
        assert "けした ことばは もどせません" in answer.text


def test_a_point_and_what_geocoders_said_of_it(app, desk):
    site = stored(app).text("site")
    point = say(Location("35.123456", "139.654321", "building"))
    number = edit(app, after(5), {"location": point}, of="site", key=site)
    db = database_of(app)
    with db.atomic():
        db.execute(
            "INSERT INTO geocoder_answer VALUES ('gsi', 'みほん', '35.123456', '139.654321',"
            " 'building', '', 'gsi-address', 'みほん', '2026-12-01')"
        )
    db.close()
    assert blank(desk("admin"), number).status_code == 303
    assert tells(app, "35.123456", "139.654321") == []
    assert "location" not in stored(app, "site", site).said
    assert folds(app)


def test_other_records_with_the_same_text_are_named_and_blanked_by_a_tick(app, desk):
    edit(app, after(4), {"remark.9": say(f"こちらも {SECRET}")}, key=_other(app))
    number = edit(app, after(5), {"remark.9": say(SECRET)})
    one, other = desk("admin"), _other(app)
    assert f"place/{other}" in one.get(page_of(number)).text
    blank(one, number)
    assert stored(app, key=other).text("remark.9") == f"こちらも {SECRET}"
    number = edit(app, after(15), {"remark.9": say(SECRET)})
    blank(one, number, too=f"place/{other}")
    assert "remark.9" not in stored(app, key=other).said
    assert tells(app, SECRET) == []
    assert folds(app)


def test_older_backups_are_named(app, desk):
    number = edit(app, after(5), {"remark.9": say(SECRET)})
    db = database_of(app)
    with db.atomic():
        for path, kept in (("/b/old.sqlite", after(4)), ("/b/new.sqlite", after(60))):
            db.execute(
                "INSERT INTO backup (path, digest, kept) VALUES (?, 'x', ?)",
                [path, kept.isoformat()],
            )
    db.close()
    one = desk("admin")
    page = one.get(blank(one, number).location).text
    assert "/b/old.sqlite" in page
    assert "/b/new.sqlite" not in page
    assert "mihon-admin" in page


# -- a file that comes again


def add(app, path):
    db, heard = database_of(app), Heard()
    settings = house_of(app).settings
    add_places(
        db, Request([path], source="みほんの一覧", day="2026-12-01"), settings.data, after(5), heard
    )
    db.close()
    return heard


def test_the_same_file_does_not_bring_it_back(app, desk, tmp_path):
    path = write(tmp_path / MAIN, shokudo("77", "みほん食堂", 電話番号1=PHONE))
    add(app, path)
    db = database_of(app)
    number, key = db.execute(
        "SELECT number, key FROM change WHERE of = 'place' AND new LIKE '%みほん食堂%'"
    ).fetchone()
    assert tells(app, PHONE)
    answer = blank(desk("admin"), number, field="phone")
    assert answer.status_code == 303
    assert tells(app, PHONE) == []
    heard = add(app, path)
    assert "phone" not in stored(app, key=key).said
    assert tells(app, PHONE) == []
    told = [
        one.why
        for row in heard.rows
        if row.key == key
        for one in row.outcomes
        if one.field == "phone"
    ]
    assert told == ["person"]
    newer = write(tmp_path / MAIN, shokudo("77", "みほん食堂", 電話番号1=PHONE, 備考="あたらしい"))
    add(app, newer)
    assert "phone" not in stored(app, key=key).said
    assert tells(app, PHONE) == []
    assert folds(app)


def _other(app):
    db = database_of(app)
    key = db.execute(
        "SELECT key FROM record WHERE of = 'place' AND key <> ? ORDER BY key LIMIT 1", [PLACE]
    ).fetchone()[0]
    db.close()
    return str(key)


def test_a_change_that_was_never_made_is_not_found(desk):
    assert desk("admin").get(page_of(999_999)).status_code == 404


def test_of_what_is_not_typed_nothing_can_be_blanked(app, desk):
    number = edit(app, after(5), {"fact.elevator": Statement("no")})
    assert "けす ことばが ありません" in desk("admin").get(page_of(number)).text


def test_a_change_names_only_its_own_words(app, desk):
    number = edit(app, after(5), {"remark.9": say(SECRET)})
    answer = desk("admin").post(
        page_of(number), data={"part": "new.value", "act": "look", "words": "ほかの ことば"}
    )
    assert "このことばは ありません".replace(" ", "") in answer.text.replace(" ", "")


def test_several_acts_in_one_database_still_fold(app, desk):
    db = database_of(app)
    with writing(db):
        keep_changes(db, [Change("place", PLACE, "remark.8", None, say(SECRET), after(5), EDITOR)])
        keep_changes(db, [Change("place", PLACE, "remark.8", say(SECRET), None, after(6), EDITOR)])
        keep_changes(db, [Change("place", PLACE, "remark.8", None, say(SECRET), after(7), EDITOR)])
    number = last_number(db)
    db.close()
    assert blank(desk("admin"), number).status_code == 303
    assert folds(app)
    assert tells(app, SECRET) == []


def test_somebody_who_reads_stands_in_the_way_of_wiping_and_that_is_said(app, desk):
    number = edit(app, after(5), {"remark.9": say(SECRET)})
    one, reader = desk("admin"), database_of(app)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM change").fetchone()
    page = one.get(blank(one, number).location).text
    assert "もういちど そうじする" in page and "のこっているかも しれません" in page
    reader.execute("COMMIT")
    reader.close()
    answer = one.post(page_of(number), data={"act": "wipe"})
    assert "そうじしました" in one.get(answer.location).text
    assert tells(app, SECRET) == []


def test_an_open_form_does_not_bring_it_back_unseen(app, desk):
    edit(app, after(4), {"who": say(f"{SECRET}に 聞く")})
    editor, number = desk("editor"), last_number(database_of(app))
    form = sent_by(editor.get(f"/staff/places/{PLACE}").text)
    assert SECRET in form["who:value"]
    blank(desk("admin"), number)
    form["first_day:value"] = "うけつけに 来る"
    form["common:source"], form["common:day"] = "みほんの 電話", "2026-12-04"
    answer = editor.post(f"/staff/places/{PLACE}", {**form.to_dict(flat=False), "act": "save"})
    assert answer.status_code != 303
    assert "who" not in stored(app).said
    assert tells(app, SECRET) == []


def test_a_picture_goes_with_its_words(app, desk):
    one = desk("admin")
    words = {
        "alt": "みほんの 赤い戸",
        "credit": "みほん",
        "consent": "agreed",
        "visibility": "public",
    }
    one.post(f"/staff/places/{PLACE}/photos", {**words, "photo": a_photo()})
    db = database_of(app)
    held = "SELECT count(*) FROM photo"
    assert db.execute(held).fetchone()[0] == 3
    one.post(f"/staff/places/{PLACE}/photos/1", {"act": "off"})
    assert db.execute(held).fetchone()[0] == 3, "so that it can be undone"
    number = last_number(db)
    assert blank(one, number, part="old.alt").status_code == 303
    assert db.execute(held).fetchone()[0] == 0
    db.close()
    assert tells(app, "みほんの 赤い戸") == []
    assert folds(app)
