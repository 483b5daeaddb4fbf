"""What axe-core, the accessibility checker, finds on a page."""

from playwright.sync_api import Page


def faults(page: Page, axe: str, width: int) -> list[str]:
    """What it finds at a width, one line for each rule, with the first element it finds."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], preload: false}).then((all) => all.violations)"
    )
    return [f"{width}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
