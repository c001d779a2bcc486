"""Streamable HTTP: stateless, JSON answers, both eras, hosts and origins checked."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from mcp_server.http import BODY_LIMIT, app
from tasklark.domain.identity import local
from tests.mcp.desk import Desk

URL = "http://127.0.0.1:7400"
HANDSHAKE = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "Old client", "version": "1"},
}
MODERN = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": {"name": "New client", "version": "1"},
}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@pytest.fixture
async def http(tools: Desk) -> AsyncIterator[httpx.AsyncClient]:
    served = app(tools.server, ["127.0.0.1:*"], ["http://127.0.0.1:*"])
    async with served.running():
        transport = httpx.ASGITransport(app=served)
        async with httpx.AsyncClient(transport=transport, base_url=URL, headers=ACCEPT) as client:
            yield client


def asked(method: str, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


async def test_a_handshake_client_calls_without_a_session(http: httpx.AsyncClient) -> None:
    hello = await http.post("/mcp", json=asked("initialize", **HANDSHAKE))
    assert hello.json()["result"]["serverInfo"]["name"] == "tasklark"
    assert "mcp-session-id" not in hello.headers
    version = {"MCP-Protocol-Version": "2025-06-18"}
    arguments = {"tasks": [{"title": "Read"}]}
    told = await http.post(
        "/mcp",
        json=asked("tools/call", name="add_tasks", arguments=arguments),
        headers=version,
    )
    assert told.headers["content-type"].startswith("application/json")
    assert "added 1" in told.json()["result"]["content"][0]["text"]


@pytest.mark.parametrize(
    ("program", "name"), [("claude-code/2.0 (cli)", "claude-code"), ("python-httpx/0.28", "mcp")]
)
async def test_without_a_session_a_client_is_named_after_its_program(
    http: httpx.AsyncClient, tools: Desk, program: str, name: str
) -> None:
    call = asked("tools/call", name="add_tasks", arguments={"tasks": [{"title": "Read"}]})
    headers = {"MCP-Protocol-Version": "2025-06-18", "User-Agent": program}
    assert (await http.post("/mcp", json=call, headers=headers)).status_code == 200
    (change,) = await tools.queries.changes(local("web"), 1)
    assert change.client == name


async def test_a_client_of_the_new_era_calls_at_once(http: httpx.AsyncClient, tools: Desk) -> None:
    headers = {
        "MCP-Protocol-Version": "2026-07-28",
        "Mcp-Method": "tools/call",
        "Mcp-Name": "add_tasks",
    }
    call = asked(
        "tools/call", name="add_tasks", arguments={"tasks": [{"title": "Read"}]}, _meta=MODERN
    )
    told = await http.post("/mcp", json=call, headers=headers)
    assert told.status_code == 200, told.text
    assert "added 1" in told.json()["result"]["content"][0]["text"]
    (change,) = await tools.queries.changes(local("web"), 1)
    assert change.client == "New client"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Host": "127.0.0.1:7400", "Origin": "http://127.0.0.1:7400"}, 200),
    ],
)
async def test_foreign_hosts_and_origins_are_turned_away(
    http: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    told = await http.post("/mcp", json=asked("initialize", **HANDSHAKE), headers=headers)
    assert told.status_code == status


async def test_space_around_a_header_value_is_no_part_of_it(http: httpx.AsyncClient) -> None:
    headers = {
        "MCP-Protocol-Version": "2026-07-28",
        "Mcp-Method": "tools/call",
        "Mcp-Name": "  get_agenda\t",
    }
    call = asked("tools/call", name="get_agenda", arguments={}, _meta=MODERN)
    told = await http.post("/mcp", json=call, headers=headers)
    assert told.status_code == 200, told.text


async def test_a_body_beyond_the_limit_is_refused(http: httpx.AsyncClient) -> None:
    long = json.dumps(asked("tools/call", name="x" * BODY_LIMIT))
    told = await http.post("/mcp", content=long, headers={"Content-Type": "application/json"})
    assert told.status_code == 413


async def test_no_other_path_is_answered(http: httpx.AsyncClient) -> None:
    assert (await http.get("/")).status_code == 404
