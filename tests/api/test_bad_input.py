"""Bad input is refused in one sentence that names what is wrong: no 5xx, no trace."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tasklark.runtime.embedded_topics import stretch
from tests.api.door import Door

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b"{", 422, "not valid JSON"),
        (b"", 422, "not a JSON object"),
        (b"[]", 422, "not a JSON object"),
        (b'"text"', 422, "not a JSON object"),
        (b'{"text": 5}', 422, "“text” must be text to read"),
        (b'{"title": "x", "priority": "p1"}', 422, "“priority” must be high, medium, low or none."),
        (b'{"title": "x", "prority": "high"}', 422, "“prority” is not a field here."),
        (b'{"title": ""}', 422, "title"),
        (b'{"text": "   "}', 422, "title"),
        (b"{}", 422, "“text” or “title” is missing."),
        (b'{"text": "x", "title": "y"}', 422, "“text” goes without other fields."),
        (b'{"title": "x", "due": "friday"}', 422, "“due” must be a date like"),
        (b'{"title": "x", "due": {"date": "2026-13-40"}}', 422, "“due” must be a date like"),
        (b'{"title": "x", "due": {"words": "blue"}}', 422, "blue"),
        (b'{"title": "x", "repeat": {"rule": "FREQ=NEVER", "start": "2026-11-25"}}', 422, "FREQ"),
        (b'{"title": "x", "repeat": {}}', 422, "“repeat” must be"),
        (b'{"title": "x", "parent": 99}', 404, "#99"),
        (b'{"title": "x", "parent": 99999999999999999999}', 422, "“parent” must be"),
        (b'{"title": "x", "tags": "home"}', 422, "“tags” must be a list"),
        (b'{"title": "\\ud800"}', 422, "“title” must be text"),
        (b'{"text": "x", "said_at": "now"}', 422, "“said_at” must be an instant"),
        (b'{"text": "x", "said_at": "2026-11-25T12:00:00"}', 422, "“said_at” must be an instant"),
        (b'{"text": "x", "zone": "Nowhere"}', 422, "“zone” must be an IANA"),
        (b'{"text": "x", "plain": [[1]]}', 422, "“plain” must be"),
        (b'{"title": "x", "due": {"date": "9999-12-31"}}', 422, "“due” must be a date like"),
    ],
)
async def test_a_task_that_cannot_be_is_refused_in_a_sentence(
    door: Door, body: bytes, status: int, told: str
) -> None:
    problem = await door.refused("POST", "/api/tasks", status, content=body, headers=JSON)
    assert told in f"{problem['detail']} {problem['hint']}"
    assert "validation error" not in json.dumps(problem)
    page: Any = await door.get("/api/tasks", view="all")
    assert page["total"] == 0


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "There is nothing to change."),
        ({"base": {"title": "milk"}}, "There is nothing to change."),
        ({"title": None}, "“title” must be text"),
        ({"priority": None}, "“priority” must be"),
        ({"repeat": {"words": "every friday"}, "title": "x"}, "“repeat” goes alone."),
        ({"reminders": {"words": "tomorrow 9"}, "title": "x"}, "“reminders” goes alone."),
        ({"scope": "all", "title": "x"}, "“scope” must be this or later."),
        ({"rank": "first"}, "“rank” must be a number"),
        ({"due": {"date": "2026-11-27"}, "base": {"due": {"day": 1}}}, "“base” must be"),
        ({"repeat": {"pile_up": "keep"}}, "“repeat” must be"),
        ({"title": "x", "id": 7}, "“id” is not a field here."),
    ],
)
async def test_a_change_that_cannot_be_is_refused_in_a_sentence(
    door: Door, body: Any, told: str
) -> None:
    task: Any = await door.add("milk")
    problem = await door.refused("PATCH", f"/api/tasks/{task['id']}", 422, json=body)
    assert told in str(problem["detail"])
    found: Any = await door.get(f"/api/tasks/{task['id']}")
    assert found["version"] == task["version"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("view=tomorrow", "“view” must be today, upcoming"),
        ("limit=0", "“limit” must be a whole number"),
        ("limit=many", "“limit” must be a whole number"),
        ("from=soon", "“from” must be a day"),
        ("priority=urgent", "“priority” must be high"),
        ("status=new", "“status” must be open"),
        ("number=0", "“number” must be a task's number"),
        ("prio=high", "“prio” is not a field here."),
        ("sort=colour", "colour"),
        ("view=all&next=abc", ""),
    ],
)
async def test_a_list_that_cannot_be_is_refused_in_a_sentence(
    door: Door, query: str, told: str
) -> None:
    problem = await door.refused("GET", f"/api/tasks?{query}", 422)
    assert told in f"{problem['detail']} {problem['hint']}"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/tasks/abc", 422),
        ("/api/tasks/0", 422),
        ("/api/tasks/99999999999999999999", 422),
        ("/api/tasks/4711", 404),
        ("/api/history?task=abc", 422),
        ("/api/changes?since=yesterday", 422),
        ("/api/nope", 404),
        ("/api/", 404),
        ("/api", 404),
    ],
)
async def test_an_address_that_is_not_there_is_a_problem(
    door: Door, path: str, status: int
) -> None:
    await door.refused("GET", path, status, headers={"Accept": "text/html"})


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"ids": [], "do": "complete"}, "“ids” must be a list"),
        ({"ids": [1], "do": "burn"}, "“do” must be complete"),
        ({"ids": ["1"], "do": "complete"}, "“ids” must be a list"),
        ({"ids": [1], "do": "update"}, "“fields” is missing."),
        ({"ids": [1], "do": "delete", "fields": {"title": "x"}}, "“fields” goes only with"),
        ({"ids": [1], "do": "update", "fields": {"priority": "p1"}}, "“priority” must be"),
        ({"do": "complete"}, "“ids” is missing."),
    ],
)
async def test_a_bulk_that_cannot_be_is_refused_in_a_sentence(
    door: Door, body: Any, told: str
) -> None:
    problem = await door.refused("POST", "/api/tasks/bulk", 422, json=body)
    assert told in str(problem["detail"])


async def test_a_wrong_method_is_named_so(door: Door) -> None:
    await door.refused("PUT", "/api/me", 405)
    await door.refused("GET", "/api/undo/a7k", 405)


async def _in_pieces(body: bytes) -> AsyncIterator[bytes]:
    """A body whose size nobody announces."""
    for at in range(0, len(body), 65_536):
        yield body[at : at + 65_536]


async def test_a9_what_is_too_large_is_refused_by_name(door: Door) -> None:
    body = json.dumps({"text": "x" * 2_000_000}).encode()
    await door.refused("POST", "/api/tasks", 413, content=body, headers=JSON)
    await door.refused("POST", "/api/tasks", 413, content=_in_pieces(body), headers=JSON)
    problem = await door.refused("POST", "/api/tasks", 413, json={"title": "x" * 501})
    assert "500" in f"{problem['detail']} {problem['hint']}"
    problem = await door.refused(
        "POST", "/api/tasks", 413, json={"title": "x", "notes": "n" * 20_001}
    )
    assert "20,000" in f"{problem['detail']} {problem['hint']}"
    tags = [f"t{n}" for n in range(51)]
    await door.refused("POST", "/api/tasks", 413, json={"title": "x", "tags": tags})
    deep = b'{"base":' * 200 + b"1" + b"}" * 200
    await door.refused("POST", "/api/tasks", 422, content=deep, headers=JSON)
    deeper = b"[" * 500_000
    answer = await door.client.post("/api/tasks", content=deeper, headers=JSON)
    assert answer.status_code in (400, 422)


async def test_a_body_that_is_not_json_by_its_type_is_refused(door: Door) -> None:
    headers = {"Content-Type": "text/plain"}
    await door.refused("POST", "/api/tasks", 422, content=b'{"text": "x"}', headers=headers)


async def test_any_unicode_is_kept(door: Door) -> None:
    title = "🧵 спасибо \u202egnp\u202c 𝕏 e\u0301"
    task: Any = await door.send("POST", "/api/tasks", {"title": title})
    assert task["tasks"][0]["title"] == title


async def test_a_refused_write_is_an_event_and_a_refused_look_is_none(door: Door) -> None:
    key = {"Idempotency-Key": "k1"}
    await door.client.post("/api/tasks/9/complete", json={}, headers=key)
    await door.client.post("/api/tasks", content=b"{", headers=JSON)
    await door.client.get("/api/tasks", params={"view": "blue"})
    await door.client.get("/api/tasks/9")
    found = await door.store.read(lambda connection: stretch(connection, "task-events", 0, 100))
    told = [(event.data["call"], event.data["kind"]) for _, event in found.events]
    assert told == [("POST /api/tasks/{id}/complete", "unknown"), ("POST /api/tasks", "invalid")]
    first, _ = (event.data for _, event in found.events)
    assert (first["client"], first["request_id"], len(str(first["arguments"]))) == ("web", "k1", 64)
