"""What names its rows finds them by their keys, however many there are beside them."""

import asyncio
import re
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tasklark.domain.query import Filter
from tasklark.store.port import Need, Ref
from tasklark.store.sqlite import SqliteStore
from tests.contract.builders import ME, StillClock, add, adding, open_sqlite, setting

READERS = 2
# All rows of a table, or all of one person's: `SCAN task`, `SEARCH task USING … (owner=?)`.
ALL_OF_ONE = re.compile(r"^(SCAN (task|change|reminder)\b|SEARCH (task|change) .*\(owner=\?\)$)")
OPEN_ONES = re.compile(r"^SEARCH task .*\(owner=\? AND status=\?\)$")


@asynccontextmanager
async def heard(store: SqliteStore) -> AsyncIterator[list[str]]:
    """The statements that are run meanwhile, by whichever thread."""
    said: list[str] = []

    async def listen(listener: Callable[[str], object] | None) -> None:
        meeting = threading.Barrier(READERS)

        def together(connection: sqlite3.Connection) -> None:
            meeting.wait(60)
            connection.set_trace_callback(listener)

        await asyncio.gather(*(store.read(together) for _ in range(READERS)))
        await store.write(lambda connection: connection.set_trace_callback(listener))

    await listen(said.append)
    try:
        yield said
    finally:
        await listen(None)


async def walks(store: SqliteStore, said: list[str], how: re.Pattern[str]) -> list[tuple[str, str]]:
    """Those of the statements that go through rows that way, with the steps that do."""

    def look(connection: sqlite3.Connection) -> list[tuple[str, str]]:
        found = []
        for statement in dict.fromkeys(said):
            if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
                plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
                found += [(step[3], statement) for step in plan if how.match(step[3])]
        return found

    return await store.read(look)


NAMED: dict[str, Callable[[SqliteStore, list[int], str], object]] = {
    "several by id": lambda store, ids, _: store.tasks(ME, ids),
    "some by number": lambda store, _, __: store.tasks(ME, refs=[Ref(1), Ref(2)]),
    "a change of several": lambda store, ids, _: store.change(
        ME, Need(ids=tuple(ids)), setting(notes="x")
    ),
    "a change with relatives": lambda store, ids, _: store.change(
        ME, Need(ids=(ids[0],), relatives=True), setting(notes="x")
    ),
    "an undo by code": lambda store, _, code: store.change(ME, Need(codes=(code,)), setting()),
    "an undo of the last": lambda store, _, __: store.change(
        ME, Need(last_of=ME.client), setting()
    ),
    "the history of some": lambda store, ids, _: store.history(ME, ids),
    "like titles": lambda store, _, __: store.change(ME, Need(titles=("a", "b")), adding("c")),
    "a list": lambda store, _, __: store.find(ME, Filter()),
    "subtasks": lambda store, ids, _: store.find(ME, Filter(parent=ids[0])),
    "a series": lambda store, ids, _: store.find(ME, Filter(series=ids[0], status="any")),
    "what changed since": lambda store, _, __: store.changed_since(ME, 2, 50),
}


@pytest.mark.parametrize("question", NAMED)
async def test_rows_that_are_named_are_not_looked_for(tmp_path: Path, question: str) -> None:
    async with await open_sqlite(tmp_path / "t.sqlite3", StillClock()) as store:
        tasks = [await add(store, title) for title in "abc"]
        code = (await store.change(ME, Need(), adding("d"))).code
        assert code is not None
        async with heard(store) as said:
            await NAMED[question](store, [task.id for task in tasks], code)  # type: ignore[misc]
        assert said
        assert await walks(store, said, ALL_OF_ONE) == []
        if question != "a list":
            assert await walks(store, said, OPEN_ONES) == []
