"""Two tabs on one conversation, and a tab that comes back, over the real routes."""

import asyncio
from typing import Any

import httpx

from agent.model import choose
from evals.agent.house import ME, House
from tests.agent import endpoints
from tests.agent.endpoints import endpoint
from tests.agent.pages import message, page
from tests.agent.scripts import Opening
from tests.agui import events_of

Json = dict[str, Any]
MILK = endpoints.call("add_tasks", {"tasks": [{"title": "Buy milk"}]})


async def read(client: httpx.AsyncClient, after: int = 0) -> list[Json]:
    """The current run from an event on, to its end."""
    answer = await client.get("/agui/threads/t/events", params={"after": after})
    return events_of(answer)


async def test_two_tabs_read_the_same_run_and_either_may_stop_it(opening: Opening) -> None:
    async with (
        endpoint([MILK], hangs=True) as model,
        opening(choose("m", model.url, "k")) as home,
        page(home) as one,
        page(home) as two,
    ):
        asking = asyncio.create_task(one.post("/agui", json=message("milk, then think")))
        await model.hanging.wait()
        watching = asyncio.create_task(read(two))
        busy = await two.post("/agui", json=message("hello", "r2"))
        await two.post("/agui/threads/t/stop")
        first, second = events_of(await asking), await watching
        assert await home.titles() == ["Buy milk"]
    assert busy.status_code == 409
    assert busy.json()["detail"] == "This conversation is still answering."
    assert first == second
    assert first[-1]["outcome"] == {"type": "cancelled"}


async def test_a_tab_that_comes_back_reads_on_where_it_was(opening: Opening) -> None:
    async with (
        endpoint([MILK, endpoints.words("There you are.")]) as model,
        opening(choose("m", model.url, "k")) as home,
        page(home) as client,
    ):
        async with client.stream("POST", "/agui", json=message("milk please")) as stream:
            await anext(stream.aiter_lines())
        rest = await read(client, after=1)
        shown = (await client.get("/agui/threads/t")).json()
        whole = await read(client)
    assert [event["n"] for event in rest] == list(range(2, len(rest) + 2))
    assert whole[1:] == rest
    assert [m["role"] for m in shown["messages"]] == ["user", "tool", "assistant"]
    assert shown["messages"][-1]["content"] == "There you are."


async def test_two_tabs_that_answer_one_question_carry_it_out_once(home: House) -> None:
    await home.add("oat milk", "milk for Ana")
    async with page(home) as one, page(home) as two:
        await one.post("/agui", json=message("delete all the milk tasks"))
        call = (await two.get("/agui/threads/t")).json()["approval"]["calls"][0]
        payload = {"approved": True, "unticked": []}
        resume = [{"interruptId": call["toolCallId"], "status": "resolved", "payload": payload}]
        bodies = [{**message("", run), "messages": [], "resume": resume} for run in ("r2", "r3")]
        answers = await asyncio.gather(
            one.post("/agui", json=bodies[0]), two.post("/agui", json=bodies[1])
        )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert await home.titles("deleted") == ["oat milk", "milk for Ana"]
    assert len(await home.queries.changes(ME, 10)) == 3


async def test_two_conversations_at_once_each_undo_their_own(home: House) -> None:
    async with page(home) as client:
        await asyncio.gather(
            client.post("/agui", json=message("add milk", "a1", "a")),
            client.post("/agui", json=message("add eggs", "b1", "b")),
        )
        await client.post("/agui", json=message("undo", "a2", "a"))
    assert await home.titles() == ["eggs"]
