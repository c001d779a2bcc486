"""Changes of one person that are ready at the same moment share a transaction, not their fate."""

import asyncio
from collections.abc import Sequence

from tasklark.domain.changes import Applied
from tasklark.domain.errors import StoreError
from tasklark.domain.query import Filter
from tasklark.domain.task import Task
from tasklark.store.port import Need, Request
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_pool import EVERYONE
from tests.contract.builders import ME, add, adding, setting

MANY = 12


async def at_once(store: PostgresStore) -> Sequence[Applied]:
    """Many tasks added in the same moment, after a first one."""
    await add(store, "first")
    return await asyncio.gather(
        *(store.change(ME, Need(), adding(f"task {n}")) for n in range(MANY))
    )


async def tasks(store: PostgresStore) -> Sequence[Task]:
    return (await store.find(ME, Filter(), limit=100)).tasks


async def test_they_are_one_transaction_and_have_one_order(store: PostgresStore) -> None:
    answers = await at_once(store)
    everything = range(1, MANY + 2)
    assert {task.number for task in await tasks(store)} == {*everything}
    assert {task.seq for task in await tasks(store)} == {*everything}
    assert len({answer.code for answer in answers}) == MANY
    rows = await store.pool.rows(EVERYONE, "SELECT count(DISTINCT xmin::text) FROM change")
    # The first task, one that was on its way when the others came, and the others.
    assert rows == [(3,)]


async def test_their_events_tell_what_the_database_gave_each(store: PostgresStore) -> None:
    answers = await at_once(store)
    told = await store.pool.rows(
        EVERYONE,
        "SELECT data ->> 'change', (data -> 'seq')::bigint, (data #> '{task_data,seq}')::bigint,"
        " (data #> '{task_data,number}')::bigint FROM outbox WHERE kind = 'task'",
    )
    assert {(one.code, one.seq, one.seq, one.tasks[0].number) for one in answers} < set(told)


async def test_what_is_stale_is_decided_again_and_the_others_stand(store: PostgresStore) -> None:
    task = await add(store, "shared")
    same = [store.change(ME, Need(ids=(task.id,)), setting(notes=f"by {n}")) for n in range(3)]
    others = [store.change(ME, Need(), adding(f"task {n}")) for n in range(MANY)]
    answers = await asyncio.gather(*same, *others)
    assert sorted(answer.seq for answer in answers) == [*range(2, MANY + 5)]
    (shared,) = (await store.tasks(ME, ids=[task.id])).tasks
    assert shared.version == 4


async def test_a_request_sent_twice_at_once_is_done_once(store: PostgresStore) -> None:
    await add(store, "first")
    request = Request(id="r1", fingerprint="same")
    twice = [store.change(ME, Need(), adding("once"), request) for _ in range(2)]
    others = [store.change(ME, Need(), adding(f"task {n}")) for n in range(3)]
    one, other, *_ = await asyncio.gather(*twice, *others)
    assert one.code == other.code
    assert len(await tasks(store)) == 5


async def test_who_goes_away_takes_nobody_along(store: PostgresStore) -> None:
    await add(store, "first")
    changes = [
        asyncio.create_task(store.change(ME, Need(), adding(f"task {n}"))) for n in range(MANY)
    ]
    await asyncio.sleep(0)
    for gone in changes[1::2]:
        gone.cancel()
    told = await asyncio.gather(*changes, return_exceptions=True)
    assert sum(isinstance(one, Applied) for one in told) == MANY // 2
    await add(store, "afterwards")


async def test_all_are_told_when_the_database_is_gone(store: PostgresStore) -> None:
    await add(store, "first")
    await store.pool.close()
    changes = [store.change(ME, Need(), adding(f"task {n}")) for n in range(3)]
    told = await asyncio.gather(*changes, return_exceptions=True)
    assert [type(one) for one in told] == [StoreError] * 3


async def test_what_cannot_be_sent_is_told_to_whoever_sent_it(store: PostgresStore) -> None:
    await add(store, "first")
    odd = [Request(reason="\ud800"), Request(reason="\0")]
    changes = [store.change(ME, Need(), adding(f"task {n}")) for n in range(3)]
    changes += [store.change(ME, Need(), adding("odd"), request) for request in odd]
    told = await asyncio.gather(*changes, return_exceptions=True)
    assert [isinstance(one, Applied) for one in told] == [True, True, True, False, False]
    assert len(await tasks(store)) == 4


async def test_many_that_want_ids_ask_for_them_once(store: PostgresStore) -> None:
    counted = "SELECT next FROM counter WHERE name = 'id'"
    await at_once(store)
    ((first,),) = await store.pool.rows(EVERYONE, counted)
    for _ in range(8):
        await at_once(store)
    ((last,),) = await store.pool.rows(EVERYONE, counted)
    assert last - first == 100
