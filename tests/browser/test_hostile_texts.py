"""Pages whose every text tries to be something else, in a real browser."""

import pytest

from tests.web.asking import data_addresses
from tests.web.hostile import TEXTS, hostile_names

HEAD = """() => {
  const copy = document.querySelector("h1").cloneNode(true);
  for (const one of copy.querySelectorAll("rt, rp, small")) one.remove();
  return copy.textContent.trim();
}"""


@pytest.fixture
def hostile(new_page, hostile_site):
    return new_page(hostile_site)


def read_as_typed(page, key, name):
    page.open(f"/ja/places/{key}")
    assert page.page.evaluate(HEAD) == name.strip(), key


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/ja/", "/ja/about", "/ja/?q={{7*7}}", "/ja/?category=hattatsu"])
def test_the_common_pages_hold(new_page, hostile_site, path, width):
    new_page(hostile_site, width).open(path)


def test_the_list_says_every_name_as_typed(hostile, hostile_data):
    hostile.open("/ja/")
    said = hostile.page.locator("li[data-key]").evaluate_all(
        "all => all.map((one) => { const copy = one.querySelector('h3 a').cloneNode(true);"
        " copy.querySelectorAll('rt, rp, small').forEach((r) => r.remove());"
        " return [one.dataset.key, copy.textContent.trim()]; })"
    )
    names = hostile_names(hostile_data)
    assert dict(said) == {key: name.strip() for key, name in names.items()}


def test_one_page_for_each_text_reads_as_typed(hostile, hostile_data):
    sample = {name: key for key, name in hostile_names(hostile_data).items()}
    assert len(sample) >= len(TEXTS) - 1
    for name, key in sample.items():
        read_as_typed(hostile, key, name)


def test_cards_and_markers_say_what_was_typed(hostile, hostile_data):
    hostile.open("/ja/")
    for key in list(hostile_names(hostile_data))[:70:14]:
        button = hostile.page.locator(f'li[data-key="{key}"] [data-show]')
        if not button.count():
            continue
        button.click()
        hostile.page.locator("#card").wait_for()
        name = hostile.page.locator(".card-name [data-slot=name]").evaluate(
            "(one) => { const copy = one.cloneNode(true);"
            " copy.querySelectorAll('rt').forEach((r) => r.remove()); return copy.textContent; }"
        )
        assert name == hostile_names(hostile_data)[key]
        hostile.page.locator("#card [data-close]").click()
    hostile.check()


def test_a_marker_of_several_places_names_them_as_typed(hostile):
    """`$&` and `{count}` mean something to String.replace."""

    def rename(route):
        told = route.fetch().json()
        told["columns"]["name"] = ["$& {count} $`"] * told["count"]
        route.fulfill(json=told)

    hostile.page.route("**/ja/places.json*", rename)
    hostile.open("/ja/")
    label = hostile.page.locator(".marker-site").first.get_attribute("aria-label")
    assert "$& {count} $`、$& {count} $`" in label


@pytest.mark.slow
def test_every_page_holds_and_reads_as_typed(hostile, hostile_site, hostile_data):
    for key, name in hostile_names(hostile_data).items():
        read_as_typed(hostile, key, name)
    for path in data_addresses(hostile_site.app):
        if path.startswith("/ja/?"):
            hostile.open(path)
