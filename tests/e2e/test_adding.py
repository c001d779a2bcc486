"""From words to a row, to the next occurrence and back."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.board import add, open_today, quick, ring, row, section, toast, unfold
from tests.running import Tasklark

pytestmark = [pytest.mark.browser, pytest.mark.timeout(40)]


def test_a_sentence_of_the_first_run_goes_into_the_line_and_becomes_a_task(page: Page) -> None:
    open_today(page)
    expect(page.get_by_role("heading", name="Say it like this")).to_be_visible()
    page.get_by_role("button", name="water the plants every 3 days at 18:00").click()
    expect(quick(page)).to_be_focused()
    expect(quick(page)).to_have_value("water the plants every 3 days at 18:00")
    quick(page).press("Enter")
    expect(page.get_by_role("heading", name="Three more to try")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("water the plants")


def test_a_sample_day_comes_with_one_click_and_leaves_with_one_undo(page: Page) -> None:
    open_today(page)
    page.get_by_role("button", name="Try a sample day").click()
    expect(section(page, "Overdue").locator("[data-row]")).to_have_count(2)
    expect(toast(page)).to_contain_text("Added 12 tasks")
    toast(page).get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Say it like this")).to_be_visible()


def test_words_are_marked_before_enter_and_stand_in_the_row_after_it(page: Page) -> None:
    open_today(page)
    quick(page).fill("water the fig every 3 days high #home")
    marked = page.locator(".quick-layer mark")
    expect(marked).to_have_text(["every 3 days", "high", "#home"])
    expect(page.locator(".echo")).to_contain_text("every 3 days")
    quick(page).press("Enter")
    added = row(page, "water the fig")
    expect(added).to_contain_text("high")
    expect(added).to_contain_text("every 3 days")
    expect(added.get_by_role("link", name="#home")).to_be_visible()
    expect(toast(page)).to_contain_text("Added “water the fig”")


def test_a_word_that_is_unmarked_stays_in_the_title(page: Page) -> None:
    open_today(page)
    quick(page).press_sequentially("read the tomorrow file")
    expect(page.locator(".quick-layer mark")).to_have_text(["tomorrow"])
    quick(page).fill("read tomorrow")
    expect(page.locator(".quick-layer mark")).to_have_text(["tomorrow"])
    quick(page).press("End")
    quick(page).press("Backspace")
    expect(page.locator(".quick-layer mark")).to_have_count(0)
    quick(page).press("Enter")
    expect(row(page, "read tomorrow")).to_be_visible()


def test_ticking_a_repeat_shows_the_next_one_and_undo_takes_both_back(page: Page) -> None:
    open_today(page)
    add(page, "water the fig every 3 days")
    ring(page, "water the fig").click()
    expect(toast(page)).to_contain_text("next")
    expect(row(page, "water the fig").first).to_contain_text("next")
    coming = unfold(page, "Next 7 days")
    expect(coming.get_by_role("link", name="water the fig")).to_be_visible()
    page.keyboard.press("z")
    expect(coming).to_have_count(0)
    expect(ring(page, "water the fig")).not_to_be_checked()


def test_a_task_of_another_day_stays_in_sight_as_just_added(page: Page) -> None:
    open_today(page)
    add(page, "renew the pass in 5 days")
    line = page.get_by_text("Just added").locator("..")
    expect(line).to_contain_text("renew the pass")
    line.get_by_role("button", name="Show").click()
    expect(page.get_by_role("region", name="renew the pass")).to_be_visible()
    line.get_by_role("button", name="Undo").click()
    expect(line).to_have_count(0)


def test_a_second_tab_sees_what_the_first_one_does(context: BrowserContext, page: Page) -> None:
    other = context.new_page()
    open_today(page)
    open_today(other)
    add(page, "buy stamps")
    ring(other, "buy stamps").click()
    expect(section(page, "Done today")).to_contain_text("buy stamps")


def test_a_link_that_captures_fills_the_line_and_sends_nothing(page: Page) -> None:
    page.goto("/add?text=buy%20milk%20tomorrow")
    expect(quick(page)).to_have_value("buy milk tomorrow")
    expect(quick(page)).to_be_focused()
    expect(page.locator(".quick-layer mark")).to_have_text(["tomorrow"])
    expect(page.get_by_role("heading", name="Say it like this")).to_be_visible()


def test_several_pasted_lines_are_several_tasks_and_one_undo(page: Page) -> None:
    open_today(page)
    quick(page).fill("eggs\nmilk high\nbread")
    page.get_by_role("button", name="Add 3 tasks").click()
    expect(section(page, "Any time").locator("[data-row]")).to_have_count(3)
    toast(page).get_by_role("button", name="Undo").click()
    expect(section(page, "Any time")).to_have_count(0)


def test_what_someone_else_adds_is_said_with_an_undo(tasklark: Tasklark, page: Page) -> None:
    open_today(page)
    added = tasklark.run("call", "add_tasks", '{"tasks": [{"title": "eggs", "when": "today"}]}')
    assert added.returncode == 0, added.stderr
    notice = page.locator(".notice")
    expect(notice).to_contain_text("added by the command line")
    expect(row(page, "eggs")).to_be_visible()
    notice.get_by_role("button", name="Undo").click()
    expect(row(page, "eggs")).to_have_count(0)
