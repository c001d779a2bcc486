"""The edit sheet: each field saves itself."""

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.e2e.board import add, open_today, part, row
from tests.running import Tasklark

pytestmark = [pytest.mark.browser, pytest.mark.timeout(40)]


def test_what_is_set_in_the_sheet_is_there_after_a_reload(page: Page) -> None:
    open_today(page)
    add(page, "run 8 km")
    row(page, "run 8 km").get_by_role("link", name="run 8 km").click()

    due = part(page, "Due")
    due.get_by_label("Due, in words").fill("in 10 days at 18:30")
    expect(due).to_contain_text("18:30")
    due.get_by_label("Due, in words").press("Enter")
    repeat = part(page, "Repeat")
    repeat.get_by_label("Repeat, in words").fill("every 2 weeks")
    repeat.get_by_label("Repeat, in words").press("Enter")
    expect(repeat).to_contain_text("every 2 weeks")
    expect(
        repeat.get_by_role("list", name="Next five dates").get_by_role("listitem")
    ).to_have_count(5)
    part(page, "Remind me").get_by_role("button", name="30 min").click()
    expect(part(page, "Remind me")).to_contain_text("18:00")
    part(page, "Priority").get_by_role("button", name="high").click()
    subtask = part(page, "Subtasks").get_by_label("Add a subtask")
    subtask.fill("charge the lamp")
    subtask.press("Enter")
    expect(part(page, "Subtasks")).to_contain_text("0/1")

    page.reload()
    for name, value in {
        "Due": "18:30",
        "Repeat": "every 2 weeks",
        "Remind me": "18:00",
        "Priority": "high",
        "Subtasks": "charge the lamp",
    }.items():
        expect(part(page, name)).to_contain_text(value)


def test_back_closes_the_sheet_and_activity_takes_a_change_back(page: Page) -> None:
    open_today(page)
    add(page, "run 8 km")
    row(page, "run 8 km").get_by_role("link", name="run 8 km").click()
    part(page, "Priority").get_by_role("button", name="medium").click()
    entry = part(page, "Activity").get_by_role("listitem").filter(has_text="none → medium")
    entry.get_by_role("button", name="Undo").click()
    expect(part(page, "Priority").locator(".part-value")).to_have_text("none")
    page.go_back()
    expect(page.get_by_role("region", name="run 8 km", exact=True)).to_have_count(0)


def test_a_field_that_changed_elsewhere_meanwhile_shows_both_values(
    tasklark: Tasklark, page: Page
) -> None:
    deaf: list[bool] = []

    def relay(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda message: None if deaf else socket.send(message))

    page.route_web_socket(re.compile("/live"), relay)
    open_today(page)
    add(page, "run 8 km")
    row(page, "run 8 km").get_by_role("link", name="run 8 km").click()
    expect(part(page, "Due").get_by_label("Due, in words")).to_be_visible()
    deaf.append(True)
    with tasklark.client() as client:
        (task,) = client.get("/api/tasks?view=today").json()["tasks"]
        changed = {"title": "run 9 km", "base": {}}
        client.patch(f"/api/tasks/{task['id']}", json=changed).raise_for_status()

    page.get_by_role("textbox", name="Title").fill("run 10 km")
    page.get_by_role("textbox", name="Title").blur()
    both = page.get_by_text("This was changed elsewhere meanwhile.").locator("..")
    expect(both).to_contain_text("now run 9 km, yours run 10 km")
    both.get_by_role("button", name="Use mine").click()
    expect(both).to_have_count(0)
    expect(row(page, "run 10 km")).to_be_visible()
