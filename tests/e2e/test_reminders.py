"""A reminder that rings in the open page."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.board import add, open_today, section

pytestmark = [pytest.mark.browser, pytest.mark.timeout(40)]


def test_a_reminder_rings_as_a_banner_and_done_there_is_done_everywhere(page: Page) -> None:
    open_today(page)
    add(page, "stretch in 2 seconds")
    banner = page.locator(".banner")
    expect(banner).to_contain_text("stretch")
    banner.get_by_role("button", name="Done").click()
    expect(banner).to_have_count(0)
    expect(section(page, "Today").get_by_role("checkbox")).to_be_checked()


def test_it_rings_in_the_visible_tab_and_not_in_a_hidden_one_too(
    context: BrowserContext, page: Page
) -> None:
    hidden = context.new_page()
    hidden.add_init_script(
        "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })"
    )
    open_today(hidden)
    open_today(page)
    add(page, "stretch in 2 seconds")
    expect(page.locator(".banner")).to_contain_text("stretch")
    # Nothing is the claim: a hidden tab takes its turn after 0.4 s.
    hidden.wait_for_timeout(1000)
    expect(hidden.locator(".banner")).to_have_count(0)


def test_after_the_first_reminder_the_page_asks_once_whether_to_ring(
    context: BrowserContext, page: Page
) -> None:
    context.clear_permissions()
    open_today(page)
    add(page, "stretch in 30 minutes")
    strip = page.get_by_role("region", name="Notifications")
    expect(strip).to_contain_text("Ring on this computer?")
    strip.get_by_role("button", name="Not now").click()
    expect(strip).to_have_count(0)
    add(page, "drink water in 30 minutes")
    expect(page.get_by_text("drink water").first).to_be_visible()
    expect(strip).to_have_count(0)


def test_the_answer_outlasts_the_row_that_asked(context: BrowserContext, page: Page) -> None:
    context.clear_permissions()
    open_today(page)
    add(page, "stretch in 30 minutes")
    strip = page.get_by_role("region", name="Notifications")
    expect(strip).to_contain_text("Ring on this computer?")
    context.grant_permissions(["notifications"])
    strip.get_by_role("button", name="Turn on").click()
    expect(strip).to_contain_text("Did you see it?")
    places = page.get_by_role("navigation", name="Views")
    places.get_by_role("link", name="Inbox").click()
    expect(strip).to_have_count(0)
    places.get_by_role("link", name="Today").click()
    expect(strip).to_contain_text("Did you see it?")
    strip.get_by_role("button", name="Yes").click()
    expect(strip).to_have_count(0)
