"""What is said to be wrong about a place, and why it cannot always be taken."""

import pytest

from tests.made_up import HOSTILE
from webmap.places.report import FAULTS, LONGEST, Report, read_report
from webmap.places.vocabulary import FACTS, FIRST_VISIT, WISHES, WRONGS


def test_a_choice_alone_or_words_alone_are_enough():
    assert read_report("a", ["when"], "").fault == ""
    assert read_report("a", [], "もう ありません").fault == ""


@pytest.mark.parametrize("text", ["", " ", "\r\n\r\n", "\u3000", "\x00\u202e"])
def test_nothing_said_is_a_fault(text):
    assert read_report("a", ["nonsense"], text).fault == "nothing"


def test_choices_that_are_not_ours_are_passed_over_and_each_counts_once():
    report = read_report("a", ["fee", "'; DROP TABLE report", "fee", "ended"], "")
    assert report.wrongs == ("ended", "fee")


def test_its_length_is_counted_as_a_person_counts():
    assert read_report("a", [], "あ" * LONGEST).fault == ""
    assert read_report("a", [], "あ" * (LONGEST + 1)).fault == "long"
    assert read_report("a", [], "\r\n" * 20 + "あ\r\nい").text == "あ\nい"


@pytest.mark.parametrize(
    "text",
    [
        "090-1234-5678に でんわ ください",
        "０９０−１２３４−５６７８",
        "mihon@example.jp まで",
        "〇九〇 一二三四 五六七八",
    ],
)
def test_a_mobile_number_or_a_mail_address_is_refused_and_not_cut_out(text):
    report = read_report("a", ["phone"], text)
    assert report.fault == "private"
    assert report.text == text


@pytest.mark.parametrize(
    "text", ["でんわは 042-576-9910 です", "12月6日は 11:30〜14:00 でした", "0円"]
)
def test_what_corrects_a_place_is_not_private(text):
    assert read_report("a", [], text).fault == ""


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_words_stay_words_without_what_turns_a_line_around(text):
    report = read_report("a", ["other"], f"x{text}x")
    assert report.fault in ("", *FAULTS)
    assert not set(report.text) & set("\x00\r\u202e\u202c\u200f")


def test_every_fault_can_be_told_apart():
    assert Report("a", ()).fault in FAULTS
    assert len({*FAULTS}) == len(FAULTS)


def test_whatever_is_a_fact_may_be_wished_for():
    assert {*FACTS, *FIRST_VISIT} == {*WISHES}
    assert len(WISHES) == len({*WISHES})
    assert len(WRONGS) == len({*WRONGS})
