"""Every screen of the page, and how one knows that it is there."""

from collections.abc import Mapping
from urllib.parse import quote

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.running import Tasklark

SCREENS: Mapping[str, str] = {
    "/today": "[data-row]",
    "/upcoming": ".day",
    "/inbox": "[data-row]",
    "/all": "[data-row]",
    "/tag/gym": "[data-row]",
    "/project/Home": "[data-row]",
    "/search?q=buy": "[data-row]",
    "/done": "[data-row]",
    "/bin": "main [aria-label^=Restore]",
    "/changes": "main li",
    "/insights": "main svg",
    "/settings": "main section",
    "/task/1": ".sheet, .part",
}
"""Its address, and what stands on it once it shows."""
_SAID = (
    "buy a padlock today at 23:30 high #gym, remind 10 min before",
    "buy stamps",
    "water the fig every 3 days @Home",
    "call Mum tomorrow 11am #family",
    "book the induction in 3 days #gym",
    "post the parcel today",
    "return the books today",
)


def furnish(tasklark: Tasklark) -> None:
    """Something for every screen: open, repeating, done and deleted tasks."""
    with tasklark.client() as client:
        ids = [say(client, text) for text in _SAID]
        client.post(f"/api/tasks/{ids[5]}/complete", json={}).raise_for_status()
        client.delete(f"/api/tasks/{ids[6]}").raise_for_status()
        under = {"title": "choose the size", "parent": 1}
        client.post("/api/tasks", json=under).raise_for_status()


def say(client: httpx.Client, text: str) -> int:
    """Add one task by its words; its row id."""
    added = client.post("/api/tasks", json={"text": text}).raise_for_status().json()
    id_: int = added["tasks"][0]["id"]
    return id_


def titled(client: httpx.Client, title: str, **fields: object) -> int:
    """Add one task by its fields; its row id."""
    body = {"title": title, **fields}
    added = client.post("/api/tasks", json=body).raise_for_status().json()
    id_: int = added["tasks"][0]["id"]
    return id_


def visit(page: Page, address: str, there: str | None = None) -> Locator:
    """Open a screen and wait until it shows."""
    page.goto(address)
    shown = page.locator(there or SCREENS[address]).first
    expect(shown).to_be_attached()
    expect(page.locator(".loading")).to_have_count(0)
    return shown


def found(words: str) -> str:
    """The address of a search."""
    return f"/search?q={quote(words)}"


def overflow(page: Page) -> int:
    """CSS pixels by which the page or its board can be scrolled sideways."""
    wide: int = page.evaluate(
        "[document.documentElement, document.querySelector('#board')].filter(Boolean)"
        ".reduce((most, one) => Math.max(most, one.scrollWidth - one.clientWidth), 0)"
    )
    return wide
