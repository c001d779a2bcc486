"""Tokens over a real store, and the doors behind the gate."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from mcp_server.http import McpApp
from mcp_server.http import app as mcp_app
from mcp_server.server import build_server
from tasklark.access import Kind, Tokens
from tasklark.gate import gate, noting, recognising
from tasklark.health import ASGIApp, Receive, Scope, Send
from tasklark.internal import Internal
from tests.api.door import Door
from tests.api.door import opened as door_opened
from tests.contract.builders import StillClock
from tests.services.house import ME

KEY = "a key of thirty-two letters or more"
URL = "http://127.0.0.1:7400"


@dataclass
class Entrance:
    """REST and the tools behind the gate, and a client in front of it."""

    door: Door
    tokens: Tokens
    internal: Internal
    client: httpx.AsyncClient
    clock: StillClock

    async def token(self, kind: Kind = "read", name: str = "script") -> str:
        """A fresh token's text."""
        return (await self.tokens.new(ME, name, kind))[1]

    async def call(
        self, tool: str, token: str | None = None, meta: Any = None, **given: Any
    ) -> Any:
        """What a tool answers to a client without a session."""
        params = {"name": tool, "arguments": given, **({"_meta": meta} if meta else {})}
        told = await self.client.post(
            "/mcp",
            json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params},
            headers={
                "MCP-Protocol-Version": "2025-06-18",
                "Accept": "application/json, text/event-stream",
                **bearing(token),
            },
        )
        assert told.status_code == 200, told.text
        return told.json()["result"]


def bearing(token: str | None) -> dict[str, str]:
    """The header that a token goes in."""
    return {} if token is None else {"Authorization": f"Bearer {token}"}


@asynccontextmanager
async def opened(
    folder: Path, clock: StillClock, *, required: bool = False
) -> AsyncIterator[Entrance]:
    """Everything behind one gate."""
    async with door_opened(folder, clock) as door:
        tokens = Tokens(door.store.access, clock)
        server = build_server(door.commands, door.queries)
        tools = mcp_app(server, ["127.0.0.1:*"], [URL])
        recognise = recognising(tokens, SecretStr(KEY), clock)
        app = gate(_both(door, tools), recognise, noting(door.commands), required=required)
        async with tools.running():
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
                yield Entrance(door, tokens, Internal(KEY, clock), client, clock)


def _both(door: Door, tools: McpApp) -> ASGIApp:
    from api.app import build_app

    rest = build_app(door.deps)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        chosen = tools if scope["path"].startswith("/mcp") else rest
        await chosen(scope, receive, send)

    return app


@pytest.fixture
async def entrance(tmp_path: Path, clock: StillClock) -> AsyncIterator[Entrance]:
    async with opened(tmp_path, clock) as there:
        yield there
