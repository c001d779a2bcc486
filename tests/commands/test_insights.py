"""Insights: completions by the person's day, what keeps slipping, what is coming."""

from datetime import date

from tasklark.domain.identity import local
from tasklark.domain.task import Due
from tests.commands.conftest import Desk


async def test_completions_are_counted_by_the_persons_day_in_52_whole_weeks(desk: Desk) -> None:
    for words in ("milk", "bread", "salt"):
        task = await desk.add(words)
        await desk.done(task.number)
        desk.clock.passes(hours=7)
    # Noon, 19:00, and 02:00 of the next date, which is still Wednesday before the day start.
    found = await desk.queries.insights(desk.who)
    assert found.done == ((date(2026, 11, 25), 3),)
    assert (found.first, found.today) == (date(2025, 12, 1), date(2026, 11, 26))
    assert (found.today - found.first).days < 364


async def test_what_was_done_before_the_first_week_is_left_out(desk: Desk) -> None:
    task = await desk.add("milk")
    await desk.done(task.number)
    desk.clock.passes(days=400)
    assert (await desk.queries.insights(desk.who)).done == ()


async def test_what_is_put_off_twice_slips(desk: Desk) -> None:
    rent, milk = await desk.add("rent tomorrow"), await desk.add("milk tomorrow")
    gone, back = await desk.add("gone tomorrow"), await desk.add("back tomorrow")
    for when in ("28 November", "29 November at 9", "2 December"):
        await desk.update(rent.number, when=when)
    await desk.update(milk.number, when="28 November")
    for when in ("28 November", "29 November"):
        await desk.update(gone.number, when=when)
        undone = await desk.update(back.number, when=when)
        await desk.undo(undone.code)
    await desk.done(gone.number)
    [slip] = (await desk.queries.insights(desk.who)).slipping
    assert (slip.task.number, slip.times) == (rent.number, 3)
    assert slip.first == Due(date(2026, 11, 26))


async def test_earlier_dates_other_times_and_services_do_not_count(desk: Desk) -> None:
    task = await desk.add("rent 10 December at 9")
    for when in ("9 December at 9", "9 December at 12", "8 December at 9"):
        await desk.update(task.number, when=when)
    desk.who = local("web").acting_as("recurring")
    for when in ("11 December", "12 December"):
        await desk.update(task.number, when=when)
    assert (await desk.queries.insights(local("web"))).slipping == ()


async def test_a_series_slips_as_one_task(desk: Desk) -> None:
    task = await desk.add("rent every month on the 26th")
    await desk.update(task.number, when="27 November")
    await desk.done(task.number)
    await desk.update(task.number, when="28 December")
    [slip] = (await desk.queries.insights(desk.who)).slipping
    assert (slip.task.occurrence, slip.times) == ("2026-12-26", 2)


async def test_the_load_counts_tasks_and_what_comes_again(desk: Desk) -> None:
    await desk.add("rent today")
    await desk.add("milk tomorrow")
    await desk.add("stretch every day")
    await desk.add("late yesterday")
    await desk.add("far 24 December")
    found = await desk.queries.insights(desk.who)
    assert [(day.tasks, day.repeats) for day in found.load[:3]] == [(2, 0), (1, 1), (0, 1)]
    assert (len(found.load), found.overdue) == (14, 1)


async def test_an_empty_account_has_insights_too(desk: Desk) -> None:
    found = await desk.queries.insights(desk.who)
    assert (found.done, found.slipping, found.overdue) == ((), (), 0)
