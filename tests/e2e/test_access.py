"""Nothing that axe could find, in light and in dark."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.board import SCHEMES, add, ask, flaws, open_today, part, quick, row, toast, wear

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


def _flaws_in_both(page: Page) -> dict[str, list[str]]:
    found = {}
    for scheme in SCHEMES:
        wear(page, scheme)
        found[scheme] = flaws(page)
    return found


NONE: dict[str, list[str]] = {scheme: [] for scheme in SCHEMES}


def test_today_has_no_flaw_empty_or_full_or_while_one_types(page: Page) -> None:
    open_today(page)
    expect(page.locator(".says mark").first).to_be_visible()
    assert _flaws_in_both(page) == NONE
    page.get_by_role("button", name="Try a sample day").click()
    expect(row(page, "Send the signed lease back")).to_be_visible()
    quick(page).fill("call the bank next friday 9:30, remind 1 h before, high #home")
    expect(page.locator(".quick-layer mark").first).to_be_visible()
    assert _flaws_in_both(page) == NONE
    quick(page).fill("")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_text("1 selected")).to_be_visible()
    assert _flaws_in_both(page) == NONE


def test_the_sheet_has_no_flaw_with_every_part_open(page: Page) -> None:
    open_today(page)
    add(page, "run 8 km every week at 23:30 remind 10 min before #health")
    page.get_by_role("main").get_by_role("link", name="run 8 km").first.click()
    names = ("Due", "Repeat", "Remind me", "Priority", "Subtasks", "Tags", "Project", "Activity")
    for name in names:
        part(page, name)
    expect(page.locator(".activity li").first).to_be_visible()
    assert _flaws_in_both(page) == NONE


def test_the_assistant_has_no_flaw_with_a_ticket_and_a_question(page: Page) -> None:
    open_today(page)
    ask(page, "add buy a padlock today #gym")
    expect(page.get_by_role("log").get_by_role("checkbox")).to_be_visible()
    ask(page, "delete all #gym tasks")
    expect(page.get_by_role("button", name="Keep")).to_be_visible()
    assert _flaws_in_both(page) == NONE


def test_settings_search_done_palette_and_keys_have_no_flaw(page: Page) -> None:
    open_today(page)
    add(page, "buy stamps")
    for address in ("/settings", "/search?q=buy", "/done", "/inbox"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        assert (address, _flaws_in_both(page)) == (address, NONE)
    page.keyboard.press("ControlOrMeta+k")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert _flaws_in_both(page) == NONE
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Shift+?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert _flaws_in_both(page) == NONE


def test_a_reminder_that_rings_and_the_question_about_ringing_have_no_flaw(
    context: BrowserContext, page: Page
) -> None:
    context.clear_permissions()
    open_today(page)
    add(page, "stretch in 2 seconds")
    expect(page.get_by_role("region", name="Notifications")).to_be_visible()
    expect(page.locator(".banner")).to_be_visible()
    assert _flaws_in_both(page) == NONE


def test_a_narrow_window_has_no_flaw_and_does_not_scroll_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/today")
    page.get_by_role("button", name="Try a sample day").click()
    expect(row(page, "Send the signed lease back")).to_be_visible()
    expect(toast(page)).to_be_visible()
    for pane in ("Tasks", "Assistant", "Views"):
        page.get_by_role("navigation", name="Panes").get_by_role("button", name=pane).click()
        assert (pane, _flaws_in_both(page)) == (pane, NONE)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.goto("/today")
    row(page, "Send the signed lease back").get_by_role("link").first.click()
    expect(page.get_by_role("region", name="Send the signed lease back")).to_be_visible()
    assert _flaws_in_both(page) == NONE
