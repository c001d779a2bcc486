"""A database that fails in the middle of a write: said plainly, nothing kept, nothing promised."""

from collections.abc import AsyncIterator

import anyio
import psycopg
import pytest

from tasklark.domain.errors import StoreError
from tasklark.domain.query import Filter
from tasklark.store.port import Need
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_pool import EVERYONE
from tests.contract.builders import ME, add, adding
from tests.contract.servers import Servers

WAITING = (
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'tasklark'"
    " AND datname = current_database() AND wait_event_type = 'Lock'"
)
KEPT = (
    "SELECT (SELECT count(*) FROM task), (SELECT count(*) FROM change),"
    " (SELECT count(*) FROM outbox), (SELECT count(*) FROM task_search), seq FROM person"
)


@pytest.fixture
async def owner(servers: Servers, address: str) -> AsyncIterator[psycopg.AsyncConnection]:
    """Whoever administers the store's database."""
    name = psycopg.conninfo.conninfo_to_dict(address)["dbname"]
    whole = psycopg.conninfo.make_conninfo(await servers.owner(), dbname=str(name))
    async with await psycopg.AsyncConnection.connect(whole, autocommit=True) as connection:
        yield connection


async def cut_off(owner: psycopg.AsyncConnection) -> None:
    """End the connection of the write that waits, as soon as one does."""
    while not (waiting := await (await owner.execute(WAITING)).fetchall()):
        await anyio.lowlevel.checkpoint()
    for (pid,) in waiting:
        await owner.execute("SELECT pg_terminate_backend(%s)", (pid,))


async def test_a_write_whose_connection_is_cut_is_refused_and_leaves_nothing(
    store: PostgresStore, owner: psycopg.AsyncConnection
) -> None:
    await add(store, "before")
    told: list[StoreError] = []

    async def write() -> None:
        with pytest.raises(StoreError, match="cannot be reached") as refused:
            await store.change(ME, Need(), adding("lost", tags=("x",)))
        told.append(refused.value)

    async with await psycopg.AsyncConnection.connect(owner.info.dsn) as other:
        # Another writer of this person's is in the middle of its transaction.
        await other.execute("SELECT FROM person FOR UPDATE")
        async with anyio.create_task_group() as both:
            both.start_soon(write)
            await cut_off(owner)
    assert told
    assert told[0].hint
    assert await store.pool.rows(EVERYONE, KEPT) == [(1, 1, 1, 1, 1)]
    assert (await add(store, "after")).number == 2


async def test_a_full_disk_is_said_and_leaves_nothing(
    store: PostgresStore, owner: psycopg.AsyncConnection
) -> None:
    await add(store, "before")
    # The event is the last row that a change writes.
    await owner.execute(
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'could not extend file: No space left on device'"
        " USING ERRCODE = 'disk_full'; END $$"
    )
    await owner.execute(
        "CREATE TRIGGER full_disk BEFORE INSERT ON outbox EXECUTE FUNCTION full_disk()"
    )
    with pytest.raises(StoreError, match="disk is full; nothing was saved") as told:
        await store.change(ME, Need(), adding("lost"))
    assert told.value.hint
    assert await store.pool.rows(EVERYONE, KEPT) == [(1, 1, 1, 1, 1)]
    assert (await store.find(ME, Filter())).total == 1
    await owner.execute("DROP TRIGGER full_disk ON outbox")
    assert (await add(store, "after")).number == 2
