"""Who calls: the name a client gives itself, or the person of this process."""

from pathlib import Path
from typing import Any

from mcp import Client
from mcp_types import Implementation

from tasklark.asks import CALLER
from tasklark.domain.identity import local
from tests.mcp.desk import Desk, desk

RUN: Any = {"tasklark/run": "run-7"}
"""Typed as the protocol's own keys alone, open to others by its specification."""
ASSISTANT = local("assistant/thread")


async def test_a_change_is_recorded_under_the_name_of_the_client(tmp_path: Path) -> None:
    async with desk(tmp_path, name="  Odd\x00 name " + "x" * 100) as opened:
        await opened.add("Read")
        (change,) = await opened.queries.changes(local("web"), 1)
    assert change.client.startswith("Odd name xxx")
    assert len(change.client) == 60
    assert change.actor == "person"


async def test_in_process_the_caller_counts_and_the_run_comes_with_the_call(tools: Desk) -> None:
    token = CALLER.set(ASSISTANT)
    try:
        await tools.client.call_tool("add_tasks", {"tasks": [{"title": "Read"}]}, meta=RUN)
    finally:
        CALLER.reset(token)
    (change,) = await tools.queries.changes(local("web"), 1)
    assert (change.client, change.run) == ("assistant/thread", "run-7")


async def test_a_client_from_outside_cannot_name_a_run_or_a_person(tools: Desk) -> None:
    await tools.client.call_tool(
        "add_tasks",
        {"tasks": [{"title": "Read"}]},
        meta=RUN,
    )
    (change,) = await tools.queries.changes(local("web"), 1)
    assert (change.client, change.run) == ("Claude Desktop", None)


async def test_undo_without_codes_takes_back_only_what_this_client_did(tools: Desk) -> None:
    await tools.add("Read")
    other = Client(tools.server, cache=None, client_info=Implementation(name="Cursor", version="1"))
    async with other as cursor:
        told = await cursor.call_tool("undo", {})
        assert told.is_error
    assert (await tools.call("search_tasks")).fact("total") == 1


async def test_clients_of_the_older_handshake_are_served_alike(tools: Desk) -> None:
    older = Client(
        tools.server,
        mode="legacy",
        cache=None,
        client_info=Implementation(name="Old", version="1"),
    )
    async with older as client:
        told = await client.call_tool("add_tasks", {"tasks": [{"title": "Read"}]})
        assert not told.is_error
    (change,) = await tools.queries.changes(local("web"), 1)
    assert change.client == "Old"
