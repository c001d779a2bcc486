"""The screens beside Today: coming days, changes, the bin, names, insights, triage, files."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.board import SCHEMES, add, flaws, open_today, quick, row, toast, wear

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

_DROP = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name));
  const made = { dataTransfer: carried, bubbles: true, cancelable: true };
  for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, made));
}"""


def _heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def _day(page: Page, ahead: int) -> Locator:
    """The section of a coming day."""
    shown = page.locator(".day-cell").first.get_attribute("data-day")
    assert shown is not None
    on = date.fromisoformat(shown) + timedelta(days=ahead)
    return page.locator(f"section[data-day='{on.isoformat()}']")


def test_a_row_is_dragged_to_another_day_and_comes_back(page: Page) -> None:
    open_today(page)
    add(page, "lunch with Paula in 2 days")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("u")
    _heading(page, "Upcoming")
    expect(_day(page, 2)).to_contain_text("lunch with Paula")
    row(page, "lunch with Paula").drag_to(_day(page, 4))
    expect(_day(page, 4)).to_contain_text("lunch with Paula")
    page.keyboard.press("z")
    expect(_day(page, 2)).to_contain_text("lunch with Paula")


def test_a_chosen_day_goes_into_what_is_added(page: Page) -> None:
    open_today(page)
    page.goto("/upcoming")
    page.locator(".day-cell").nth(3).click()
    add(page, "buy a frame")
    expect(_day(page, 3)).to_contain_text("buy a frame")
    quick(page).fill("buy nails")
    page.get_by_role("button", name=re.compile("^Without ")).click()
    quick(page).press("Enter")
    expect(page.get_by_role("status").filter(has_text="buy nails")).to_contain_text("no date")


def test_daily_ones_fold_and_the_months_lead_on(page: Page) -> None:
    open_today(page)
    add(page, "vitamins every day at 8:00")
    page.goto("/upcoming")
    fold = _day(page, 5).get_by_role("button", name="1 daily")
    expect(fold).to_be_visible()
    expect(page.locator(".is-ghost")).to_have_count(0)
    fold.click()
    expect(_day(page, 5).locator(".is-ghost")).to_contain_text("vitamins")
    page.get_by_role("button", name=re.compile("jump to a month")).click()
    page.get_by_role("dialog", name="Jump to a month").get_by_role("button").nth(2).click()
    expect(page).to_have_url(re.compile(r"/upcoming\?from="))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/upcoming$"))


def test_a_change_is_undone_and_done_again_from_changes(page: Page) -> None:
    open_today(page)
    add(page, "buy stamps high")
    page.goto("/changes")
    first = page.locator(".change").first
    expect(first).to_contain_text("added buy stamps")
    first.get_by_role("button", name=re.compile("^Undo")).click()
    expect(first).to_contain_text("Undone")
    first.get_by_role("button", name=re.compile("^Redo")).click()
    expect(first).not_to_contain_text("Undone")
    first.get_by_role("link", name="buy stamps").click()
    expect(page).to_have_url(re.compile("/task/"))
    page.go_back()
    expect(page).to_have_url(re.compile("/changes$"))


def test_the_bin_gives_back_what_was_deleted(page: Page) -> None:
    open_today(page)
    add(page, "buy stamps")
    task = row(page, "buy stamps")
    task.hover()
    task.get_by_role("button", name="More for").click()
    page.get_by_role("button", name="Delete").click()
    expect(toast(page)).to_contain_text("Deleted")
    page.goto("/done")
    page.get_by_role("link", name="Bin").click()
    _heading(page, "Bin")
    page.get_by_role("button", name="Restore buy stamps").click()
    expect(page.get_by_text("The bin is empty")).to_be_visible()
    expect(toast(page)).to_contain_text("Restored")
    page.goto("/today")
    expect(row(page, "buy stamps")).to_be_visible()


def test_a_tag_is_renamed_and_deleted_each_with_its_undo(page: Page) -> None:
    open_today(page)
    add(page, "buy stamps #errands")
    page.goto("/tag/errands")
    menu = page.get_by_role("button", name=re.compile("^Rename, merge or delete"))
    menu.click()
    page.get_by_role("button", name="Rename…").click()
    page.get_by_label("New name").fill("#town")
    page.keyboard.press("Enter")
    _heading(page, "#town")
    expect(row(page, "buy stamps")).to_be_visible()
    toast(page).get_by_role("button", name="Undo").click()
    _heading(page, "#errands")
    menu.click()
    page.get_by_role("button", name=re.compile("^Delete #errands")).click()
    _heading(page, "All")
    toast(page).get_by_role("button", name="Undo").click()
    _heading(page, "#errands")
    expect(row(page, "buy stamps")).to_be_visible()


def test_overdue_tasks_are_walked_through_by_keys(page: Page) -> None:
    open_today(page)
    for words in ("letters 3 days ago", "books 2 days ago", "lease yesterday"):
        add(page, words)
    page.get_by_role("button", name="Triage").click()
    dialog = page.get_by_role("dialog", name="Triage of what is overdue")
    expect(dialog).to_contain_text("1 of 3")
    page.keyboard.press("t")
    expect(dialog.get_by_role("heading", name="books")).to_be_visible()
    page.keyboard.press("d")
    page.keyboard.type("in 4 days")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading", name="lease")).to_be_visible()
    page.keyboard.press("e")
    expect(dialog).to_contain_text("2 moved, 1 finished")
    page.keyboard.press("z")
    expect(dialog.get_by_role("heading", name="lease")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row(page, "letters")).to_be_visible()
    expect(page.get_by_role("region", name="Overdue")).not_to_contain_text("books")


def test_a_dropped_file_is_shown_before_it_is_added(page: Page) -> None:
    open_today(page)
    file = "TYPE,CONTENT,PRIORITY,INDENT,DATE\ntask,Buy paint,1,1,tomorrow\n"
    page.evaluate(_DROP, ["Home.csv", file])
    dialog = page.get_by_role("dialog", name="Import tasks")
    expect(dialog).to_contain_text("Buy paint")
    dialog.get_by_role("button", name="Add 1 task").click()
    expect(toast(page)).to_contain_text("Added")
    page.goto("/all")
    expect(row(page, "Buy paint")).to_be_visible()


def test_a_calendar_link_is_made_and_ended(page: Page) -> None:
    page.goto("/settings#data")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Calendar link").input_value()
    assert page.request.get(link).text().startswith("BEGIN:VCALENDAR")
    page.get_by_role("button", name="End", exact=True).click()
    expect(page.get_by_role("button", name="Make a link")).to_be_visible()
    assert page.request.get(link).status == 404


def test_a_search_is_pinned_to_the_rail(page: Page) -> None:
    open_today(page)
    add(page, "move the plants")
    page.goto("/search?q=move")
    page.get_by_role("button", name="Pin", exact=True).click()
    expect(toast(page)).to_contain_text("Pinned “Move”")
    page.goto("/today")
    page.get_by_role("region", name="Searches").get_by_role("link", name="Move").click()
    expect(row(page, "move the plants")).to_be_visible()
    page.get_by_role("button", name="Pinned").click()
    expect(page.get_by_role("region", name="Searches")).to_have_count(0)


def test_a_pin_set_before_the_page_knows_its_person_is_set_then(page: Page) -> None:
    open_today(page)
    add(page, "move the plants")
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    held: list[Route] | None = []

    def gate(route: Route) -> None:
        route.continue_() if held is None else held.append(route)

    page.route("**/api/me*", gate)
    page.goto("/search?q=move")
    page.get_by_role("button", name="Pin", exact=True).click()
    waiting, held = held, None
    for one in waiting:
        one.continue_()
    expect(toast(page)).to_contain_text("Pinned “Move”")
    expect(page.get_by_role("button", name="Pinned")).to_be_visible()


_PATHS = ("/upcoming", "/changes", "/bin", "/insights", "/tag/home", "/settings#data")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_screens_have_no_flaw(page: Page, width: int) -> None:
    open_today(page)
    page.get_by_role("button", name="Try a sample day").click()
    expect(row(page, "Send the signed lease back")).to_be_visible()
    page.set_viewport_size({"width": width, "height": 860})
    found: dict[str, list[str]] = {}
    for scheme in SCHEMES:
        for path in _PATHS:
            page.goto(path)
            expect(page.locator("h1")).to_be_visible()
            expect(page.locator(".loading")).to_have_count(0)
            wear(page, scheme)
            found[f"{path} {scheme}"] = flaws(page)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_a_screen_that_cannot_be_fetched_says_so_and_tries_again(page: Page) -> None:
    open_today(page)
    page.route(re.compile("/api/changes"), lambda route: route.abort())
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Changes").click()
    trouble = page.get_by_role("alert").filter(has_text="Cannot reach Tasklark.")
    expect(trouble).to_be_visible()
    page.unroute(re.compile("/api/changes"))
    trouble.get_by_role("button", name="Retry").click()
    expect(trouble).to_have_count(0)
    expect(page.get_by_text("Nothing was changed in the last 30 days.")).to_be_visible()
