"""The server over a real store, in memory: a client to call it with, a clock to move."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mcp import Client
from mcp_types import CallToolResult, Implementation, TextContent

from mcp_server.beside import Beside
from mcp_server.server import TaskServer, build_server
from tasklark.asks import CALLER
from tasklark.commands import Commands
from tasklark.domain.identity import local
from tasklark.exchange import Exchange
from tasklark.language.say import WORDING
from tasklark.queries import Queries
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.store.sqlite import SqliteStore, open_store
from tests.contract.builders import StillClock, no_holidays
from tests.mcp.surface import BOARD

NOW = "now Wed 25 Nov 2026 12:00 Europe/Madrid"


@dataclass(frozen=True, slots=True)
class Told:
    """A result: its text, line by line, and the facts beside it."""

    result: CallToolResult

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.result.content if isinstance(p, TextContent))

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def refused(self) -> bool:
        return self.result.is_error

    def fact(self, name: str) -> Any:
        return (self.result.meta or {}).get(f"tasklark/{name}")


@dataclass(frozen=True, slots=True)
class Desk:
    """A client of the tools, and what stands behind them."""

    client: Client
    server: TaskServer
    clock: StillClock
    commands: Commands
    queries: Queries
    store: SqliteStore
    runtime: EmbeddedRuntime

    async def call(self, tool: str, **arguments: Any) -> Told:
        return Told(await self.client.call_tool(tool, arguments))

    async def call_inside(self, tool: str, **arguments: Any) -> Told:
        """A call of this process, as the assistant makes it."""
        token = CALLER.set(local("assistant/thread"))
        try:
            return await self.call(tool, **arguments)
        finally:
            CALLER.reset(token)

    async def add(self, *titles: str, **fields: Any) -> Told:
        return await self.call("add_tasks", tasks=[{"title": t, **fields} for t in titles])


@asynccontextmanager
async def desk(folder: Path, name: str = "Claude Desktop") -> AsyncIterator[Desk]:
    """A server and a client that calls itself so."""
    clock = StillClock()
    store = await open_store(
        folder / "tasks.sqlite3", clock, no_holidays, zone="Europe/Madrid", says=WORDING
    )
    async with store:
        runtime = EmbeddedRuntime(store)
        commands = Commands(store, runtime, clock)
        queries = Queries(store, runtime, no_holidays, clock)
        beside = Beside(BOARD, Exchange(store, clock).feed)
        server = build_server(commands, queries, bus=runtime, beside=beside)
        info = Implementation(name=name, version="1")
        async with Client(server, cache=None, client_info=info) as client:
            yield Desk(client, server, clock, commands, queries, store, runtime)
