"""The board of chat hosts: a file at an address of its own, and a tool that fills it."""

import json
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp_types import TextResourceContents

from mcp_server.board import MIME, Board, built
from mcp_server.server import build_server, listed_tools
from tasklark.around import page_of
from tasklark.settings import Settings
from tests.mcp.desk import Desk, Told
from tests.mcp.surface import BOARD
from tests.mcp.test_surface import texts
from tests.mcp.tokens import counted, estimated, exact

SURFACE_WITH_BOARD = 2500
"""Tokens, should a client show the board's own tool to a model in spite of its mark."""


async def shown(tools: Desk, **asked: Any) -> Any:
    """What the board gets."""
    told = Told(await tools.client.call_tool("show_board", asked))
    assert not told.refused, told.text
    return told.result.structured_content


async def test_the_tools_that_show_tasks_name_the_board(tools: Desk) -> None:
    listed = (await tools.client.list_tools()).tools
    meta = {tool.name: tool.meta for tool in listed if tool.meta}
    assert meta == {
        "search_tasks": {"ui": {"resourceUri": BOARD.uri}},
        "get_agenda": {"ui": {"resourceUri": BOARD.uri}},
        "show_board": {"ui": {"visibility": ["app"]}},
    }
    capabilities = tools.client.server_capabilities
    assert capabilities is not None
    assert capabilities.extensions == {"io.modelcontextprotocol/ui": {"mimeTypes": [MIME]}}


async def test_the_board_is_one_file_that_asks_nobody(tools: Desk) -> None:
    listed = {one.uri: one for one in (await tools.client.list_resources()).resources}
    assert listed[BOARD.uri].mime_type == MIME
    (content,) = (await tools.client.read_resource(BOARD.uri)).contents
    assert isinstance(content, TextResourceContents)
    assert (content.mime_type, content.text) == (MIME, BOARD.html)
    assert content.meta is not None
    assert content.meta["ui"]["csp"] == {"connectDomains": [], "resourceDomains": []}


async def test_an_address_of_before_an_update_gives_the_board_of_now(tools: Desk) -> None:
    templates = (await tools.client.list_resource_templates()).resource_templates
    assert "ui://tasklark/board-{hash}.html" in [one.uri_template for one in templates]
    before = Board("<p>as it was").uri
    (content,) = (await tools.client.read_resource(before)).contents
    assert isinstance(content, TextResourceContents)
    assert (content.uri, content.text) == (before, BOARD.html)


async def test_without_a_built_board_there_is_none_to_see(tools: Desk) -> None:
    async with Client(build_server(tools.commands, tools.queries), cache=None) as client:
        assert all(tool.meta is None for tool in (await client.list_tools()).tools)
        assert len((await client.list_resources()).resources) == 6
    assert [tool.name for tool in listed_tools().tools][-1] == "preferences"


async def test_todays_board_holds_what_is_overdue_and_what_comes_today(tools: Desk) -> None:
    await tools.add("Return the books", when="2026-11-23")
    await tools.add("Call Ana", when="today 16:00", subtasks=["find the number"])
    await tools.add("Buy milk", when="tomorrow")
    board = await shown(tools)
    assert [task["title"] for task in board["tasks"]] == ["Return the books", "Call Ana"]
    assert board["days"] == ["2026-11-25"]
    assert board["now"] == "2026-11-25T11:00:00.000Z"
    assert board["person"] == {
        "zone": "Europe/Madrid",
        "away": None,
        "day_start": "04:00",
        "clock24": True,
    }
    assert board["total"] == 2
    assert board["subtasks"] == {str(board["tasks"][1]["id"]): [0, 1]}
    assert board["page"] == "http://127.0.0.1:7400"


async def test_a_board_of_days_holds_them_in_order_with_what_comes_again(tools: Desk) -> None:
    await tools.add("Return the books", when="2026-11-23")
    await tools.add("Water the fig", repeat="every day", when="26 November")
    board = await shown(tools, given={"day": "tomorrow", "days": 3})
    assert board["days"] == ["2026-11-26", "2026-11-27", "2026-11-28"]
    assert [task["title"] for task in board["tasks"]] == ["Water the fig"]
    assert [ghost["due"]["date"] for ghost in board["ghosts"]] == ["2026-11-27", "2026-11-28"]


async def test_a_board_of_a_search_holds_what_it_found(tools: Desk) -> None:
    await tools.add("Call Ana", "Call Bea", "Read", tags=["x"])
    given = {"filter": {"text": "call"}, "limit": 1}
    board = await shown(tools, tool="search_tasks", given=given)
    assert (board["total"], len(board["tasks"])) == (2, 1)


async def test_rows_that_were_changed_come_along_wherever_they_went(tools: Desk) -> None:
    row = (await tools.add("Call Ana", when="today 16:00")).fact("task_ids")[0]
    await tools.call("complete_tasks", ids=["1"])
    board = await shown(tools, rows=[row])
    assert board["tasks"] == []
    assert [(task["id"], task["status"]) for task in board["touched"]] == [(row, "done")]


@pytest.mark.parametrize(
    "asked",
    [
        {"tool": "delete_tasks"},
        {"nonsense": 1},
        {"given": {"nonsense": 1}},
        {"given": {"day": "the day of the owl"}},
        {"rows": [999]},
        {"tool": "search_tasks", "given": {"ids": ["99"]}},
    ],
)
async def test_what_cannot_be_shown_is_refused_in_words(tools: Desk, asked: Any) -> None:
    told = Told(await tools.client.call_tool("show_board", asked))
    assert told.refused
    assert "Traceback" not in told.text
    assert told.result.structured_content is None


def test_a_board_is_read_where_it_was_built(tmp_path: Path) -> None:
    file = tmp_path / "board.html"
    assert built("http://127.0.0.1:7400", file) is None
    file.write_text(BOARD.html)
    assert built("http://127.0.0.1:7400", file) == BOARD


@pytest.mark.parametrize(
    ("told", "url", "page"),
    [
        ({}, "http://127.0.0.1:41234", "http://127.0.0.1:41234"),
        ({}, "", "http://127.0.0.1:7400"),
        ({"public_url": "https://tasks.example"}, "http://127.0.0.1:1", "https://tasks.example"),
    ],
)
def test_the_boards_links_lead_to_the_page(tmp_path: Path, told: Any, url: str, page: str) -> None:
    assert page_of(Settings(data=tmp_path, **told), url) == page


def test_with_the_tool_of_the_board_the_surface_stays_small() -> None:
    board = listed_tools(BOARD).tools[-1]
    schema = json.dumps(board.input_schema, separators=(",", ":"))
    whole = [*texts(), board.name, board.description or "", schema]
    assert sum(map(estimated, whole)) <= SURFACE_WITH_BOARD * 1.05
    if exact():
        assert sum(counted(whole)) <= SURFACE_WITH_BOARD
