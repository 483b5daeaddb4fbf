"""The city's programmes beside their topic, and their page on a small phone."""

import pytest
from playwright.sync_api import expect


def notices(page):
    return page.locator("[data-topic]:visible").evaluate_all(
        "all => all.map((one) => one.dataset.topic)"
    )


def test_a_chosen_topic_has_its_programmes_beside_it_until_it_is_left_out(page):
    at = page.open("/ja/")
    assert notices(at) == []
    at.get_by_text("もっと", exact=True).click()
    at.locator('input[value="medical_care"]').check()
    at.locator('input[value="learning"]').check()  # of which there are none
    at.locator('.panel[data-panel="more"] [data-see]').click()
    expect(at.locator('[data-topic="medical_care"]')).to_be_visible()
    assert notices(at) == ["medical_care"]
    assert "support" not in at.url
    at.locator("#said button", has_text="医療的ケア").click()
    expect(at.locator('[data-topic="medical_care"]')).to_be_hidden()


def test_its_link_leads_to_the_programmes_of_the_topic(page):
    at = page.open("/ja/?support=not_at_school")
    at.locator('[data-topic="not_at_school"] a').click()
    at.wait_for_url("**/ja/programmes#not_at_school")
    expect(at.locator("#not_at_school")).to_be_in_viewport()
    page.check()


def test_from_a_topic_one_comes_to_its_places_without_an_address_that_tells_it(page):
    at = page.open("/ja/programmes")
    at.locator('button[name="support"][value="not_at_school"]').click()
    at.wait_for_load_state()
    page.settle()
    expect(at.locator("#said")).to_contain_text("学校に 行っていない")
    assert "not_at_school" not in at.url


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_what_is_tapped_is_large_enough(new_page, site, width):
    at = new_page(site, width).open("/ja/programmes")
    sizes = at.locator(".programmes nav a, .programmes button").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => [width, height])"
    )
    assert sizes and min(min(one) for one in sizes) >= 44
