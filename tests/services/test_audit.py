"""The audit trail: everything that happened, once each, in a chain that shows what was altered."""

import asyncio
import random
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from services.audit import NAME, keep
from tasklark.asks import Call, Target
from tasklark.auditing import exported, holds, verified
from tasklark.domain.events import CloudEvent
from tasklark.domain.identity import LOCAL_PERSON
from tasklark.runtime.embedded_topics import stretch
from tests.contract.builders import StillClock
from tests.services.house import ME, House, ground, opened, until

ROOT = Path(__file__).parents[2]
ALTERED = "UPDATE audit SET {0} WHERE number = 2"


async def events(house: House) -> list[CloudEvent]:
    """What the topic has so far."""
    found = await house.store.read(lambda c: stretch(c, "task-events", 0, 500))
    return [event for _, event in found.events]


async def kept(house: House) -> list[str]:
    """The events in the trail, in its order."""
    return [entry.event for entry in await house.store.trail.entries(LOCAL_PERSON)]


async def lived(house: House) -> None:
    """A few changes: a repeat that is done and comes again, a task that goes."""
    gym = await house.add("gym every friday")
    bin_ = await house.add("old thing")
    await house.complete(gym)
    await house.commands.delete(Call(ME), Target(rows=(bin_.id,)))
    await house.settled()
    await all_kept(house)


async def all_kept(house: House) -> None:
    """Until the trail has every event that there is."""

    async def complete() -> bool:
        return len(await kept(house)) == len(await events(house))

    await until(complete)


async def test_every_event_of_a_task_is_kept_with_what_it_said(house: House) -> None:
    await lived(house)
    published = await events(house)
    entries = await house.store.trail.entries(LOCAL_PERSON)
    assert [entry.event for entry in entries] == [event.id for event in published]
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.type.split(".")[3] for entry in entries[:2]] == ["created", "created"]
    verdict = await verified(house.store.trail, LOCAL_PERSON)
    assert (verdict.fault, verdict.entries) == (None, len(published))


async def test_what_comes_again_and_in_any_order_is_kept_once(
    tmp_path: Path, clock: StillClock
) -> None:
    async with ground(tmp_path, clock) as house:
        for n in range(12):
            await house.add(f"task {n}")
        published = await events(house)
        handle = keep(house.store.trail)
        shuffled = published * 3
        random.Random(7).shuffle(shuffled)
        await asyncio.gather(*map(handle, shuffled))
        assert sorted(await kept(house), key=int) == [event.id for event in published]
        assert (await verified(house.store.trail, LOCAL_PERSON)).fault is None


async def test_each_person_has_a_chain_of_their_own_and_nobodys_event_is_left_aside(
    house: House,
) -> None:
    await house.add("mine")
    [event] = await events(house)
    await all_kept(house)
    handle = keep(house.store.trail)
    await handle(replace(event, id="a", partitionkey="2"))
    await handle(replace(event, id="b", partitionkey=""))
    trail = house.store.trail
    assert await trail.people() == [1, 2]
    assert [entry.number for entry in await trail.entries(2)] == [1]
    assert [(await verified(trail, person)).fault for person in (1, 2)] == [None, None]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("payload = '{}'", "what entry 2 says is not what was written"),
        ("at = at + 1", "entry 2 does not follow on the one before it"),
        ("event = 'x'", "entry 2 does not follow on the one before it"),
        ("link = lower(hex(randomblob(32)))", "entry 2 does not follow on the one before it"),
        ("number = 99", "entry 2 is missing"),
    ],
)
async def test_an_entry_that_was_altered_behind_our_back_is_found(
    house: House, change: str, says: str
) -> None:
    await lived(house)
    _behind_our_back(house, ALTERED.format(change))
    verdict = await verified(house.store.trail, LOCAL_PERSON)
    assert (verdict.fault, verdict.entries) == (says, 1)


async def test_what_was_cut_off_at_the_end_is_found_by_a_link_noted_before(house: House) -> None:
    await lived(house)
    trail = house.store.trail
    before = await verified(trail, LOCAL_PERSON)
    assert await holds(trail, LOCAL_PERSON, before.entries, before.link)
    _behind_our_back(house, f"DELETE FROM audit WHERE number = {before.entries}")
    assert (await verified(trail, LOCAL_PERSON)).fault is None
    assert not await holds(trail, LOCAL_PERSON, before.entries, before.link)


def _behind_our_back(house: House, statement: str) -> None:
    """As somebody with the file in hand would: the triggers go first."""
    with sqlite3.connect(house.store.path, isolation_level=None) as connection:
        connection.execute("DROP TRIGGER audit_stays")
        connection.execute("DROP TRIGGER audit_is_written_once")
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("statement", ["DELETE FROM audit", ALTERED.format("payload = 'x'")])
async def test_the_database_itself_refuses_to_change_the_trail(
    house: House, statement: str
) -> None:
    await lived(house)
    with pytest.raises(sqlite3.IntegrityError, match="only appended to"):
        await house.store.write(lambda c: c.execute(statement))
    assert (await verified(house.store.trail, LOCAL_PERSON)).fault is None


async def test_a_person_who_goes_leaves_a_chain_without_words(house: House) -> None:
    await lived(house)
    trail = house.store.trail
    count = len(await kept(house))
    assert await trail.blank(LOCAL_PERSON) == count
    verdict = await verified(trail, LOCAL_PERSON)
    assert (verdict.fault, verdict.entries, verdict.blanked) == (None, count, count)
    lines = [line async for line in exported(trail, LOCAL_PERSON)]
    assert not any(b"gym" in line for line in lines)


async def test_a_crash_between_the_entry_and_its_mark_keeps_it_once(
    tmp_path: Path, clock: StillClock
) -> None:
    """The entry is committed, the consumer's position is not: the event comes again."""
    async with opened(tmp_path, clock) as house:
        await lived(house)
        before = await kept(house)
        await house.store.execute("UPDATE consumer SET position = 0 WHERE name = ?", NAME)
    async with opened(tmp_path, clock) as house:

        async def passed() -> bool:
            return dict((await house.runtime.standing()).consumers)[NAME] == 0

        await until(passed)
        assert await kept(house) == before
        assert (await verified(house.store.trail, LOCAL_PERSON)).fault is None


@pytest.mark.timeout(60)
async def test_a_program_killed_while_it_keeps_the_trail_loses_and_doubles_nothing(
    tmp_path: Path, clock: StillClock
) -> None:
    for _ in range(3):
        writer = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.services.auditing", str(tmp_path),
            stdout=asyncio.subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip
        assert writer.stdout is not None
        for _ in range(15):
            await writer.stdout.readline()
        writer.kill()
        await writer.wait()
    async with opened(tmp_path, clock) as house:
        await all_kept(house)
        assert sorted(await kept(house), key=int) == [event.id for event in await events(house)]
        assert (await verified(house.store.trail, LOCAL_PERSON)).fault is None


async def test_events_wait_for_the_trail_however_old_they_are(
    tmp_path: Path, clock: StillClock
) -> None:
    async with ground(tmp_path, clock) as house:
        await house.add("written, and then the lid was closed for a month")
    clock.passes(days=31)
    async with opened(tmp_path, clock) as house:

        async def there() -> bool:
            return bool(await kept(house))

        await until(there)
        assert len(await kept(house)) == 1
