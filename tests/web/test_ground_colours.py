"""The colours of the drawing: names that can be read on all that they may lie on, by day and night."""

import re

import pytest

from tests.made_up import ROOT

CSS = (ROOT / "static" / "css" / "ground.css").read_text(encoding="utf-8")
DAY, NIGHT = (
    {name: value for name, value in re.findall(r"--map-([a-z-]+): (#[0-9a-f]{6});", part)}
    for part in CSS.split("@media")
)
NAMES = (
    *("station", "town", "chome", "street", "school", "park-name", "river", "rail-name"),
    *("neighbour", "note"),
)
"""What letters are written in; text needs 4.5 : 1 (WCAG 2.2, 1.4.3)."""
GROUNDS = ("halo", "land", "block", "outside", "around", "road", "wood")


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_wcag_counts_it():
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_night_has_every_colour_that_day_has():
    assert NIGHT.keys() == DAY.keys()


@pytest.mark.parametrize("scheme", (DAY, NIGHT), ids=("day", "night"))
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_can_be_read_on_its_ground(scheme, name, ground):
    assert contrast(scheme[name], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", (DAY, NIGHT), ids=("day", "night"))
def test_the_names_of_parks_and_rivers_can_be_read_in_their_own_colour(scheme):
    assert contrast(scheme["park-name"], scheme["park"]) >= 4.5
    assert contrast(scheme["river"], scheme["water"]) >= 4.5


@pytest.mark.parametrize("scheme", (DAY, NIGHT), ids=("day", "night"))
def test_the_city_glows(scheme):
    """Its land is lighter than its surroundings and than its blocks."""
    land = luminance(scheme["land"])
    assert land > luminance(scheme["outside"]) and land > luminance(scheme["block"])
