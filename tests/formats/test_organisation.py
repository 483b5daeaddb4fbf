"""Numbers of municipalities and organisations carry a check digit."""

import pytest

from webmap.formats.organisation import city_code, is_corporate_number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("132152", "132152"),
        ("13215", "132152"),
        ("１３２１５２ ", "132152"),
        ("131067", "131067"),
        ("01100", "011002"),
        ("132153", ""),
        ("国立市", ""),
        ("", ""),
        ("1321521", ""),
    ],
)
def test_a_municipal_code(text, code):
    assert city_code(text) == code


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("5012805002990", True),
        ("8010001151494", True),
        ("5012805002991", False),
        ("1353400342", False),
        ("", False),
        ("５０１２８０５００２９９０", False),
    ],
)
def test_a_corporate_number(text, good):
    assert is_corporate_number(text) is good
