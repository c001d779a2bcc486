"""The file itself: its schema, and what is said when it cannot be used."""

import asyncio
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tasklark.domain.errors import StoreError
from tasklark.domain.query import Filter
from tasklark.store.lock import FileLock
from tasklark.store.port import Need
from tasklark.store.sqlite_file import migrate, open_file, schema_version
from tests.contract.builders import ME, StillClock, add, adding, open_sqlite


def schema(connection: sqlite3.Connection) -> dict[str, str]:
    """Every table and index of ours as text, spaces and quotes aside."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    return {name: re.sub(r'[\s"]+', " ", sql).replace(" ", "") for name, sql in rows}


def test_the_migrations_build_exactly_the_declared_tables(tmp_path: Path) -> None:
    from sqlalchemy import create_engine
    from sqlmodel import SQLModel

    from tasklark.store import tables

    assert tables.TaskRow.metadata is SQLModel.metadata
    engine = create_engine(f"sqlite:///{tmp_path / 'declared.sqlite3'}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    declared = sqlite3.connect(tmp_path / "declared.sqlite3")
    migrated = sqlite3.connect(":memory:", isolation_level=None)
    assert migrate(migrated) == schema_version()
    assert schema(migrated) == schema(declared)
    assert migrate(migrated) == schema_version()
    declared.close()
    migrated.close()


def test_neither_the_store_nor_the_runtime_imports_sqlmodel() -> None:
    code = (
        "import sys, tasklark.store.sqlite, tasklark.runtime.embedded;"
        "print(*(m for m in sys.modules if m.split('.')[0] in ('sqlmodel', 'sqlalchemy',"
        " 'pydantic', 'rapidfuzz')))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ran.stdout.strip() == ""


async def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match=r"newer Tasklark wrote this database \(schema 99") as told:
        await open_sqlite(path, StillClock())
    assert "Update Tasklark" in told.value.hint


@pytest.mark.parametrize("content", [b"not a database, only a long enough text" * 20])
async def test_a_file_that_is_no_database_is_said_plainly(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.sqlite3"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a Tasklark database"):
        await open_sqlite(path, StillClock())
    assert path.read_bytes() == content


async def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(StoreError, match="cannot be opened") as told:
            await open_sqlite(folder / "t.sqlite3", StillClock())
        assert "--data" in told.value.hint


async def test_a_full_disk_is_refused_and_acknowledges_nothing(tmp_path: Path) -> None:
    async with await open_sqlite(tmp_path / "t.sqlite3", StillClock()) as store:
        await add(store, "before")

        def fill(connection: sqlite3.Connection) -> None:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")

        await store.write(fill)
        writes = (store.change(ME, Need(), adding("x" * 400, notes="y" * 9000)) for _ in range(8))
        told = await asyncio.gather(*writes, return_exceptions=True)
        refused = [problem for problem in told if isinstance(problem, StoreError)]
        assert refused
        assert "disk is full" in str(refused[0])
        kept = 1 + sum(not isinstance(problem, BaseException) for problem in told)
        assert (await store.find(ME, Filter())).total == kept
        await store.execute("PRAGMA max_page_count = 1000000")
        assert (await add(store, "after")).number == kept + 1


async def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = await open_sqlite(tmp_path / "t.sqlite3", StillClock())
    await store.close()
    await store.close()
    for use in (store.person(ME), store.change(ME, Need(), adding("x"))):
        with pytest.raises(StoreError, match="closed"):
            await use


async def test_jobs_given_before_closing_are_finished(tmp_path: Path) -> None:
    store = await open_sqlite(tmp_path / "t.sqlite3", StillClock())
    writes = [asyncio.ensure_future(add(store, str(n))) for n in range(100)]
    await asyncio.sleep(0)
    await store.close()
    assert sorted(task.number for task in await asyncio.gather(*writes)) == list(range(1, 101))


def test_only_one_holds_the_lock_and_closing_frees_it(tmp_path: Path) -> None:
    one, two = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert one.try_acquire()
    assert not two.try_acquire()
    one.close()
    assert two.try_acquire()
    two.close()


DONE = "ifnull(completed_at, -9223372036854775808)"
INBOX = "due_day IS NULL AND project IS NULL AND parent IS NULL"


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (f"SELECT count(*) FROM task WHERE owner = 1 AND status = 'open' AND {INBOX}", "inbox"),
        (
            "SELECT project, count(*) FROM task WHERE owner = 1 AND status = 'open'"
            " AND project IS NOT NULL GROUP BY project",
            "project",
        ),
        (
            "SELECT tags, count(*) FROM task WHERE owner = 1 AND status = 'open'"
            " AND tags <> '[]' GROUP BY tags",
            "tags",
        ),
        (
            "SELECT task.project, count(*) FROM task WHERE task.owner = 1"
            " AND task.status = 'open' GROUP BY task.project",
            "project",
        ),
    ],
)
def test_what_stands_beside_a_list_is_counted_in_an_index(
    sql: str, index: str, tmp_path: Path
) -> None:
    connection = open_file(tmp_path / "t.sqlite3", FileLock(tmp_path / "lock"))
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    connection.close()
    assert f"COVERING INDEX task_{index} " in plan[0], plan


async def test_every_view_reads_by_an_index(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite3"
    open_file(path, FileLock(tmp_path / "lock")).close()
    connection = sqlite3.connect(path)
    late = "ifnull(late_at, 9223372036854775807)"
    for where, order, index in (
        (f"owner = 1 AND status = 'open' AND {late} < 5", late, "task_due"),
        ("owner = 1 AND status = 'open'", f"{late}, priority, id", "task_due"),
        ("owner = 1 AND status = 'open'", "folded, id", "task_folded"),
        ("owner = 1 AND status = 'open'", "created_at DESC, id DESC", "task_created"),
        ("owner = 1 AND seq > 5", "seq", "task_seq"),
        ("owner = 1 AND number = 5", "id", "task_number"),
        (f"owner = 1 AND status = 'done' AND {DONE} >= 5", f"{DONE} DESC, id DESC", "task_done"),
        ("owner = 1 AND project = 'x' AND status = 'open'", "id", "task_project"),
        ("owner = 1 AND status = 'done'", f"{DONE} DESC, id DESC", "task_done"),
        (
            "owner = 1 AND status = 'open' AND repeat IS NOT NULL",
            f"{late}, priority, id",
            "task_repeating",
        ),
        (f"owner = 1 AND status = 'open' AND {INBOX}", "created_at DESC, id DESC", "task_inbox"),
        ("owner = 1 AND status = 'deleted'", "created_at DESC, id DESC", "task_bin"),
        ("parent = 5", "id", "task_parent"),
        ("series = 5 AND occurrence = 'x'", "id", "task_occurrence"),
    ):
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT * FROM task WHERE {where} ORDER BY {order} LIMIT 50"
        ).fetchall()
        assert any(index in row[3] for row in plan), (where, plan)
    connection.close()
