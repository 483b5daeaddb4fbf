"""What the picture of a link preview says."""

from datetime import datetime

from tests.made_up import JA, TOKYO, make_place, make_site, say
from webmap.places.dated import next_dates, timetable_of
from webmap.places.schedule import Rule
from webmap.places.visibility import public_view
from webmap.words.preview import make_preview, make_site_preview
from webmap.words.readings import Readings

FRIDAY = datetime(2026, 12, 4, 16, 20, tzinfo=TOKYO)
READINGS = Readings({"食堂": "しょくどう"})
SUNDAYS = Rule(weekdays="SU", nth="1;3", opens="11:30", closes="14:00")
ONCE_A_MONTH = Rule(weekdays="SA", frequency="monthly", opens="13:00", closes="15:00")


def preview(now=FRIDAY, **said):
    view = public_view(make_place(**said), None, make_site())
    return make_preview(view, next_dates(timetable_of(view.place), now, 1), JA, READINGS)


def test_name_category_and_the_next_date():
    made = preview(schedule__1=SUNDAYS, venue="みほん会場")
    assert made.name == (("テスト", ""), ("食堂", "しょくどう"))
    assert (made.sign, made.category) == ("kodomo_shokudo", "子ども食堂")
    assert (made.label, made.large, made.hours) == ("つぎは", "12月6日（日）", "11:30〜14:00")
    assert (made.ask, made.below) == ("", "第1・第3日曜 11:30〜14:00")
    assert made.venue == "みほん会場"


def test_a_picture_is_kept_by_others_so_today_is_a_date_too():
    made = preview(schedule__1=Rule(weekdays="FR", opens="18:30", closes="20:00"))
    assert (made.label, made.large) == ("つぎは", "12月4日（金）")


def test_a_doubtful_date_asks_first():
    between = datetime(2026, 12, 28, 9, 0, tzinfo=TOKYO)
    made = preview(between, schedule__1=SUNDAYS)
    assert (made.large, made.ask) == ("1月3日（日）", "きいてから")


def test_a_rule_without_dates_says_itself_and_to_make_sure_of_the_day():
    made = preview(schedule__1=ONCE_A_MONTH)
    assert (made.label, made.large) == ("", "月1回・土曜 13:00〜15:00")
    assert made.ask == "日にちはたしかめてください"


def test_nothing_known_is_said_plainly():
    made = preview()
    assert (made.label, made.ask, made.large) == ("", "", "ひらく日はまだわかりません")


def test_a_paused_place_has_its_own_sign_and_no_date():
    made = preview(standing="paused", schedule__1=SUNDAYS)
    assert (made.sign, made.large) == ("kodomo_shokudo-paused", "いまはお休みしています")
    assert (made.label, made.hours, made.below) == ("", "", "")


def test_a_hidden_place_says_its_name_and_its_category_alone():
    made = preview(hidden="yes", schedule__1=SUNDAYS, venue="ひみつ会場")
    assert made.category == "子ども食堂"
    assert (made.venue, made.label, made.ask, made.large, made.hours, made.below) == ("",) * 6


def test_what_is_for_the_staff_is_not_in_the_picture():
    made = preview(schedule__1=say(SUNDAYS, visibility="staff"))
    assert made.large == "ひらく日はまだわかりません"


def test_the_map_says_what_it_is():
    made = make_site_preview(JA)
    assert made.site == "くにたちこどもマップ"
    assert "子ども食堂" in made.about
