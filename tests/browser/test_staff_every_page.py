"""Every page of the staff that can be asked for, at three widths, by night, enlarged, by keyboard."""

import re
from html import unescape

import pytest
from werkzeug.exceptions import HTTPException

from tests.browser.axe import faults
from tests.web.live_site import NOW
from tests.web.staff.signing_in import open_desk
from webmap.places.report import Report
from webmap.storage.database import open_database
from webmap.workflows.hear import hear_report, hear_wish

WIDTHS = (320, 390, 1280)
KEY = "chuo-jidokan"
NO_PAGES = ("/staff/photos/", "/staff/password/")
"""A picture; and a link that its owner got, which has a test of its own."""
MOST_TABS = 900

STOPS = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true})
    && one.getClientRects().length && !(one.type === "radio" && one.name))
  .map((one, i) => (one.dataset.stop = i)).length"""
HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const bounds = one.getBoundingClientRect();
  const at = (x, y) => document.elementFromPoint(
    bounds.left + bounds.width * x, bounds.top + bounds.height * y);
  const over = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]].map(([x, y]) => at(x, y));
  const own = [one, ...(one.labels ?? [])];
  const isOwn = (over) => over && (over.contains(one) || own.some((part) => part.contains(over)));
  const around = [one, one.nextElementSibling, one.parentElement, one.closest("label")];
  return {
    stop: one.dataset.stop,
    html: one.outerHTML.slice(0, 100),
    seen: around.some((part) => part && getComputedStyle(part).outlineStyle !== "none"),
    hidden: !over.some(isOwn),
    over: over[0]?.outerHTML.slice(0, 60),
  };
}"""
"""Where the keyboard is: whether a ring is seen there, and whether something lies over it."""


@pytest.fixture
def paths(staff_site, settings):
    """Every page that answers a question, with something on each; from the addresses of the app."""
    db = open_database(settings.database)
    hear_wish(db, KEY, "elevator", "f" * 32, NOW)
    hear_report(db, Report(KEY, ("when", "fee"), "みほんの ことば"), NOW)
    db.close()
    return sorted(_addresses(staff_site.app))


def _addresses(app):
    """An address of every page: that of a rule with a key is the first that pages lead to."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/staff") and "GET" in (rule.methods or ())
    ]
    found = {
        rule.endpoint: rule.rule
        for rule in rules
        if not rule.arguments and not rule.rule.startswith(NO_PAGES)
    }
    desk, places, ahead = open_desk(app, "admin"), app.url_map.bind(""), [*found.values()]
    while ahead:
        for link in re.findall(r'href="(/staff/[^"#]+)', desk.get(ahead.pop(0)).text):
            try:
                name = places.match(link.partition("?")[0])[0]
            except HTTPException:
                continue
            if name not in found and not link.startswith(NO_PAGES):
                found[name] = unescape(link)
                ahead.append(found[name])
    return set(found.values())


def test_axe_finds_nothing_at_three_widths(staff_page, paths, axe):
    page = staff_page("admin", width=390)
    found = []
    for path in paths:
        view = _open(page, path)
        for width in WIDTHS:
            found += [f"{path} {fault}" for fault in faults(view, axe, width)]
            found += _faults_of(page, path)
    assert found == []


def test_by_night_axe_finds_nothing_either(staff_page, paths, axe):
    page = staff_page("admin", width=1280, color_scheme="dark")
    found = []
    for path in paths:
        view = _open(page, path)
        found += [f"{path} {fault}" for fault in faults(view, axe, 1280)]
        paper = view.evaluate("getComputedStyle(document.body).backgroundColor")
        found += (
            [] if max(map(int, paper[4:-1].split(","))) < 60 else [f"{path}: the paper is light"]
        )
    assert found == []


@pytest.mark.parametrize(
    ("options", "letters"),
    (
        ({"width": 320, "device_scale_factor": 4}, "100%"),
        ({"width": 390}, "150%"),
        ({"width": 390, "forced_colors": "active"}, "100%"),
    ),
    ids=("zoom-400", "letters-150", "forced-colours"),
)
def test_no_page_scrolls_sideways_however_it_is_enlarged(staff_page, paths, options, letters):
    page = staff_page("admin", **options)
    found = []
    for path in paths:
        _open(page, path).evaluate(f"document.documentElement.style.fontSize = '{letters}'")
        found += _faults_of(page, path)
    assert found == []


@pytest.mark.parametrize("width", (390, 1280))
def test_the_keyboard_reaches_every_control_and_one_sees_where_it_is(staff_page, paths, width):
    page = staff_page("admin", width=width)
    found = []
    for path in paths:
        found += [f"{path}: {fault}" for fault in _walk(_open(page, path))]
    assert found == []


def _walk(view):
    """Tabs through a page from its top: what is not reached, or not seen where it stands."""
    count, met, found = view.evaluate(STOPS), set(), []
    for _ in range(MOST_TABS):  # a date is several stops
        view.keyboard.press("Tab")
        here = view.evaluate(HERE)
        if here is None:
            break
        if here["stop"] not in met:
            found += [] if here["seen"] else [f"no ring: {here['html']}"]
            found += [f"hidden: {here['html']} under {here['over']}"] if here["hidden"] else []
        met.add(here["stop"])
    missed = [stop for stop in map(str, range(count)) if stop not in met]
    first = f"[data-stop='{missed[0]}']" if missed else ""
    html = view.locator(first).evaluate("(one) => one.outerHTML.slice(0, 100)") if first else ""
    return [*found, *([f"{len(missed)} of {count} not reached: {html}"] if missed else [])]


def _open(page, path):
    answer = page.page.goto(page.url + path, wait_until="load")
    assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
    page.settle()
    return page.page


def _faults_of(page, path):
    try:
        page.check()
    except AssertionError as fault:
        return [f"{path}: {str(fault).splitlines()[0]}"]
    return []
