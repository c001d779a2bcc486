"""History, changes and receipts by REST."""

from datetime import timedelta
from typing import Any

from tasklark.asks import Call
from tasklark.domain.identity import local
from tests.api.door import Door


async def test_a_task_tells_what_happened_to_it(door: Door) -> None:
    task: Any = await door.add("milk")
    await door.send("POST", f"/api/tasks/{task['id']}/complete", {})
    found: Any = await door.get("/api/history", task=str(task["number"]))
    assert [one["said"].split()[0] for one in found["changes"]] == ["Completed", "Added"]


async def test_everybodys_changes_come_newest_first_in_pages(door: Door) -> None:
    for title in ("milk", "eggs", "bread"):
        await door.add(title)
    first: Any = await door.get("/api/changes", limit=2)
    assert ["bread" in one["said"] or "eggs" in one["said"] for one in first["changes"]]
    assert "bread" in first["changes"][0]["said"]
    rest: Any = await door.get("/api/changes", limit=2, next=first["next"])
    assert ["milk" in one["said"] for one in rest["changes"]] == [True]
    assert rest["next"] is None


async def test_changes_since_an_instant(door: Door) -> None:
    await door.add("milk")
    door.clock.passes(hours=1)
    since = door.clock().isoformat()
    await door.add("eggs")
    found: Any = await door.get("/api/changes", since=since)
    assert ["eggs" in one["said"] for one in found["changes"]] == [True]


async def _changes(door: Door) -> list[Any]:
    found: Any = await door.get("/api/changes")
    return list(found["changes"])


async def test_a_change_names_its_tasks_and_tells_whether_it_can_go_back(door: Door) -> None:
    text = "\n".join(f"task {place}" for place in range(12))
    added: Any = await door.send("POST", "/api/tasks", {"text": text})
    [change] = await _changes(door)
    assert (change["touched"], len(change["tasks"])) == (12, 10)
    assert change["tasks"][0] == {"id": 1, "number": 1, "title": "task 0", "due": None}
    assert change["events"] == ["created"]
    assert change["can_undo"]
    await door.send("POST", f"/api/undo/{added['undo']}", {})
    undo, change = await _changes(door)
    assert (undo["can_undo"], change["can_undo"]) == (True, False)
    door.clock.passes(days=31)
    undo, _ = await _changes(door)
    assert not undo["can_undo"]


async def test_a_change_of_one_task_has_both_values(door: Door) -> None:
    task: Any = await door.add("rent tomorrow")
    await door.send("PATCH", f"/api/tasks/{task['id']}", {"due": {"words": "30 November at 9"}})
    change, _ = await _changes(door)
    before, after = change["fields"]["due"]
    assert (before["date"], after["time"]) == ("2026-11-26", "09:00")
    assert change["tasks"][0]["due"]["label"] == "Mon 30 Nov 09:00"


async def test_changes_of_one_instant_are_paged_one_by_one(door: Door) -> None:
    for place in range(5):
        await door.add(f"task {place}")
    seen, following = [], None
    for _ in range(3):
        more: dict[str, Any] = {} if following is None else {"next": following}
        page: Any = await door.get("/api/changes", limit=2, **more)
        seen += [one["tasks"][0]["title"] for one in page["changes"]]
        following = page["next"]
    assert seen == [f"task {place}" for place in (4, 3, 2, 1, 0)]
    assert following is None


async def test_insights_tell_weeks_slips_and_load(door: Door) -> None:
    task: Any = await door.add("rent tomorrow")
    for words in ("28 November", "30 November"):
        await door.send("PATCH", f"/api/tasks/{task['id']}", {"due": {"words": words}})
    done: Any = await door.add("milk")
    await door.send("POST", f"/api/tasks/{done['id']}/complete", {})
    found: Any = await door.get("/api/insights")
    assert found["done"] == [{"day": "2026-11-25", "count": 1}]
    assert (found["total"], found["today"], found["first"]) == (1, "2026-11-25", "2025-12-01")
    [slip] = found["slipping"]
    assert (slip["task"]["title"], slip["times"], slip["first"]["date"]) == (
        "rent",
        2,
        "2026-11-26",
    )
    assert [one["date"] for one in slip["dates"]] == ["2026-11-26", "2026-11-28"]
    assert found["load"][5] == {"day": "2026-11-30", "tasks": 1, "repeats": 0}


async def test_a_receipt_moves_a_rings_word_on(door: Door) -> None:
    task: Any = await door.add("stretch in 1 minute")
    [reminder] = task["reminders"]
    door.clock.passes(minutes=2)
    [due] = await door.store.reminders_due(door.clock())
    await door.commands.fire(Call(local("reminders")), due.reminder, due.revision)
    body = {"reminder": reminder["id"], "revision": due.revision, "channel": "page"}
    for state in ("delivered", "seen", "acted"):
        answer = await door.client.post("/api/receipts", json={**body, "state": state})
        assert answer.status_code == 204
    found: Any = await door.get(f"/api/tasks/{task['id']}")
    assert [one["state"] for one in found["reminders"]] == ["acted"]


async def test_a_receipt_for_nothing_is_refused(door: Door) -> None:
    body = {"reminder": 99, "revision": 1, "state": "seen", "channel": "page"}
    await door.refused("POST", "/api/receipts", 404, json=body)
    problem = await door.refused("POST", "/api/receipts", 422, json={**body, "state": "read"})
    assert problem["detail"] == "“state” must be delivered, seen or acted."


async def test_an_unknown_code_is_not_found(door: Door) -> None:
    await door.refused("POST", "/api/undo/zzz", 404)


async def test_an_undo_after_a_month_or_of_nothing_is_a_problem(door: Door) -> None:
    added: Any = await door.send("POST", "/api/tasks", {"text": "milk"})
    door.clock.passes(days=timedelta(days=31).days)
    answer = await door.client.post(f"/api/undo/{added['undo']}", json={})
    assert answer.status_code in (200, 404)
