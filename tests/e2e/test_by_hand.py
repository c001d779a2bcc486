"""Rows that stand as they were put: dragged, moved by keys, or by the menu."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.board import add, flaws, open_today, row, section

pytestmark = [pytest.mark.browser, pytest.mark.timeout(40)]
_NAMES = ("order boxes", "buy stamps", "call Noor")


def _stand(page: Page, *names: str) -> None:
    expect(section(page, "Any time").locator("[data-row] > .title")).to_have_text(list(names))


def _three(page: Page) -> None:
    open_today(page)
    for name in _NAMES:
        add(page, name)
        expect(row(page, name)).to_be_visible()
    page.keyboard.press("Escape")
    _stand(page, *_NAMES)


def test_a_row_of_any_time_is_dragged_to_another_place_and_taken_back(page: Page) -> None:
    _three(page)
    row(page, "call Noor").drag_to(row(page, "order boxes"), target_position={"x": 400, "y": 4})
    _stand(page, "call Noor", "order boxes", "buy stamps")
    page.reload()
    _stand(page, "call Noor", "order boxes", "buy stamps")
    row(page, "call Noor").drag_to(row(page, "buy stamps"), target_position={"x": 400, "y": 40})
    _stand(page, *_NAMES[:2], "call Noor")
    page.keyboard.press("z")
    _stand(page, "call Noor", "order boxes", "buy stamps")


def test_keys_and_the_menu_put_a_row_elsewhere_too(page: Page) -> None:
    _three(page)
    page.keyboard.press("j")
    expect(row(page, "order boxes")).to_have_class("row selected")
    page.keyboard.press("Alt+ArrowDown")
    _stand(page, "buy stamps", "order boxes", "call Noor")
    expect(row(page, "order boxes").locator(".title")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    _stand(page, "buy stamps", "call Noor", "order boxes")
    row(page, "call Noor").hover()
    row(page, "call Noor").get_by_role("button", name="More for call Noor").click()
    assert flaws(page) == []
    page.get_by_role("button", name="Move up").click()
    _stand(page, "call Noor", "buy stamps", "order boxes")


def test_a_project_keeps_the_order_it_was_given(page: Page) -> None:
    open_today(page)
    for name in _NAMES:
        add(page, f"{name} @Move")
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Move").click()
    titles = page.get_by_role("main").locator("[data-row] > .title")
    expect(titles).to_have_text(list(_NAMES))
    page.keyboard.press("j")
    expect(row(page, "order boxes")).to_have_class("row selected")
    page.keyboard.press("Alt+ArrowDown")
    expect(titles).to_have_text(["buy stamps", "order boxes", "call Noor"])
    page.reload()
    expect(titles).to_have_text(["buy stamps", "order boxes", "call Noor"])
