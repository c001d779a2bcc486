"""Changes of one person that are ready at the same moment: they go in one transaction."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

from tasklark.domain.errors import Refusal, StoreError, TasklarkError
from tasklark.store.postgres_pool import Ask, Pool, Row

_MOST = 32
"""Changes of one transaction: a person's row is theirs alone until all of them are done."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A change that comes after the one which is on its way; `rows` will be what it is told."""

    asks: Sequence[Ask]
    rows: asyncio.Future[list[Row]]


class Together:
    """One transaction at a time for each person; who comes meanwhile shares the next one.

    The database has one order for them in any case, by the person's row: so they wait without a
    connection of their own, and are made durable by one flush of the disk.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._waiting: dict[int, list[_Waiting]] = {}
        self._next: set[asyncio.Task[None]] = set()

    async def rows(self, person: int, asks: Sequence[Ask]) -> list[Row]:
        """The rows of the first of `asks`, which are done together, or none of them.

        Raises:
            StoreError: If the database cannot be used.
            Refusal: If it cannot keep what it is given.
            psycopg.IntegrityError, psycopg.errors.SerializationFailure: As the database says.
        """
        waiting = self._waiting.get(person)
        if waiting is not None:
            mine = _Waiting(asks, asyncio.get_running_loop().create_future())
            waiting.append(mine)
            return await mine.rows
        self._waiting[person] = []
        try:
            return (await self._pool.ask(person, *asks))[0]
        finally:
            self._go_on(person)

    def _go_on(self, person: int) -> None:
        waiting = [one for one in self._waiting.pop(person) if not one.rows.done()]
        if waiting:
            self._waiting[person] = waiting[_MOST:]
            task = asyncio.create_task(self._send(person, waiting[:_MOST]))
            self._next.add(task)
            task.add_done_callback(self._next.discard)

    async def _send(self, person: int, group: Sequence[_Waiting]) -> None:
        try:
            if len(group) == 1 or not await self._at_once(person, group):
                for one in group:
                    await self._alone(person, one)
        except Exception as problem:  # noqa: BLE001 - raised again where it is waited for
            for one in group:
                _fail(one, problem)
        finally:
            self._go_on(person)

    async def _at_once(self, person: int, group: Sequence[_Waiting]) -> bool:
        """Whether it is settled what becomes of all of them; else nothing was done."""
        try:
            told = iter(await self._pool.ask(person, *(ask for one in group for ask in one.asks)))
        except (Refusal, psycopg.IntegrityError, psycopg.errors.SerializationFailure, ValueError):
            # It is the fault of one of them; of which, is seen when each goes alone.
            return False
        except StoreError as problem:
            if isinstance(problem.__cause__, psycopg.OperationalError | psycopg.InterfaceError):
                # Perhaps all of it was done before the connection was lost.
                raise
            return False
        for one in group:
            first, *_ = [next(told) for _ in one.asks]
            _answer(one, first)
        return True

    async def _alone(self, person: int, one: _Waiting) -> None:
        try:
            _answer(one, (await self._pool.ask(person, *one.asks))[0])
        except (TasklarkError, psycopg.Error, ValueError) as problem:
            _fail(one, problem)


def _answer(one: _Waiting, rows: list[Row]) -> None:
    # Whoever waited may have gone away.
    if not one.rows.done():
        one.rows.set_result(rows)


def _fail(one: _Waiting, problem: Exception) -> None:
    if not one.rows.done():
        one.rows.set_exception(problem)
