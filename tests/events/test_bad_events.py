"""What no reader should ever get: each is a dead letter or passed over, and others go on."""

import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from services import SERVICES, Ground
from services.recurring import NAME as RECURRING
from tasklark.domain.events import PREFIX, CloudEvent
from tasklark.domain.identity import LOCAL_PERSON
from tasklark.runtime.embedded_topics import stretch
from tests.contract.builders import StillClock
from tests.contract.dapr_ground import FakeGround, FakeProcess
from tests.services.house import House, ground, until

Damage = Callable[[CloudEvent], CloudEvent]
COMPLETED = f"{PREFIX}.task.completed.v1"


@asynccontextmanager
async def on_the_file(house: House) -> AsyncIterator[House]:
    """The services over the house's own runtime."""
    for service in SERVICES:
        service.attach(house.stand)
    async with house.runtime.running():
        yield house


async def completed(house: House) -> CloudEvent:
    """The event of a repeating task that was completed, before any service hears of it."""
    task = await house.add("gym every friday")
    await house.complete(task)
    found = await house.store.read(lambda c: stretch(c, "task-events", 0, 50))
    return next(event for _, event in found.events if event.type == COMPLETED)


def damaged(event: CloudEvent, **data: object) -> CloudEvent:
    """The same event with other data and an id of its own."""
    return replace(event, id=f"bad {sorted(data)}", data={**event.data, **data})


def lacking(event: CloudEvent, name: str) -> CloudEvent:
    kept = {key: value for key, value in event.data.items() if key != name}
    return replace(event, id=f"without {name}", data=kept)


BAD: dict[str, Damage] = {
    "an unknown type": lambda e: replace(e, id="u", type=f"{PREFIX}.task.exploded.v9"),
    "an unknown event_type": lambda e: damaged(e, event_type="exploded"),
    "no data": lambda e: replace(e, id="n", data={}),
    "no user": lambda e: lacking(e, "user_id"),
    "no task": lambda e: lacking(e, "task_id"),
    "no change": lambda e: lacking(e, "change"),
    "a user who is no number": lambda e: damaged(e, user_id="me"),
    "a user who is not there": lambda e: damaged(e, user_id="99"),
    "a task that is not there": lambda e: damaged(e, task_id=10**9),
    "a task that is no number": lambda e: damaged(e, task_id={"x": 1}),
    "a task that is a list": lambda e: damaged(e, task_data=[1, 2]),
    "a time in the future": lambda e: replace(e, id="f", time=e.time + timedelta(days=10_000)),
    "a time long ago": lambda e: replace(e, id="p", time=e.time - timedelta(days=10_000)),
    "far too much": lambda e: damaged(e, more="x" * 2_000_000),
    "further fields": lambda e: damaged(e, colour="green"),
    "nobody's": lambda e: replace(e, id="o", partitionkey=""),
    "somebody odd's": lambda e: replace(e, id="q", partitionkey="²"),
}


@pytest.mark.parametrize("name", BAD)
async def test_a_bad_event_on_the_file_holds_up_nobody(
    tmp_path: Path, clock: StillClock, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    async with ground(tmp_path, clock) as house:
        good = await completed(house)
        await house.runtime.publish("task-events", BAD[name](good))
        async with on_the_file(house):
            await followed_by_a_good_one(house, clock)
            letters = await house.runtime.dead_letters()
            # Whatever became of it, it is told: taken, or a dead letter with its cause.
            assert all(letter.cause for letter in letters)
        # The task that was really completed came again, exactly once.
        assert len([row for row in await house.rows(1) if row.status == "open"]) == 1


async def followed_by_a_good_one(house: House, clock: StillClock) -> None:
    """Another repeat is completed behind it and comes again."""
    later = await house.add("swim every monday")
    await house.complete(later)

    async def again() -> bool:
        clock.passes(seconds=1)
        return len(await house.rows(later.number)) == 2

    await until(again)

    async def settled() -> bool:
        clock.passes(seconds=1)
        standing = await house.runtime.standing()
        waiting = await house.store.read(
            lambda c: c.execute("SELECT count(*) FROM parked WHERE retry_at IS NOT NULL").fetchone()
        )
        return not any(lag for _, lag in standing.consumers) and waiting == (0,)

    await until(settled)


async def test_an_event_a_hundred_times_and_shuffled_adds_nothing(
    tmp_path: Path, clock: StillClock
) -> None:
    async with ground(tmp_path, clock) as house:
        good = await completed(house)
        found = await house.store.read(lambda c: stretch(c, "task-events", 0, 50))
        storm = [event for _, event in found.events] + [good] * 100
        random.Random(3).shuffle(storm)
        for event in storm:
            await house.runtime.publish("task-events", event)
        async with on_the_file(house):
            await followed_by_a_good_one(house, clock)
            rows = await house.rows(1)
            assert sorted(row.status for row in rows) == ["done", "open"]
            entries = [entry.event for entry in await house.store.trail.entries(LOCAL_PERSON)]
            assert len(entries) == len(set(entries))
            assert await house.runtime.dead_letters() == ()


async def served(fake: FakeGround, house: House) -> FakeProcess:
    """The services of the house over the fake sidecar."""
    process = fake.process()
    stand = house.stand
    over_dapr = Ground(process, stand.commands, stand.queries, stand.store, stand.clock)
    for service in SERVICES:
        service.attach(over_dapr)
    return process


@pytest.mark.parametrize("name", [name for name in BAD if name != "far too much"])
async def test_a_bad_event_from_the_sidecar_holds_up_nobody(
    tmp_path: Path, clock: StillClock, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    async with ground(tmp_path, clock) as house:
        good = await completed(house)
        fake = FakeGround(bulk=False)
        process = await served(fake, house)
        async with process.running():
            await process.publish("task-events", BAD[name](good))
            await process.publish("task-events", good)

            async def again() -> bool:
                await fake.passes(1)
                return len(await house.rows(1)) == 2

            await until(again)


@pytest.mark.parametrize(
    "body",
    ["nonsense", "", 7, None, [], {}, {"specversion": "1.0"}, {"id": 1, "data": "x"}, "\x00"],
)
async def test_what_is_no_event_from_the_sidecar_is_a_dead_letter_at_once(
    tmp_path: Path, clock: StillClock, body: object, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    async with ground(tmp_path, clock) as house:
        fake = FakeGround(bulk=False)
        process = await served(fake, house)
        keeper = fake.process("keeper")
        keeper.keep_dead_letters()
        async with keeper.running(), process.running():
            told = await process.pushed_event(RECURRING, body)
            assert told == {"status": "SUCCESS"}
            while not await fake.dead_letters():
                await fake.passes(0)
            [letter] = await fake.dead_letters()
            assert (letter.consumer, letter.tries, letter.event) == (RECURRING, 1, None)
            lines = [r for r in caplog.records if r.getMessage() == "dead letter"]
            assert len(lines) == 1
