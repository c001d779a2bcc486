"""PostgreSQL's content out of and into the database: everybody's, or one person's."""

from collections.abc import Callable, Iterable

import orjson
from psycopg import AsyncConnection, AsyncServerCursor

from tasklark.domain.errors import Refusal
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_apply import without_nul
from tasklark.store.postgres_pool import EVERYONE, Row
from tasklark.store.postgres_search import lexemes_of
from tasklark.store.rows import TASK_COLUMNS, task_of
from tasklark.store.tokens import fold
from tasklark.store.transfer import (
    BATCH,
    ORDER,
    TABLES,
    Place,
    Record,
    batches,
    first_line,
    largest_id,
    last_line,
    line,
    moved,
    not_empty,
    records,
)

_FILL = "INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, $1::jsonb)"
_SEARCH = (
    "INSERT INTO task_search (owner, task, words) SELECT owner, task, words::tsvector"
    " FROM jsonb_to_recordset($1::jsonb) AS given (owner bigint, task bigint, words text)"
)
_WORDS = (
    "INSERT INTO word SELECT DISTINCT owner, word FROM jsonb_populate_recordset(NULL::word,"
    " $1::jsonb) ON CONFLICT DO NOTHING"
)


async def export_postgres(
    store: PostgresStore, write: Callable[[bytes], object], person: int | None = None
) -> int:
    """Hand everything (or one person's) to `write`, as of one moment; returns how many rows."""
    who = EVERYONE if person is None else person
    count = 0
    async with store.pool.transaction(who) as connection:
        write(first_line())
        for table, columns in TABLES.items():
            sql = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {ORDER[table]}"
            async with AsyncServerCursor(connection, "export") as cursor:
                cursor.itersize = BATCH
                await cursor.execute(sql.encode())
                async for row in cursor:
                    write(line(table, row))
                    count += 1
        write(last_line(count))
    return count


async def import_postgres(
    store: PostgresStore, lines: Callable[[], Iterable[bytes]], person: int | None = None
) -> int:
    """Take an export in, all of it or nothing; returns how many rows.

    For `person`, whose tasks there must be none of yet, ids are others where they are taken;
    without, the export's people come as they are, into an empty database.

    Raises:
        Refusal: If there are tasks already, the file is not whole, or holds several people.
    """
    largest = largest_id(lines())
    if person is not None and len(set(_people(lines()))) > 1:
        raise Refusal("The file holds several people.", "Export one person.")
    start = await _block(store, largest) if person is not None else 1
    place = Place(start - 1, person)
    count = 0
    async with store.pool.transaction(EVERYONE) as connection:
        await _make_room(connection, person)
        for table, some in batches(records(lines())):
            await _write(connection, table, [moved(table, one, place) for one in some])
            count += len(some)
        if person is None:
            await connection.execute(
                "INSERT INTO counter (name, next) VALUES ('id', $1) ON CONFLICT (name)"
                " DO UPDATE SET next = greatest(counter.next, $1)",
                (largest + 1,),
            )
    return count


def _people(lines: Iterable[bytes]) -> Iterable[int]:
    return (record["id"] for table, record in records(lines) if table == "person")


async def _block(store: PostgresStore, size: int) -> int:
    """The first of so many ids that nobody else gets."""
    rows = await store.pool.rows(
        EVERYONE,
        "INSERT INTO counter (name, next) VALUES ('id', 1 + ?) ON CONFLICT (name)"
        " DO UPDATE SET next = counter.next + ? RETURNING next",
        (size, size),
    )
    return int(rows[0][0]) - size


async def _make_room(connection: AsyncConnection[Row], person: int | None) -> None:
    """Nobody's tasks are written over; a person without any makes way for who comes."""
    theirs = "" if person is None else " WHERE {} = $1"
    values = () if person is None else (person,)
    there = f"SELECT 1 FROM task{theirs.format('owner')} LIMIT 1"
    if await (await connection.execute(there.encode(), values)).fetchone() is not None:
        raise not_empty()
    for table in ("change_task", "change", "request", "project", "person"):
        column = "id" if table == "person" else "owner"
        await connection.execute(f"DELETE FROM {table}{theirs.format(column)}".encode(), values)


async def _write(connection: AsyncConnection[Row], table: str, some: list[Record]) -> None:
    if table == "person":
        some = [{**record, "lists_version": 0} for record in some]
    await _fill(connection, _FILL.format(table=table), some)
    if table != "task":
        return
    tasks = [task_of([record[name] for name in TASK_COLUMNS]) for record in some]
    words = [(task, lexemes_of(task)) for task in tasks]
    labels = [
        {"owner": task.owner, "tag": tag, "task": task.id}
        for task in tasks
        for tag in dict.fromkeys(fold(tag) for tag in task.tags)
    ]
    await _fill(connection, _FILL.format(table="task_tag"), labels)
    found = [{"owner": task.owner, "task": task.id, "words": w.vector} for task, w in words]
    await _fill(connection, _SEARCH, found)
    lexicon = [{"owner": task.owner, "word": word} for task, w in words for word in w.lexicon]
    await _fill(connection, _WORDS, lexicon)


async def _fill(connection: AsyncConnection[Row], sql: str, some: list[Record]) -> None:
    await connection.execute(sql.encode(), (without_nul(orjson.dumps(some).decode()),))
