"""A function per process: the only place that picks adapters and puts the rooms together."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from tasklark import telemetry
from tasklark.asks import Call
from tasklark.commands import Commands
from tasklark.connections import Connections
from tasklark.domain.errors import StoreError
from tasklark.domain.identity import local
from tasklark.holiday import on_holiday
from tasklark.queries import Queries
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.settings import Loaded, Settings
from tasklark.store.opening import on_postgres, open_file, open_named
from tasklark.store.port import TaskStore
from tasklark.store.sqlite import SqliteStore
from tasklark.zone_data import zone_data_version

CLI = "cli"
QUIET = "CRITICAL"
"""A command says itself what went wrong: one line, no log beside it."""
_ZONE_DATA = "zone-data"
_SETTLE_S = 3.0
_SETTLE_STEP_S = 0.01
_HANDSHAKE_S = 1.0
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Core:
    """The tasks of one data folder: what every door and service stands on."""

    loaded: Loaded
    store: SqliteStore
    runtime: EmbeddedRuntime
    commands: Commands
    queries: Queries


def now() -> datetime:
    """The instant, aware UTC."""
    return datetime.now(UTC)


def all_loaded() -> None:
    """Look for garbage again from now on, but not in what was loaded: it stays anyway."""
    gc.freeze()
    gc.enable()


def event_loop() -> asyncio.AbstractEventLoop:
    """uvloop where there is one."""
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop

    return uvloop.new_event_loop()


def run(work: Coroutine[None, None, Result]) -> Result:
    """Run a process's coroutine to its end."""
    with asyncio.Runner(loop_factory=event_loop) as runner:
        return runner.run(work)


def _only_embedded(settings: Settings) -> None:
    """Refuse what this program cannot serve, before anything is opened.

    Raises:
        StoreError: If the settings are those of a cluster.
    """
    if settings.runtime != "embedded" or on_postgres(settings):
        raise StoreError(
            "TASKLARK_RUNTIME=dapr and TASKLARK_DATABASE_URL are for the processes of a cluster; "
            "this command serves one computer on its own file.",
            "Unset both.",
        )


def log(loaded: Loaded, level: str = "") -> None:
    """Log to stderr at the level that is set, or `level` where none is."""
    chosen = loaded.sources["log_level"] != "default"
    telemetry.log_to(sys.stderr, loaded.settings.log_level if chosen or not level else level)


def on_store(loaded: Loaded, work: Callable[[TaskStore], Coroutine[None, None, Result]]) -> Result:
    """Open the store that the settings name, a file or PostgreSQL, do one thing, close.

    Raises:
        StoreError: If it cannot be used.
    """
    log(loaded, QUIET)

    async def opened() -> Result:
        async with await open_named(loaded.settings, now, on_holiday) as store:
            return await work(store)

    return run(opened())


@asynccontextmanager
async def open_core(loaded: Loaded, log_level: str = "") -> AsyncIterator[Core]:
    """Open the data folder; nothing works in the background yet.

    `log_level` holds where none is set.

    Raises:
        StoreError: If the folder or the database cannot be used.
    """
    settings = loaded.settings
    _only_embedded(settings)
    log(loaded, log_level)
    async with await open_file(settings, now, on_holiday) as store:
        runtime = EmbeddedRuntime(store, poll_ms=settings.poll_ms)
        commands = Commands(store, runtime, now)
        queries = Queries(store, runtime, on_holiday, now)
        yield Core(loaded, store, runtime, commands, queries)


@asynccontextmanager
async def working(core: Core) -> AsyncIterator[None]:
    """Consumers and timers run here, or in whichever process holds the file's lock."""
    from services import SERVICES, Ground  # only where something works in the background

    sweep = timedelta(seconds=core.loaded.settings.sweep_s)
    ground = Ground(core.runtime, core.commands, core.queries, core.store, now, sweep)
    for service in SERVICES:
        service.attach(ground)
    async with core.runtime.running(background=True):
        await heed_zone_data(core)
        yield


async def heed_zone_data(core: Core) -> None:
    """When a government moved its clocks: work the instants of open tasks out again, once."""
    current = zone_data_version().encode()
    kept = await core.runtime.get(_ZONE_DATA)
    if kept is not None and kept.value == current:
        return
    if kept is not None:
        await core.commands.recompute(Call(local(_ZONE_DATA).acting_as(_ZONE_DATA)))
    await core.runtime.put(_ZONE_DATA, current)


async def stdio(loaded: Loaded) -> None:
    """Serve the MCP tools to one client over stdin and stdout."""
    from mcp_server.stdio import serve
    from tasklark.around import around

    async with AsyncExitStack() as stack:
        core = await stack.enter_async_context(open_core(loaded))

        async def background() -> None:
            # The client's first question is answered before anything else is loaded.
            await asyncio.sleep(_HANDSHAKE_S)
            await stack.enter_async_context(working(core))
            all_loaded()

        later = asyncio.create_task(background())
        try:
            clients = Connections(core.runtime, now)
            beside = around(core.loaded.settings, core.store, now)
            await serve(core.commands, core.queries, clients.met, core.runtime, beside)
        finally:
            later.cancel()
            with suppress(asyncio.CancelledError):
                await later


async def once(
    loaded: Loaded, work: Callable[[Core], Coroutine[None, None, Result]], *, follow: bool = True
) -> Result:
    """Open, do one thing, with `follow` let what follows from it happen, close."""
    async with open_core(loaded, QUIET) as core:
        if not follow:
            return await work(core)
        async with working(core):
            result = await work(core)
            await settled(core)
            return result


async def settled(core: Core) -> None:
    """Wait, within bounds, until the consumers have seen every event so far."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_SETTLE_S):
            # Polled: another process may be the one that works.
            while not await core.runtime.settled():  # noqa: ASYNC110
                await asyncio.sleep(_SETTLE_STEP_S)


async def call_tool(loaded: Loaded, tool: str, arguments: Mapping[str, object]) -> tuple[str, bool]:
    """Call an MCP tool without a client; its text, and whether it was refused."""
    from mcp_server.direct import call
    from mcp_server.tools import TOOLS

    reads = tool in TOOLS and TOOLS[tool].hint == "reads"

    async def work(core: Core) -> tuple[str, bool]:
        answer = await call(core.commands, core.queries, local(CLI), tool, arguments)
        return answer.text, answer.refused

    return await once(loaded, work, follow=not reads)
