"""The page as a person sees it: rows, sections, quick add, the assistant."""

import json
import re
from pathlib import Path
from typing import Literal

from playwright.sync_api import Frame, Locator, Page, Response, expect

from scripts.progress import ROOT

_AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def open_today(page: Page) -> None:
    """Open Today and wait until it shows tasks and is live."""
    page.goto("/today")
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    expect(page.locator(".loading")).to_have_count(0)


def keep_files(page: Page) -> None:
    """Wait until the page can be opened without a server."""
    page.evaluate(
        "navigator.serviceWorker.controller ? 0 : new Promise(done =>"
        " navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }))"
        ".then(() => 0)"
    )


def quick(page: Page) -> Locator:
    """The field of quick add."""
    return page.get_by_role("textbox", name="Add a task")


def add(page: Page, words: str) -> None:
    """Type words into quick add, press Enter and wait until the server has them."""
    quick(page).fill(words)
    with page.expect_response(_is_an_addition):
        quick(page).press("Enter")
    expect(quick(page)).to_have_value("")


def _is_an_addition(response: Response) -> bool:
    return response.request.method == "POST" and response.url.endswith("/api/tasks")


def row(page: Page, title: str) -> Locator:
    """The rows of a task on the board, open ones and finished ones."""
    return page.get_by_role("main").locator("[data-row]").filter(has_text=title)


def ring(page: Page, title: str) -> Locator:
    """The checkbox of a task on the board."""
    return row(page, title).get_by_role("checkbox", name=f"Done: {title}")


def section(page: Page, name: str) -> Locator:
    """A section of the board by its heading."""
    return page.get_by_role("region", name=name, exact=True)


def unfold(page: Page, name: str) -> Locator:
    """Open a folded section."""
    section(page, name).get_by_role("button", name=re.compile(f"^{name}")).click()
    return section(page, name)


def toast(page: Page) -> Locator:
    """The line that says what just happened."""
    return page.locator(".toast")


def ask(page: Page, words: str) -> None:
    """Say something to the assistant."""
    field = page.get_by_role("textbox", name="Message to the assistant")
    field.fill(words)
    field.press("Enter")


def ticket(page: Page, said: str) -> Locator:
    """A ticket of the assistant by what it says."""
    return page.get_by_role("log").get_by_role("article").filter(has_text=said)


def part(page: Page, name: str) -> Locator:
    """A part of the edit sheet, opened."""
    head = page.get_by_role("button", name=re.compile(f"^{name} "))
    if head.get_attribute("aria-expanded") == "false":
        head.click()
    return page.locator(".part").filter(has=head)


Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_FRAMES = """async () => {
  for (let frame = 0; frame < 5; frame++) await new Promise(done => requestAnimationFrame(done));
}"""
_GROUND = {"light": "rgb(244, 246, 242)", "dark": "rgb(15, 21, 29)"}


def wear(page: Page, scheme: Scheme) -> None:
    """Put the page into a scheme, without motion, and wait until its colours are there."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    expect(page.locator("body")).to_have_css("background-color", _GROUND[scheme])
    # What has a transition of its own follows with the next frames.
    page.evaluate(_FRAMES)


def flaws(page: Page) -> list[str]:
    """What axe finds wrong, one line for each element."""
    return flaws_in(page.main_frame)


def flaws_in(frame: Frame) -> list[str]:
    """The same in one frame."""
    if not frame.evaluate("'axe' in window"):
        frame.evaluate(Path(_AXE).read_text())
    found = frame.evaluate(
        "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })"
        ".then(result => JSON.stringify(result.violations))",
        _RULES,
    )
    return [
        f"{flaw['id']}: {node['target']} {node['failureSummary']}"
        for flaw in json.loads(found)
        for node in flaw["nodes"]
    ]
