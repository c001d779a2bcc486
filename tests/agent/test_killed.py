"""The program is killed in the middle of an answer: nothing half applied, and it is said."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.agent import endpoints
from tests.agent.endpoints import endpoint
from tests.agent.pages import message
from tests.running import Tasklark

pytestmark = [pytest.mark.timeout(60), pytest.mark.slow]
Json = dict[str, Any]
ADD = endpoints.call("add_tasks", {"tasks": [{"title": "Buy milk"}, {"title": "Buy eggs"}]})


async def titles(client: httpx.AsyncClient) -> list[str]:
    tasks = (await client.get("/api/tasks", params={"view": "all"})).json()["tasks"]
    return sorted(task["title"] for task in tasks)


async def talk(client: httpx.AsyncClient, text: str, run: str) -> list[Json]:
    """Say something and read what comes of it."""
    answer = await client.post("/agui", json=message(text, run))
    lines = answer.text.splitlines()
    return [json.loads(line[6:]) for line in lines if line.startswith("data: ")]


async def killed(folder: Path) -> Json:
    """Add two tasks by a model that then thinks for ever, and die; the thread as it was then."""
    async with endpoint([ADD], hangs=True) as model:
        program = Tasklark(folder, model="m", model_url=model.url, model_key="k")
        await asyncio.to_thread(program.start)
        async with httpx.AsyncClient(base_url=program.url, timeout=60) as client:
            asking = asyncio.create_task(talk(client, "milk and eggs, then think", "r1"))
            await model.hanging.wait()
            before: Json = (await client.get("/agui/threads/t")).json()
            await asyncio.to_thread(program.kill)
            with pytest.raises(httpx.TransportError):
                await asking
    return before


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """The program with its own planner, and a client of it."""
    program = Tasklark(folder)
    await asyncio.to_thread(program.start)
    try:
        async with httpx.AsyncClient(base_url=program.url, timeout=60) as client:
            yield client
    finally:
        await asyncio.to_thread(program.stop)


async def test_a_run_that_was_killed_reads_as_interrupted_at_once(tmp_path: Path) -> None:
    before = await killed(tmp_path / "data")
    assert before["run"]["id"] == "r1"
    async with running(tmp_path / "data") as client:
        shown = (await client.get("/agui/threads/t")).json()
        listed = (await client.get("/agui/threads")).json()["threads"]
        assert await titles(client) == ["Buy eggs", "Buy milk"]
    assert (shown["interrupted"], shown["run"]) == (True, None)
    assert [m["role"] for m in shown["messages"]] == ["user", "tool"]
    assert shown["messages"][1]["ticket"]["said"] == "Added 2 tasks"
    assert [line["running"] for line in listed] == [False]


async def test_what_a_killed_run_did_is_not_done_again_and_can_be_undone(tmp_path: Path) -> None:
    await killed(tmp_path / "data")
    async with running(tmp_path / "data") as client:
        resent = await talk(client, "milk and eggs, then think", "r1")
        assert await titles(client) == ["Buy eggs", "Buy milk"]
        await talk(client, "undo", "r2")
        assert await titles(client) == []
        later = (await client.get("/agui/threads/t")).json()
    assert [e["type"] for e in resent][:2] == ["RUN_STARTED", "TOOL_CALL_START"]
    assert not later["interrupted"]


async def test_a_question_survives_the_kill_and_its_yes_is_still_for_what_was_asked(
    tmp_path: Path,
) -> None:
    program = Tasklark(tmp_path / "data")
    await asyncio.to_thread(program.start)
    async with httpx.AsyncClient(base_url=program.url, timeout=60) as client:
        for text in ("oat milk", "milk for Ana", "call mum"):
            await client.post("/api/tasks", json={"text": text})
        await talk(client, "delete all the milk tasks", "r1")
        await asyncio.to_thread(program.kill)
    await asyncio.to_thread(program.start)
    try:
        async with httpx.AsyncClient(base_url=program.url, timeout=60) as client:
            await client.post("/api/tasks", json={"text": "more milk"})
            approval = (await client.get("/agui/threads/t")).json()["approval"]
            [call] = approval["calls"]
            payload = {"approved": True, "unticked": []}
            resume = [{"interruptId": call["toolCallId"], "status": "resolved", "payload": payload}]
            body = {**message("", "r2"), "messages": [], "resume": resume}
            await client.post("/agui", json=body)
            assert await titles(client) == ["call mum", "more milk"]
    finally:
        await asyncio.to_thread(program.stop)
