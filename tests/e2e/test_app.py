"""The board in a chat host: the official bridge, a frame without a network, the real server."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import ConsoleMessage, FrameLocator, Locator, Page, expect

from scripts.chat_host import chat
from tests.e2e.board import flaws_in
from tests.e2e.kept import comes_to, statuses
from tests.running import Tasklark

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


@pytest.fixture(autouse=True)
def quiet(page: Page) -> Iterator[None]:
    """A frame that asks for what it may not have is told so on the console."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    page.on("console", hear)
    yield
    assert said == []


@pytest.fixture
def tasks(tasklark: Tasklark) -> Tasklark:
    """Two that are overdue, two for today."""
    before = (today(tasklark) - timedelta(days=2)).isoformat()
    for words in ("return the books high #home", "pay the fine"):
        added(tasklark, words)
    with tasklark.client() as client:
        for task in client.get("/api/tasks", params={"view": "all"}).json()["tasks"]:
            due = {"due": {"date": before, "time": None, "zone": None}, "base": {}}
            client.patch(f"/api/tasks/{task['id']}", json=due).raise_for_status()
    added(tasklark, "call Ana today")
    added(tasklark, "water the fig every day")
    return tasklark


def today(tasklark: Tasklark) -> date:
    """The person's day, which goes on until four at night."""
    with tasklark.client() as client:
        return date.fromisoformat(client.get("/api/me").json()["today"])


def added(tasklark: Tasklark, words: str) -> None:
    with tasklark.client() as client:
        client.post("/api/tasks", json={"text": words}).raise_for_status()


def row(board: FrameLocator, title: str) -> Locator:
    return board.locator("[data-row]").filter(has_text=title)


def ring(board: FrameLocator, title: str) -> Locator:
    return board.get_by_role("checkbox", name=f"Done: {title}")


def test_the_day_is_shown_with_what_is_overdue_and_the_line(page: Page, tasks: Tasklark) -> None:
    board = chat(page)
    expect(board.get_by_role("heading", level=1)).to_have_text(day(today(tasks)))
    expect(board.locator("header .count")).to_have_text("4 open")
    expect(row(board, "return the books").locator(".time")).to_have_text("overdue 2 d")
    expect(row(board, "return the books")).to_contain_text("high")
    expect(row(board, "return the books")).to_contain_text("#home")
    expect(board.get_by_label("It is")).to_be_visible()
    expect(row(board, "water the fig")).to_contain_text("every day")
    assert "show_board" not in page.evaluate("seen.forModel")
    assert "connect-src 'none'" in page.evaluate("seen.csp")


def day(when: date) -> str:
    return f"{when:%a} {when.day} {when:%b}"


def test_a_tick_is_kept_told_to_the_model_and_taken_back(page: Page, tasks: Tasklark) -> None:
    board = chat(page)
    ring(board, "return the books").click()
    undo = row(board, "return the books").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    expect(ring(board, "return the books")).to_be_checked()
    expect(board.locator("header .count")).to_have_text("3 open")
    comes_to(page, lambda: dict(statuses(tasks))["return the books"], "done")
    page.wait_for_function("seen.told.at(-1)?.includes('return the books')")
    undo.click()
    expect(ring(board, "return the books")).not_to_be_checked()
    expect(board.locator("header .count")).to_have_text("4 open")
    comes_to(page, lambda: dict(statuses(tasks))["return the books"], "open")


def test_a_task_is_put_off_and_the_foot_takes_it_back(page: Page, tasks: Tasklark) -> None:
    board = chat(page)
    row(board, "call Ana").hover()
    board.get_by_role("button", name="Reschedule call Ana").click()
    words = board.get_by_role("textbox", name="When, in words")
    words.fill("in 3 days")
    words.press("Enter")
    expect(row(board, "call Ana")).to_have_count(0)
    status = board.get_by_role("status")
    expect(status).to_contain_text("call Ana")
    status.get_by_role("button", name="Undo").click()
    expect(row(board, "call Ana")).to_have_count(1)


def test_words_that_are_not_understood_put_the_row_back(page: Page, tasks: Tasklark) -> None:
    board = chat(page)
    row(board, "call Ana").hover()
    board.get_by_role("button", name="Reschedule call Ana").click()
    words = board.get_by_role("textbox", name="When, in words")
    words.fill("when the owl sings")
    words.press("Enter")
    expect(board.get_by_role("status")).to_contain_text("when the owl sings")
    expect(row(board, "call Ana")).to_have_count(1)


def test_keys_walk_the_rings_and_tick(page: Page, tasks: Tasklark) -> None:
    board = chat(page)
    ring(board, "return the books").focus()
    page.keyboard.press("ArrowDown")
    expect(ring(board, "pay the fine")).to_be_focused()
    page.keyboard.press("Space")
    expect(ring(board, "pay the fine")).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(ring(board, "return the books")).to_be_focused()
    page.keyboard.press("Tab")
    expect(board.get_by_role("link", name="return the books")).to_be_focused()


def test_a_search_has_its_board_and_links_lead_to_the_page(page: Page, tasks: Tasklark) -> None:
    board = chat(page, "search_tasks", {"filter": {"text": "fig"}})
    expect(board.get_by_role("heading", level=1)).to_have_text("“fig”")
    expect(row(board, "water the fig")).to_have_count(1)
    board.get_by_role("link", name="water the fig").click()
    board.get_by_role("button", name="Open in Tasklark").click()
    page.wait_for_function("seen.opened.length === 2")
    assert page.evaluate("seen.opened") == [
        f"{tasks.url}/task/4",
        f"{tasks.url}/search?q=fig",
    ]


def test_days_stand_one_under_the_other(page: Page, tasks: Tasklark) -> None:
    board = chat(page, "get_agenda", {"days": 3})
    again = today(tasks) + timedelta(days=2)
    shown = board.get_by_role("region", name=day(again))
    expect(shown.get_by_role("link", name="water the fig")).to_be_visible()
    expect(row(board, "pay the fine")).to_have_count(1)


def test_a_board_looks_again_when_one_comes_back(page: Page, tasks: Tasklark) -> None:
    board = chat(page)
    expect(row(board, "call Ana")).to_have_count(1)
    added(tasks, "buy milk today")
    board.locator("body").evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(row(board, "buy milk")).to_have_count(1)


def test_what_the_server_refuses_is_said(page: Page, tasks: Tasklark) -> None:
    board = chat(page, "get_agenda", {"day": "the day of the owl"})
    expect(board.get_by_role("alert")).to_contain_text("the day of the owl")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_follows_the_host_and_has_no_flaw(page: Page, tasks: Tasklark, theme: str) -> None:
    board = chat(page, theme="light" if theme == "dark" else "dark")
    ring(board, "return the books").click()
    expect(row(board, "return the books").get_by_role("button", name="Undo")).to_be_visible()
    page.evaluate("theme => dress(theme)", theme)
    expect(board.locator("html")).to_have_attribute("data-theme", theme)
    assert (
        board.locator("body")
        .evaluate("e => getComputedStyle(e).fontFamily")
        .startswith("system-ui")
    )
    board.locator("body").hover()
    frame = page.frames[-1]
    assert flaws_in(frame) == []
    row(board, "call Ana").hover()
    board.get_by_role("button", name="Reschedule call Ana").click()
    expect(board.get_by_role("dialog", name="Reschedule")).to_be_visible()
    assert flaws_in(frame) == []
