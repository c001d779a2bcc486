"""What the relay promises: nothing lost, in order per owner, one at a time, whoever dies."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import psycopg

from tasklark.domain.events import CloudEvent, Topic
from tasklark.domain.identity import Principal
from tasklark.domain.person import Person
from tasklark.outbox import KEPT, Doorbell, Publishing, Relay, Terms, holder
from tasklark.store.port import Need
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_listen import listen
from tasklark.store.postgres_outbox import CHANNEL, Outbox
from tasklark.store.postgres_pool import EVERYONE
from tests.contract.builders import StillClock, add, adding, open_pg
from tests.contract.dapr_ground import FakeGround
from tests.contract.servers import Servers
from tests.relay.conftest import QUICK, Topics, relaying

OTHER = Principal(2, "web")
SLOW = Terms(poll_s=3_600)
"""Never looks by itself within a test."""


class Gate:
    """A runtime of ours behind a gate: what it is given is published, its answer waits."""

    def __init__(self, inner: Publishing) -> None:
        self._inner = inner
        self.reached, self.open = asyncio.Event(), asyncio.Event()

    async def publish_all(self, topic: Topic, events: Sequence[CloudEvent]) -> list[CloudEvent]:
        missing = await self._inner.publish_all(topic, events)
        self.reached.set()
        await self.open.wait()
        return missing


async def waiting(store: PostgresStore) -> int:
    rows = await store.pool.rows(EVERYONE, "SELECT count(*) FROM outbox WHERE published_at IS NULL")
    return int(rows[0][0])


async def until_few_wait(store: PostgresStore, number: int = 0) -> None:
    """Looked for: the relay's notes are nobody's event."""
    while await waiting(store) > number:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def test_each_event_goes_to_its_topics_once_and_in_order(
    store: PostgresStore, ground: FakeGround, topics: Topics
) -> None:
    await store.change(Principal(1, "web"), Need(), adding(*map(str, range(250))))
    async with relaying(store, ground.process()):
        ids = await topics.hold(250)
        await until_few_wait(store)
    assert ids == sorted(ids, key=int)
    assert topics.ids("task-updates") == ids
    assert topics.count() == topics.count("task-updates") == 250
    assert topics.count("reminders") == 0


async def test_what_is_committed_late_is_not_passed_over(
    store: PostgresStore, ground: FakeGround, topics: Topics, address: str
) -> None:
    """A row with a lower id than others that are out already, as of a slow transaction."""
    insert = (
        "INSERT INTO outbox (owner, kind, type, at, data)"
        " VALUES (1, 'call', 'dev.tasklark.call.refused.v1', 0, '{}')"
    )
    async with await psycopg.AsyncConnection.connect(address) as slow:
        await slow.execute("SELECT set_config('tasklark.person', '1', true)")
        await slow.execute(insert.encode())
        async with relaying(store, ground.process()):
            await add(store, "quick")
            (quick,) = await topics.hold(1)
            await slow.commit()
            assert {*await topics.hold(2)} == {quick, str(int(quick) - 1)}


async def test_writes_go_on_while_the_broker_is_away_and_nothing_is_lost(
    store: PostgresStore, ground: FakeGround, topics: Topics
) -> None:
    ground.engine.broker_is_down = True
    async with relaying(store, ground.process()):
        for number in range(5):
            await add(store, str(number))
        assert topics.count() == 0
        ground.engine.broker_is_down = False
        ids = await topics.hold(5)
    assert ids == sorted(ids, key=int)


async def test_an_owner_whose_event_is_never_taken_holds_back_nobody_else(
    store: PostgresStore, ground: FakeGround, topics: Topics
) -> None:
    await store.add_person(Person(2))
    await add(store, "before")
    await add(store, "too large for the broker", notes="x" * 1_100_000)
    await add(store, "after")
    async with relaying(store, ground.process()) as relay:
        for number in range(3):
            await add(store, str(number), who=OTHER)
            relay.wake()
        await topics.hold(3, owner=2)
        await until_few_wait(store, 2)
    assert len(topics.ids(owner=1)) >= 1


async def test_a_failure_that_nobody_foresaw_does_not_end_the_relay(
    store: PostgresStore, ground: FakeGround, topics: Topics
) -> None:
    class Stumbles:
        """Fails once as no runtime should, then works."""

        fails = True

        async def publish_all(self, topic: Topic, events: Sequence[CloudEvent]) -> list[CloudEvent]:
            if self.fails:
                self.fails = False
                raise psycopg.errors.SerializationFailure("as a database may say")
            return await process.publish_all(topic, events)

    process = ground.process()
    await add(store, "first")
    async with relaying(store, Stumbles()):
        await topics.hold(1)
        await until_few_wait(store)


async def test_of_two_relays_one_works_and_the_other_takes_over_at_once(
    store: PostgresStore, ground: FakeGround, topics: Topics
) -> None:
    async with relaying(store, ground.process()):
        async with relaying(store, ground.process()):
            for number in range(20):
                await add(store, str(number))
            await topics.hold(20)
            await until_few_wait(store)
        await add(store, "one more")
        await topics.hold(21)
        await until_few_wait(store)
    assert topics.count() == 21


async def test_a_relay_that_lost_its_lease_notes_nothing_and_the_next_publishes_again(
    store: PostgresStore, ground: FakeGround, topics: Topics
) -> None:
    gate = Gate(ground.process())
    async with relaying(store, gate):
        await add(store, "one")
        await gate.reached.wait()
        # The database's clock has passed its end.
        await store.pool.rows(EVERYONE, "UPDATE lease SET until = until - interval '1 hour'")
        async with relaying(store, ground.process()):
            await until_few_wait(store)
            (fence,) = (await store.pool.rows(EVERYONE, "SELECT fence FROM lease"))[0]
            gate.open.set()
            await add(store, "two")
            ids = await topics.hold(2)
            await until_few_wait(store)
    assert fence == 2
    assert ids == sorted(ids, key=int)
    assert topics.count() == 3


async def test_with_another_fence_nothing_is_noted(store: PostgresStore, clock: StillClock) -> None:
    await add(store, "one")
    first, second = Outbox(store.pool, "a"), Outbox(store.pool, "b")
    fence = await first.take(20)
    assert fence is not None
    assert await second.take(20) is None
    await first.give_back()
    assert await second.take(20) == fence + 1
    ids = [int(row[0]) for row in await first.waiting((), 10)]
    assert not await first.mark(ids, fence, clock())
    assert await second.mark(ids, fence + 1, clock())


async def test_killed_between_publishing_and_noting_it_publishes_again(
    store: PostgresStore, ground: FakeGround, topics: Topics
) -> None:
    for number in range(10):
        await add(store, str(number))
    gate = Gate(ground.process())
    killed = Relay(Outbox(store.pool, holder()), gate, store.clock, QUICK)
    work = asyncio.get_running_loop().create_task(killed.run(asyncio.Event()))
    await gate.reached.wait()
    work.cancel()
    with suppress(asyncio.CancelledError):
        await work
    assert await waiting(store) == 10
    async with relaying(store, ground.process()):
        await until_few_wait(store)
    assert len(topics.ids()) == 10
    assert topics.count() == 20


async def test_a_commit_rings_and_the_relay_need_not_look(
    store: PostgresStore, ground: FakeGround, topics: Topics, address: str
) -> None:
    bell = Doorbell(Outbox(store.pool, "web"))
    store.on_commit(bell.ring)
    listening = asyncio.Event()
    async with relaying(store, ground.process(), SLOW) as relay:

        def heard() -> None:
            listening.set()
            relay.wake()

        hearing = asyncio.create_task(listen(address, CHANNEL, heard))
        await listening.wait()
        await asyncio.gather(*(add(store, str(number)) for number in range(5)))
        await topics.hold(5)
        hearing.cancel()
        with suppress(asyncio.CancelledError):
            await hearing
    await bell.close()


async def test_rows_are_forgotten_a_week_after_they_were_published(
    store: PostgresStore, clock: StillClock
) -> None:
    outbox = Outbox(store.pool, "a")
    fence = await outbox.take(20)
    assert fence is not None
    await add(store, "out")
    ids = [int(row[0]) for row in await outbox.waiting((), 10)]
    await outbox.mark(ids, fence, clock())
    await add(store, "still waits")
    clock.passes(days=KEPT.days)
    assert await outbox.forget(clock() - KEPT) == 0
    clock.passes(seconds=1)
    assert await outbox.forget(clock() - KEPT) == 1
    assert await waiting(store) == 1
    rows, since = await outbox.lag()
    assert (rows, since) == (1, clock() - KEPT - timedelta(seconds=1))


async def test_relays_work_and_take_turns_through_a_pooler(
    store: PostgresStore, ground: FakeGround, topics: Topics, servers: Servers, address: str
) -> None:
    """A lease, unlike a session's lock, holds behind any connection."""
    pooled = await servers.pooled(address)
    one, two = ground.process(), ground.process()
    async with (
        await open_pg(pooled, store.clock, prepare=False) as other,
        relaying(other, one),
        relaying(other, two),
    ):
        await add(store, "one")
        await topics.hold(1)
        await until_few_wait(store)
    assert topics.count() == 1
