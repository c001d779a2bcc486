"""Arguments: nothing is dropped silently, refusals name what and how."""

import logging
from datetime import datetime
from typing import Any

import pytest
from mcp import Client, MCPError

from mcp_server.server import build_server
from tasklark.commands import Commands
from tasklark.queries import Queries
from tests.contract.builders import no_holidays
from tests.mcp.desk import Desk, Told

UNKNOWN: list[tuple[str, dict[str, Any], str, str]] = [
    ("add_tasks", {"tasks": [{"title": "a"}], "requestid": "1"}, "requestid", "request_id"),
    ("add_tasks", {"tasks": [{"title": "a", "prioritty": "high"}]}, "prioritty", "priority"),
    ("search_tasks", {"filter": {"whan": "today"}}, "whan", "when"),
    ("search_tasks", {"querry": "milk"}, "querry", "filter"),
    ("complete_tasks", {"filter": {"project": "Home"}}, "project", "in"),
    ("get_agenda", {"dayz": 2}, "dayz", "day"),
    ("set_recurrence", {"ids": ["1"], "pause": "friday"}, "pause", "pause_until"),
    ("preferences", {"zone": "Europe/Madrid"}, "zone", "set"),
]


@pytest.mark.parametrize(("tool", "arguments", "wrong", "right"), UNKNOWN)
async def test_an_unknown_argument_is_refused_by_name_with_one_that_exists(
    tools: Desk, tool: str, arguments: dict[str, Any], wrong: str, right: str
) -> None:
    told = await tools.call(tool, **arguments)
    assert told.refused
    assert f"Unknown argument “{wrong}”" in told.lines[0]
    assert right in told.lines[1]
    assert (await tools.call("search_tasks")).fact("total") == 0


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("add_tasks", {}, "“tasks” is missing"),
        ("add_tasks", {"tasks": []}, "“tasks” is missing"),
        ("add_tasks", {"tasks": [{"title": "x" * 501}]}, "longer than 500 characters"),
        ("add_tasks", {"tasks": [{"title": "x"}] * 51}, "more than 50 items"),
        ("add_tasks", {"tasks": [{"title": "x", "priority": "urgent"}]}, "“tasks[0].priority”"),
        ("add_tasks", {"tasks": ["x"]}, "“tasks[0]” must be an object"),
        ("search_tasks", {"limit": 1000}, "“limit” must be at most 100"),
        ("search_tasks", {"limit": "many"}, "“limit” must be a whole number"),
        ("search_tasks", {"filter": "milk"}, "“filter” must be an object"),
        ("complete_tasks", {"ids": ["1"], "done": "perhaps"}, "“done” must be true or false"),
        ("search_tasks", {"filter": {"in": f"#{10**30}"}}, "There is no task #1000"),
        ("update_tasks", {"ids": ["1"], "parent": f"{10**30}"}, "is not one task"),
        ("show_board", {"rows": [10**30]}, "“rows[0]” must be at most"),
        ("update_tasks", {"ids": [{"a": 1}], "title": "x"}, "“ids[0]” must be text"),
        ("update_tasks", {"ids": ["1"], "parent": "mum", "title": "x"}, "No open task fits “mum”"),
    ],
)
async def test_a_wrong_value_is_told_in_two_lines_without_a_validators_text(
    tools: Desk, tool: str, arguments: dict[str, Any], said: str
) -> None:
    told = await tools.call(tool, **arguments)
    assert told.refused
    assert said in told.lines[0]
    assert len(told.lines) == 2
    assert "pydantic" not in told.text
    assert "input" not in told.text


async def test_numbers_single_values_and_lists_as_text_are_understood(tools: Desk) -> None:
    await tools.add("Buy milk", tags="home")
    await tools.add("Read")
    for ids in ([1], ["#1"], "1", 1, '["1"]'):
        assert (await tools.call("search_tasks", ids=ids)).fact("ids") == [1]
    told = await tools.call("search_tasks", filter={"tags": "home", "priority": None})
    assert told.fact("ids") == [1]


def stopped() -> datetime:
    """A clock that has broken."""
    raise RuntimeError("secret detail")


async def test_a_client_that_sends_every_field_empty_is_understood(tools: Desk) -> None:
    empty: dict[str, Any] = dict.fromkeys(("when", "repeat", "priority", "project", "parent"), "")
    lists: dict[str, Any] = {name: [] for name in ("remind", "tags", "subtasks")}
    told = await tools.call(
        "add_tasks", tasks={"title": "Read", **empty, **lists, "notes": None}, request_id=""
    )
    assert told.lines[2] == "#1 Read"
    found = await tools.call("search_tasks", filter={"text": "", "tags": []}, ids=[], cursor=None)
    assert found.fact("ids") == [1]


async def test_an_unexpected_failure_is_logged_and_told_without_a_trace(
    tools: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    commands = Commands(tools.store, tools.runtime, stopped)
    queries = Queries(tools.store, tools.runtime, no_holidays, stopped)
    with caplog.at_level(logging.ERROR):
        async with Client(build_server(commands, queries), cache=None) as client:
            told = Told(await client.call_tool("get_agenda"))
    assert told.refused
    assert told.text == "Something went wrong here; nothing was changed. Try again."
    assert "secret detail" in caplog.text


async def test_an_unknown_tool_is_an_error_of_the_protocol(tools: Desk) -> None:
    with pytest.raises(MCPError, match="Unknown tool: add_task"):
        await tools.call("add_task", title="x")
