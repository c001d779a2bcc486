"""Rows that stand as they were put: dragged, moved by keys, or by the menu."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.board import add, flaws, open_today, row, section
from tests.e2e.kept import comes_to, titles
from tests.running import Tasklark

pytestmark = [pytest.mark.browser, pytest.mark.timeout(40)]
_NAMES = ("order boxes", "buy stamps", "call Noor")


def _stand(page: Page, *names: str) -> None:
    expect(section(page, "Any time").locator("[data-row] > .title")).to_have_text(list(names))


def _three(tasklark: Tasklark, page: Page, where: str = "") -> None:
    open_today(page)
    for name in _NAMES:
        add(page, name + where)
    # What has no answer yet has no place that could be changed.
    comes_to(page, lambda: titles(tasklark), sorted(_NAMES))


def _any_time(tasklark: Tasklark, page: Page) -> None:
    _three(tasklark, page)
    for name in _NAMES:
        expect(row(page, name)).to_be_visible()
    page.keyboard.press("Escape")
    _stand(page, *_NAMES)


def test_a_row_of_any_time_is_dragged_to_another_place_and_taken_back(
    tasklark: Tasklark, page: Page
) -> None:
    _any_time(tasklark, page)
    row(page, "call Noor").drag_to(row(page, "order boxes"), target_position={"x": 400, "y": 4})
    _stand(page, "call Noor", "order boxes", "buy stamps")
    page.reload()
    _stand(page, "call Noor", "order boxes", "buy stamps")
    row(page, "call Noor").drag_to(row(page, "buy stamps"), target_position={"x": 400, "y": 40})
    _stand(page, *_NAMES[:2], "call Noor")
    page.keyboard.press("z")
    _stand(page, "call Noor", "order boxes", "buy stamps")


def test_keys_and_the_menu_put_a_row_elsewhere_too(tasklark: Tasklark, page: Page) -> None:
    _any_time(tasklark, page)
    page.keyboard.press("j")
    expect(row(page, "order boxes")).to_have_class("row selected")
    expect(row(page, "order boxes").locator(".title")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    _stand(page, "buy stamps", "order boxes", "call Noor")
    expect(row(page, "order boxes").locator(".title")).to_be_focused()
    # A redraw can leave the focus to nobody; the chosen row is still meant.
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Alt+ArrowDown")
    _stand(page, "buy stamps", "call Noor", "order boxes")
    row(page, "call Noor").hover()
    row(page, "call Noor").get_by_role("button", name="More for call Noor").click()
    assert flaws(page) == []
    page.get_by_role("button", name="Move up").click()
    _stand(page, "call Noor", "buy stamps", "order boxes")


def test_a_project_keeps_the_order_it_was_given(tasklark: Tasklark, page: Page) -> None:
    _three(tasklark, page, " @Move")
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Move").click()
    shown = page.get_by_role("main").locator("[data-row] > .title")
    expect(shown).to_have_text(list(_NAMES))
    page.keyboard.press("j")
    expect(row(page, "order boxes")).to_have_class("row selected")
    expect(row(page, "order boxes").locator(".title")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(shown).to_have_text(["buy stamps", "order boxes", "call Noor"])
    page.reload()
    expect(shown).to_have_text(["buy stamps", "order boxes", "call Noor"])
