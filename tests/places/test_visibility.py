"""What may not be seen is not seen: mobile numbers, mail addresses, staff words, hidden places."""

import pytest

from tests.made_up import MAIL, MOBILE, make_group, make_place, make_site, make_source, say
from webmap.places.fees import Fee
from webmap.places.location import Location
from webmap.places.place import Site
from webmap.places.schedule import ExceptionDay, Rule
from webmap.places.visibility import (
    keeps_site_secret,
    public_record,
    public_view,
    visibility_of,
)

# -- a telephone number as such


@pytest.mark.parametrize(
    "number",
    [
        "81 90 0000 0000",
        "81-(0)90-0000-0000",
        "+81 90 0000 0000",
        "0081 90 0000 0000",
        "010 81 90 0000 0000",
        "90-0000-0000",
        "９０－００００－００００",
        "9000000000",
        "90-0000-000",
        "〇九〇-〇〇〇〇",
    ],
)
def test_a_mobile_number_as_a_telephone_number_is_for_the_staff(number):
    assert visibility_of("phone", number, "") == "staff"
    assert visibility_of("phone.2", number, "") == "staff"


@pytest.mark.parametrize(
    "number",
    ["042-576-9910", "+81 42 576 9910", "81 42 576 9910", "42-576-9910", "80-9012", "3-5822-5371"],
)
def test_the_telephone_number_of_a_house_is_for_everyone(number):
    assert visibility_of("phone", number, "") == "public"


@pytest.mark.parametrize("number", ["90-0000-0000", "81 90 0000 0000"])
def test_digits_without_their_zero_are_a_telephone_number_only_as_such(number):
    assert visibility_of("identifier.wamnet", number, "") == "public"


# -- a place as the public sees it


def canaries(view):
    """Everything that the view holds, as one text."""
    return repr(view)


def test_what_is_public_stays_with_its_source_and_day():
    place = make_place(phone="042-000-0000", fact__elevator=say("yes", "エレベーターあり"))
    shown = public_view(place, None, None).place
    assert shown.said["phone"] == place.said["phone"]
    assert shown.said["fact.elevator"] == place.said["fact.elevator"]


@pytest.mark.parametrize("visibility", ["staff", "print"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "042-000-0000"),
        ("who", "ひみつの文"),
        ("fact.alone", "yes"),
        ("fee.adult.visit", Fee("300")),
        ("schedule.1", Rule(weekdays="SA")),
        ("exception.2026-12-06", ExceptionDay("closed")),
        ("identifier.wamnet", "1353400000"),
        ("group", "test-group"),
    ],
)
def test_what_is_for_staff_or_paper_is_not_on_the_web(visibility, field, value):
    place = make_place(**{field: say(value, "ひみつの文", visibility=visibility)})
    view = public_view(place, None, None)
    assert field not in view.place.said
    assert "ひみつ" not in canaries(view)


def test_a_remark_is_for_staff_even_when_its_row_forgot_to_say_so():
    assert "ひみつ" not in canaries(public_view(make_place(remark__1="ひみつの文"), None, None))


def test_the_note_of_the_places_own_row_is_for_staff():
    place = make_place(name=say("テスト食堂", "ひみつの文"))
    assert "ひみつ" not in canaries(public_view(place, None, None))


@pytest.mark.parametrize("private", [MOBILE, MAIL])
@pytest.mark.parametrize(
    "field",
    ["who", "venue", "activity.1", "access.1", "operator", "address_note", "identifier.wamnet"],
)
def test_a_private_text_is_left_out_whatever_its_row_says(private, field):
    assert private not in canaries(
        public_view(make_place(**{field: f"れんらく {private}"}), None, None)
    )


@pytest.mark.parametrize("private", [MOBILE, MAIL])
def test_a_note_with_a_private_text_takes_its_statement_with_it(private):
    place = make_place(fact__alone=say("yes", private))
    assert private not in canaries(public_view(place, None, None))


def test_the_reason_of_a_single_date_may_not_hold_a_mobile_number():
    place = make_place(**{"exception.2026-12-06": ExceptionDay("closed", reason=MOBILE)})
    assert MOBILE not in canaries(public_view(place, None, None))


def test_a_name_loses_its_mobile_number_and_stays_a_name():
    shown = public_view(make_place(name=f"テスト食堂 {MOBILE}"), None, None).place
    assert shown.name == "テスト食堂"


def test_a_name_that_is_only_a_mobile_number_becomes_the_key():
    assert public_view(make_place("test", name=MOBILE), None, None).place.name == "test"


def test_group_and_site_are_shown():
    site = make_site(location=Location("35.68", "139.44", "building"))
    view = public_view(make_place(), make_group(), site)
    assert view.group_name == "テストの会"
    assert view.address is not None
    assert view.address.text == "東京都国立市東0-0-0"
    assert view.location is not None


def test_group_and_site_hide_what_is_for_staff():
    group = make_group(name=say("ひみつの会", visibility="staff"))
    site = make_site(
        address=say("ひみつの町", visibility="staff"),
        location=say(Location("35.999", "139.999", "building"), visibility="staff"),
    )
    view = public_view(make_place(), group, site)
    assert "ひみつ" not in canaries(view)
    assert "999" not in canaries(view)


# -- a place that does not show where it is

WHERE = {
    "site": "himitsu-site",
    "address_note": "ひみつビル3階",
    "access.1": "ひみつ駅から歩いて5分",
    "venue": "ひみつ会館",
}


def hidden_view(hidden):
    site = make_site(
        "himitsu-site",
        address="東京都国立市東0-9-9 ひみつビル",
        location=Location("35.999", "139.999", "building"),
    )
    return public_view(make_place(hidden=hidden, **WHERE), make_group(), site)


def test_a_hidden_place_has_no_address_point_or_site():
    view = hidden_view("yes")
    assert view.hides == "yes"
    assert view.address is None
    assert view.location is None
    assert view.site == ""


@pytest.mark.parametrize("hidden", ["yes", "area"])
@pytest.mark.parametrize("field", WHERE)
def test_a_hidden_place_says_nothing_of_where(hidden, field):
    assert field not in hidden_view(hidden).place.said


def test_of_an_area_only_the_municipality_is_left():
    view = hidden_view("area")
    assert view.address is not None
    assert view.address.text == "東京都国立市"
    assert view.location is None


@pytest.mark.parametrize(
    "address",
    [
        "東京都国立市東０－０－０",
        "東京都国立市東一丁目0番地",
        "東京都国立市東 1丁目",
        "東京都国立市東0-0-0",
    ],
)
def test_the_town_ends_where_the_numbers_begin(address):
    view = public_view(make_place(hidden="area"), None, make_site(address=address))
    assert view.address is not None
    assert view.address.text == "東京都国立市"


@pytest.mark.parametrize("address", ["東京都国立市東テスト会館", "東京都国立市東 テストハイツ"])
def test_the_name_of_a_building_is_not_the_town(address):
    view = public_view(make_place(hidden="area"), None, make_site(address=address))
    assert view.address is None or "テスト" not in view.address.text


@pytest.mark.parametrize(
    ("address", "municipality"),
    [
        ("国立市東0-0-0", "国立市"),
        ("東京都町田市みほん町0-0", "東京都町田市"),
        ("東京都武蔵村山市みほん0-0", "東京都武蔵村山市"),
        ("東京都西多摩郡日の出町みほん0", "東京都西多摩郡日の出町"),
        ("東京都八丈町みほん0", "東京都八丈町"),
        ("千葉県市川市みほん町0", "千葉県市川市"),
        ("東京都国立市北市民みほん館", "東京都国立市"),
        ("国立市 南市民みほん館", "国立市"),
        ("東京都国立市泉0市営みほん住宅0", "東京都国立市"),
        ("三重県四日市市みほん0", "三重県四日市市"),
        ("北海道余市郡余市町みほん0", "北海道余市郡余市町"),
        ("みほん町0-0-0 ひみつ荘", ""),
        ("みほん村0-0-0", ""),
    ],
)
def test_a_town_of_a_city_is_not_taken_for_a_municipality(address, municipality):
    view = public_view(make_place(hidden="area"), None, make_site(address=address))
    assert (view.address.text if view.address else "") == municipality


def test_a_hidden_place_does_not_tell_its_municipality_nor_the_key_of_its_group():
    said = public_view(make_place(hidden="yes", city="132063", group="g"), make_group("g"), None)
    assert not {"city", "group"} & said.place.said.keys()
    assert said.group_name == "テストの会"
    area = public_view(make_place(hidden="area", city="132063", group="g"), make_group("g"), None)
    assert area.place.text("city") == "132063"


@pytest.mark.parametrize("field", ["address_note", "address_note.2"])
def test_an_address_in_a_home_is_hidden_wherever_it_says_so(field):
    site = make_site(location=Location("35.9", "139.9", "building"))
    view = public_view(make_place(**{field: "みほん様方"}), None, site)
    assert (view.hides, view.location, view.address) == ("yes", None, None)


IN_A_HOME = [
    (make_place(address_note="みほん様方"), make_site()),
    (make_place(address_note__2=say("みほん様方", visibility="staff")), make_site()),
    (make_place(address_note=say("2階", "みほん様方", visibility="staff")), make_site()),
    (make_place(), make_site(address="東京都国立市東0-0-0 みほん様方")),
    (make_place(), make_site(address=say("東京都国立市東0-0-0", "みほん様方"))),
    (make_place(hidden="area"), make_site()),
]


@pytest.mark.parametrize(("place", "site"), IN_A_HOME)
def test_of_what_is_hidden_in_public_no_geocoder_hears(place, site):
    assert public_view(place, None, site).hides
    assert keeps_site_secret(site.said, [place])


def test_a_word_that_only_looks_like_a_home_hides_nothing():
    place = make_place(activity__1="皆様方のお越しを")
    assert not public_view(place, None, make_site()).hides
    assert not keeps_site_secret(make_site().said, [place])


def test_an_address_for_staff_takes_its_point_with_it():
    here = Location("35.9", "139.9", "building")
    site = make_site(address=say("東京都国立市東0-0-0", visibility="staff"), location=here)
    assert public_view(make_place(), None, site).location is None
    assert "location" not in seen(site).said


def test_a_site_without_any_address_keeps_its_published_point():
    site = Site("test-site", {"location": say(Location("35.9", "139.9", "building"))})
    assert public_view(make_place(), None, site).location is not None


# -- groups, sites and sources


def seen(record):
    shown = public_record(record)
    assert shown is not None
    return shown


def test_a_group_shows_its_name_without_the_note():
    shown = seen(make_group(name=say("テストの会", "ひみつの文")))
    assert shown.text("name") == "テストの会"
    assert "ひみつ" not in repr(shown)


def test_a_group_whose_name_is_for_staff_does_not_show_it():
    assert "ひみつ" not in repr(
        public_record(make_group(name=say("ひみつの会", visibility="staff")))
    )


def test_a_private_address_is_left_out_of_a_site():
    site = make_site(address=f"東京都国立市東0-0-0 {MOBILE}")
    assert "address" not in seen(site).said


def test_the_note_of_a_site_is_for_staff():
    assert "ひみつ" not in repr(
        public_record(make_site(address=say("東京都国立市東0-0-0", "ひみつ")))
    )


def test_a_source_keeps_name_and_licence_and_loses_a_mobile_number():
    shown = seen(make_source(name=f"テスト {MOBILE}", licence="CC BY 4.0", credit=MAIL))
    assert shown.text("name").strip() == "テスト"
    assert shown.text("licence") == "CC BY 4.0"
    assert MAIL not in repr(shown)
