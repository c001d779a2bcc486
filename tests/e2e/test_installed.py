"""The page as an app of its own: installable, shared into, counted on its icon, up to date."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.board import add, keep_files, open_today, quick, ring, row, toast
from tests.e2e.kept import comes_to, titles
from tests.running import ZONE, Tasklark

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


def test_a_browser_finds_nothing_that_speaks_against_installing_it(
    page: Page, context: BrowserContext
) -> None:
    open_today(page)
    keep_files(page)
    session = context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert manifest["display"] == "standalone"
    for icon in manifest["icons"]:
        answer = page.request.get(icon["src"])
        assert answer.ok
        assert answer.headers["content-type"] == icon["type"]
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A browser of tests is always a private window, which installs nothing.
    assert [error["errorId"] for error in errors] in ([], ["in-incognito"])


def test_what_another_app_shares_fills_the_line_and_sends_nothing(page: Page) -> None:
    page.goto("/add?title=Fig+trees&text=how+to+prune&url=http%3A%2F%2Ffigs.example%2Fprune")
    expect(quick(page)).to_have_value("Fig trees how to prune http://figs.example/prune")
    expect(page.get_by_role("heading", name="Say it like this")).to_be_visible()


def test_the_icon_counts_what_is_overdue_or_due_today(page: Page) -> None:
    page.add_init_script(
        "const show = async count => void (document.documentElement.dataset.badge = count);"
        "navigator.setAppBadge = show;"
        "navigator.clearAppBadge = () => show('');"
    )
    shown = page.locator("html")
    open_today(page)
    add(page, "letters 3 days ago")
    expect(shown).to_have_attribute("data-badge", "1")
    add(page, "buy stamps")
    expect(shown).to_have_attribute("data-badge", "2")
    ring(page, "buy stamps").click()
    expect(shown).to_have_attribute("data-badge", "1")


@pytest.mark.parametrize("wrong", [timedelta(hours=7), timedelta(hours=-30)])
def test_a_computer_whose_clock_is_wrong_shows_and_says_the_time_of_the_server(
    tasklark: Tasklark, page: Page, wrong: timedelta
) -> None:
    page.clock.install(time=datetime.now(UTC) + wrong)
    open_today(page)
    add(page, "stretch in 30 minutes")
    expect(row(page, "stretch").or_(page.locator(".notice")).first).to_contain_text("stretch")
    shown = page.locator(".now-time").text_content()
    comes_to(page, lambda: titles(tasklark), ["stretch"])
    with tasklark.client() as client:
        found = client.get("/api/tasks", params={"view": "all"}).json()
    (task,) = found["tasks"]
    now = datetime.fromisoformat(found["now"])
    ahead = datetime.fromisoformat(task["due"]["at"]) - now
    assert timedelta(minutes=27) < ahead <= timedelta(minutes=31)
    # The minute may turn between the two looks.
    assert shown in {
        (now - timedelta(minutes=back)).astimezone(ZoneInfo(ZONE)).strftime("%H:%M")
        for back in range(3)
    }


def test_a_newer_page_is_offered_and_never_taken_by_itself(
    page: Page, context: BrowserContext
) -> None:
    open_today(page)
    keep_files(page)
    quick(page).fill("half a sentence")
    (worker,) = context.service_workers
    worker.evaluate(
        "self.clients.matchAll().then(pages => pages.forEach("
        "page => page.postMessage({ type: 'files', entry: '/assets/index-newer.js' })))"
    )
    expect(toast(page)).to_contain_text("Updated.")
    expect(quick(page)).to_have_value("half a sentence")
    toast(page).get_by_role("button", name="Reload").click()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    expect(toast(page)).to_have_count(0)
