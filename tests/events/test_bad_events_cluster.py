"""What no reader should ever get, as a cluster gets it: PostgreSQL, and a sidecar that pushes."""

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest

from services import SERVICES, Ground
from tasklark.asks import Call, Draft, Target
from tasklark.commands import Commands
from tasklark.domain.events import CloudEvent
from tasklark.outbox import holder
from tasklark.queries import Queries
from tasklark.runtime.dapr_letters import DaprLetters
from tasklark.runtime.topics import event_in
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_outbox import Outbox
from tests.contract.builders import StillClock, no_holidays, open_pg
from tests.contract.dapr_ground import FakeGround, FakeProcess
from tests.contract.fake_engine import FakeEngine
from tests.contract.servers import Servers
from tests.events.test_bad_events import BAD, COMPLETED, damaged
from tests.services.house import ME, until

BEYOND = "9" * 30
ENDLESS = "".join(f"{n * n}" for n in range(20_000))
WORSE: dict[str, Callable[[CloudEvent], CloudEvent]] = {
    "a user beyond all numbers": lambda e: damaged(e, user_id=BEYOND),
    "a user below": lambda e: damaged(e, user_id="-5"),
    "a task beyond all numbers": lambda e: damaged(e, task_id=BEYOND),
    "an owner beyond all numbers": lambda e: replace(e, id="w", partitionkey=BEYOND),
    "an owner beyond all numbers and no user": lambda e: replace(
        damaged(e, user_id=None), partitionkey=BEYOND
    ),
    "an id that no database keeps": lambda e: replace(e, id="nul \x00"),
    "an id without end": lambda e: replace(e, id=ENDLESS),
    "a type that no database keeps": lambda e: replace(e, type="nul \x00"),
    "an undo code that no database keeps": lambda e: damaged(e, change="nul \x00"),
    "an undo code without end": lambda e: damaged(e, change=ENDLESS),
}


@pytest.fixture
async def store(servers: Servers, clock: StillClock) -> AsyncIterator[PostgresStore]:
    async with await open_pg(await servers.empty(), clock) as opened:
        yield opened


async def completed(store: PostgresStore, commands: Commands) -> CloudEvent:
    """The event of a repeating task that was completed, before any service hears of it."""
    added = await commands.add(Call(ME), [Draft("gym every friday", quick=True)])
    task = added.tasks[0]
    await commands.complete(Call(ME), Target(rows=(task.id,), occurrence=task.occurrence))
    rows = await Outbox(store.pool, holder()).waiting([], 100)
    events = [event_in("task-events", row) for row in rows]
    return next(event for event in events if event.type == COMPLETED)


def everything_is_read(engine: FakeEngine) -> bool:
    """Whether every group stands at the end of its topics, and nothing stands aside."""
    behind = [
        at for (_, topic, part), at in engine.offsets.items()
        if at < len(engine.partitions(topic)[part])
    ]  # fmt: skip
    return not behind and not [name for _, name in engine.jobs if name.startswith("retry.")]


def served(fake: FakeGround, store: PostgresStore, clock: StillClock) -> FakeProcess:
    """A process with all services on PostgreSQL."""
    process = fake.process()
    commands = Commands(store, process, clock)
    queries = Queries(store, process, no_holidays, clock)
    for service in SERVICES:
        service.attach(Ground(process, commands, queries, store, clock))
    return process


@pytest.mark.parametrize(
    "name", ["no user", "a user who is not there", "a time in the future", *WORSE]
)
async def test_a_bad_event_of_a_cluster_holds_up_nobody(
    store: PostgresStore, clock: StillClock, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    fake = FakeGround(bulk=False)
    keeper, process = fake.process("relay"), served(fake, store, clock)
    letters = DaprLetters(store.pool, keeper)
    keeper.keep_dead_letters()
    keeper.on_dead_letter(letters.keep)
    good = await completed(store, Commands(store, process, clock))
    async with keeper.running(), process.running():
        await process.publish("task-events", {**BAD, **WORSE}[name](good))
        # Often, and once after all others: nothing is doubled, nobody waits.
        for _ in range(100 if name == "a time in the future" else 1):
            await process.publish("task-events", good)

        async def passed() -> bool:
            await fake.passes(1)
            page = await store.changed_since(ME, 0, 500)
            return len(page.tasks) == 2 and everything_is_read(fake.engine)

        await until(passed)
        # Nothing went round: what nobody can take is a dead letter after its tries, not later.
        again = [topic for topic in fake.engine.topics if topic.endswith(".again")]
        assert not any(part for topic in again for part in fake.engine.partitions(topic))
        told = [r for r in caplog.records if r.getMessage() == "dead letter"]
        failures = [r for r in caplog.records if r.getMessage() == "handler failed"]
        # Said once for whoever could not take it, whatever the tries.
        whose = {(vars(r)["consumer"], vars(r)["event"]) for r in failures}
        assert len(failures) == len(whose)
        kept = await letters.listed()
        assert all(letter.cause for letter in kept)
        assert len(kept) == len(told)
