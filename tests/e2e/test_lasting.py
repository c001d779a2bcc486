"""What was seen done is done: whatever the page, the tab or the network does right after."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.board import add, open_today, row, toast

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


@contextmanager
def held(page: Page, address: str) -> Iterator[list[Route]]:
    """Requests of the page that match wait here; at the end they go on."""
    waiting: list[Route] = []
    is_open = False

    def gate(route: Route) -> None:
        if is_open:
            route.continue_()
        else:
            waiting.append(route)

    page.route(re.compile(address), gate)
    yield waiting
    is_open = True
    for route in waiting:
        route.continue_()


def test_a_board_chosen_while_the_first_one_is_fetched_is_fetched_too(page: Page) -> None:
    open_today(page)
    add(page, "buy stamps")
    task = row(page, "buy stamps")
    task.hover()
    task.get_by_role("button", name="More for").click()
    page.get_by_role("button", name="Delete").click()
    expect(toast(page)).to_contain_text("Deleted")
    with held(page, "view=done"):
        with page.expect_request(re.compile("view=done")):
            page.goto("/done")
        page.get_by_role("link", name="Bin").click()
        expect(page).to_have_url(re.compile("/bin$"))
    expect(page.get_by_role("button", name="Restore buy stamps")).to_be_visible()


def test_what_was_deleted_just_before_leaving_is_in_the_bin(page: Page) -> None:
    open_today(page)
    add(page, "buy stamps")
    task = row(page, "buy stamps")
    lost: list[Route] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method == "DELETE" and not lost:
            lost.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"/api/tasks/\d+$"), lose_the_first)
    task.hover()
    task.get_by_role("button", name="More for").click()
    with page.expect_request(re.compile(r"/api/tasks/\d+$")):
        page.get_by_role("button", name="Delete").click()
    expect(task).to_have_count(0)
    page.goto("/bin")
    page.get_by_role("button", name="Restore buy stamps").click()
    expect(page.get_by_text("The bin is empty")).to_be_visible()
    expect(toast(page)).to_contain_text("Restored")
    assert lost
