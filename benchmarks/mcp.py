"""`python -m benchmarks.mcp [PAGE]`: an MCP call in memory, on stdio and over HTTP.

Beside an echo tool of the library; with a page (docs/performance.md) its part about MCP is renewed.

What is ours of a call is its time without the query behind it; the raw limit is the library's own
echo tool in the same minute. The rate over HTTP is measured from plain sockets: the library's
client costs more than its server.
"""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mcp import Client, StdioServerParameters
from mcp.server.mcpserver import MCPServer

from benchmarks.mcp_echo import server as echo_server
from benchmarks.mcp_rate import rate
from benchmarks.report import print_table, renew
from benchmarks.timing import Line
from mcp_server.server import build_server
from tasklark import settings
from tasklark.asks import Call, Draft, FilterWords
from tasklark.compose import Core, open_core, run
from tasklark.domain.identity import local

TASKS = 1000
ROUNDS, CALLS = 8, 60
_BEGUN_S = 120
"""How long a program may take to begin, on a busy machine too."""
_GOAL, _RATE, _P99_MS = 1.5, 400.0, 50.0
ME = local("bench")
SEARCH: dict[str, object] = {"filter": {"text": "errand 500"}, "limit": 5}
Work = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clients over the same transport: of the echo tool, and of ours."""

    transport: str
    echo: Client
    ours: Client


async def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    with tempfile.TemporaryDirectory(prefix="bench-mcp-") as name:
        folder = Path(name)
        loaded = settings.load({"data": folder / "data"}, folder / ".env")
        async with open_core(loaded, "ERROR") as core:
            for begin in range(0, TASKS, 100):
                drafts = [Draft(f"errand {number}") for number in range(begin, begin + 100)]
                await core.commands.add(Call(ME), drafts)
            lines = await _compared(core, folder)
        lines += await _rates(folder)
    print_table(lines)
    if len(sys.argv) > 1:
        renew(Path(sys.argv[1]), "mcp", lines)
    return 1 if any(line.verdict == "no" for line in lines) else 0


async def _compared(core: Core, folder: Path) -> list[Line]:
    async with AsyncExitStack() as stack:
        pairs = [await stack.enter_async_context(_memory(core))]
        pairs.append(await stack.enter_async_context(_stdio(folder)))
        pairs.append(await stack.enter_async_context(_http(folder)))
        query = await _p50({"query": lambda: _query(core)})
        lines = []
        for pair in pairs:
            times = await _p50(
                {
                    "echo": lambda p=pair: p.echo.call_tool("echo", {"text": "hello"}),
                    "search": lambda p=pair: p.ours.call_tool("search_tasks", SEARCH),
                    "query": lambda: _query(core),
                }
            )
            raw, own = times["echo"], times["search"] - times["query"]
            name = f"a call, {pair.transport}, without its query"
            lines.append(Line("sqlite", TASKS, 1, name, own, raw, goal="≤ 1.5×", ceiling=_GOAL))
        lines.append(Line("sqlite", TASKS, 1, "the query alone", query["query"], lines[0].raw))
        lines.append(await _same_query(core, pairs[0].ours))
    return lines


async def _same_query(core: Core, ours: Client) -> Line:
    """The whole of a search beside the library's tool that awaits the same query.

    The fairest line: a query sends the loop to a thread and back, and what follows runs cold.
    """
    library = MCPServer("library", log_level="ERROR")

    @library.tool(structured_output=False)
    async def search() -> str:
        """The same query, said as a number."""
        return str(
            (await core.queries.search(ME, FilterWords(text="errand 500"), limit=5)).page.total
        )

    async with Client(library, cache=None) as raw:
        times = await _p50(
            {
                "raw": lambda: raw.call_tool("search", {}),
                "ours": lambda: ours.call_tool("search_tasks", SEARCH),
            }
        )
    name = "a search, in memory; raw: the library's"
    return Line("sqlite", TASKS, 1, name, times["ours"], times["raw"], goal="≤ 1.5×", ceiling=_GOAL)


async def _query(core: Core) -> object:
    return await core.queries.search(ME, FilterWords(text="errand 500"), limit=5)


async def _p50(works: dict[str, Work]) -> dict[str, float]:
    """Median milliseconds of each, taken in turns so that all meet the same machine."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for round_ in range(ROUNDS):
        for name, work in works.items():
            for _ in range(CALLS):
                begin = time.perf_counter()
                await work()
                if round_:
                    times[name].append((time.perf_counter() - begin) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


@asynccontextmanager
async def _memory(core: Core) -> AsyncIterator[Pair]:
    server = build_server(core.commands, core.queries)
    async with Client(echo_server, cache=None) as echo, Client(server, cache=None) as ours:
        yield Pair("in memory", echo, ours)


@asynccontextmanager
async def _stdio(folder: Path) -> AsyncIterator[Pair]:
    words = ["-m", "tasklark", "mcp", "--stdio", "--data", str(folder / "data")]
    echo = StdioServerParameters(
        command=sys.executable, args=["-m", "benchmarks.mcp_echo", "stdio"]
    )
    ours = StdioServerParameters(command=sys.executable, args=words)
    async with Client(echo, cache=None) as first, Client(ours, cache=None) as second:
        yield Pair("stdio", first, second)


@asynccontextmanager
async def _http(folder: Path) -> AsyncIterator[Pair]:
    async with (
        _served(folder) as (echo, ours),
        Client(echo, cache=None) as first,
        Client(ours, cache=None) as second,
    ):
        yield Pair("HTTP", first, second)


@asynccontextmanager
async def _served(folder: Path) -> AsyncIterator[tuple[str, str]]:
    """The echo tool and the whole of Tasklark, each in a process of its own; their addresses."""
    port = _free_port()
    env = {**os.environ, "TASKLARK_DATA": str(folder / "data")}
    commands = (
        ["-m", "benchmarks.mcp_echo", str(port)],
        ["-m", "tasklark", "up", "--port", "0", "--no-open"],
    )
    running = [await asyncio.to_thread(_begun, command, env) for command in commands]
    try:
        assert running[1].stdout is not None
        line = await asyncio.to_thread(running[1].stdout.readline)
        ours = line.split()[-1]
        await _ready(port)
        await _loaded(ours)
        yield f"http://127.0.0.1:{port}/mcp", f"{ours}/mcp"
    finally:
        for process in running:
            process.terminate()
            process.wait(20)


def _begun(command: list[str], env: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, *command], env=env, stdout=subprocess.PIPE, text=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _ready(port: int) -> None:
    async with asyncio.timeout(_BEGUN_S):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
                continue
            writer.close()
            return


async def _loaded(url: str) -> None:
    place = urlsplit(url)
    look = f"GET /readyz HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n\r\n"
    async with asyncio.timeout(_BEGUN_S):
        while True:
            reader, writer = await asyncio.open_connection(place.hostname, place.port)
            writer.write(look.encode())
            status = await reader.readline()
            writer.close()
            if b" 200 " in status:
                return
            await asyncio.sleep(0.2)


async def _rates(folder: Path) -> list[Line]:
    """Calls a second with eight in flight: the echo tool, a search, and an add with its commit."""
    async with _served(folder) as (echo, ours):
        raw = await rate(echo, "echo", lambda n: {"text": f"hello {n}"})
        found = await rate(ours, "search_tasks", lambda _: SEARCH)
        added = await rate(ours, "add_tasks", lambda n: {"tasks": [{"title": f"thing {n}"}]})
    fixed = {"unit": "/s", "engine": "sqlite", "tasks": TASKS, "people": 1}
    return [
        Line(name="HTTP, 8 in flight, search", ours=found[0], raw=raw[0], **fixed),  # type: ignore[arg-type]
        Line(
            "sqlite",
            TASKS,
            1,
            "HTTP, 8 in flight, add + commit",
            added[0],
            raw[0],
            "/s",
            "≥ 400/s",
            floor=_RATE,
            absolute=True,
        ),
        Line(
            "sqlite",
            TASKS,
            1,
            "HTTP, 8 in flight, add, p99",
            added[1],
            raw[1],
            goal="< 50 ms",
            ceiling=_P99_MS,
            absolute=True,
        ),
    ]


if __name__ == "__main__":
    sys.exit(run(main()))
