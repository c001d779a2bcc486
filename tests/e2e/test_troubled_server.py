"""A server that breaks, is busy, refuses or says nothing: nothing is lost, and words say so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.board import add, open_today, quick, ring, row, toast
from tests.e2e.kept import comes_to, statuses
from tests.running import Tasklark

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

_REFUSAL = '{"title": "The task has changed.", "detail": "The task has changed.", "hint": ""}'
Answer = Callable[[Route], None]


def _with(status: int) -> Answer:
    return lambda route: route.fulfill(status=status, body=_REFUSAL)


def _nothing(route: Route) -> None:
    route.abort("connectionreset")


def _garbage(route: Route) -> None:
    route.fulfill(status=500, body="<html>Traceback (most recent call last)</html>")


_TROUBLES: dict[str, Answer] = {
    "breaks": _with(500),
    "is busy": _with(429),
    "says nothing": _nothing,
    "answers nonsense": _garbage,
}


@pytest.mark.parametrize("trouble", list(_TROUBLES))
def test_a_tick_and_an_addition_outlast_a_server_that(
    tasklark: Tasklark, page: Page, trouble: str
) -> None:
    open_today(page)
    add(page, "post the parcel today")
    expect(row(page, "post the parcel")).to_be_visible()
    answers = iter([_TROUBLES[trouble]])

    def once(route: Route) -> None:
        answer = next(answers, None)
        if answer is None:
            route.continue_()
        else:
            answer(route)

    page.route("**/api/tasks/*/complete", once)
    ring(page, "post the parcel").click()
    expect(ring(page, "post the parcel")).to_be_checked()
    expect(toast(page).filter(has_text="Undo")).to_be_visible()
    answers = iter([_TROUBLES[trouble]])
    page.route("**/api/tasks", once)
    quick(page).fill("buy stamps today")
    quick(page).press("Enter")
    expect(ring(page, "buy stamps")).to_be_visible()
    comes_to(
        page, lambda: statuses(tasklark), [("buy stamps", "open"), ("post the parcel", "done")]
    )
    expect(page.get_by_text("Traceback")).to_have_count(0)


def test_what_the_server_refuses_is_put_back_and_said(tasklark: Tasklark, page: Page) -> None:
    open_today(page)
    add(page, "post the parcel today")
    expect(row(page, "post the parcel")).to_be_visible()
    page.route("**/api/tasks/*/complete", _with(409))
    ring(page, "post the parcel").click()
    expect(toast(page)).to_contain_text("The task has changed.")
    expect(ring(page, "post the parcel")).not_to_be_checked()
    comes_to(page, lambda: statuses(tasklark), [("post the parcel", "open")])


def test_a_board_that_cannot_be_fetched_says_so_and_comes_with_retry(page: Page) -> None:
    open_today(page)
    page.route("**/api/tasks?*", _with(500))
    page.get_by_role("navigation", name="Views").get_by_role("link", name="All").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("The task has changed.")
    page.unroute("**/api/tasks?*")
    page.get_by_role("main").get_by_role("button", name="Retry").click()
    expect(page.get_by_text("Nothing open.")).to_be_visible()


def test_marks_that_cannot_be_had_stop_nobody_from_adding(page: Page) -> None:
    open_today(page)
    page.route("**/api/parse?*", _nothing)
    add(page, "call the bank today high")
    expect(row(page, "call the bank")).to_be_visible()
