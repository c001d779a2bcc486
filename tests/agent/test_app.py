"""The conversation's routes, as the page uses them."""

import json
from typing import Any

import httpx
import pytest
from agents.testing import ScriptedModel, assistant_message

from agent.documents import pointer_key
from agent.turn import Thread
from evals.agent.house import House
from tests.agent.pages import message, page
from tests.agent.scripts import Opening
from tests.agent.small import answering, custom, words
from tests.agent.test_runs import Gate
from tests.agui import events_of

Json = dict[str, Any]


async def say(client: httpx.AsyncClient, text: str, run: str = "r1", **more: Any) -> list[Json]:
    response = await client.post("/agui", json=message(text, run, **more))
    assert response.status_code == 200, response.text
    return events_of(response)


async def test_a_message_is_answered_by_numbered_events(home: House) -> None:
    async with page(home) as client:
        response = await client.post("/agui", json=message("add buy milk"))
    events = events_of(response)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-cache"
    assert [event["n"] for event in events] == list(range(1, len(events) + 1))
    assert [event["type"] for event in events] == [
        "RUN_STARTED",
        "TOOL_CALL_START",
        "TOOL_CALL_ARGS",
        "TOOL_CALL_END",
        "TOOL_CALL_RESULT",
        "CUSTOM",
        "RUN_FINISHED",
    ]
    assert events[0]["protocolVersion"] == "1.0"
    [ticket] = custom(events, "ticket")
    assert set(ticket) == {
        "toolCallId",
        "tool",
        "arguments",
        "status",
        "said",
        "text",
        "undo",
        "ids",
        "rows",
        "tasks",
        "reads",
    }


async def test_a_closed_tab_leaves_the_run_alone_and_the_next_one_finds_it(
    opening: Opening,
) -> None:
    gate = Gate()
    async with opening(answering(ScriptedModel([gate.step]))) as home, page(home) as client:
        async with client.stream("POST", "/agui", json=message("think")) as response:
            async for line in response.aiter_lines():
                if line.startswith("data"):
                    break
        await gate.reached.wait()
        thread = (await client.get("/agui/threads/t")).json()
        listed = (await client.get("/agui/threads")).json()["threads"]
        gate.opened.set()
        rest = events_of(await client.get("/agui/threads/t/events", params={"after": 1}))
    assert thread["run"] == {"id": "r1", "last": 1}
    assert [line["running"] for line in listed] == [True]
    assert [event["n"] for event in rest] == list(range(2, 2 + len(rest)))
    assert words(rest) == "Done at last."


async def test_a_reload_finds_the_question_and_can_answer_it(home: House) -> None:
    await home.add("Oat milk", "Milk for Ana")
    async with page(home) as client:
        await say(client, "delete all the milk tasks")
        thread = (await client.get("/agui/threads/t")).json()
        waiting = (await client.get("/agui/threads")).json()["threads"][0]["waiting"]
        resume = [
            {
                "interruptId": call["toolCallId"],
                "status": "resolved",
                "payload": {"approved": True, "unticked": []},
            }
            for call in thread["approval"]["calls"]
        ]
        body = {**message("", "r2"), "messages": [], "resume": resume}
        events = events_of(await client.post("/agui", json=body))
        again = await client.post("/agui", json={**body, "runId": "r3"})
    assert waiting
    assert custom(events, "ticket")[0]["status"] == "done"
    assert await home.titles() == []
    assert again.status_code == 409
    assert again.headers["content-type"] == "application/problem+json"
    assert again.json()["detail"] == "This was answered already."


async def test_a_question_walked_away_from_is_cancelled_by_the_message_after_it(
    home: House,
) -> None:
    await home.add("Oat milk")
    async with page(home) as client:
        approval = custom(await say(client, "delete all the milk tasks"), "approval")[0]
        resume = [{"interruptId": approval["calls"][0]["toolCallId"], "status": "cancelled"}]
        events = await say(client, "add buy eggs", "r2", resume=resume)
    assert [ticket["status"] for ticket in custom(events, "ticket")] == ["kept", "done"]


async def test_threads_are_listed_searched_renamed_and_deleted(home: House) -> None:
    async with page(home) as client:
        await say(client, "add buy milk", "r1", threadId="one")
        home.clock.passes(minutes=1)
        await say(client, "hello", "r2", threadId="two")
        listed = (await client.get("/agui/threads")).json()["threads"]
        found = (await client.get("/agui/threads", params={"q": "MILK"})).json()["threads"]
        renamed = await client.patch("/agui/threads/one", json={"title": "  Shopping  list "})
        empty = await client.patch("/agui/threads/one", json={"title": " "})
        gone = await client.delete("/agui/threads/one")
        after = await client.get("/agui/threads/one")
        left = (await client.get("/agui/threads")).json()["threads"]
    assert [(line["id"], line["title"]) for line in listed] == [
        ("two", "hello"),
        ("one", "add buy milk"),
    ]
    assert [line["id"] for line in found] == ["one"]
    assert renamed.json()["title"] == "Shopping list"
    assert empty.status_code == 422
    assert gone.status_code == 204
    assert after.status_code == 404
    assert [line["id"] for line in left] == ["two"]
    assert await home.runtime.get(pointer_key(Thread(1, "one"))) is None
    assert await home.titles() == ["buy milk"]


async def test_stop_over_http_ends_the_run(opening: Opening) -> None:
    gate = Gate()
    async with (
        opening(answering(ScriptedModel([gate.step, [assistant_message("Hi")]]))) as home,
        page(home) as client,
    ):
        async with client.stream("POST", "/agui", json=message("think")) as response:
            await gate.reached.wait()
            stopped = await client.post("/agui/threads/t/stop")
            await response.aread()
        events = events_of(response)
        nothing = await client.post("/agui/threads/nobody/stop")
    assert stopped.status_code == nothing.status_code == 200
    assert events[-1]["outcome"]["type"] == "cancelled"


async def test_a_second_run_in_a_thread_is_a_conflict(opening: Opening) -> None:
    gate = Gate()
    async with opening(answering(ScriptedModel([gate.step]))) as home, page(home) as client:
        async with client.stream("POST", "/agui", json=message("think")):
            await gate.reached.wait()
            second = await client.post("/agui", json=message("and?", "r2"))
        gate.opened.set()
        await client.get("/agui/threads/t/events")
    assert second.status_code == 409
    assert second.json()["hint"] == "Wait, or stop it first."


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"no json", 422),
        (b"{}", 422),
        (json.dumps(message("")).encode(), 422),
        (json.dumps(message("hi", "r", "../1")).encode(), 422),
        (json.dumps(message("hi", "r/../x")).encode(), 422),
        (json.dumps(message("x" * 20_001)).encode(), 413),
        (json.dumps(message("x" * 300_000)).encode(), 413),
        (json.dumps({**message("hi"), "messages": []}).encode(), 422),
        (json.dumps({**message("hi"), "resume": "yes"}).encode(), 422),
    ],
)
async def test_a_bad_request_is_a_problem_with_what_to_do(
    home: House, body: bytes, status: int
) -> None:
    async with page(home) as client:
        response = await client.post("/agui", content=body)
    assert response.status_code == status
    problem = response.json()
    assert problem["detail"]
    assert problem["hint"]
    assert problem["status"] == status


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/agui/threads/nobody", 404),
        ("GET", "/agui/threads/nobody/events", 404),
        ("PATCH", "/agui/threads/nobody", 404),
        ("GET", "/agui/threads/t/events?after=-1", 422),
        ("GET", "/agui/threads/a%20b", 422),
    ],
)
async def test_what_is_not_there_is_said(home: House, method: str, path: str, status: int) -> None:
    async with page(home) as client:
        response = await client.request(
            method, path, json={"title": "x"} if method == "PATCH" else None
        )
    assert response.status_code == status
    assert response.json()["detail"]
