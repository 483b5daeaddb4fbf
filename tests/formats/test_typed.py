"""What people type is understood, in their many ways; what is not understood is left alone."""

import pytest

from webmap.formats.typed import plain

TYPED = (
    ("opens", "1130", "11:30"),
    ("opens", "11.30", "11:30"),
    ("opens", "１１：３０", "11:30"),
    ("opens", "11時半", "11:30"),
    ("opens", "9時", "09:00"),
    ("opens", "930", "09:30"),
    ("closes", "25:00", "25:00"),
    ("closes", "夕方", "夕方"),
    ("day", "2026/7/29", "2026-07-29"),
    ("day", "2026年7月", "2026-07"),
    ("day", "令和8年7月29日", "2026-07-29"),
    ("day", "R8.7.29", "2026-07-29"),
    ("day", "２０２６年度", "2026-04/2027-03"),
    ("day", "2025年7月から", "2025-07/.."),
    ("day", "2017年ごろ", "2017~"),
    ("day", "20260729", "2026-07-29"),
    ("day", "2026-07-29", "2026-07-29"),
    ("day", "きのう", "きのう"),
    ("yen", "３００円", "300"),
    ("yen", "¥1,200", "1200"),
    ("yen", "無料", "0"),
    ("phone", "０４２−５７６−２１０５", "042-576-2105"),
    ("phone", "(042)576-2105", "042-576-2105"),
    ("phone", "TEL: 042 576 2105", "042 576 2105"),
    ("capacity", "４０名", "40"),
    ("ages", "6歳〜12歳", "6-12"),
    ("season", "12/29〜1/3", "12-29/01-03"),
    ("season", "12月29日から1月3日まで", "12-29/01-03"),
    ("season", "new_year", "new_year"),
    ("who", "３歳から", "３歳から"),
)


@pytest.mark.parametrize(("part", "typed", "kept"), TYPED)
def test_it_is_made_plain(part, typed, kept):
    assert plain(part, typed) == kept
    assert plain(part, kept) == kept, "what is plain stays so"
