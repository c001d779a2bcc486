"""Undo: field by field, with what services did, and again by its own code."""

from datetime import date, time

import pytest

from tasklark.asks import Edits, Target
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import local
from tasklark.domain.task import Due
from tests.commands.conftest import Desk, notes


async def test_an_added_task_goes_and_comes_back_by_the_undo_of_the_undo(desk: Desk) -> None:
    task = await desk.add("milk")
    undone = await desk.undo()
    assert await desk.titles() == []
    await desk.undo(undone.code)
    assert await desk.titles() == ["milk"]
    assert (await desk.now(task.number)).id == task.id


async def test_a_field_changed_since_is_left_alone_and_named(desk: Desk) -> None:
    task = await desk.add("milk")
    first = await desk.update(task.number, title="oat milk", priority="high")
    await desk.update(task.number, title="soy milk")
    undone = await desk.undo(first.code)
    now = await desk.now(task.number)
    assert (now.title, now.priority) == ("soy milk", "none")
    (note,) = undone.notes
    assert (note.kind, note.values["field"]) == ("left_alone", "title")


async def test_undoing_a_completion_takes_the_untouched_next_one_along(desk: Desk) -> None:
    task = await desk.add("rent every month on the 26th")
    done = await desk.done(task.number)
    await desk.undo(done.code)
    now = await desk.now(task.number)
    assert (now.id, now.status, now.occurrence) == (task.id, "open", "2026-11-26")
    assert await desk.titles() == ["rent"]
    await desk.done(task.number)
    assert (await desk.now(task.number)).occurrence == "2026-12-26"


async def test_a_touched_next_one_stays_and_the_completion_with_it(desk: Desk) -> None:
    task = await desk.add("rent every month on the 26th")
    done = await desk.done(task.number)
    await desk.update(task.number, title="rent and water")
    undone = await desk.undo(done.code)
    assert notes(undone) == ["successor_stays"]
    assert undone.code is None
    assert await desk.titles(status="done") == ["rent"]


async def test_a_redelivered_completion_after_its_undo_adds_nothing(desk: Desk) -> None:
    task = await desk.add("rent every month on the 26th")
    done = await desk.done(task.number)
    await desk.undo(done.code)
    await desk.follow_up(done)
    assert await desk.titles() == ["rent"]


async def test_a_second_undo_of_the_same_code_changes_nothing(desk: Desk) -> None:
    task = await desk.add("milk")
    code = (await desk.update(task.number, title="bread")).code
    await desk.undo(code)
    await desk.update(task.number, title="bread")
    again = await desk.undo(code)
    assert notes(again) == ["no_change"]
    assert (await desk.now(task.number)).title == "bread"


async def test_without_a_code_it_is_this_clients_last_change(desk: Desk) -> None:
    await desk.add("mine")
    desk.who = local("another")
    await desk.add("theirs")
    desk.who = local("web")
    await desk.undo()
    assert await desk.titles() == ["theirs"]
    with pytest.raises(Refusal, match="undo"):
        await desk.undo()


async def test_dates_and_reminders_come_back_together_and_past_ones_stay_silent(
    desk: Desk,
) -> None:
    task = await desk.add("call today at 13:00")
    moved = await desk.update(task.number, when="tomorrow at 15:00")
    desk.clock.passes(hours=3)
    await desk.undo(moved.code)
    page = await desk.store.tasks(desk.who, ids=[task.id])
    assert page.tasks[0].due == Due(date(2026, 11, 25), time(13))
    assert await desk.store.reminders_due(desk.clock()) == []


async def test_settings_go_back_and_instants_with_them(desk: Desk) -> None:
    task = await desk.add("call tomorrow at 10")
    there = await desk.commands.set_preferences(desk.call(), {"zone": "America/New_York"})
    assert (await desk.now(task.number)).due_at != task.due_at
    await desk.undo(there.code)
    assert (await desk.queries.me(desk.who)).zone == "Europe/Madrid"
    assert (await desk.now(task.number)).due_at == task.due_at


async def test_many_changes_go_back_by_their_codes(desk: Desk) -> None:
    task = await desk.add("milk")
    one = await desk.update(task.number, title="bread")
    two = await desk.update(task.number, title="salt")
    await desk.undo(one.code, two.code)
    assert (await desk.now(task.number)).title == "milk"


async def test_a_code_that_is_none_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(Refusal):
        await desk.undo("zzz")


async def test_a_bulk_change_is_one_undo(desk: Desk) -> None:
    numbers = [(await desk.add(f"task {word}")).number for word in ("a", "b", "c")]
    target = Target(ids=numbers)
    applied = await desk.commands.update(desk.call(), target, Edits(add_tags=["x"]))
    assert len(await desk.titles(tags=["x"])) == 3
    await desk.undo(applied.code)
    assert await desk.titles(tags=["x"]) == []


async def test_what_the_clock_did_to_the_next_one_is_no_touch(desk: Desk) -> None:
    task = await desk.add("stretch every day at 23:00")
    done = await desk.done(task.number)
    await desk.commands.set_preferences(desk.call(), {"zone": "Europe/Lisbon"})
    assert (await desk.now(task.number)).version > 1
    await desk.undo(done.code)
    assert (await desk.now(task.number)).id == task.id
    assert len(await desk.titles()) == 1
