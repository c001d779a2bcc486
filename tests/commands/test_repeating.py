"""Repeats: given, changed, skipped, paused, ended, stopped."""

from datetime import date, time, timedelta

import pytest

from tasklark.asks import Draft, Edits, Target
from tasklark.domain.errors import Refusal
from tasklark.domain.task import Due
from tests.commands.conftest import Desk


async def test_a_plain_task_begins_to_repeat_from_its_date(desk: Desk) -> None:
    task = await desk.add("gym friday at 7pm")
    (after,) = (await desk.repeat(task.number, repeat="every friday")).tasks
    assert after.due == Due(date(2026, 11, 27), time(19))
    assert after.occurrence == "2026-11-27T19:00"


async def test_skipping_moves_the_open_one_to_the_next_date(desk: Desk) -> None:
    task = await desk.add("gym every friday")
    (after,) = (await desk.repeat(task.number, skip=["this one"])).tasks
    assert (after.id, after.due) == (task.id, Due(date(2026, 12, 4)))
    assert after.repeat is not None
    assert after.repeat.exceptions == ("2026-11-27",)


async def test_a_later_date_can_be_skipped_and_one_that_never_comes_is_refused(desk: Desk) -> None:
    task = await desk.add("gym every friday")
    await desk.repeat(task.number, skip=["4 december"])
    await desk.done(task.number)
    assert (await desk.now(task.number)).due == Due(date(2026, 12, 11))
    with pytest.raises(Refusal, match="does not come"):
        await desk.repeat(task.number, skip=["17 december"])


async def test_a_pause_moves_to_the_first_date_after_it_and_can_be_lifted(desk: Desk) -> None:
    task = await desk.add("gym every friday")
    await desk.repeat(task.number, pause_until="1 january")
    assert (await desk.now(task.number)).due == Due(date(2027, 1, 1))
    await desk.repeat(task.number, pause_until="none")
    assert (await desk.now(task.number)).due == Due(date(2026, 11, 27))


async def test_what_was_done_ahead_of_its_day_does_not_come_again_after_a_pause(
    desk: Desk,
) -> None:
    task = await desk.add("standup every weekday at 9")
    await desk.done(task.number)
    await desk.repeat(task.number, pause_until="1 january")
    await desk.repeat(task.number, pause_until="none")
    assert (await desk.now(task.number)).occurrence == "2026-11-27T09:00"


async def test_it_can_end_on_a_day_or_after_so_many(desk: Desk) -> None:
    task = await desk.add("gym every friday")
    await desk.repeat(task.number, ends="5 december")
    assert len(await _coming(desk, task.number)) == 1
    await desk.repeat(task.number, ends="after 4 times")
    assert len(await _coming(desk, task.number)) == 3
    await desk.repeat(task.number, ends="never")
    assert len(await _coming(desk, task.number)) == 5


async def _coming(desk: Desk, number: int) -> tuple[Due, ...]:
    return (await desk.queries.task(desk.who, (await desk.now(number)).id)).next


async def test_stopped_it_is_a_plain_task_with_its_date(desk: Desk) -> None:
    task = await desk.add("gym every friday")
    (after,) = (await desk.repeat(task.number, repeat="none")).tasks
    assert (after.repeat, after.series, after.due) == (None, None, Due(date(2026, 11, 27)))
    await desk.done(task.number)
    assert (await desk.now(task.number)).status == "done"


async def test_a_new_rule_from_a_day_on_leaves_what_is_open_alone(desk: Desk) -> None:
    task = await desk.add("standup every weekday at 9")
    await desk.repeat(task.number, repeat="every weekday at 9:15", from_day="next monday")
    now = await desk.now(task.number)
    assert now.due == Due(date(2026, 11, 26), time(9))
    dues = await _coming(desk, task.number)
    assert dues[0] == Due(date(2026, 11, 27), time(9))
    assert dues[1] == Due(date(2026, 11, 30), time(9, 15))
    await desk.done(task.number)
    desk.clock.passes(days=1)
    await desk.done(task.number)
    assert (await desk.now(task.number)).due == Due(date(2026, 11, 30), time(9, 15))


async def test_a_time_alone_keeps_the_rule(desk: Desk) -> None:
    task = await desk.add("standup every weekday at 9")
    await desk.repeat(task.number, repeat="9:15", from_day="next monday")
    assert (await desk.now(task.number)).due == Due(date(2026, 11, 26), time(9))
    assert (await _coming(desk, task.number))[1] == Due(date(2026, 11, 30), time(9, 15))


async def test_moving_one_leaves_the_rule_and_moving_all_later_takes_it_along(desk: Desk) -> None:
    task = await desk.add("gym every friday at 7pm")
    (moved,) = (await desk.update(task.number, when="saturday")).tasks
    assert moved.due == Due(date(2026, 11, 28), time(19))
    assert moved.occurrence == "2026-11-27T19:00"
    assert (await _coming(desk, task.number))[0] == Due(date(2026, 12, 4), time(19))
    target, later = Target(ids=[task.number]), Edits(when="saturday at 10am")
    await desk.commands.update(desk.call(), target, later, scope="later")
    assert (await desk.now(task.number)).due == Due(date(2026, 11, 28), time(10))
    assert (await _coming(desk, task.number))[0] == Due(date(2026, 12, 5), time(10))


async def test_missed_ones_are_told_and_can_be_skipped(desk: Desk) -> None:
    task = await desk.add("report every month on the 26th")
    desk.clock.passes(days=70)
    detail = await desk.queries.task(desk.who, task.id)
    assert detail.missed == ("2026-12-26", "2027-01-26")
    await desk.repeat(task.number, skip=["missed"])
    assert (await desk.now(task.number)).due == Due(date(2027, 2, 26))


async def test_a_subtask_has_no_repeat_of_its_own(desk: Desk) -> None:
    draft = Draft("move house", subtasks=["pack"])
    _, pack = (await desk.commands.add(desk.call(), [draft])).tasks
    with pytest.raises(Refusal, match="subtask"):
        await desk.repeat(pack.number, repeat="every friday")


async def test_deleting_ends_the_series_and_its_undo_goes_on_with_it(desk: Desk) -> None:
    task = await desk.add("gym every friday")
    await desk.done(task.number)
    applied = await desk.commands.delete(desk.call(), Target(ids=[task.number]))
    assert await desk.titles() == []
    assert await desk.titles(status="done") == ["gym"]
    await desk.undo(applied.code)
    assert (await desk.now(task.number)).occurrence == "2026-12-04"


async def test_a_whole_week_is_left_out(desk: Desk) -> None:
    task = await desk.add("gym every mon, wed, fri")
    await desk.repeat(task.number, skip=["this week"])
    assert (await desk.now(task.number)).due == Due(date(2026, 11, 30))
    with pytest.raises(Refusal, match="does not come this week"):
        await desk.repeat(task.number, skip=["this week"])


async def test_every_other_week_begins_on_the_next_such_day(desk: Desk) -> None:
    task = await desk.add("water the plants every other tuesday")
    assert task.due == Due(date(2026, 12, 1))
    assert await _coming(desk, task.number) == tuple(
        Due(date(2026, 12, 15) + timedelta(days=14 * step)) for step in range(5)
    )


async def test_a_repeat_comes_at_least_once(desk: Desk) -> None:
    task = await desk.add("gym every friday")
    with pytest.raises(Refusal, match="at least once"):
        await desk.repeat(task.number, ends="after 0 times")
