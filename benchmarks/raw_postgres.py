"""The raw limit on PostgreSQL."""

import time
from collections.abc import Sequence

import psycopg
from psycopg_pool import AsyncConnectionPool

from benchmarks.raw import DAY, EVENT, rows


class RawPostgres:
    """psycopg's pool, prepared statements; task and outbox row in one statement, nothing else."""

    _ADD = (
        "WITH made AS (INSERT INTO raw_task (owner, title, notes, priority, tags, due_at, status,"
        " version, words) VALUES (1, %s, '', 3, '{home}', 0, 'open', 1, %s::tsvector)"
        " RETURNING id) INSERT INTO raw_outbox (data) SELECT %s FROM made"
    )
    _UPDATE = (
        "WITH made AS (UPDATE raw_task SET {sets}, version = version + 1 WHERE id = %s"
        " RETURNING id) INSERT INTO raw_outbox (data) SELECT %s FROM made"
    )

    def __init__(self, pool: AsyncConnectionPool[psycopg.AsyncConnection]) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, address: str) -> "RawPostgres":
        """Connect."""
        kwargs = {"autocommit": True, "prepare_threshold": 1}
        pool = AsyncConnectionPool(address, kwargs=kwargs, min_size=1, max_size=16, open=False)
        await pool.open(wait=True)
        return cls(pool)

    async def fill(self, tasks: int, words: list[str], owners: int) -> None:
        """Make and fill the raw tables."""
        async with self._pool.connection() as connection:
            for statement in (
                "CREATE TABLE raw_task (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                " owner bigint, title text, notes text, priority smallint, tags text[],"
                " due_at bigint, status text, version bigint, words tsvector)",
                "CREATE TABLE raw_outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                " data bytea)",
            ):
                await connection.execute(statement)
            copy = "COPY raw_task (owner, title, notes, priority, tags, due_at, status, version,"
            async with connection.cursor().copy(f"{copy} words) FROM STDIN") as into:
                for owner, title, notes, due in rows(tasks, words, owners):
                    lexemes = _lexemes(owner, f"{title} {notes}")
                    row = (owner, title, notes, 3, ["home"], due, "open", 1, lexemes)
                    await into.write_row(row)
            for statement in (
                "CREATE INDEX ON raw_task (owner, due_at, id) WHERE status = 'open'",
                "CREATE INDEX ON raw_task USING gin (words)",
                "VACUUM ANALYZE raw_task",
            ):
                await connection.execute(statement)

    async def _do(self, sql: str, values: Sequence[object], *, prepare: bool = True) -> None:
        async with self._pool.connection() as connection:
            cursor = await connection.execute(sql, values, prepare=prepare)
            if cursor.description is not None:
                await cursor.fetchall()

    async def add(self, title: str) -> None:
        """One durable insert with its event."""
        await self._do(self._ADD, (title, _lexemes(1, title), EVENT))

    async def complete(self, id_: int) -> None:
        """One durable update with its event."""
        await self._do(self._UPDATE.format(sets="status = 'done'"), (id_, EVENT))

    async def rename(self, id_: int, title: str) -> None:
        """One durable update of a searched text with its event."""
        sets = "title = %s, words = %s::tsvector"
        await self._do(self._UPDATE.format(sets=sets), (title, _lexemes(1, title), id_, EVENT))

    async def get(self, id_: int) -> None:
        """One row."""
        await self._do("SELECT * FROM raw_task WHERE id = %s", (id_,))

    async def week(self, shift: int = 0) -> None:
        """Fifty rows by an index, the week that begins so many days from now."""
        low = int(time.time()) + shift * DAY
        await self._do(
            "SELECT * FROM raw_task WHERE owner = 1 AND status = 'open'"
            " AND due_at BETWEEN %s AND %s ORDER BY due_at, id LIMIT 50",
            (low, low + 8 * DAY),
        )

    async def search(self, words: Sequence[str]) -> None:
        """The fifty newest matches."""
        match = " & ".join(f"'1.{word}'{':*' if n else ''}" for n, word in enumerate(words))
        await self._do(
            "SELECT * FROM raw_task WHERE words @@ %s::tsquery AND status = 'open'"
            " ORDER BY id DESC LIMIT 50",
            (match,), prepare=False,
        )  # fmt: skip

    async def ids(self, count: int) -> list[int]:
        """Some rows' ids of the person who is measured."""
        async with self._pool.connection() as connection:
            sql = "SELECT id FROM raw_task WHERE owner = 1 ORDER BY id LIMIT %s"
            return [id_ for (id_,) in await (await connection.execute(sql, (count,))).fetchall()]

    async def close(self) -> None:
        """Give the connections back."""
        await self._pool.close()


def _lexemes(owner: int, text: str) -> str:
    return " ".join(f"'{owner}.{word}'" for word in dict.fromkeys(text.split()))
