"""One round trip: what goes wrong in one leaves nothing behind that the next would stumble over."""

import anyio
import psycopg
import pytest

from tasklark.domain.errors import Refusal
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_exchange import _MOST
from tasklark.store.postgres_pool import Ask
from tests.contract.builders import ME

SLEEPING = (
    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)'"
    " AND state = 'active' AND pid <> pg_backend_pid()"
)


async def test_what_stands_behind_a_failed_statement_is_asked_again_as_if_it_never_was(
    store: PostgresStore,
) -> None:
    answered = Ask("SELECT ?::bigint + 1", (1,))
    assert await store.pool.ask(ME.person, answered) == [[(2,)]]
    # This would be the time to prepare it.
    with pytest.raises(Refusal):
        await store.pool.ask(ME.person, Ask("SELECT 1 / ?::bigint", (0,)), answered)
    for _ in range(3):
        assert await store.pool.ask(ME.person, answered) == [[(2,)]]


async def test_more_statements_than_a_connection_keeps_are_all_answered(
    store: PostgresStore,
) -> None:
    for _ in range(3):
        for n in range(_MOST + 20):
            assert await store.pool.rows(ME.person, f"SELECT ?::bigint + {n}", (1,)) == [(n + 1,)]
    kept = await store.pool.rows(ME.person, "SELECT count(*) FROM pg_prepared_statements")
    assert kept[0][0] <= _MOST


async def test_a_question_that_is_given_up_is_ended_and_the_next_is_answered(
    store: PostgresStore, address: str
) -> None:
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as watching:

        async def asleep() -> bool:
            (found,) = await (await watching.execute(SLEEPING)).fetchall()
            return bool(found[0])

        async with anyio.create_task_group() as both:
            both.start_soon(store.pool.rows, ME.person, "SELECT pg_sleep(60)")
            while not await asleep():
                await anyio.lowlevel.checkpoint()
            both.cancel_scope.cancel()
        while await asleep():
            await anyio.lowlevel.checkpoint()
    assert (await store.person(ME)).id == ME.person
    assert await store.pool.rows(ME.person, "SELECT 1") == [(1,)]
