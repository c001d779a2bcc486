"""The conversation: tickets, undo, and the question that waits."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.board import add, ask, open_today, row, ticket, toast

pytestmark = [pytest.mark.browser, pytest.mark.timeout(40)]


def test_what_the_assistant_adds_stands_in_another_tab_until_its_ticket_is_undone(
    context: BrowserContext, page: Page
) -> None:
    other = context.new_page()
    open_today(page)
    open_today(other)
    ask(page, "add call the dentist today #health")
    added = ticket(page, "Added “call the dentist”")
    expect(added.get_by_role("checkbox", name="Done: call the dentist")).to_be_visible()
    expect(row(other, "call the dentist")).to_be_visible()
    added.get_by_role("button", name="Undo").click()
    expect(added).to_contain_text("Undone")
    expect(row(other, "call the dentist")).to_have_count(0)


def test_moving_and_reminding_in_one_sentence_is_one_ticket_with_the_row_as_it_is(
    page: Page,
) -> None:
    open_today(page)
    add(page, "pay rent tomorrow 9am high")
    ask(page, "move rent to Friday and tell me the day before")
    moved = ticket(page, "pay rent")
    expect(moved).to_have_count(1)
    expect(moved.get_by_role("link", name="pay rent")).to_be_visible()
    expect(moved).to_contain_text("Fri")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("z")
    expect(moved).to_contain_text("Undone")


def test_a_question_survives_a_reload_and_no_leaves_everything_as_it_was(page: Page) -> None:
    open_today(page)
    for words in ("ask for the offer #gym", "buy a padlock #gym"):
        add(page, words)
    ask(page, "delete all #gym tasks")
    question = page.get_by_role("article", name="Delete 2 tasks")
    expect(question.get_by_role("checkbox")).to_have_count(2)
    page.reload()
    expect(question.get_by_role("checkbox")).to_have_count(2)
    question.get_by_role("button", name="Keep them").click()
    expect(question).to_have_count(0)
    expect(row(page, "buy a padlock")).to_be_visible()


def test_yes_deletes_what_is_ticked_and_keeps_the_rest(page: Page) -> None:
    open_today(page)
    for words in ("ask for the offer #gym", "buy a padlock #gym"):
        add(page, words)
    ask(page, "delete all #gym tasks")
    question = page.get_by_role("article", name="Delete 2 tasks")
    question.get_by_role("checkbox", name="buy a padlock").uncheck()
    question.get_by_role("button", name="Delete 1 task").click()
    expect(row(page, "ask for the offer")).to_have_count(0)
    expect(row(page, "buy a padlock")).to_be_visible()


def test_enter_never_says_yes(page: Page) -> None:
    open_today(page)
    add(page, "buy a padlock #gym")
    ask(page, "delete all #gym tasks")
    expect(page.get_by_role("button", name="Delete")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(row(page, "buy a padlock")).to_be_visible()
    expect(toast(page).filter(has_text="Deleted")).to_have_count(0)
