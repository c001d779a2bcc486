"""What people, importers and models may write: it is shown as words, in its own place."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.board import ask, open_today, row
from tests.e2e.screens import found, overflow, titled, visit
from tests.running import Tasklark

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

MARKUP = '<img src=x onerror="window.pwned=1"><b>not bold</b>'
LONG = "word" + "w" * 496
FAMILY = "👨‍👩‍👧‍👦" * 12 + " family day"
BACKWARDS = "pay \u202eekil\u202c \u2066rent\u2069"
NOTES = f"{MARKUP}\n\n[a link](javascript:window.pwned=1) ![](http://elsewhere.example/x.png)"
TITLES = (MARKUP, LONG, FAMILY, BACKWARDS)
_ASSISTANT_MS = 60_000
"""Its parts are loaded with the first question; a busy machine takes its time."""
_BOARDS = ("/today", "/all", "/upcoming", "/changes", "/search?q=word")


def _write(tasklark: Tasklark) -> None:
    with tasklark.client() as client:
        for title in TITLES:
            titled(client, title, notes=NOTES, due={"words": "today"}, project=title[:100])


def _is_untouched(page: Page) -> bool:
    """No picture, no bold letters, nothing ran."""
    made = page.evaluate("document.querySelectorAll('main img, main b b, aside img').length")
    return page.evaluate("window.pwned ?? 0") == 0 and made == 0


@pytest.mark.parametrize("wide", [1440, 390])
def test_titles_of_any_letters_stay_words_in_their_own_place(
    tasklark: Tasklark, page: Page, wide: int
) -> None:
    _write(tasklark)
    page.set_viewport_size({"width": wide, "height": 844})
    for address in _BOARDS:
        visit(page, address, "main [data-row], main li, .day")
        assert (address, overflow(page), _is_untouched(page)) == (address, 0, True)
    visit(page, "/today", "[data-row]")
    for title in TITLES:
        shown = page.get_by_role("main").locator("[data-row] .title").filter(has_text=title[:40])
        expect(shown.first).to_have_text(title)


def test_the_sheet_and_the_assistant_show_markup_as_it_was_written(
    tasklark: Tasklark, page: Page
) -> None:
    _write(tasklark)
    for number in range(1, len(TITLES) + 1):
        visit(page, f"/task/{number}", ".part")
        assert (number, overflow(page), _is_untouched(page)) == (number, 0, True)
        assert page.locator("aside a[href^='javascript']").count() == 0
    visit(page, "/today", "[data-row]")
    page.get_by_role("tab", name="Assistant").click()
    ask(page, "what is due today?")
    told = page.get_by_role("log").get_by_text("not bold").first
    expect(told).to_be_attached(timeout=_ASSISTANT_MS)
    assert _is_untouched(page)
    assert overflow(page) == 0


def test_a_search_for_markup_finds_it_and_shows_it_as_words(tasklark: Tasklark, page: Page) -> None:
    _write(tasklark)
    visit(page, found('"window.pwned=1"'), "#search-field")
    visit(page, found("<img src=x>"), "#search-field")
    expect(page.get_by_role("searchbox")).to_have_value("<img src=x>")
    assert _is_untouched(page)


def test_two_hundred_tags_leave_the_foot_of_the_rail_where_it_is(
    tasklark: Tasklark, page: Page
) -> None:
    with tasklark.client() as client:
        for begin in range(0, 200, 50):
            tags = [f"tag{number}" for number in range(begin, begin + 50)]
            titled(client, f"tagged {begin}", tags=tags, due={"words": "today"})
    open_today(page)
    expect(row(page, "tagged 150")).to_be_visible()
    assert overflow(page) == 0
    rail = page.get_by_role("navigation", name="Views")
    rail.get_by_text("188 more").click()
    expect(rail.get_by_role("link", name="#tag199")).to_be_attached()
    for place in ("Changes", "Settings"):
        expect(rail.get_by_role("link", name=place)).to_be_in_viewport(ratio=1)
    expect(rail.get_by_text("Live", exact=True)).to_be_in_viewport(ratio=1)
    rail.get_by_role("link", name="#tag99", exact=True).scroll_into_view_if_needed()
    expect(rail.get_by_role("link", name="Settings")).to_be_in_viewport(ratio=1)
