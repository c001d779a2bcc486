"""A write that is refused is an event all the same: who asked for what, and why not."""

from hashlib import sha256

from tasklark.domain.events import CloudEvent
from tasklark.runtime.embedded_topics import stretch
from tests.mcp.desk import Desk


async def refused(tools: Desk) -> list[CloudEvent]:
    """The refused calls in the topic of tasks."""
    found = await tools.store.read(lambda connection: stretch(connection, "task-events", 0, 1000))
    return [event for _, event in found.events if event.type.endswith("call.refused.v1")]


async def test_a_refused_write_says_who_asked_for_what_and_why_not(tools: Desk) -> None:
    told = await tools.call("delete_tasks", ids=["99"], request_id="r1")
    assert told.refused
    (event,) = await refused(tools)
    sent = sha256(b'delete_tasks {"ids":["99"]}').hexdigest()
    assert dict(event.data) == {
        "event_type": "refused",
        "user_id": "1",
        "timestamp": "2026-11-25T11:00:00.000Z",
        "actor": "person",
        "client": "Claude Desktop",
        "run": None,
        "call": "delete_tasks",
        "arguments": sent,
        "kind": "unknown",
        "what": told.lines[0],
        "request_id": "r1",
        "reason": "",
    }


async def test_arguments_that_no_tool_takes_are_refused_calls_too(tools: Desk) -> None:
    await tools.call("add_tasks", tasks=[{"title": "milk", "colour": "red"}])
    await tools.call("complete_tasks", ids=7, request_id=["r"])
    first, second = await refused(tools)
    assert (first.data["call"], second.data["call"]) == ("add_tasks", "complete_tasks")
    assert (first.data["kind"], second.data["request_id"]) == ("invalid", None)


async def test_a_look_that_is_refused_and_a_write_that_works_are_none(tools: Desk) -> None:
    await tools.call("search_tasks", filter={"when": "blursday"})
    await tools.add("milk")
    assert await refused(tools) == []
