"""Tasks by REST: added, found, changed, refused."""

from typing import Any

import pytest

from tests.api.door import Door


async def test_a_sentence_becomes_a_task_and_is_said(door: Door) -> None:
    answer: Any = await door.send("POST", "/api/tasks", {"text": "pay rent 30 Nov 9am #home p1"})
    [task] = answer["tasks"]
    assert task["title"] == "pay rent"
    assert task["due"]["date"] == "2026-11-30"
    assert task["due"]["time"] == "09:00"
    assert task["tags"] == ["home"]
    assert task["priority"] == "high"
    assert answer["undo"]
    assert answer["said"] == "Added “pay rent”, Mon 30 Nov 09:00"
    assert answer["seq"] == task["seq"]


async def test_several_lines_are_several_tasks_with_one_undo(door: Door) -> None:
    answer: Any = await door.send("POST", "/api/tasks", {"text": "- milk\n\n- eggs\n* bread"})
    assert [task["title"] for task in answer["tasks"]] == ["milk", "eggs", "bread"]
    undone: Any = await door.send("POST", f"/api/undo/{answer['undo']}", {})
    assert {task["status"] for task in undone["tasks"]} == {"deleted"}


async def test_words_marked_plain_stay_in_the_title_of_their_own_line(door: Door) -> None:
    text = "milk\nread monday book"
    start = text.index("monday")
    body = {"text": text, "plain": [[start, start + 6]]}
    answer: Any = await door.send("POST", "/api/tasks", body)
    assert answer["tasks"][1]["title"] == "read monday book"
    assert answer["tasks"][1]["due"] is None


async def test_the_view_fills_its_context_in(door: Door) -> None:
    task: Any = await door.add("buy milk", context="today")
    assert task["due"]["date"] == "2026-11-25"
    assert (await door.add("buy eggs", context="tag:shop"))["tags"] == ["shop"]


async def test_words_said_offline_are_read_as_of_then(door: Door) -> None:
    task: Any = await door.add(
        "call Ana tomorrow", said_at="2026-11-20T12:00:00+01:00", zone="Europe/Madrid"
    )
    assert task["due"]["date"] == "2026-11-21"


async def test_a_task_is_added_from_its_fields(door: Door) -> None:
    parent: Any = await door.add("move house")
    body = {
        "title": "pack books",
        "parent": parent["number"],
        "due": {"date": "2026-11-27", "time": "09:00", "zone": None, "at": None},
        "reminders": [{"words": "10 minutes before"}],
        "priority": "low",
        "tags": ["home"],
        "notes": "all of them",
    }
    answer: Any = await door.send("POST", "/api/tasks", body)
    [task] = answer["tasks"]
    assert task["parent"] == parent["id"]
    assert task["due"]["at"] == "2026-11-27T08:00:00.000Z"
    assert [one["words"] for one in task["reminders"]] == ["10 min before"]
    page: Any = await door.get("/api/tasks", view="all")
    assert page["subtasks"] == {str(parent["id"]): [0, 1]}


async def test_a_repeat_from_a_field_begins_at_its_start(door: Door) -> None:
    body = {"title": "gym", "repeat": {"rule": "FREQ=WEEKLY;BYDAY=FR", "start": "2026-11-27"}}
    answer: Any = await door.send("POST", "/api/tasks", body)
    [task] = answer["tasks"]
    assert task["occurrence"] == "2026-11-27"
    assert task["repeat"]["words"] == "every Friday"


async def test_the_same_key_adds_once_and_answers_alike(door: Door) -> None:
    first: Any = await door.send("POST", "/api/tasks", {"text": "milk"}, key="k1")
    again: Any = await door.send("POST", "/api/tasks", {"text": "milk"}, key="k1")
    assert again["tasks"][0]["id"] == first["tasks"][0]["id"]
    assert again["undo"] == first["undo"]
    page: Any = await door.get("/api/tasks", view="all")
    assert page["total"] == 1


async def test_a_key_used_for_another_request_is_a_conflict(door: Door) -> None:
    await door.send("POST", "/api/tasks", {"text": "milk"}, key="k1")
    headers = {"Idempotency-Key": "k1"}
    await door.refused("POST", "/api/tasks", 409, json={"text": "eggs"}, headers=headers)


async def test_views_hold_what_belongs_to_them(door: Door) -> None:
    await door.add("someday")
    await door.add("rent today")
    await door.add("dentist friday 9am")
    for view, titles in {
        "today": ["rent"],
        "inbox": ["someday"],
        "upcoming": ["dentist"],
    }.items():
        page: Any = await door.get("/api/tasks", view=view)
        assert [task["title"] for task in page["tasks"]] == titles, view


async def test_done_and_deleted_tasks_have_views_of_their_own(door: Door) -> None:
    done, gone = await door.add("milk"), await door.add("eggs")
    await door.send("POST", f"/api/tasks/{done['id']}/complete", {"occurrence": None})
    await door.send("DELETE", f"/api/tasks/{gone['id']}")
    page: Any = await door.get("/api/tasks", view="done")
    assert [task["id"] for task in page["tasks"]] == [done["id"]]
    page = await door.get("/api/tasks", view="bin")
    assert [task["id"] for task in page["tasks"]] == [gone["id"]]


async def test_a_filter_narrows_by_all_its_conditions(door: Door) -> None:
    await door.add("pay rent #home p1")
    await door.add("clean #home p3")
    await door.add("report #work p1 @Office")
    page: Any = await door.get("/api/tasks", view="all", tag="home", priority=["high", "medium"])
    assert [task["title"] for task in page["tasks"]] == ["pay rent"]
    page = await door.get("/api/tasks", view="all", project="Office")
    assert [task["title"] for task in page["tasks"]] == ["report"]
    page = await door.get("/api/tasks", q="rent", status="open", sort="")
    assert [task["title"] for task in page["tasks"]] == ["pay rent"]


async def test_two_sort_keys_order_and_pages_follow_each_other(door: Door) -> None:
    for text in ("b p1", "a p3", "c p1", "d p3"):
        await door.add(text)
    asked = {"view": "all", "sort": "priority, title desc", "limit": 3}
    first: Any = await door.get("/api/tasks", **asked)
    assert [task["title"] for task in first["tasks"]] == ["c", "b", "d"]
    assert first["total"] == 4
    rest: Any = await door.get("/api/tasks", **asked, next=first["next"])
    assert [task["title"] for task in rest["tasks"]] == ["a"]
    assert rest["next"] is None


async def test_coming_occurrences_are_ghosts(door: Door) -> None:
    task: Any = await door.add("water plants every day")
    page: Any = await door.get(
        "/api/tasks", view="upcoming", **{"from": "2026-11-26", "to": "2026-11-28"}
    )
    assert [ghost["occurrence"] for ghost in page["ghosts"]] == [
        "2026-11-26",
        "2026-11-27",
        "2026-11-28",
    ]
    assert {ghost["task"] for ghost in page["ghosts"]} == {task["id"]}
    assert page["ghosts"][0]["due"] == {"date": "2026-11-26", "time": None, "zone": None}
    assert page["ghosts"][0]["repeat_words"] == "every day"


async def test_a_number_finds_its_open_occurrence(door: Door) -> None:
    task: Any = await door.add("milk")
    page: Any = await door.get("/api/tasks", number=task["number"])
    assert [one["id"] for one in page["tasks"]] == [task["id"]]
    problem = await door.refused("GET", "/api/tasks?number=999", 404)
    assert "999" in str(problem["detail"])


async def test_one_task_comes_with_dates_subtasks_and_activity(door: Door) -> None:
    task: Any = await door.add("rent every month on the 30th at 9")
    await door.send("POST", "/api/tasks", {"title": "ask Ana", "parent": task["number"]})
    await door.send("PATCH", f"/api/tasks/{task['id']}", {"notes": "by transfer"})
    found: Any = await door.get(f"/api/tasks/{task['id']}")
    assert found["repeat"]["next"][0]["date"] == "2026-12-30"
    assert found["repeat"]["next"][0]["label"].startswith("Wed 30 Dec")
    assert len(found["repeat"]["next"]) == 5
    assert [one["title"] for one in found["subtasks"]] == ["ask Ana"]
    newest, *_, oldest = found["activity"]
    assert newest["fields"]["notes"] == ["", "by transfer"]
    assert newest["client"] == "web"
    assert newest["undone_by"] is None
    assert oldest["said"].startswith("Added")


async def test_fields_change_and_words_are_read(door: Door) -> None:
    task: Any = await door.add("milk")
    path = f"/api/tasks/{task['id']}"
    body = {
        "title": "oat milk",
        "due": {"words": "friday 9am"},
        "tags": ["shop"],
        "priority": "low",
    }
    answer: Any = await door.send("PATCH", path, body)
    [after] = answer["tasks"]
    assert after["due"]["date"] == "2026-11-27"
    assert (after["title"], after["tags"], after["priority"]) == ("oat milk", ["shop"], "low")
    cleared: Any = await door.send("PATCH", path, {"due": None, "project": None})
    assert cleared["tasks"][0]["due"] is None


async def test_only_a_field_that_another_changed_too_is_a_conflict(door: Door) -> None:
    task: Any = await door.add("milk friday")
    path = f"/api/tasks/{task['id']}"
    await door.send("PATCH", path, {"title": "oat milk"})
    base = {"title": "milk", "due": task["due"]}
    merged = await door.send("PATCH", path, {"due": {"words": "saturday"}, "base": base})
    assert merged["undo"]
    problem = await door.refused("PATCH", path, 409, json={"title": "soy milk", "base": base})
    assert problem["conflicts"] == {"title": {"theirs": "oat milk", "yours": "soy milk"}}
    later = {"due": {"date": "2026-12-24", "time": None, "zone": None}, "base": base}
    problem = await door.refused("PATCH", path, 409, json=later)
    assert problem["conflicts"] == {
        "due": {
            "theirs": {"date": "2026-11-28", "time": None, "zone": None},
            "yours": {"date": "2026-12-24", "time": None, "zone": None},
        }
    }


async def test_moving_to_today_drops_times_that_passed(door: Door) -> None:
    task: Any = await door.add("call friday 9am")
    answer: Any = await door.send("PATCH", f"/api/tasks/{task['id']}", {"today": True})
    assert answer["tasks"][0]["due"]["date"] == "2026-11-25"
    assert answer["tasks"][0]["due"]["time"] is None
    assert any("time" in note["text"] for note in answer["notes"])


async def test_this_and_later_ones_move_together(door: Door) -> None:
    task: Any = await door.add("gym every friday")
    path = f"/api/tasks/{task['id']}"
    answer: Any = await door.send("PATCH", path, {"due": {"words": "saturday"}, "scope": "later"})
    assert answer["tasks"][0]["repeat"]["rule"] == "FREQ=WEEKLY;BYDAY=SA"


async def test_a_repeat_is_given_changed_and_stopped(door: Door) -> None:
    task: Any = await door.add("gym friday")
    path = f"/api/tasks/{task['id']}"
    given: Any = await door.send("PATCH", path, {"repeat": {"words": "every friday"}})
    repeat = given["tasks"][0]["repeat"]
    assert repeat["rule"] == "FREQ=WEEKLY;BYDAY=FR"
    value = {**repeat, "pile_up": "keep"}
    changed: Any = await door.send("PATCH", path, {"repeat": value, "base": {"repeat": repeat}})
    assert changed["tasks"][0]["repeat"]["pile_up"] == "keep"
    assert changed["tasks"][0]["due"]["date"] == "2026-11-27"
    paused: Any = await door.send("PATCH", path, {"repeat": {**value, "pause_until": "2026-12-10"}})
    assert paused["tasks"][0]["due"]["date"] == "2026-12-11"
    stopped: Any = await door.send("PATCH", path, {"repeat": None})
    assert stopped["tasks"][0]["repeat"] is None


async def test_another_policy_leaves_the_open_occurrence_where_it_is(door: Door) -> None:
    task: Any = await door.add("gym every friday")
    path = f"/api/tasks/{task['id']}"
    skipped: Any = await door.send("POST", f"{path}/skip", {"missed": False})
    assert skipped["tasks"][0]["due"]["date"] == "2026-12-04"
    value = {**skipped["tasks"][0]["repeat"], "pile_up": "keep"}
    changed: Any = await door.send("PATCH", path, {"repeat": value})
    assert changed["tasks"][0]["repeat"]["pile_up"] == "keep"
    assert changed["tasks"][0]["due"]["date"] == "2026-12-04"


async def test_reminders_are_replaced_as_a_list_and_added_in_words(door: Door) -> None:
    task: Any = await door.add("call friday 9am")
    path = f"/api/tasks/{task['id']}"
    listed: Any = await door.send("PATCH", path, {"reminders": [{"words": "30 min before"}]})
    assert [one["words"] for one in listed["tasks"][0]["reminders"]] == ["30 min before"]
    added: Any = await door.send("PATCH", path, {"reminders": {"words": "1 day before"}})
    assert len(added["tasks"][0]["reminders"]) == 2
    none: Any = await door.send("PATCH", path, {"reminders": []})
    assert none["tasks"][0]["reminders"] == []


async def test_completing_reopening_deleting_restoring(door: Door) -> None:
    task: Any = await door.add("milk")
    path = f"/api/tasks/{task['id']}"
    steps = [
        ("POST", f"{path}/complete", {"occurrence": None, "missed": False}, "done"),
        ("POST", f"{path}/reopen", {}, "open"),
        ("DELETE", path, None, "deleted"),
        ("POST", f"{path}/restore", {}, "open"),
    ]
    for method, address, body, status in steps:
        answer: Any = await door.send(method, address, body)
        assert answer["tasks"][0]["status"] == status
        assert answer["undo"]


async def test_an_occurrence_that_is_another_by_now_is_not_completed(door: Door) -> None:
    task: Any = await door.add("gym every friday")
    body = {"occurrence": "2026-11-20"}
    await door.refused("POST", f"/api/tasks/{task['id']}/complete", 409, json=body)


async def test_a_late_repeat_says_what_it_missed_and_skips_past_it(door: Door) -> None:
    task: Any = await door.add("water plants every day")
    door.clock.passes(days=3)
    page: Any = await door.get("/api/tasks", view="today")
    assert page["tasks"][0]["repeat"]["missed"] == ["2026-11-26", "2026-11-27"]
    answer: Any = await door.send("POST", f"/api/tasks/{task['id']}/skip", {"missed": True})
    assert answer["tasks"][0]["due"]["date"] == "2026-11-28"
    assert answer["tasks"][0]["repeat"]["missed"] == []


async def test_snoozing_and_moving_by_hand(door: Door) -> None:
    task: Any = await door.add("call today at 6pm")
    path = f"/api/tasks/{task['id']}"
    snoozed: Any = await door.send("POST", f"{path}/snooze", {"when": "in 10 minutes"})
    assert snoozed["tasks"][0]["reminders"][0]["fire_at"] == "2026-11-25T11:10:00.000Z"
    moved: Any = await door.send("POST", f"{path}/move", {"rank": 1.5})
    assert moved["tasks"][0]["rank"] == 1.5


@pytest.mark.parametrize(
    ("do", "status"), [("complete", "done"), ("delete", "deleted"), ("update", "open")]
)
async def test_many_tasks_change_as_one(door: Door, do: str, status: str) -> None:
    ids = [(await door.add(title))["id"] for title in ("milk", "eggs")]
    fields = {"priority": "high"} if do == "update" else None
    body = {"ids": ids, "do": do, "fields": fields} if fields else {"ids": ids, "do": do}
    answer: Any = await door.send("POST", "/api/tasks/bulk", body)
    assert [task["status"] for task in answer["tasks"]] == [status, status]
    undone: Any = await door.send("POST", f"/api/undo/{answer['undo']}", {})
    assert {task["status"] for task in undone["tasks"]} == {"open"}
    assert {task["priority"] for task in undone["tasks"]} == {"none"}


async def test_an_undo_can_be_undone_and_a_second_one_changes_nothing(door: Door) -> None:
    added: Any = await door.send("POST", "/api/tasks", {"text": "milk"})
    undone: Any = await door.send("POST", f"/api/undo/{added['undo']}", {})
    again: Any = await door.send("POST", f"/api/undo/{added['undo']}", {})
    assert again["undo"] is None
    redone: Any = await door.send("POST", f"/api/undo/{undone['undo']}", {})
    assert redone["tasks"][0]["status"] == "open"


async def test_tags_are_added_and_taken_from_many_as_one_change(door: Door) -> None:
    one, two = await door.add("milk #shop"), await door.add("bread")
    fields = {"add_tags": ["food"], "remove_tags": ["shop"]}
    body = {"ids": [one["id"], two["id"]], "do": "update", "fields": fields}
    answer: Any = await door.send("POST", "/api/tasks/bulk", body)
    assert [task["tags"] for task in answer["tasks"]] == [["food"], ["food"]]


async def test_one_coming_occurrence_is_left_out(door: Door) -> None:
    task = await door.add("gym every friday")
    path = f"/api/tasks/{task['id']}/skip"
    answer: Any = await door.send("POST", path, {"occurrence": "2026-12-04"})
    assert answer["tasks"][0]["due"]["date"] == "2026-11-27"
    board: Any = await door.send("GET", "/api/tasks?view=upcoming")
    assert [ghost["occurrence"] for ghost in board["ghosts"]] == []
