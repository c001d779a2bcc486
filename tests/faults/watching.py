"""What stands in a task file, read past the program; and how to wait for it."""

import json
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import anyio

from tests.running import Tasklark

Found = TypeVar("Found")


async def until(look: Callable[[], Awaitable[Found]], *, seconds: float = 60) -> Found:
    """What `look` finds, as soon as it finds anything."""
    with anyio.fail_after(seconds):
        # Asked again and again: there is no event to wait for across processes.
        while not (found := await look()):  # noqa: ASYNC110
            await anyio.sleep(0.02)
    return found


def rows(data: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a query on the file."""
    with closing(sqlite3.connect(data / "tasklark.sqlite3")) as connection:
        return connection.execute(query, values).fetchall()


def check_file(data: Path) -> None:
    """The file is sound: every change of a task has its own seq and one event, none is missing."""
    assert rows(data, "PRAGMA quick_check") == [("ok",)]
    ((seq,),) = rows(data, "SELECT seq FROM person")
    events = rows(data, "SELECT data FROM outbox WHERE kind = 'task' ORDER BY id")
    assert [json.loads(event)["seq"] for (event,) in events] == list(range(1, seq + 1))
    kept = [n for (n,) in rows(data, "SELECT seq FROM task")]
    assert len(set(kept)) == len(kept)
    assert max(kept) <= seq


def occurrences(data: Path, title: str) -> list[tuple[str, str]]:
    """Key and status of a series' rows, the oldest first."""
    query = "SELECT occurrence, status FROM task WHERE title = ? ORDER BY occurrence"
    return rows(data, query, title)


def check_daily(found: Sequence[tuple[str, str]]) -> None:
    """Every completed day has exactly one successor: the next day, up to the one that is open."""
    days = [date.fromisoformat(key[:10]) for key, _ in found]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert [status for _, status in found] == ["done"] * (len(found) - 1) + ["open"]


async def quiet(program: Tasklark) -> None:
    """Wait until the consumers have seen every event so far."""
    with program.client() as client:

        async def no_lag() -> bool:
            pipeline = client.get("/api/about").json()["pipeline"]
            assert pipeline["dead_letters"] == 0
            return not any(consumer["lag"] for consumer in pipeline["consumers"])

        await until(no_lag)
