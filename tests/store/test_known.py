"""Tasks that a list shows without reading them again are always as they are now."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from tasklark.domain.query import Filter, Page
from tasklark.store import sqlite_known
from tasklark.store.port import Need
from tasklark.store.sqlite import SqliteStore
from tests.contract.builders import (
    ME,
    StillClock,
    add,
    adding,
    change,
    open_sqlite,
    reminding,
    setting,
)
from tests.store.test_sqlite_plans import heard

ROWS, RINGS, SUBTASKS = "SELECT task.id, task.owner", "SELECT reminder.id", "SELECT parent, sum("


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[tuple[SqliteStore, SqliteStore]]:
    """Two processes' stores on one file."""
    path = tmp_path / "t.sqlite3"
    async with (
        await open_sqlite(path, StillClock()) as one,
        await open_sqlite(path, StillClock()) as other,
    ):
        yield one, other


async def shown(store: SqliteStore) -> Page:
    return await store.find(ME, Filter())


async def titles(store: SqliteStore) -> list[str]:
    return [task.title for task in (await shown(store)).tasks]


def reads(said: Sequence[str]) -> list[str]:
    """Which of the reads of rows were made."""
    return [kind for said_now in said for kind in (ROWS, RINGS, SUBTASKS) if kind in said_now[:40]]


async def test_a_change_by_another_process_is_seen_in_the_next_list(
    two: tuple[SqliteStore, SqliteStore],
) -> None:
    one, other = two
    task = await add(one, "before")
    assert await titles(one) == await titles(other) == ["before"]
    await change(other, task, setting(title="after"))
    assert await titles(one) == await titles(other) == ["after"]


async def test_a_reminder_and_a_subtask_of_another_process_are_seen_in_the_next_list(
    two: tuple[SqliteStore, SqliteStore],
) -> None:
    one, other = two
    task = await add(one, "plain")
    for page in (await shown(one), await shown(one)):
        assert (page.reminders, page.subtasks) == ({}, {})
    await change(other, task, reminding())
    assert list((await shown(one)).reminders) == [task.id]
    below = await add(other, "below", parent=task.id)
    assert (await shown(one)).subtasks == {task.id: (0, 1)}
    await change(other, below, setting(parent=None))
    assert (await shown(one)).subtasks == {}


async def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    async with await open_sqlite(tmp_path / "t.sqlite3", StillClock()) as store:
        first, second = [await add(store, title) for title in ("a", "b")]
        await shown(store)
        async with heard(store) as said:
            await shown(store)
        assert reads(said) == []
        await change(store, second, setting(notes="x"))
        async with heard(store) as said:
            assert (await shown(store)).tasks[1].notes == "x"
        assert reads(said) == [ROWS, RINGS, SUBTASKS]
        assert not any(f"[{first.id}" in statement for statement in said)


async def test_an_older_snapshot_has_the_rows_of_its_own_time(tmp_path: Path) -> None:
    async with await open_sqlite(tmp_path / "t.sqlite3", StillClock()) as store:
        task = await add(store, "before")
        began, goes_on = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()

        def slowly(connection: sqlite3.Connection) -> tuple[str, bool, bool]:
            asked = store._asked(connection, ME)
            loop.call_soon_threadsafe(began.set)
            goes_on.wait(60)
            (row,) = store._known.tasks(asked, [task.id])
            rings, subtasks = store._known.beside(asked, [task.id])
            return row.title, bool(rings), bool(subtasks)

        reading = asyncio.ensure_future(store.read(slowly))
        await began.wait()
        await change(store, task, setting(title="after"))
        await change(store, task, reminding())
        assert await titles(store) == ["after"]
        goes_on.set()
        assert await reading == ("before", False, False)
        assert await titles(store) == ["after"]
        assert list((await shown(store)).reminders) == [task.id]


@pytest.mark.parametrize(("limit", "few", "most"), [("_KEPT", 3, 3), ("_MANY", 2, 8)])
async def test_more_than_is_kept_is_still_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, few: int, most: int
) -> None:
    monkeypatch.setattr(sqlite_known, limit, few)
    async with await open_sqlite(tmp_path / "t.sqlite3", StillClock()) as store:
        for more in ("abc", "defgh"):
            await store.change(ME, Need(), adding(*more))
            assert sorted(await titles(store))[-len(more) :] == list(more)
        assert len(store._known._tasks) <= most


async def test_what_was_known_of_a_file_is_forgotten_when_another_content_fills_it(
    tmp_path: Path,
) -> None:
    async with await open_sqlite(tmp_path / "t.sqlite3", StillClock()) as store:
        task = await add(store, "as it was")
        assert await titles(store) == ["as it was"]
        await store.write_alone(
            lambda connection: connection.execute(
                "UPDATE task SET title = 'as it came' WHERE id = ?", (task.id,)
            )
        )
        assert await titles(store) == ["as it came"]
