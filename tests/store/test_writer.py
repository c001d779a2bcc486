"""Many jobs in one commit: what becomes of the others when one of them fails."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tasklark.domain.errors import Refusal
from tasklark.domain.query import Filter
from tasklark.store.lock import FileLock
from tests.contract.builders import ME, StillClock, add, open_sqlite

HALF_WAY = "INSERT INTO project (owner, name, rank) VALUES (1, 'half-way', 0)"


def fails_half_way(connection: sqlite3.Connection) -> None:
    connection.execute(HALF_WAY)
    raise Refusal("no")


def fails_before(_: sqlite3.Connection) -> None:
    raise Refusal("no")


def breaks_half_way(connection: sqlite3.Connection) -> None:
    connection.execute(HALF_WAY)
    raise ZeroDivisionError


@pytest.mark.parametrize("failing", [fails_half_way, fails_before, breaks_half_way])
async def test_a_job_that_fails_takes_no_other_with_it_and_leaves_nothing(
    tmp_path: Path, failing: Callable[[sqlite3.Connection], None]
) -> None:
    path = tmp_path / "t.sqlite3"
    async with await open_sqlite(path, StillClock()) as store:
        # Another process writes: what is asked for meanwhile becomes one commit.
        other = FileLock(path.with_name("t.sqlite3.lock"))
        other.acquire()
        asked = [add(store, "first"), add(store, "second"), store.write(failing)]
        asked += [add(store, "third"), store.write(failing), add(store, "fourth")]
        waiting = [asyncio.ensure_future(one) for one in asked]
        await asyncio.sleep(0)
        other.close()
        told = await asyncio.gather(*waiting, return_exceptions=True)
        assert [isinstance(one, Exception) for one in told] == [
            False, False, True, False, True, False,
        ]  # fmt: skip
        page = await store.find(ME, Filter())
        titles = sorted(page.tasks, key=lambda task: task.seq)
        assert [task.title for task in titles] == ["first", "second", "third", "fourth"]
        assert [task.seq for task in titles] == [1, 2, 3, 4]
        assert [task.number for task in titles] == [1, 2, 3, 4]
        assert await store.projects(ME) == []
