"""The server goes away and comes back; nothing that was done meanwhile is lost."""

import re
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from os import kill
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import (
    BrowserContext,
    Locator,
    Page,
    Request,
    Route,
    TimeoutError,
    WebSocketRoute,
    expect,
)

from tests.e2e.board import add, flaws, keep_files, open_today, quick, ring, row, section, toast
from tests.e2e.kept import comes_to, statuses, titles
from tests.running import ZONE, Tasklark

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

_NIGHT = timedelta(hours=4)


def _bar(page: Page) -> Locator:
    return page.locator(".offline-bar").first


def _queued(page: Page) -> Locator:
    """The rows of what was added here and has no answer yet."""
    return page.get_by_role("main").locator(".row.queued")


def _say(page: Page, words: str) -> None:
    """Add while nobody answers."""
    quick(page).fill(words)
    quick(page).press("Enter")
    expect(quick(page)).to_have_value("")


def _come_back(tasklark: Tasklark, port: int, page: Page) -> None:
    tasklark.start(port)
    # The page looks by itself too: the bar may be gone before anybody presses it.
    with suppress(TimeoutError):
        _bar(page).get_by_role("button", name="Try now").click(timeout=1_000)
    expect(page.get_by_text("Live", exact=True)).to_be_visible()


def test_changes_wait_while_the_server_is_away_and_are_sent_when_it_is_back(
    tasklark: Tasklark, page: Page
) -> None:
    open_today(page)
    add(page, "order boxes")
    expect(row(page, "order boxes")).to_be_visible()
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_contain_text("Cannot reach Tasklark.")
    expect(page.get_by_role("textbox", name="Message to the assistant")).to_be_disabled()

    _say(page, "buy stamps high")
    ring(page, "order boxes").click()
    expect(_bar(page)).to_contain_text("2 changes are kept here.")
    expect(row(page, "order boxes")).to_contain_text("done here, waiting to be sent")
    anytime = section(page, "Any time").locator(".row.queued")
    expect(anytime).to_contain_text("buy stamps high")
    expect(anytime).to_contain_text("read when the connection is back, as said at")
    assert flaws(page) == []

    _come_back(tasklark, port, page)
    expect(_bar(page)).to_have_count(0)
    expect(row(page, "buy stamps")).to_contain_text("high")
    expect(page.get_by_role("region", name="Done today")).to_contain_text("order boxes")
    page.reload()
    expect(row(page, "buy stamps")).to_be_visible()
    expect(page.get_by_role("region", name="Done today")).to_contain_text("order boxes")


def test_a_reload_without_a_server_shows_the_last_picture_and_what_waits(
    tasklark: Tasklark, page: Page
) -> None:
    open_today(page)
    add(page, "order boxes")
    expect(row(page, "order boxes")).to_be_visible()
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Inbox").click()
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Today").click()
    expect(row(page, "order boxes")).to_be_visible()
    keep_files(page)
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_be_visible()
    _say(page, "buy stamps")
    ring(page, "order boxes").click()
    expect(_bar(page)).to_contain_text("2 changes are kept here.")

    page.reload()
    expect(ring(page, "order boxes")).to_be_checked()
    expect(_queued(page)).to_contain_text("buy stamps")
    expect(page.locator(".connection")).to_have_text("Offline, 2 changes waiting")
    page.goto("/inbox")
    expect(page.get_by_role("heading", level=1, name="Inbox")).to_be_visible()
    expect(_bar(page)).to_contain_text("2 changes are kept here.")
    expect(_queued(page)).to_have_count(0)
    expect(page.locator(".notice")).to_contain_text("buy stamps")
    page.goto("/today")
    expect(ring(page, "order boxes")).to_be_checked()
    assert flaws(page) == []

    _come_back(tasklark, port, page)
    expect(row(page, "buy stamps")).to_have_count(1)
    expect(page.locator(".connection")).to_have_text("Live")
    comes_to(page, lambda: titles(tasklark), ["buy stamps"])


_PICTURED = """path => new Promise(done => {
  const look = () => {
    const opening = indexedDB.open("tasklark");
    opening.onsuccess = () => {
      const asked = opening.result.transaction("pictures").objectStore("pictures").getKey(path);
      asked.onsuccess = () => {
        opening.result.close();
        if (asked.result) done(true); else setTimeout(look, 50);
      };
    };
  };
  look();
})"""


def test_a_board_that_was_shown_from_memory_is_fetched_when_somebody_answers(
    tasklark: Tasklark, page: Page
) -> None:
    open_today(page)
    places = page.get_by_role("navigation", name="Views")
    places.get_by_role("link", name="Inbox").click()
    add(page, "order boxes")
    expect(row(page, "order boxes")).to_be_visible()
    page.evaluate(_PICTURED, "/inbox")
    places.get_by_role("link", name="Today").click()
    expect(page.get_by_role("heading", level=1, name="Inbox")).to_have_count(0)
    added = tasklark.run("call", "add_tasks", '{"tasks": [{"title": "buy stamps"}]}')
    assert added.returncode == 0, added.stderr
    expect(page.locator(".notice")).to_contain_text("buy stamps")
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_be_visible()
    places.get_by_role("link", name="Inbox").click()
    expect(row(page, "order boxes")).to_be_visible()
    expect(row(page, "buy stamps")).to_have_count(0)
    _come_back(tasklark, port, page)
    expect(row(page, "buy stamps")).to_be_visible()


def test_what_is_said_and_done_offline_counts_from_when_it_was(
    tasklark: Tasklark, page: Page
) -> None:
    open_today(page)
    add(page, "order boxes")
    expect(row(page, "order boxes")).to_be_visible()
    keep_files(page)
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_be_visible()
    # The computer's clock, and with it the moment, is of three days ago while the words are said.
    then = datetime.now(UTC) - timedelta(days=3)
    page.clock.set_system_time(then)
    _say(page, "buy stamps tomorrow")
    ring(page, "order boxes").click()
    expect(_bar(page)).to_contain_text("2 changes are kept here.")
    page.clock.set_system_time(datetime.now(UTC))
    page.reload()
    expect(_queued(page)).to_contain_text("buy stamps tomorrow")

    _come_back(tasklark, port, page)
    expect(page.locator(".connection")).to_have_text("Live")
    comes_to(page, lambda: statuses(tasklark), [("buy stamps", "open"), ("order boxes", "done")])
    with tasklark.client() as client:
        found = client.get("/api/tasks", params={"view": "all"}).json()
        (done,) = client.get("/api/tasks", params={"view": "done"}).json()["tasks"]
    (said,) = found["tasks"]
    today = _day_of(found["now"])
    assert date.fromisoformat(said["due"]["date"]) == today - timedelta(days=2)
    assert _day_of(done["completed_at"]) == today - timedelta(days=3)


def _day_of(now: str) -> date:
    """The person's day of a moment; it begins at four."""
    return (datetime.fromisoformat(now).astimezone(ZoneInfo(ZONE)) - _NIGHT).date()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_cannot_now_gets_it_later_and_once(
    tasklark: Tasklark, page: Page, status: int
) -> None:
    open_today(page)
    refused: list[Route] = []

    def refuse(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        refused.append(route)
        route.fulfill(status=status, body="later")

    page.route(re.compile("/api/tasks$"), refuse)
    _say(page, "buy stamps")
    expect(page.locator(".connection")).to_have_text("Live, 1 change waiting")
    page.unroute(re.compile("/api/tasks$"))
    expect(row(page, "buy stamps")).to_have_count(1)
    expect(page.locator(".connection")).to_have_text("Live")
    assert refused
    comes_to(page, lambda: titles(tasklark), ["buy stamps"])


def test_what_was_read_before_the_server_went_stands_where_it_belongs(
    tasklark: Tasklark, page: Page
) -> None:
    open_today(page)
    add(page, "order boxes")
    expect(row(page, "order boxes")).to_be_visible()
    quick(page).fill("call Noor today 23:30 high")
    expect(page.locator(".quick-layer mark").first).to_be_visible()
    port = tasklark.port
    tasklark.kill()
    quick(page).press("Enter")
    waiting = section(page, "Today").locator(".row.queued")
    expect(waiting).to_contain_text("call Noor")
    expect(waiting).to_contain_text("high")
    expect(waiting).to_contain_text("added here, waiting to be sent")
    _come_back(tasklark, port, page)
    expect(_queued(page)).to_have_count(0)
    expect(row(page, "call Noor")).to_have_count(1)


def test_the_tab_is_closed_before_a_slow_server_answers(
    tasklark: Tasklark, context: BrowserContext, page: Page
) -> None:
    open_today(page)
    add(page, "order boxes")
    expect(row(page, "order boxes")).to_be_visible()
    kill(tasklark.pid, signal.SIGSTOP)
    ring(page, "order boxes").click()
    _say(page, "buy stamps")
    page.close()
    kill(tasklark.pid, signal.SIGCONT)
    again = context.new_page()
    open_today(again)
    expect(row(again, "buy stamps")).to_have_count(1)
    expect(again.get_by_role("region", name="Done today")).to_contain_text("order boxes")
    comes_to(page, lambda: titles(tasklark), ["buy stamps"])


def test_two_tabs_send_what_one_of_them_kept_once(
    tasklark: Tasklark, context: BrowserContext, page: Page
) -> None:
    other = context.new_page()
    open_today(page)
    open_today(other)
    asked: list[Request] = []
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_be_visible()
    expect(_bar(other)).to_be_visible()
    _say(page, "buy stamps")
    expect(_bar(page)).to_contain_text("1 change is kept here.")
    context.on("requestfinished", _additions(asked.append))
    _come_back(tasklark, port, other)
    expect(row(other, "buy stamps")).to_have_count(1)
    expect(row(page, "buy stamps")).to_have_count(1)
    assert len(asked) == 1


def test_a_tab_sends_what_a_closed_one_has_left(
    tasklark: Tasklark, context: BrowserContext, page: Page
) -> None:
    other = context.new_page()
    open_today(page)
    open_today(other)
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_be_visible()
    expect(_bar(other)).to_be_visible()
    _say(page, "buy stamps")
    expect(_bar(page)).to_contain_text("1 change is kept here.")
    page.close()
    _come_back(tasklark, port, other)
    expect(row(other, "buy stamps")).to_have_count(1)
    comes_to(page, lambda: titles(tasklark), ["buy stamps"])


def _additions(keep: Callable[[Request], None]) -> Callable[[Request], None]:
    def hear(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/api/tasks"):
            keep(request)

    return hear


def test_a_socket_that_breaks_at_once_each_time_loses_nothing(
    tasklark: Tasklark, page: Page
) -> None:
    open_today(page)
    sockets: list[WebSocketRoute] = []

    def flap(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        server = socket.connect_to_server()

        def once(message: str | bytes) -> None:
            socket.send(message)
            socket.close()

        server.on_message(once)

    page.route_web_socket(re.compile("/live"), flap)
    page.reload()
    expect(page.locator(".loading")).to_have_count(0)
    for words in ("buy stamps", "order boxes", "call Noor"):
        _say(page, words)
        expect(row(page, words)).to_have_count(1)
    assert len(sockets) > 0
    comes_to(page, lambda: titles(tasklark), ["buy stamps", "call Noor", "order boxes"])


def _change_behind_the_page(
    tasklark: Tasklark, page: Page, change: Callable[[Tasklark], None]
) -> None:
    """Offline, the page renames “run 8 km” and reloads; meanwhile someone else does something."""
    open_today(page)
    add(page, "run 8 km")
    row(page, "run 8 km").get_by_role("link", name="run 8 km").click()
    title = page.get_by_role("textbox", name="Title")
    expect(title).to_have_value("run 8 km")
    keep_files(page)
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_be_visible()
    title.fill("run 10 km")
    title.blur()
    expect(_bar(page)).to_contain_text("1 change is kept here.")
    tasklark.start()
    change(tasklark)
    tasklark.kill()
    page.goto("/today")
    expect(row(page, "run 10 km")).to_contain_text("changed here, waiting to be sent")
    _come_back(tasklark, port, page)


def test_a_change_that_is_refused_later_says_what_was_wanted(
    tasklark: Tasklark, page: Page
) -> None:
    _change_behind_the_page(tasklark, page, _delete_all)
    refused = page.get_by_role("alert").filter(has_text="Not saved: “run 8 km”: title run 10 km")
    expect(refused).to_be_visible()
    assert flaws(page) == []
    page.reload()
    expect(refused).to_be_visible()
    refused.get_by_role("button", name="Dismiss").click()
    expect(refused).to_have_count(0)


def _delete_all(tasklark: Tasklark) -> None:
    with tasklark.client() as client:
        for task in client.get("/api/tasks?view=all").json()["tasks"]:
            client.delete(f"/api/tasks/{task['id']}").raise_for_status()


def test_a_change_that_meets_another_one_shows_both_values(tasklark: Tasklark, page: Page) -> None:
    _change_behind_the_page(tasklark, page, _rename)
    page.get_by_role("alert").get_by_role("button", name="Compare").click()
    both = page.get_by_text("This was changed elsewhere meanwhile.").locator("..")
    expect(both).to_contain_text("now run 9 km, yours run 10 km")
    both.get_by_role("button", name="Use mine").click()
    expect(both).to_have_count(0)
    expect(row(page, "run 10 km")).to_be_visible()


def _rename(tasklark: Tasklark) -> None:
    with tasklark.client() as client:
        (task,) = client.get("/api/tasks?view=all").json()["tasks"]
        changed = {"title": "run 9 km", "base": {}}
        client.patch(f"/api/tasks/{task['id']}", json=changed).raise_for_status()


def test_what_was_never_sent_is_taken_back_by_a_key(tasklark: Tasklark, page: Page) -> None:
    open_today(page)
    add(page, "order boxes")
    expect(row(page, "order boxes")).to_be_visible()
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_be_visible()
    ring(page, "order boxes").click()
    _say(page, "buy stamps")
    expect(_bar(page)).to_contain_text("2 changes are kept here.")
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    expect(quick(page)).to_have_value("buy stamps")
    expect(_bar(page)).to_contain_text("1 change is kept here.")
    quick(page).fill("")
    _come_back(tasklark, port, page)
    expect(page.locator(".connection")).to_have_text("Live")
    comes_to(page, lambda: titles(tasklark), [])


def test_the_bar_counts_down_to_the_next_try_outside_of_what_is_announced(
    tasklark: Tasklark, page: Page
) -> None:
    open_today(page)
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_contain_text(re.compile(r"Next try in \d+ s\."))
    expect(_bar(page).get_by_role("status")).to_have_text(
        "Cannot reach Tasklark. What you change is kept here."
    )
    _come_back(tasklark, port, page)
    expect(_bar(page)).to_have_count(0)


def _places(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Views")


def test_settings_wait_too_and_outlast_a_reload(tasklark: Tasklark, page: Page) -> None:
    open_today(page)
    keep_files(page)
    _places(page).get_by_role("link", name="Settings").click()
    dark = page.get_by_role("button", name="dark", exact=True)
    expect(dark).to_be_visible()
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_be_visible()
    dark.click()
    expect(dark).to_have_attribute("aria-pressed", "true")
    expect(_bar(page)).to_contain_text("1 change is kept here.")
    page.reload()
    expect(page.locator(":root")).to_have_attribute("data-theme", "dark")
    expect(_bar(page)).to_contain_text("1 change is kept here.")
    assert flaws(page) == []

    _come_back(tasklark, port, page)
    expect(page.locator(".connection")).to_have_text("Live")
    expect(dark).to_have_attribute("aria-pressed", "true")
    with tasklark.client() as client:
        comes_to(page, lambda: client.get("/api/me").json()["theme"], "dark")


def test_a_new_name_waits_too(tasklark: Tasklark, page: Page) -> None:
    open_today(page)
    add(page, "order boxes #home")
    _places(page).get_by_role("link", name="#home").click()
    page.get_by_role("button", name="Rename, merge or delete #home").click()
    page.get_by_role("button", name="Rename…").click()
    new = page.get_by_role("textbox", name="New name")
    expect(new).to_be_focused()
    port = tasklark.port
    tasklark.kill()
    expect(_bar(page)).to_be_visible()
    new.fill("house")
    new.press("Enter")
    expect(toast(page)).to_contain_text("#home becomes #house when Tasklark answers.")
    expect(_bar(page)).to_contain_text("1 change is kept here.")

    _come_back(tasklark, port, page)
    expect(page.get_by_role("heading", level=1, name="#house")).to_be_visible()
    with tasklark.client() as client:

        def names() -> list[str]:
            return [tag["name"] for tag in client.get("/api/me").json()["tags"]]

        comes_to(page, names, ["house"])
