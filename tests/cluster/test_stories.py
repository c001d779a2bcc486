"""The stories of a cluster on real processes, PostgreSQL and sidecars that the test plays."""

import asyncio
from dataclasses import replace

import pytest
from websockets.exceptions import ConnectionClosed

from tests.cluster import stories
from tests.cluster.conftest import Process, Small
from tests.cluster.stories import Doors

PUBLIC = "http://127.0.0.1:7400"


def doors(*processes: Process) -> Doors:
    urls: dict[str, list[str]] = {}
    for one in processes:
        urls.setdefault(one.name, []).append(one.url)
    return Doors(PUBLIC, urls)


async def test_pages_at_every_replica_see_what_another_page_adds(small: Small) -> None:
    made = await small.ready("api", "relay", "relay", "live", "live")
    await stories.an_addition_is_seen_by_pages_at_every_replica(doors(*made))


async def test_two_that_follow_completions_add_one_occurrence(small: Small) -> None:
    made = await small.ready("api", "relay", "live", "recurring", "recurring")
    await stories.a_completed_repeat_comes_again_once(doors(*made))


async def test_what_follows_from_a_request_belongs_to_its_trace(small: Small) -> None:
    made = await small.ready("api", "relay", "live", "recurring")
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    named = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}
    await stories.a_completed_repeat_comes_again_once(replace(doors(*made), headers=named))
    # Its addition, its completion, and what the service adds because of that.
    told = [one.event for part in small.engine.partitions("task-events") for one in part]
    assert [event["type"].split(".")[-2] for event in told] == ["created", "completed", "created"]
    assert [event["traceparent"][:35] for event in told] == [f"00-{trace}"] * 3


async def test_a_conversation_goes_on_at_another_replica_and_its_tools_are_elsewhere(
    small: Small,
) -> None:
    (mcp,) = await small.ready("mcp")
    small.settings["TASKLARK_MCP_URL"] = f"{mcp.url}/mcp"
    made = await small.ready("api", "agent", "agent")
    await stories.a_conversation_goes_on_at_another_replica(doors(*made))
    async with doors(*made).page() as page:
        changes = (await page.get("/api/changes")).json()["changes"]
    assert {one["client"].partition("/")[0] for one in changes} == {"web", "assistant"}


async def test_the_tools_of_programs_are_served_by_mcp(small: Small) -> None:
    made = await small.ready("mcp")
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "add_tasks", "arguments": {"tasks": [{"title": "by a program"}]}},
    }
    headers = {"accept": "application/json, text/event-stream"}
    async with doors(*made).page("mcp") as program:
        answer = await program.post("/mcp", json=call, headers=headers)
    assert "by a program" in answer.text


async def test_an_ending_process_is_not_ready_and_tells_its_pages_to_come_again(
    small: Small,
) -> None:
    (live,) = await small.ready("live")
    async with doors(live).live() as tab:
        ending = asyncio.create_task(live.end())
        with pytest.raises(ConnectionClosed) as closed:
            await tab.update_of("never")
        assert closed.value.rcvd is not None
        # 1012, service restart: a page connects again, and another replica answers.
        assert closed.value.rcvd.code == 1012
    assert await ending == 0


async def test_what_was_added_while_the_relay_was_away_reaches_pages_when_it_is_back(
    small: Small,
) -> None:
    api, live = await small.ready("api", "live")
    async with doors(api).page() as page, doors(live).live() as tab:
        for number in range(3):
            await stories.add(page, f"early {number}")
        await small.ready("relay")
        seqs = [(await tab.update_of(f"early {number}"))["seq"] for number in range(3)]
    assert seqs == sorted(seqs)
