"""The pictures in docs/pictures and their page: every screen of the real page on the sample day."""

import sys
from collections.abc import Callable, Mapping
from typing import Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.chat_host import chat
from scripts.chromium import FLAGS, ensure_chromium
from scripts.pictured import Pictured, all_within, page_of, smaller
from scripts.progress import ROOT, StepFailed, step
from scripts.sample_day import CHAT, NARROW, Served, ask, fill, open_page, served

PICTURES = ROOT / "docs" / "pictures"
PAGE = ROOT / "docs" / "screens.md"
LARGEST = 300_000
"""Bytes of one picture: the README shows them to everybody."""
Scheme = Literal["light", "dark"]


def _nothing(page: Page) -> None:
    expect(page.get_by_text("Live", exact=True)).to_be_attached()


def _typing(page: Page) -> None:
    words = "Call the landlord next fri at 9:30, remind 1 h before, high #home"
    page.get_by_role("textbox", name="Add a task").fill(words)
    expect(page.locator(".quick-layer mark").first).to_be_visible()


def _sheet(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="Run 8 km, easy pace").first.click()
    page.get_by_role("button", name="Repeat every").click()
    expect(page.get_by_role("list", name="Next five dates")).to_be_visible()


def _moved(page: Page) -> None:
    ask(page, "move rent to Friday and tell me the day before")
    expect(page.get_by_role("log").get_by_role("link", name="Pay rent")).to_be_visible()


def _question(page: Page) -> None:
    ask(page, "delete all #gym tasks")
    expect(page.get_by_role("button", name="Delete 3 tasks")).to_be_visible()


def _palette(page: Page) -> None:
    page.keyboard.press("ControlOrMeta+k")
    page.get_by_role("combobox").fill("re")
    expect(page.get_by_role("listbox")).to_be_visible()


def _picked(page: Page) -> None:
    page.get_by_role("heading", level=1).click()
    for key in ("j", "x", "j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.get_by_text("3 selected")).to_be_visible()


def _keys(page: Page) -> None:
    page.keyboard.press("Shift+?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def _triage(page: Page) -> None:
    page.get_by_role("button", name="Triage").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _clock(page: Page) -> None:
    # Above it stand the paths of whoever takes the picture.
    page.get_by_role("heading", name="Day and clock").evaluate("one => one.scrollIntoView()")


SCREENS: Mapping[str, Pictured] = {
    "today": Pictured("S1 Today", "/today", _nothing),
    "adding": Pictured("S2 Quick add, while one types", "/today", _typing),
    "sheet": Pictured("S3 The edit sheet, its repeat open", "/today", _sheet),
    "assistant": Pictured(
        "S4 The assistant asks before it deletes", "/today", _question, narrow=False
    ),
    "palette": Pictured("S5 The palette", "/today", _palette, narrow=False),
    "upcoming": Pictured("S6 Upcoming", "/upcoming", _nothing),
    "search": Pictured("S7 Search, three rows picked", "/search?q=re", _picked, narrow=False),
    "project": Pictured("S7 A tag", "/tag/health", _nothing),
    "done": Pictured("S8 Done", "/done", _nothing),
    "changes": Pictured("S9 Changes", "/changes", _nothing),
    "settings": Pictured("S10 Settings", "/settings", _clock),
    "triage": Pictured("Triage", "/today", _triage),
    "insights": Pictured("S13 Insights", "/insights", _nothing),
    "keys": Pictured("Keys", "/today", _keys, narrow=False),
}


def _take(page: Page, name: str) -> None:
    """A picture once nothing moves any more.

    Raises:
        StepFailed: If it is larger than a README should carry.
    """
    page.wait_for_load_state("networkidle")
    _keep(page, name)


def _keep(page: Page, name: str) -> None:
    """The same where a connection stays open for good. Raises StepFailed as well."""
    page.evaluate("document.fonts.ready")
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    smaller(path)
    if path.stat().st_size > LARGEST:
        raise StepFailed(f"{path.name} is {path.stat().st_size // 1000} kB; 300 kB is the limit.")


def _take_both(page: Page, name: str) -> None:
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        _take(page, f"{name}-{scheme}")
    page.emulate_media(color_scheme="light")


def _take_all(browser: Browser, running: Served) -> None:
    url = running.url
    first = open_page(browser, url)
    expect(first.locator(".says mark").first).to_be_visible()
    _take_both(first, "first-run")
    first.context.close()
    fill(url)
    page = open_page(browser, url)
    _moved(page)
    _typing(page)
    _take_both(page, "today")
    page.context.close()
    for name, screen in SCREENS.items():
        if name != "today":
            _take_screen(open_page(browser, url), name, screen, _take_both)


def _take_small(browser: Browser, running: Served) -> None:
    """The same on a telephone, and the board in a chat host."""
    url = running.url
    fill(url)
    for name, screen in SCREENS.items():
        if screen.narrow:
            _take_screen(open_page(browser, url, NARROW, 2), f"{name}-narrow", screen, _take)
    _take_app(open_page(browser, url, CHAT, 2))


def _take_offline(browser: Browser, running: Served) -> None:
    """Nobody answers: what is done meanwhile waits in its place."""
    fill(running.url)
    page = open_page(browser, running.url)
    _moved(page)
    running.stop()
    expect(page.locator(".offline-bar")).to_be_visible()
    field = page.get_by_role("textbox", name="Add a task")
    field.fill("buy stamps tonight at 8 #errands")
    field.press("Enter")
    page.get_by_role("checkbox", name="Done: Water the fig and the lemon tree").click()
    page.get_by_role("heading", level=1).click()
    expect(page.locator(".connection")).to_have_text("Offline, 2 changes waiting")
    _take_both(page, "offline")
    page.context.close()


def _take_app(page: Page) -> None:
    """The board in a chat host."""
    said = "Nine things, two of them overdue. The review at three is the one with a deadline."
    board = chat(page, answered=said)
    board.get_by_role("checkbox", name="Done: Call the dentist").click()
    expect(board.get_by_role("button", name="Undo Call the dentist")).to_be_visible()
    board.get_by_role("heading", level=1).hover()
    expect(board.locator(".row:hover")).to_have_count(0)
    _keep(page, "app")


def _take_screen(
    page: Page, name: str, screen: Pictured, take: Callable[[Page, str], None]
) -> None:
    page.goto(screen.address)
    _nothing(page)
    screen.prepare(page)
    take(page, name)
    page.context.close()


def main() -> None:
    """Take every picture anew, and write their page."""
    try:
        chromium = ensure_chromium()
        if chromium is None:
            raise StepFailed("No Chromium here: install one, or set TEST_CHROMIUM.")
        PICTURES.mkdir(parents=True, exist_ok=True)
        with step("Pictures"), sync_playwright() as playwright:
            expect.set_options(timeout=60_000)
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            # A day of its own for each: after ten minutes on it reminders would ring.
            for take in (_take_all, _take_small, _take_offline):
                with served() as running:
                    take(browser, running)
            browser.close()
        PAGE.write_text(page_of(SCREENS), "utf-8")
        all_within(PICTURES)
    except StepFailed as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main()
