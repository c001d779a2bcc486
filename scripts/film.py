"""The film in docs/film: the first five minutes and every screen, on the real program."""

import asyncio
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mcp import Client
from mcp_types import Implementation
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from scripts.camera import DRAWN, SIZE, Camera
from scripts.chromium import FLAGS, ensure_chromium
from scripts.progress import ROOT, StepFailed, step
from scripts.sample_day import Served, ask, fill, open_page, served

FILM = ROOT / "docs" / "film" / "tasklark.webm"
_LARGEST = 8_000_000
_RING_MS = 90_000
"""The sentence that is clicked rings a minute later."""


def _quick(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Add a task")


def _first_minutes(camera: Camera) -> None:
    page = camera.page
    expect(page.locator(".says mark").first).to_be_visible()
    camera.say("One command, and this opens. No account, no wizard: four sentences to click.", 3)
    camera.click(page.get_by_role("button", name="stretch in 1 minute"))
    expect(page.locator(".quick-layer mark").first).to_be_visible()
    camera.say("What was understood is marked, and said again below.", 2.4)
    camera.press("Enter", 0.6)
    expect(page.get_by_role("main").locator("[data-row]").first).to_be_visible()
    camera.look(2)
    turn_on = page.get_by_role("button", name="Turn on")
    if turn_on.count():
        page.context.grant_permissions(["notifications"])
        camera.say("After the first reminder, and not before, it asks whether it may ring.", 2.4)
        camera.click(turn_on.first, 1.6)
    banner = page.locator(".banner").get_by_role("button", name="Done")
    expect(banner.first).to_be_visible(timeout=_RING_MS)
    camera.say("A minute later it rings.", 2)
    camera.click(banner.first, 1.6)
    page.keyboard.press("z")
    page.keyboard.press("Shift+z")
    camera.say("Z takes back whatever was done, ⇧Z does it again.", 2)


def _adding(camera: Camera) -> None:
    page = camera.page
    camera.say(
        "A day later. One line is one task: dates, repeats, reminders, priorities, tags.", 2.4
    )
    camera.type(_quick(page), "Call the landlord next fri at 9:30, remind 1 h before, high #home")
    expect(page.locator(".readings")).to_be_visible()
    camera.say("“Next fri” can be two Fridays: the other one is a click away.", 2.6)
    camera.press("Enter", 0.3)
    expect(page.get_by_text("Just added")).to_be_visible()
    camera.say("What stands on another day says where it went.", 2.4)
    page.keyboard.press("Escape")
    ring = page.get_by_role("checkbox", name="Done: Call the dentist about the crown")
    camera.click(ring, 1.4)
    camera.say("A tick shows at once, and can be undone for thirty days.", 2)
    camera.press("z", 1.4)


def _sheet(camera: Camera) -> None:
    page = camera.page
    camera.click(page.get_by_role("main").get_by_role("link", name="Run 8 km, easy pace").first, 1)
    camera.say("Each task opens beside the day; every field saves itself.", 1.8)
    camera.click(page.get_by_role("button", name="Repeat every"), 0.6)
    expect(page.get_by_role("list", name="Next five dates")).to_be_visible()
    camera.say("A repeat shows its next five dates before it is kept.", 2.6)
    page.keyboard.press("Escape")


def _assistant(camera: Camera) -> None:
    page = camera.page
    camera.say("The assistant understands everyday sentences, without any key or network.", 1.6)
    camera.press("a", 0.5)
    field = page.get_by_role("textbox", name="Message to the assistant")
    camera.type(field, "move rent to Friday and tell me the day before")
    camera.press("Enter", 0.3)
    expect(page.get_by_role("log").get_by_role("link", name="Pay rent")).to_be_visible()
    camera.say("It answers with a ticket: what it did, the live task, and Undo.", 3)
    ask(page, "delete all #gym tasks")
    delete = page.get_by_role("button", name="Delete 3 tasks")
    expect(delete).to_be_visible()
    camera.say("Before it deletes, it asks, and names exactly what would go.", 2.6)
    camera.click(delete, 0.3)
    expect(page.get_by_role("log").get_by_text("Deleted").first).to_be_visible()
    camera.look(1.6)
    camera.press("Escape", 0.2)


def _walk(camera: Camera) -> None:
    page = camera.page
    page.get_by_role("heading", level=1).click()
    camera.say("Overdue? Triage walks through it one key at a time.", 0.8)
    camera.click(page.get_by_role("button", name="Triage"), 2)
    camera.press("Escape", 0.4)
    camera.press("ControlOrMeta+k", 0.6)
    expect(page.get_by_role("listbox")).to_be_visible()
    camera.say("⌘K: every command with its key, every task, every view.", 1)
    camera.type(page.get_by_role("combobox"), "passport")
    camera.look(1.4)
    camera.press("Escape", 0.3)
    for address, words in (
        ("/upcoming", "Upcoming: fourteen days; repeats that are still to come are dashed."),
        ("/search?q=reniew", "Search forgives a slip, and counts what it found."),
        ("/tag/health", "A tag or a project is a list of its own."),
        ("/done", "Done, day by day."),
        ("/insights", "Insights: what was finished when, what keeps slipping, what is ahead."),
        ("/changes", "Changes: everything by anyone, for thirty days, each with its Undo."),
        ("/settings", "Settings: notifications, the model, other programs, your data."),
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        if address == "/settings":
            # Above it stand the paths of whoever makes the film.
            heading = page.get_by_role("heading", name="Day and clock")
            heading.evaluate("one => one.scrollIntoView()")
        camera.say(words, 2.6)


async def _other_program(url: str) -> None:
    who = Implementation(name="Claude Desktop", version="1")
    async with Client(f"{url}/mcp", client_info=who) as client:
        await client.call_tool("add_tasks", {"tasks": [{"title": "eggs", "when": "today"}]})


def _elsewhere(camera: Camera, running: Served) -> None:
    page = camera.page
    page.goto("/today")
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    camera.say("Claude Desktop, over MCP: “add eggs for today” …", 1.6)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(_other_program(running.url))).result()
    eggs = page.get_by_role("main").locator("[data-row]").filter(has_text="eggs").first
    expect(eggs).to_be_visible()
    eggs.scroll_into_view_if_needed()
    camera.say("… and the row is in the open page.", 2.4)
    running.stop()
    expect(page.locator(".offline-bar").first).to_be_visible()
    camera.say("Tasklark is not running: the page says so, and keeps what one does.", 1.6)
    camera.type(_quick(page), "book the van today")
    camera.press("Enter", 1.6)
    running.start()
    page.locator(".offline-bar").get_by_role("button", name="Try now").click()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    expect(page.locator(".offline-bar")).to_have_count(0)
    camera.say("It is back: what was kept is sent, in order, once.", 2.4)


def _film(browser: Browser, running: Served, folder: Path) -> None:
    page = open_page(browser, running.url, SIZE, permissions=())
    page.context.add_init_script(DRAWN)
    page.reload()
    camera = Camera(page, folder)
    _first_minutes(camera)
    fill(running.url)
    page.reload()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    for part in (_adding, _sheet, _assistant, _walk):
        part(camera)
    _elsewhere(camera, running)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    camera.say("Dark, by day or by night. make run", 3)
    camera.develop(FILM)


def main() -> None:
    """Make the film anew."""
    try:
        chromium = ensure_chromium()
        if chromium is None:
            raise StepFailed("No Chromium here: install one, or set TEST_CHROMIUM.")
        FILM.parent.mkdir(parents=True, exist_ok=True)
        with step("The film"), served() as running, sync_playwright() as playwright:
            expect.set_options(timeout=60_000)
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            with tempfile.TemporaryDirectory() as folder:
                _film(browser, running, Path(folder))
            browser.close()
        if FILM.stat().st_size > _LARGEST:
            raise StepFailed(f"The film is {FILM.stat().st_size / 1e6:.1f} MB; 8 MB is the limit.")
    except StepFailed as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main()
