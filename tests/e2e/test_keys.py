"""Everything by keys alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.board import open_today, quick, ring, row, section, toast

pytestmark = [pytest.mark.browser, pytest.mark.timeout(40)]


def test_a_day_by_keys_alone(page: Page) -> None:
    open_today(page)
    keys = page.keyboard
    keys.press("q")
    for words in ("buy stamps", "water the fig"):
        keys.type(words)
        keys.press("Enter")
        expect(row(page, words)).to_be_visible()
    keys.press("Escape")
    expect(quick(page)).not_to_be_focused()

    keys.press("j")
    keys.press("j")
    keys.press("k")
    expect(row(page, "buy stamps")).to_have_class("row selected")
    keys.press("1")
    expect(row(page, "buy stamps")).to_contain_text("high")
    keys.press("e")
    expect(ring(page, "buy stamps")).to_be_checked()
    keys.press("z")
    expect(toast(page)).to_contain_text("Undid")
    expect(ring(page, "buy stamps")).not_to_be_checked()
    keys.press("Shift+Z")
    expect(section(page, "Done today")).to_contain_text("buy stamps")


def test_slash_finds_over_everything_and_escape_goes_back(page: Page) -> None:
    open_today(page)
    quick(page).fill("renew the passport in 9 days")
    quick(page).press("Enter")
    quick(page).press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("passp")
    expect(row(page, "renew the passport")).to_be_visible()
    # The first letter is looked for at once, and is bold in more places.
    expect(row(page, "renew the passport").locator("em").filter(has_text="passp")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/today$"))


def test_words_of_an_address_are_gone_on_with(page: Page) -> None:
    page.goto("/search?q=pass")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("port")
    expect(field).to_have_value("passport")


def test_the_palette_goes_adds_and_asks(page: Page) -> None:
    open_today(page)
    page.keyboard.press("ControlOrMeta+k")
    palette = page.get_by_role("combobox", name="What to do")
    expect(palette).to_be_focused()
    palette.fill("buy bread")
    palette.press("Shift+Enter")
    expect(row(page, "buy bread")).to_be_visible()
    page.keyboard.press("ControlOrMeta+k")
    palette.fill("settings")
    palette.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")


_ONE_FRAME = """async () => {
  const press = key => (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, shiftKey: key === '?', bubbles: true, cancelable: true }));
  press('Escape');
  await Promise.resolve();
  press('?');
}"""


def test_the_next_key_after_escape_counts_within_the_same_frame(page: Page) -> None:
    open_today(page)
    keys = page.get_by_role("dialog", name="Keys")
    page.keyboard.press("Shift+?")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    page.keyboard.press("ControlOrMeta+k")
    expect(page.get_by_role("combobox", name="What to do")).to_be_focused()
    page.evaluate(_ONE_FRAME)
    expect(keys).to_be_visible()
    # What the browser says of the closed palette has come by now.
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)


def test_enter_opens_the_sheet_and_escape_closes_it(page: Page) -> None:
    open_today(page)
    quick(page).fill("buy stamps")
    quick(page).press("Enter")
    expect(row(page, "buy stamps")).to_be_visible()
    quick(page).press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    sheet = page.get_by_role("region", name="buy stamps", exact=True)
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(page).to_have_url(re.compile("/today$"))
