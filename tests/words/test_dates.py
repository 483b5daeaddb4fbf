"""Days are said as precisely as they are known."""

from datetime import date

import pytest

from tests.made_up import JA
from webmap.places.days import read_day
from webmap.words.dates import say_date, say_day, say_month


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-07-29", "2026年7月29日"),
        ("2026-07", "2026年7月"),
        ("2026", "2026年"),
        ("2017~", "2017年ごろ"),
        ("2018-07~", "2018年7月ごろ"),
        ("2024-04/2025-03", "2024年度"),
        ("2025-07/..", "2025年7月から"),
        ("2023~/2024~", "2023年ごろ〜2024年ごろ"),
        ("", "いつの情報かわかりません"),
    ],
)
def test_a_day_in_words(text, said):
    assert say_day(read_day(text), JA) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-07-29", "2026年7月"),
        ("2026-07", "2026年7月"),
        ("2026", "2026年"),
        ("2017~", "2017年ごろ"),
        ("2024-04/2025-03", "2024年度"),
    ],
)
def test_a_short_line_says_no_more_than_the_month(text, said):
    assert say_month(read_day(text), JA) == said


def test_an_unknown_day_says_so_even_in_a_short_line():
    assert say_month(read_day(""), JA)
    assert "年" not in say_month(read_day(""), JA)


def test_a_date_names_its_weekday():
    assert say_date(date(2026, 12, 6), JA) == "12月6日（日）"
