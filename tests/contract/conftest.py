"""Every adapter of the ports: a suite runs once for each of them."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from scripts.engine import FOUND
from scripts.postgres import DEBIAN, WHEEL
from tasklark.store.sqlite import SqliteStore
from tests.contract.builders import Kept, StillClock, open_pg, open_sqlite
from tests.contract.dapr_ground import fake, fake_bulk
from tests.contract.grounds import Ground, Grounds, embedded
from tests.contract.servers import Servers
from tests.engine.ground import engine

Opened = AbstractAsyncContextManager[Kept]


@asynccontextmanager
async def sqlite(folder: Path, clock: StillClock, servers: Servers) -> AsyncIterator[SqliteStore]:
    """The store on a file."""
    del servers
    async with await open_sqlite(folder / "tasks.sqlite3", clock) as store:
        yield store


@asynccontextmanager
async def postgres(folder: Path, clock: StillClock, servers: Servers) -> AsyncIterator[Kept]:
    """The store on Debian's PostgreSQL."""
    del folder
    async with await open_pg(await servers.empty(DEBIAN), clock) as store:
        yield store


@asynccontextmanager
async def postgres_18(folder: Path, clock: StillClock, servers: Servers) -> AsyncIterator[Kept]:
    """The store on the newest PostgreSQL, from the wheel."""
    del folder
    async with await open_pg(await servers.empty(WHEEL), clock) as store:
        yield store


@asynccontextmanager
async def pgbouncer(folder: Path, clock: StillClock, servers: Servers) -> AsyncIterator[Kept]:
    """The store behind a pooler in transaction mode, without prepared statements."""
    del folder
    address = await servers.pooled(await servers.empty(DEBIAN))
    async with await open_pg(address, clock, prepare=False) as store:
        yield store


STORES: dict[str, Callable[[Path, StillClock, Servers], Opened]] = {
    "sqlite": sqlite,
    "postgres": postgres,
    "postgres 18": postgres_18,
    "pgbouncer": pgbouncer,
}


@pytest.fixture(params=STORES)
async def store(
    request: pytest.FixtureRequest, tmp_path: Path, clock: StillClock, servers: Servers
) -> AsyncIterator[Kept]:
    async with STORES[request.param](tmp_path, clock, servers) as opened:
        yield opened


RUNTIMES: dict[str, Grounds] = {
    "embedded": embedded,
    "dapr-fake": fake,
    "dapr-fake-bulk": fake_bulk,
}
if FOUND in os.environ:
    RUNTIMES["dapr-engine"] = engine


@pytest.fixture(params=RUNTIMES)
async def ground(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Ground]:
    """What the runtimes of a test stand on."""
    async with RUNTIMES[request.param](tmp_path) as opened:
        yield opened
