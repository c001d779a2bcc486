"""Reminders ring at their time, once, also after nobody ran."""

import asyncio
from pathlib import Path

from services.reminders import Timekeeper
from tasklark.asks import Call, Edits, Target
from tasklark.domain.reminder import Remind, ReminderState, RingBefore
from tasklark.domain.task import Task
from tasklark.runtime.embedded_topics import stretch
from tests.contract.builders import StillClock
from tests.services.house import ME, Heard, House, ground, opened, until


async def rang(house: House, task: Task, state: ReminderState = "fired") -> None:
    """Wait until the task's reminder rang."""

    async def there() -> bool:
        return [one.state for one in await house.reminders(task)] == [state]

    await until(there)


async def test_a_reminder_rings_at_its_time_and_once(house: House) -> None:
    heard = Heard()
    house.runtime.fan_out("reminders", heard)
    task = await house.add("stretch in 1 minute")
    await house.settled()
    assert heard.events == []
    house.clock.passes(minutes=1)
    await rang(house, task)
    house.clock.passes(minutes=5)
    await house.settled()
    [event] = heard.events
    assert event.data["task_id"] == task.id
    assert event.data["title"] == "stretch"
    assert event.data["late"] is False
    assert event.data["user_id"] == "1"


async def test_a_ring_is_the_services_change_and_no_change_of_the_task(house: House) -> None:
    task = await house.add("stretch in 1 minute")
    house.clock.passes(minutes=1)
    await rang(house, task)
    assert (await house.queries.task(ME, task.id)).task.version == task.version


async def test_what_was_due_while_nobody_ran_rings_once_and_says_that_it_is_late(
    tmp_path: Path, clock: StillClock
) -> None:
    async with ground(tmp_path, clock) as house:
        task = await house.add("stretch in 1 minute")
    clock.passes(hours=3)
    async with opened(tmp_path, clock) as house:
        heard = Heard()
        house.runtime.fan_out("reminders", heard)
        await rang(house, task)
    async with opened(tmp_path, clock) as house:
        await house.settled()
        assert [one.attempt for one in await house.reminders(task)] == [1]


async def test_a_timer_outlives_the_process_that_set_it(tmp_path: Path, clock: StillClock) -> None:
    async with opened(tmp_path, clock) as house:
        task = await house.add("stretch in 1 minute")
        await house.settled()
    clock.passes(minutes=2)
    async with opened(tmp_path, clock) as house:
        await rang(house, task)


async def test_an_earlier_reminder_is_not_held_up_by_a_later_one(house: House) -> None:
    later = await house.add("call Ana in 20 minutes")
    await house.settled()
    sooner = await house.add("stretch in 1 minute")
    await house.settled()
    house.clock.passes(minutes=1)
    await rang(house, sooner)
    await rang(house, later, "scheduled")


async def test_a_lost_timer_is_found_by_the_sweep(house: House) -> None:
    task = await house.add("stretch in 1 minute")
    await house.settled()
    keeper = Timekeeper(house.stand)
    await house.runtime.cancel("reminders")
    house.clock.passes(minutes=2)
    await keeper.due("reminders", b"")
    await rang(house, task)


async def test_a_timer_that_is_not_ours_rings_nothing(house: House) -> None:
    keeper = Timekeeper(house.stand)
    await house.add("stretch in 1 minute")
    await keeper.due("rem-99", b"{}")


async def test_quiet_hours_hold_a_ring_until_they_end(house: House) -> None:
    await house.commands.prefer(Call(ME), ["quiet 12 to 13"])
    task = await house.add("stretch in 1 minute")
    house.clock.passes(minutes=1)

    async def held() -> bool:
        [one] = await house.reminders(task)
        return one.fire_at is not None and one.fire_at.hour == 12 and one.state == "scheduled"

    await until(held)
    house.clock.passes(hours=1)
    await rang(house, task)


async def test_what_was_finished_in_time_does_not_ring(house: House) -> None:
    task = await house.add("stretch in 1 minute")
    await house.complete(task)
    house.clock.passes(minutes=2)
    await house.settled()
    assert not [one for one in await house.reminders(task) if one.fired_at is not None]


async def test_a_snoozed_ring_comes_again(house: House) -> None:
    task = await house.add("stretch in 1 minute")
    house.clock.passes(minutes=1)
    await rang(house, task)
    await house.commands.snooze(Call(ME), Target(rows=(task.id,)), "in 10 minutes")
    house.clock.passes(minutes=10)
    await rang(house, task)
    assert [one.attempt for one in await house.reminders(task)] == [2]


async def test_a_reminder_whose_task_is_gone_holds_back_no_other(house: House) -> None:
    first, second = await house.add("one in 1 minute"), await house.add("two in 1 minute")
    await house.commands.delete(Call(ME), Target(rows=(first.id,)))
    house.clock.passes(minutes=1)
    await rang(house, second)


async def test_a_nagging_reminder_rings_until_its_task_is_done(house: House) -> None:
    heard = Heard()
    house.runtime.fan_out("reminders", heard)
    task = await house.add("stretch in 1 minute")
    nagging = Edits(remind=[Remind(RingBefore(0), nag_minutes=5)])
    await house.commands.update(Call(ME), Target(rows=(task.id,)), nagging)
    for ring in (1, 2, 3):
        house.clock.passes(minutes=5)

        async def there(ring: int = ring) -> bool:
            return len(heard.events) == ring

        await until(there)
    await house.complete(task)
    house.clock.passes(minutes=30)
    await house.settled()
    assert [event.data["attempt"] for event in heard.events] == [1, 2, 3]
    assert {event.data["kind"] for event in heard.events} == {"nag"}


async def test_two_that_keep_the_time_ring_once(tmp_path: Path, clock: StillClock) -> None:
    async with ground(tmp_path, clock) as house:
        tasks = [await house.add(f"task {number} in 1 minute") for number in range(40)]
        clock.passes(minutes=1)
        keepers = [Timekeeper(house.stand) for _ in range(2)]
        await asyncio.gather(*(keeper.due("reminders", b"") for keeper in keepers))
        found = await house.store.read(lambda c: stretch(c, "reminders", 0, 500))
    assert len(found.events) == len(tasks)
