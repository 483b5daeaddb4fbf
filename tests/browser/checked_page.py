"""A page of the browser; every address that it opens is checked for what all pages must hold."""

import time
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, Response

from tests.browser.chromium import is_outside

FAULTS = """() => {
  const faults = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (!document.title.trim()) faults.push("no title");
  const heads = document.querySelectorAll("h1").length;
  if (heads !== 1) faults.push(`${heads} h1`);
  if (document.documentElement.lang !== "ja") faults.push("html lang is not ja");
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i))) faults.push(`id ${id} twice`);
  const named = (one) => one.labels?.length || one.ariaLabel || one.getAttribute("aria-labelledby");
  for (const one of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (!named(one)) faults.push(`no label: ${one.outerHTML.slice(0, 80)}`);
  for (const one of document.querySelectorAll("img"))
    if (!one.hasAttribute("alt") && !one.closest("[aria-hidden=true]")) faults.push(`no alt: ${one.src}`);
  for (const one of document.querySelectorAll("svg"))
    if (!one.closest("[aria-hidden=true]") && !one.ariaLabel) faults.push("an svg is not hidden");
  for (const one of document.querySelectorAll("button, a[href]"))
    if (!one.textContent.trim() && !one.ariaLabel && !one.title)
      faults.push(`nameless ${one.outerHTML.slice(0, 80)}`);
  if (wide > 0) faults.push(`scrolls sideways by ${wide} px`);
  return faults;
}"""

LISTEN = """
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""


@dataclass
class CheckedPage:
    """`open` a path and use `page` (Playwright's); what the page complains of fails the test."""

    page: Page
    url: str
    scripts: bool = True
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    tiles_are_asked_for: bool = False
    _status: int = 200

    def __post_init__(self) -> None:
        self.page.set_default_timeout(10_000)
        self.page.add_init_script(LISTEN)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._note)
        self.page.on("response", self._answered)
        self.page.on("dialog", self._refuse)

    def open(self, path: str, status: int = 200) -> Page:
        """Opens a path of the site, waits until it rests, and checks the page."""
        self._status = status
        answer = self.page.goto(self.url + path, wait_until="load")
        assert answer is not None and answer.status == status, f"{path}: {answer and answer.status}"
        self.settle()
        self.check()
        return self.page

    def settle(self) -> None:
        """Waits until the map, if there is one, has its places."""
        if self.scripts and self.page.locator("#city_map").count():
            self.wait_until(
                "window.city_map?.getZoom && [...Object.values(city_map._layers)]"
                ".some((layer) => layer.isReady?.())"
            )

    def wait_until(self, expression: str, seconds: float = 5) -> None:
        """Until the expression holds. (Playwright's own waiting needs `unsafe-eval`.)"""
        end = time.monotonic() + seconds
        while not self.page.evaluate(f"Boolean({expression})"):
            assert time.monotonic() < end, f"never came: {expression}"
            self.page.wait_for_timeout(20)

    def check(self) -> None:
        """What every page must hold, as it stands now."""
        faults = self.page.evaluate(FAULTS) + self.page.evaluate("window.violations || []")
        assert not faults, f"{self.page.url}: {faults}"
        self.check_what_was_heard()

    def check_what_was_heard(self) -> None:
        """No console error, no dialog, no request to anyone else."""
        assert not self.dialogs, self.dialogs
        assert not self.errors, self.errors
        assert self.tiles_are_asked_for or not self.outside, self.outside

    def markers(self) -> list[str]:
        """What the markers in the document say to a screen reader."""
        labels = self.page.locator(".marker").evaluate_all("all => all.map((one) => one.ariaLabel)")
        return [str(label) for label in labels]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        about = message.location.get("url", "")
        expected = self._status >= 400 and about == self.page.url
        if not expected and not (self.tiles_are_asked_for and is_outside(about)):
            self.errors.append(f"{message.text} ({about})")

    def _refuse(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _note(self, request: Request) -> None:
        if is_outside(request.url):
            self.outside.append(request.url)

    def _answered(self, response: Response) -> None:
        document = response.request.resource_type == "document"
        if response.status >= 400 and not document:
            self.errors.append(f"{response.status} {response.url}")
