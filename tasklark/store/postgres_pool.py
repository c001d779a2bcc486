"""Connections to PostgreSQL: every question is asked in the name of one person."""

import logging
import select
import sys
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Self

import psycopg
from psycopg import AsyncConnection, AsyncRawCursor
from psycopg.adapt import AdaptersMap
from psycopg.types.numeric import Int8Dumper
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from tasklark.domain.errors import Refusal, StoreError, TasklarkError
from tasklark.store.postgres_exchange import Row as Row
from tasklark.store.postgres_exchange import Statement, exchange

logger = logging.getLogger(__name__)

EVERYONE = 0
"""In the name of whom services look after everybody's reminders, events and old rows."""
_AS = "SELECT set_config('tasklark.person', $1, true)"
_AS_EVERYONE = f"{_AS}, set_config('role', 'tasklark_everyone', true)"
_FOR_THESE = (
    f"{_AS}, set_config('plan_cache_mode', 'force_custom_plan', true),"
    " set_config('enable_seqscan', 'off', true)"
)
_BY_INDEX = (
    f"{_AS}, set_config('plan_cache_mode', 'force_generic_plan', true),"
    " set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),"
    " set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)"
)
"""For a statement that is planned once and kept: small tables grow, the plan must fit then too."""
_WAIT_S = 10.0
"""How long a question waits for a free connection before it is refused."""
_STYLED = 1000
"""Statements kept as the database wants them: their text is long, and the same again and again."""
_UNPREPARED = 5
"""How many connections may have lost a prepared statement before that is a failure."""
_AS_IT_IS = (
    psycopg.IntegrityError,
    psycopg.errors.SerializationFailure,
    psycopg.errors.InvalidSqlStatementName,
)
"""What is told to whoever asks: something can be done about it."""
_NOT_KEPT = (psycopg.DataError, psycopg.errors.ProgramLimitExceeded)
_GONE = StoreError("The database cannot be reached.", "Try again in a moment.")
_FAILURES: tuple[tuple[type[psycopg.Error], str, str], ...] = (
    (
        psycopg.errors.DiskFull,
        "The database's disk is full; nothing was saved.",
        "Free some space.",
    ),
    (
        psycopg.errors.ReadOnlySqlTransaction,
        "The database cannot be written to; nothing was saved.",
        "Try again in a moment.",
    ),
    (
        psycopg.errors.InsufficientPrivilege,
        "The database refuses this program's role.",
        "Give it the rights of “tasklark migrate”.",
    ),
    (
        psycopg.errors.UndefinedTable,
        "The database has no tables of Tasklark yet.",
        "Run “tasklark migrate”.",
    ),
    (
        psycopg.errors.QueryCanceled,
        "The database took too long; nothing was saved.",
        "Try again, or ask for less.",
    ),
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A statement with its values; `?` stands for each, unless it counts them (`$1`) itself.

    `fresh` plans it for these very values; `generic` plans it once, by its indexes. `says_kinds`:
    of what kind each value is follows from the statement alone.
    """

    sql: str
    values: Sequence[object] = ()
    fresh: bool = False
    generic: bool = False
    says_kinds: bool = False

    @property
    def statement(self) -> bytes:
        """The statement as the database wants it."""
        return styled(self.sql)


class Pool:
    """A few connections that are shared; works behind a pooler in transaction mode.

    Several questions go in one round trip and one transaction, which row-level security binds to
    the person they are asked for.
    """

    def __init__(
        self, pool: AsyncConnectionPool[AsyncConnection[Row]], *, prepare: bool = True
    ) -> None:
        self._pool = pool
        self._prepare = prepare

    @classmethod
    async def open(cls, address: str, *, size: int, prepare: bool) -> Self:
        """Connect; `prepare` off keeps no prepared statements (poolers that cannot have them).

        Raises:
            StoreError: If the database does not answer.
        """
        pool: AsyncConnectionPool[AsyncConnection[Row]] = AsyncConnectionPool(
            address,
            kwargs={
                "autocommit": True,
                "prepare_threshold": None,
                "context": _adapters(),
                # Statements go as they are: the driver's own placeholders cost more than a list.
                "cursor_factory": AsyncRawCursor,
                "application_name": "tasklark",
            },
            min_size=1,
            max_size=size,
            timeout=_WAIT_S,
            check=_check,
            open=False,
        )
        try:
            await pool.open(wait=True, timeout=_WAIT_S)
        except PoolTimeout as problem:
            await pool.close()
            raise _GONE from problem
        return cls(pool, prepare=prepare)

    async def rows(
        self, person: int, sql: str, values: Sequence[object] = (), *, fresh: bool = False
    ) -> list[Row]:
        """The rows of one statement.

        Raises:
            StoreError: If the database cannot be used.
        """
        return (await self.ask(person, Ask(sql, values, fresh)))[0]

    async def ask(self, person: int, *asks: Ask) -> list[list[Row]]:
        """The rows of each statement, all in one transaction.

        Raises:
            StoreError: If the database cannot be used.
            psycopg.IntegrityError, psycopg.errors.SerializationFailure: As the database says.
        """
        for _ in range(_UNPREPARED):
            with suppress(psycopg.errors.InvalidSqlStatementName):
                return await self._asked(person, asks)
        raise _GONE

    async def _asked(self, person: int, asks: Sequence[Ask]) -> list[list[Row]]:
        statements: list[Statement] = [(styled(_settings(person, asks)), (str(person),), True)]
        statements += [(ask.statement, ask.values, ask.says_kinds) for ask in asks]
        with _failing_in_words():
            # Without the pool's own block, which would commit what is committed by its round trip.
            connection = await self._pool.getconn()
            try:
                return (await exchange(connection, statements, prepare=self._prepare))[1:]
            except psycopg.errors.InvalidSqlStatementName:
                # A pooler gave us another server, which knows none of our statements. Nothing was
                # done: another connection is asked instead.
                await connection.close()
                raise
            finally:
                await self._pool.putconn(connection)

    @asynccontextmanager
    async def transaction(self, person: int) -> AsyncIterator[AsyncConnection[Row]]:
        """A connection in a transaction that sees one state, for long work of one person's.

        Raises:
            StoreError: If the database cannot be used.
        """
        async with self._connection() as connection, connection.transaction():
            await connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            await connection.execute(_settings(person, ()), (str(person),))
            yield connection

    async def close(self) -> None:
        """Give the connections back."""
        await self._pool.close()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection[Row]]:
        with _failing_in_words():
            async with self._pool.connection() as connection:
                yield connection


@contextmanager
def _failing_in_words() -> Iterator[None]:
    try:
        yield
    except _AS_IT_IS:
        raise
    except psycopg.errors.DeadlockDetected as problem:
        raise psycopg.errors.SerializationFailure from problem
    except PoolClosed as problem:
        raise StoreError("The database is closed.") from problem
    except (psycopg.Error, PoolTimeout) as problem:
        raise in_words(problem) from problem


def _settings(person: int, asks: Sequence[Ask]) -> str:
    if person == EVERYONE:
        return _AS_EVERYONE
    if any(ask.fresh for ask in asks):
        return _FOR_THESE
    return _BY_INDEX if any(ask.generic for ask in asks) else _AS


def in_words(problem: Exception) -> TasklarkError:
    """A database's failure as one line what and one line how; what it cannot keep is a refusal."""
    if isinstance(problem, _NOT_KEPT):
        # Not a failure that passes: whoever asks again would ask for ever.
        logger.warning("the database cannot keep it", extra={"cause": str(problem)})
        return Refusal(
            "The database cannot keep that; nothing was saved.",
            "Leave out what is unusually long or odd in it.",
        )
    for kind, what, hint in _FAILURES:
        if isinstance(problem, kind):
            return StoreError(what, hint)
    if isinstance(problem, PoolTimeout | psycopg.OperationalError | psycopg.InterfaceError):
        return _GONE
    logger.error("database refused", exc_info=problem)
    return StoreError("The database refused; nothing was saved.", "The log says more.")


@lru_cache(_STYLED)
def styled(sql: str) -> bytes:
    """A statement with `?` for values as the database wants it: `$1`, `$2`, …"""
    first, *rest = sql.split("?")
    return (first + "".join(f"${n}{part}" for n, part in enumerate(rest, 1))).encode()


def numbers(values: Iterable[int]) -> str:
    """Numbers as an array's text; the driver's own way costs more than many a question."""
    return f"{{{','.join(map(str, values))}}}"


def texts(values: Iterable[str]) -> str:
    """Texts as an array's text."""
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in quoted) + "}"


@cache
def _adapters() -> AdaptersMap:
    # One integer type for all: a statement is prepared once, whatever the size of its numbers.
    adapters = AdaptersMap(psycopg.adapters)
    adapters.register_dumper(int, Int8Dumper)
    return adapters


async def _check(connection: AsyncConnection[Row]) -> None:
    """A connection that the server has closed is readable though nothing was asked."""
    if _readable(connection.fileno()):
        await AsyncConnectionPool.check_connection(connection)


def _readable(descriptor: int) -> bool:
    if sys.platform == "win32":
        return bool(select.select([descriptor], [], [], 0)[0])
    # Unlike select, poll knows descriptors above 1023.
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))
