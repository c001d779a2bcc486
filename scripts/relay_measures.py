"""How fast the relay empties an outbox, beside bare publishing of the same events."""

import asyncio
import secrets
import time
from datetime import UTC, datetime

import psycopg

from scripts.engine import found
from tasklark.domain.events import CloudEvent, Topic
from tasklark.holiday import on_holiday
from tasklark.outbox import Relay, holder
from tasklark.runtime.topics import KINDS, event_in
from tasklark.store.postgres import PostgresStore, open_postgres
from tasklark.store.postgres_outbox import Outbox
from tasklark.store.postgres_pool import EVERYONE
from tasklark.store.postgres_schema import migrate
from tests.engine.ground import EngineGround, EngineProcess

_ROWS, _OWNERS = 10_000, 50
_FILL = (
    "INSERT INTO outbox (owner, kind, type, subject, at, data)"
    " SELECT n % ?, 'task', 'dev.tasklark.task.created.v1', n::text, 0, jsonb_build_object("
    "'event_type', 'created', 'task_id', n, 'user_id', '1', 'seq', n, 'version', 1, 'change',"
    " 'a7k', 'actor', 'person', 'client', 'web', 'cause', NULL, 'task_data',"
    " jsonb_build_object('id', n, 'title', repeat('x', 600))) FROM generate_series(1, ?) AS n"
)


async def relay_drain(ground: EngineGround) -> dict[str, float | int | str]:
    """Ten thousand changes that wait, an event of two topics each; first by bare publishing."""
    store = await open_postgres(await _database(), lambda: datetime.now(UTC), on_holiday, size=4)
    process = ground.process()
    async with store:
        await store.pool.rows(EVERYONE, _FILL, (_OWNERS, _ROWS))
        bare = await _bare(store, process)
        relayed = await _relayed(store, process)
    await process.close()
    return {
        "changes": _ROWS,
        "bare changes/s": round(bare),
        "relayed changes/s": round(relayed),
        "share": round(relayed / bare, 2),
    }


async def _database() -> str:
    name = f"relay_{secrets.token_hex(4)}"
    owner = found().postgres
    async with await psycopg.AsyncConnection.connect(owner, autocommit=True) as connection:
        await connection.execute(f'CREATE DATABASE "{name}"'.encode())
    address = psycopg.conninfo.make_conninfo(owner, dbname=name)
    await migrate(address)
    return address


async def _bare(store: PostgresStore, process: EngineProcess) -> float:
    rows = await Outbox(store.pool, "looks").waiting((), _ROWS)
    topics: list[tuple[Topic, list[CloudEvent]]] = [
        (topic, [event_in(topic, row) for row in rows if row[2] in KINDS[topic]])  # type: ignore[arg-type]
        for topic in KINDS
    ]
    await process.publish_all("task-events", topics[0][1][:100])
    begun = time.perf_counter()
    missing = await asyncio.gather(*(process.publish_all(*one) for one in topics))
    assert not any(missing)
    return _ROWS / (time.perf_counter() - begun)


async def _relayed(store: PostgresStore, process: EngineProcess) -> float:
    outbox, closing = Outbox(store.pool, holder()), asyncio.Event()
    relay = Relay(outbox, process, lambda: datetime.now(UTC))
    begun = time.perf_counter()
    work = asyncio.create_task(relay.run(closing))
    while (await outbox.lag())[0]:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    took = time.perf_counter() - begun
    closing.set()
    relay.wake()
    await work
    return _ROWS / took
