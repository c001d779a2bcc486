"""How the databases answer the questions that are asked most: EXPLAIN of the very statements."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks.measuring import Ground
from tasklark.domain.query import DueSpan, Filter, Sort
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_pool import Ask, Pool, Row
from tasklark.store.sqlite import SqliteStore

_READERS = 2
_EXPLAIN = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) "
Plans = dict[str, list[str]]
"""By question: the plans' lines."""


async def explained(ground: Ground) -> Plans:
    """How each question is answered on this ground."""
    return {name: await _plan(ground, filter, sorts) for name, filter, sorts in _questions(ground)}


def _questions(ground: Ground) -> list[tuple[str, Filter, tuple[Sort, ...]]]:
    today = datetime.now(UTC).date()
    words = ground.words
    return [
        ("today", Filter(due=DueSpan(high=today)), ()),
        ("a week", Filter(due=DueSpan(today, today + timedelta(days=7))), (Sort("due"),)),
        ("by priority", Filter(), (Sort("priority"), Sort("due"))),
        ("newest", Filter(), (Sort("created", descending=True),)),
        ("a tag", Filter(tags=("phone",)), ()),
        ("a rare word", Filter(text=f"{words[4000]} "), ()),
        ("a common word", Filter(text=f"{words[0]} "), ()),
        ("a typo", Filter(text=f"{words[300][1]}{words[300][0]}{words[300][2:]}"), ()),
    ]


async def _plan(ground: Ground, filter: Filter, sorts: tuple[Sort, ...]) -> list[str]:
    store = ground.store
    if isinstance(store, SqliteStore):
        async with _heard_sqlite(store) as heard:
            await store.find(ground.who, filter, sorts)
        asked = [sql for sql in heard if sql.lstrip().upper().startswith(("SELECT", "WITH"))]
        return [line for sql in asked for line in await store.read(_explaining(sql))]
    assert isinstance(store, PostgresStore)
    pool = store.pool
    hearing = store.pool = _Hearing(pool)
    try:
        await store.find(ground.who, filter, sorts)
    finally:
        store.pool = pool
    lines: list[str] = []
    for person, asks in hearing.asked:
        # Together, as they were: one may go on with what the one before it found.
        told = await pool.ask(person, *(replace(ask, sql=_EXPLAIN + ask.sql) for ask in asks))
        lines += [line for rows in told for (line,) in rows]
    return lines


def _explaining(sql: str) -> Callable[[sqlite3.Connection], list[str]]:
    """SQLite's plan of a statement, its steps indented as they are nested."""

    def explain(connection: sqlite3.Connection) -> list[str]:
        depth = {0: -1}
        lines = []
        for id_, parent, _, detail in connection.execute(f"EXPLAIN QUERY PLAN {sql}"):
            depth[id_] = depth.get(parent, -1) + 1
            lines.append(f"{'  ' * depth[id_]}{detail}")
        return lines

    return explain


@asynccontextmanager
async def _heard_sqlite(store: SqliteStore) -> AsyncIterator[list[str]]:
    """The statements that the reading threads run meanwhile, their values in them."""
    heard: list[str] = []
    await _on_every_reader(store, lambda connection: connection.set_trace_callback(heard.append))
    try:
        yield heard
    finally:
        await _on_every_reader(store, lambda connection: connection.set_trace_callback(None))


async def _on_every_reader(
    store: SqliteStore, work: Callable[[sqlite3.Connection], object]
) -> None:
    meeting = threading.Barrier(_READERS)

    def together(connection: sqlite3.Connection) -> None:
        meeting.wait(10)
        work(connection)

    await asyncio.gather(*(store.read(together) for _ in range(_READERS)))


class _Hearing(Pool):
    """A pool that remembers what it was asked."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool._pool)
        self.asked: list[tuple[int, tuple[Ask, ...]]] = []

    async def ask(self, person: int, *asks: Ask) -> list[list[Row]]:
        self.asked.append((person, asks))
        return await super().ask(person, *asks)
