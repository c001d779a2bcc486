"""Reminders: on time, once, held in quiet hours, again when they nag."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tasklark.asks import Target
from tasklark.domain.errors import Refusal
from tasklark.domain.reminder import Reminder, RingAt
from tasklark.domain.task import Due
from tests.commands.conftest import Desk


async def fire(desk: Desk) -> list[int]:
    """Ring everything that is due; the tasks it was for."""
    rung = []
    for due in await desk.store.reminders_due(desk.clock()):
        await desk.commands.fire(desk.call(), due.reminder, due.revision)
        rung.append(due.reminder)
    return rung


async def reminder(desk: Desk, task: int) -> Reminder:
    (one,) = (await desk.store.tasks(desk.who, ids=[task])).reminders[task]
    return one


async def test_it_rings_at_its_time_and_not_again(desk: Desk) -> None:
    task = await desk.add("call today at 13:00")
    assert await fire(desk) == []
    desk.clock.passes(hours=1)
    assert len(await fire(desk)) == 1
    assert await fire(desk) == []
    assert (await reminder(desk, task.id)).state == "fired"


async def test_an_older_revision_rings_nothing(desk: Desk) -> None:
    task = await desk.add("call today at 13:00")
    before = await reminder(desk, task.id)
    await desk.update(task.number, when="at 14:00")
    desk.clock.passes(hours=3)
    await desk.commands.fire(desk.call(), before.id, before.revision)
    assert (await reminder(desk, task.id)).state == "scheduled"


async def test_done_or_deleted_silences_it_and_reopening_wakes_one_ahead(desk: Desk) -> None:
    task = await desk.add("call today at 13:00")
    await desk.done(task.number)
    assert await desk.store.next_fire_at() is None
    await desk.commands.complete(desk.call(), Target(ids=[task.number]), done=False)
    assert await desk.store.next_fire_at() == task.due_at


async def test_a_nagging_one_rings_again_until_it_is_done(desk: Desk) -> None:
    task = await desk.add("take pills today at 13:00")
    target = Target(ids=[task.number])
    await desk.commands.set_reminder(desk.call(), target, ["every 10m until done"], "replace")
    desk.clock.passes(hours=1)
    assert len(await fire(desk)) == 1
    desk.clock.passes(minutes=10)
    assert len(await fire(desk)) == 1
    assert (await reminder(desk, task.id)).attempt == 2
    await desk.done(task.number)
    desk.clock.passes(minutes=30)
    assert await fire(desk) == []


async def test_quiet_hours_hold_it_until_they_end(desk: Desk) -> None:
    await desk.commands.prefer(desk.call(), ["quiet from 22 to 7"])
    task = await desk.add("call today at 23:00")
    desk.clock.passes(hours=11)
    await fire(desk)
    held = await reminder(desk, task.id)
    assert held.fire_at == datetime(2026, 11, 26, 6, tzinfo=UTC)
    assert (held.state, held.fired_at) == ("scheduled", None)
    desk.clock.now = datetime(2026, 11, 26, 6, tzinfo=UTC)
    assert len(await fire(desk)) == 1


async def test_snooze_moves_the_reminder_alone_and_that_is_the_one_that_just_rang(
    desk: Desk,
) -> None:
    task = await desk.add("call today at 13:00")
    with pytest.raises(Refusal, match="two hours"):
        await desk.commands.snooze(desk.call(), None, "10 minutes")
    desk.clock.passes(hours=1)
    await fire(desk)
    await desk.commands.snooze(desk.call(), None, "10 minutes")
    assert (await reminder(desk, task.id)).fire_at == desk.clock() + timedelta(minutes=10)
    assert (await desk.now(task.number)).due == task.due
    desk.clock.passes(minutes=10)
    assert len(await fire(desk)) == 1


async def test_receipts_only_move_on(desk: Desk) -> None:
    task = await desk.add("call today at 13:00")
    desk.clock.passes(hours=1)
    await fire(desk)
    rung = await reminder(desk, task.id)
    await desk.commands.receive(desk.call(), rung.id, "seen")
    await desk.commands.receive(desk.call(), rung.id, "delivered")
    assert (await reminder(desk, task.id)).state == "seen"


async def test_a_moved_task_moves_its_relative_reminders_and_they_ring_anew(desk: Desk) -> None:
    task = await desk.add("call today at 13:00")
    desk.clock.passes(hours=1)
    await fire(desk)
    await desk.update(task.number, when="tomorrow at 13:00")
    moved = await reminder(desk, task.id)
    assert (moved.state, moved.attempt) == ("scheduled", 0)
    desk.clock.passes(days=1)
    assert len(await fire(desk)) == 1


async def test_another_zone_moves_floating_tasks_and_their_rings(desk: Desk) -> None:
    task = await desk.add("call tomorrow at 10")
    seq = (await desk.now(task.number)).seq
    await desk.commands.prefer(desk.call(), ["I'm in New York until 1 December"])
    now = await desk.now(task.number)
    assert now.due == task.due
    assert now.due_at == datetime(2026, 11, 26, 15, tzinfo=UTC)
    assert now.seq > seq
    assert (await reminder(desk, task.id)).fire_at == now.due_at


async def test_a_late_one_is_told_as_late(desk: Desk) -> None:
    await desk.add("call today at 13:00")
    desk.clock.passes(hours=5)
    (due,) = await desk.store.reminders_due(desk.clock())
    await desk.commands.fire(desk.call(), due.reminder, due.revision)
    ((_, rung),) = await desk.queries.rung(desk.who)
    assert rung.fired_at == desk.clock()


async def test_reminders_are_added_replaced_and_removed(desk: Desk) -> None:
    task = await desk.add("call friday at 10")
    target = Target(ids=[task.number])
    await desk.commands.set_reminder(desk.call(), target, ["the day before at 18:00"], "add")
    page = await desk.store.tasks(desk.who, ids=[task.id])
    assert len(page.reminders[task.id]) == 2
    await desk.commands.set_reminder(desk.call(), target, ["1 hour before"], "replace")
    assert (await reminder(desk, task.id)).fire_at == datetime(2026, 11, 27, 8, tzinfo=UTC)
    await desk.commands.set_reminder(desk.call(), target, [], "remove")
    page = await desk.store.tasks(desk.who, ids=[task.id])
    assert not page.reminders.get(task.id)


async def test_quiet_hours_are_read_from_words(desk: Desk) -> None:
    await desk.commands.prefer(desk.call(), ["quiet 22 to 7", "week starts Sunday"])
    person = await desk.queries.me(desk.who)
    assert (person.quiet, person.week_start) == ((time(22), time(7)), 6)


async def test_nagging_takes_the_place_of_the_plain_ring(desk: Desk) -> None:
    task = await desk.add("take pills tomorrow at 9")
    target = Target(ids=[task.number])
    await desk.commands.set_reminder(desk.call(), target, ["every 10m until done"], "add")
    assert (await reminder(desk, task.id)).nag_minutes == 10


async def test_a_bare_hour_on_a_dated_task_is_in_the_morning_of_its_day(desk: Desk) -> None:
    desk.clock.now = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)
    task = await desk.add("call mum tomorrow at 11:00")
    applied = await desk.commands.set_reminder(
        desk.call(), Target(ids=[task.number]), ["at 9 wherever I am"], "replace"
    )
    (made,) = applied.reminders[task.id]
    assert made.trigger == RingAt(Due(date(2026, 11, 26), time(9)))
