"""The embedded store's content out of and into its file; copies of the file while it is used."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from tasklark.domain.errors import Refusal, StoreError
from tasklark.store.rows import task_of
from tasklark.store.sqlite import SqliteStore
from tasklark.store.sqlite_apply import write_tags
from tasklark.store.sqlite_file import connect, in_words, standing
from tasklark.store.transfer import (
    ORDER,
    TABLES,
    Place,
    batches,
    first_line,
    largest_id,
    last_line,
    line,
    moved,
    not_empty,
    records,
)


async def export_sqlite(store: SqliteStore, write: Callable[[bytes], object]) -> int:
    """Hand everything to `write`, line by line, as of one moment; returns how many rows."""

    def read(connection: sqlite3.Connection) -> int:
        write(first_line())
        count = 0
        for table, columns in TABLES.items():
            sql = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {ORDER[table]}"
            for row in connection.execute(sql):
                write(line(table, row))
                count += 1
        write(last_line(count))
        return count

    return await store.read(read)


async def import_sqlite(store: SqliteStore, lines: Callable[[], Iterable[bytes]]) -> int:
    """Fill an empty file with an export, all of it or nothing; returns how many rows.

    `lines` is asked for twice: the file is looked through before anything is written.

    Raises:
        Refusal: If there are tasks already, or the file is not whole.
    """
    largest = largest_id(lines())

    def work(connection: sqlite3.Connection) -> int:
        if connection.execute("SELECT 1 FROM task LIMIT 1").fetchone():
            raise not_empty()
        connection.execute("DELETE FROM change")
        connection.execute("DELETE FROM project")
        connection.execute("DELETE FROM person")
        count = 0
        for table, some in batches(records(lines())):
            _write(store, connection, table, [moved(table, one, Place()) for one in some])
            count += len(some)
        store.search.settle(connection)
        connection.execute(
            "INSERT INTO counter (name, next) VALUES ('id', ?1) ON CONFLICT (name)"
            " DO UPDATE SET next = max(next, ?1)",
            (largest + 1,),
        )
        return count

    return await store.write_alone(work)


def _write(
    store: SqliteStore, connection: sqlite3.Connection, table: str, some: list[dict[str, object]]
) -> None:
    columns = TABLES[table]
    marks = ", ".join("?" * len(columns))
    rows = [tuple(record[name] for name in columns) for record in some]
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    connection.executemany(sql, rows)
    if table == "task":
        for row in rows:
            task = task_of(row)
            write_tags(connection, task)
            store.search.feed(connection, task)


async def backup(store: SqliteStore, to: Path) -> Path:
    """A copy of the file as of one moment, made beside its use (`VACUUM INTO`).

    Raises:
        Refusal: If something is there already.
        StoreError: If it cannot be written.
    """
    return await asyncio.to_thread(_copy, store.path, to)


def _copy(path: Path, to: Path) -> Path:
    if to.exists():
        raise Refusal(f"{to} is there already.", "Name another file.")
    connection = connect(path)
    try:
        connection.execute("VACUUM INTO ?", (str(to),))
    except sqlite3.Error as problem:
        raise in_words(problem) from problem
    finally:
        connection.close()
    check(to)
    return to


def restore(copy: Path, to: Path) -> None:
    """Make the database `to` of a copy; whole or not at all.

    Raises:
        Refusal: If something is there already, or the copy is not one of ours.
        StoreError: If the copy is damaged, or a newer program made it.
    """
    for there in (to, *(to.with_name(f"{to.name}{end}") for end in ("-wal", "-shm"))):
        if there.exists():
            raise Refusal(
                f"{there} is there already.",
                "Choose another folder with --data; or close what uses it and move it away.",
            )
    check(copy)
    held, known = standing(copy)
    if not held:
        raise Refusal(f"{copy} is not a copy of Tasklark's database.", "Choose another file.")
    if held > known:
        raise StoreError(
            f"A newer Tasklark made this copy (schema {held}; this one knows {known}).",
            "Update Tasklark.",
        )
    draft = to.with_name(f"{to.name}.new")
    draft.unlink(missing_ok=True)
    _copy(copy, draft).rename(to)


def check(path: Path) -> None:
    """Look whether a copy is sound.

    Raises:
        StoreError: If it is not a whole database.
    """
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            (told,) = connection.execute("PRAGMA quick_check").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as problem:
        raise in_words(problem) from problem
    if told != "ok":
        raise StoreError("The copy is damaged.", "Check the disk, then retry.")
