"""Tags and projects by name: the address follows undo and redo, projects stand as they are put."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.board import add, flaws, open_today, row, toast

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


def _heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def _projects(page: Page) -> Locator:
    return page.get_by_role("region", name="Projects").locator(".nav-label")


def test_the_address_of_a_renamed_tag_follows_undo_and_redo_by_keys(page: Page) -> None:
    open_today(page)
    add(page, "buy stamps #errands")
    page.goto("/tag/errands")
    page.get_by_role("button", name=re.compile("^Rename, merge or delete")).click()
    page.get_by_role("button", name="Rename…").click()
    page.get_by_label("New name").fill("town")
    page.keyboard.press("Enter")
    _heading(page, "#town")
    expect(toast(page)).to_be_visible()
    page.keyboard.press("z")
    _heading(page, "#errands")
    expect(page).to_have_url(re.compile("/tag/errands$"))
    expect(row(page, "buy stamps")).to_be_visible()
    page.keyboard.press("Shift+Z")
    _heading(page, "#town")
    expect(page).to_have_url(re.compile("/tag/town$"))
    expect(row(page, "buy stamps")).to_be_visible()


def test_projects_stand_as_they_were_put_by_hand(page: Page) -> None:
    open_today(page)
    for name in ("Work", "Home", "Garden"):
        add(page, f"look at it @{name}")
    expect(_projects(page)).to_have_text(["Garden", "Home", "Work"])
    page.get_by_role("region", name="Projects").get_by_role("link", name="Work").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(_projects(page)).to_have_text(["Garden", "Work", "Home"])
    expect(toast(page)).to_be_visible()
    assert flaws(page) == []
    page.reload()
    expect(_projects(page)).to_have_text(["Garden", "Work", "Home"])
    _projects(page).nth(2).drag_to(_projects(page).nth(0))
    expect(_projects(page)).to_have_text(["Home", "Garden", "Work"])
    expect(toast(page)).to_be_visible()
    page.keyboard.press("z")
    expect(_projects(page)).to_have_text(["Garden", "Work", "Home"])


def test_a_project_moves_by_its_menu_too(page: Page) -> None:
    open_today(page)
    for name in ("Work", "Home"):
        add(page, f"look at it @{name}")
    page.goto("/project/Work")
    page.get_by_role("button", name=re.compile("^Rename, merge or delete")).click()
    page.get_by_role("button", name="Move up").click()
    expect(_projects(page)).to_have_text(["Work", "Home"])
