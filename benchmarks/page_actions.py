"""How soon what one does is painted: from the event of the input to the end of the next frame."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect

from benchmarks.page_visit import Times

Act = Callable[[], Any]
_PROJECT = "Bench"
_ROWS = 6
_DIGIT = re.compile(r"\d")
_numbers = count(1)
_LETTERS = str.maketrans("0123456789", "bcdfgjklpq")


def _word() -> str:
    """Another one each time; a number would be read as an hour."""
    return "".join(("v", str(next(_numbers)).translate(_LETTERS), "x"))


def prepare(url: str) -> None:
    """Give the account a few tasks of today and a project to work on, whatever else it holds."""
    lines = "\n".join(f"bench {_word()} today @{_PROJECT}" for _ in range(_ROWS))
    with httpx.Client(base_url=url, timeout=60) as client:
        client.post("/api/tasks", json={"text": lines}).raise_for_status()


def acting(page: Page, times: int) -> Times:
    """Milliseconds of each thing that one does all day, so many times each; the first is not kept.

    The page has been prepared. What comes in parts (the sheet, the palette) is there after it.
    """
    found: Times = {}
    for step in (_adding, _doing, _sheet, _switching, _filtering, _palette, _ordering, _finding):
        # The first time brings the parts that are fetched when they are needed.
        for turn in range(times + 1):
            for name, took in step(page):
                if turn:
                    found.setdefault(name, []).append(took)
    return found


def _took(page: Page, shown: str, act: Act) -> float:
    """Milliseconds from the input that `act` makes until what is wanted is on the screen."""
    page.evaluate(f"probe.watch(() => {shown})")
    act()
    took: float = page.evaluate("probe.painted")
    return took


def _own(page: Page) -> Locator:
    return page.get_by_role("main").locator("[data-row]:not(.done)").filter(has_text="bench")


def _adding(page: Page) -> Iterator[tuple[str, float]]:
    """Type, add."""
    _at(page, "Today")
    field, words = page.get_by_role("textbox", name="Add a task"), f"bench {_word()}"
    field.fill(f"{words} toda")
    typed = _text(".quick-text textarea", "today")
    yield "a letter typed", _took(page, typed, partial(field.press, "y"))
    page.evaluate(f"probe.until(() => {_is('.quick-layer mark')})")
    enter = partial(field.press, "Enter")
    yield "add: the row is there", _took(page, _text("main .row", words), enter)
    page.evaluate(f"probe.until(() => {_text('main [data-row]', words)})")
    field.press("Escape")


def _doing(page: Page) -> Iterator[tuple[str, float]]:
    """Tick, take back, walk, set a priority."""
    _at(page, "Today")
    _settled(page)
    id_, keys = _own(page).last.get_attribute("data-row"), page.keyboard
    this = f'[data-row="{id_}"]'
    box = page.locator(this).get_by_role("checkbox")
    yield "complete", _took(page, _is(f"{this}.done"), box.click)
    _settled(page)
    back = _is(f"{this}:not(.done)")
    yield "undo", _took(page, back, partial(keys.press, "z"))
    _settled(page)
    walked = _is(".row.selected")
    yield "walk to the next row", _took(page, walked, partial(keys.press, "j"))
    selected = page.locator(".row.selected").get_attribute("data-row")
    keys.press("0")
    _settled(page)
    high = _is(f'[data-row="{selected}"][data-priority="high"]')
    yield "set a priority", _took(page, high, partial(keys.press, "1"))
    keys.press("0")
    _settled(page)
    keys.press("Escape")


def _sheet(page: Page) -> Iterator[tuple[str, float]]:
    """Open, edit a title, close."""
    _at(page, "Today")
    link = _own(page).first.get_by_role("link").first
    title = page.get_by_role("textbox", name="Title")
    words = f"bench title {_word()}"
    yield "open the sheet", _took(page, _is(".sheet .sheet-title textarea"), link.click)
    expect(page.get_by_role("button", name="Activity")).to_contain_text(_DIGIT)
    title.fill(words)
    row = _text("main [data-row] > .title", words)
    yield "edit a title", _took(page, row, partial(title.press, "Enter"))
    _settled(page)
    page.locator("body").press("Escape")
    link.click()
    expect(title).to_be_visible()
    closed = f"!({_is('.sheet')})"
    yield "close the sheet", _took(page, closed, partial(page.keyboard.press, "Escape"))


def _switching(page: Page) -> Iterator[tuple[str, float]]:
    """From screen to screen."""
    _at(page, "Today")
    places = page.get_by_role("navigation", name="Views")
    for name in ("Upcoming", "All", "Inbox"):
        head = f"document.querySelector('h1')?.innerText === '{name}'"
        rows = f"{head} && {_is('main .row, main .empty, main .day')}"
        link = places.get_by_role("link", name=name, exact=name != "Inbox")
        yield f"switch to {name}", _took(page, head, link.click)
        page.evaluate(f"probe.until(() => {rows})")
    back = f"/^[A-Z][a-z]+day /.test(document.querySelector('h1')?.innerText) && {_is('main .row')}"
    yield "back to Today, its rows", _took(page, back, _go(page, "g", "t"))


def _filtering(page: Page) -> Iterator[tuple[str, float]]:
    """Narrow what shows, and widen it."""
    _at(page, "Today")
    page.locator(".filter-tool").click()
    chip = page.get_by_role("group", name="Priority").get_by_role("button", name="low")
    other = "main [data-row]:not([data-priority=low])"
    yield "filter", _took(page, f"!({_is(other)})", chip.click)
    yield "clear the filter", _took(page, _is(other), chip.click)
    page.keyboard.press("Escape")


def _palette(page: Page) -> Iterator[tuple[str, float]]:
    """Open the palette, type a letter, close it."""
    _at(page, "Today")
    open_ = partial(page.keyboard.press, "ControlOrMeta+k")
    yield "open the palette", _took(page, _is(".palette [role=option]"), open_)
    typed = _is(".palette .after-rule")
    yield "type into the palette", _took(page, typed, partial(page.keyboard.press, "s"))
    closed = f"!({_is('.palette')})"
    yield "close the palette", _took(page, closed, partial(page.keyboard.press, "Escape"))


def _ordering(page: Page) -> Iterator[tuple[str, float]]:
    """Put a row elsewhere by hand."""
    if page.locator("h1").inner_text() != _PROJECT:
        page.get_by_role("navigation", name="Views").get_by_role("link", name=_PROJECT).click()
        expect(page.get_by_role("heading", level=1, name=_PROJECT)).to_be_visible()
    first, second = (page.get_by_role("main").locator("[data-row]").nth(at) for at in (0, 1))
    expect(second).to_be_visible()
    id_ = second.get_attribute("data-row")
    _settled(page)
    moved = f"document.querySelector('main [data-row]').dataset.row === '{id_}'"
    yield "put a row elsewhere", _took(page, moved, partial(_drag, page, second, first))
    _settled(page)


def _finding(page: Page) -> Iterator[tuple[str, float]]:
    """Search over everything."""
    if "/search" not in page.url:
        page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    field.fill("")
    found = _is("main .row em")
    page.evaluate(f"probe.until(() => !({found}))")
    yield "search: what is found shows", _took(page, found, partial(field.press_sequentially, "b"))


def _drag(page: Page, what: Locator, onto: Locator) -> None:
    at, to = what.bounding_box(), onto.bounding_box()
    assert at is not None
    assert to is not None
    x = at["x"] + at["width"] - 80
    page.mouse.move(x, at["y"] + at["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, to["y"] + to["height"] - 4, steps=3)
    page.mouse.move(x, to["y"] + 4, steps=3)
    page.mouse.up()


def _at(page: Page, place: str) -> None:
    if "/today" not in page.url:
        page.get_by_role("navigation", name="Views").get_by_role("link", name=place).click()
    expect(_own(page).first).to_be_visible()


def _go(page: Page, *keys: str) -> Act:
    def press() -> None:
        for key in keys:
            page.keyboard.press(key)

    return press


def _settled(page: Page) -> None:
    """Until the server has answered and nothing is on its way."""
    page.evaluate("probe.until(() => probe.asked === 0)")


def _is(selector: str) -> str:
    return f"document.querySelector('{selector}') !== null"


def _text(selector: str, words: str) -> str:
    each = f"[...document.querySelectorAll('{selector}')]"
    # A list item has a value as well: its number.
    told = "one.matches('li') ? one.textContent : one.value ?? one.textContent"
    return f"{each}.some(one => ({told}).includes('{words}'))"
