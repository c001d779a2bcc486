"""Completing: one occurrence at a time, and the next one by itself."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tasklark.asks import Draft, FilterWords, Target
from tasklark.domain.errors import Refusal
from tasklark.domain.task import Due
from tests.commands.conftest import Desk, notes

MADRID = ZoneInfo("Europe/Madrid")


async def test_completing_says_the_next_date_and_the_next_one_is_there(desk: Desk) -> None:
    task = await desk.add("rent every last workday of the month at 9")
    applied = await desk.done(task.number)
    note = next(note for note in applied.notes if note.kind == "next")
    assert note.values["due"] == Due(date(2026, 12, 31), time(9))
    coming = await desk.now(task.number)
    assert (coming.status, coming.occurrence) == ("open", "2026-12-31T09:00")
    assert coming.number == task.number


async def test_the_next_one_carries_fields_reminders_and_open_subtasks(desk: Desk) -> None:
    draft = Draft(
        "review",
        repeat="every friday at 9",
        remind=["30 minutes before"],
        tags=["work"],
        subtasks=["read", "write"],
    )
    task = (await desk.commands.add(desk.call(), [draft])).tasks[0]
    await desk.update(task.number, notes="bring coffee", priority="high")
    await desk.done(task.number)
    detail = await desk.queries.task(desk.who, (await desk.now(task.number)).id)
    assert (detail.task.notes, detail.task.priority) == ("bring coffee", "high")
    assert [(sub.title, sub.status) for sub in detail.subtasks] == [
        ("read", "open"),
        ("write", "open"),
    ]
    assert len(detail.reminders) == 1


async def test_a_bare_number_never_finishes_two_occurrences_by_accident(desk: Desk) -> None:
    task = await desk.add("stretch every day")
    await desk.done(task.number)
    again = await desk.done(task.number)
    assert notes(again) == ["already_done_today"]
    assert again.code is None
    early = await desk.done(f"{task.number}/2026-11-26")
    assert early.tasks[0].status == "done"
    assert (await desk.now(task.number)).occurrence == "2026-11-27"


async def test_a_daily_task_that_was_missed_comes_back_today(desk: Desk) -> None:
    task = await desk.add("stretch every day")
    desk.clock.passes(days=3)
    await desk.done(task.number)
    assert (await desk.now(task.number)).occurrence == "2026-11-28"


async def test_a_monthly_task_that_was_missed_must_be_done_each_time(desk: Desk) -> None:
    task = await desk.add("rent every month on the 26th")
    desk.clock.passes(days=70)
    await desk.done(task.number)
    assert (await desk.now(task.number)).occurrence == "2026-12-26"


async def test_all_missed_ones_can_be_done_at_once(desk: Desk) -> None:
    task = await desk.add("rent every month on the 26th")
    desk.clock.passes(days=70)
    await desk.done(task.number, missed=True)
    assert (await desk.now(task.number)).occurrence == "2027-02-26"


async def test_counted_from_completion_the_next_comes_so_long_after_it_was_done(
    desk: Desk,
) -> None:
    draft = Draft("cut hair", repeat="every 3 weeks after completion")
    task = (await desk.commands.add(desk.call(), [draft])).tasks[0]
    desk.clock.passes(days=5)
    await desk.done(task.number)
    assert (await desk.now(task.number)).due == Due(date(2026, 12, 21))


async def test_it_can_be_said_when_it_was_really_done(desk: Desk) -> None:
    task = await desk.add("call the bank")
    desk.clock.passes(days=2)
    (done,) = (await desk.done(task.number, at="yesterday")).tasks
    assert done.completed_at is not None
    assert done.completed_at.astimezone(MADRID).date() == date(2026, 11, 26)


async def test_the_parent_takes_its_open_subtasks_along_in_one_undo(desk: Desk) -> None:
    draft = Draft("move house", subtasks=["pack", "clean"])
    house, pack, clean = (await desk.commands.add(desk.call(), [draft])).tasks
    await desk.done(pack.number)
    applied = await desk.done(house.number)
    assert {task.id for task in applied.tasks} == {house.id, clean.id}
    await desk.undo(applied.code)
    assert (await desk.now(pack.number)).status == "done"
    assert (await desk.now(clean.number)).status == "open"


async def test_reopening_takes_an_untouched_next_one_away_and_keeps_a_touched_one(
    desk: Desk,
) -> None:
    task = await desk.add("rent every month on the 26th")
    await desk.done(task.number)
    await desk.commands.complete(desk.call(), Target(ids=[f"{task.number}/2026-11-26"]), done=False)
    assert (await desk.now(task.number)).occurrence == "2026-11-26"
    await desk.done(task.number)
    await desk.update(task.number, title="rent and water")
    with pytest.raises(Refusal, match="later"):
        await desk.commands.complete(
            desk.call(), Target(ids=[f"{task.number}/2026-11-26"]), done=False
        )


async def test_another_count_than_expected_changes_nothing_and_shows_the_candidates(
    desk: Desk,
) -> None:
    one = await desk.add("oat milk")
    two = await desk.add("cow milk")
    target = Target(filter=FilterWords(text="milk"), expect=1)
    with pytest.raises(Refusal, match="oat milk") as refused:
        await desk.commands.complete(desk.call(), target)
    assert set(refused.value.numbers) == {one.number, two.number}
    assert len(await desk.titles(text="milk")) == 2


async def test_a_dry_run_keeps_what_it_found_and_leaves_out_what_changed_since(desk: Desk) -> None:
    one = await desk.add("oat milk")
    two = await desk.add("cow milk")
    target = Target(filter=FilterWords(text="milk"))
    dry = await desk.commands.complete(desk.call(dry_run=True), target)
    assert {task.id for task in dry.found} == {one.id, two.id}
    assert (await desk.now(one.number)).status == "open"
    await desk.update(two.number, title="goat milk")
    applied = await desk.done(f"set:{dry.set}")
    assert [task.id for task in applied.tasks] == [one.id]
    assert notes(applied) == ["left_alone"]


async def test_a_series_with_a_count_ends_by_itself(desk: Desk) -> None:
    draft = Draft("course", repeat="FREQ=WEEKLY;COUNT=2", when="friday")
    task = (await desk.commands.add(desk.call(), [draft])).tasks[0]
    await desk.done(task.number)
    desk.clock.now = datetime(2026, 12, 4, 12, tzinfo=MADRID)
    applied = await desk.done(task.number)
    assert "series_ends" in notes(applied)
    assert (await desk.now(task.number)).status == "done"


async def test_dates_that_went_by_are_finished_by_name_and_the_others_stay_missed(
    desk: Desk,
) -> None:
    desk.clock.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    task = await desk.add("run every mon, wed, fri")
    desk.clock.now = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
    applied = await desk.done(f"{task.number}/2026-11-25")
    assert [(row.occurrence, row.status) for row in applied.tasks if row.status == "done"] == [
        ("2026-11-25", "done")
    ]
    open_row = await desk.now(task.number)
    assert (open_row.status, open_row.occurrence) == ("open", "2026-11-23")
    assert (await desk.queries.task(desk.who, open_row.id)).missed == ("2026-11-27",)
    await desk.done(f"{task.number}/2026-11-23", f"{task.number}/2026-11-27")
    assert (await desk.now(task.number)).occurrence == "2026-11-30"
    with pytest.raises(Refusal, match="did not come on"):
        await desk.done(f"{task.number}/2026-11-26")


async def test_the_open_one_and_one_that_went_by_are_one_change(desk: Desk) -> None:
    desk.clock.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    task = await desk.add("run every mon, wed, fri")
    desk.clock.now = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
    applied = await desk.commands.complete(
        desk.call(), Target(ids=[f"{task.number}/2026-11-23", f"{task.number}/2026-11-25"])
    )
    done = [row.occurrence for row in applied.tasks if row.status == "done"]
    assert sorted(str(key) for key in done) == ["2026-11-23", "2026-11-25"]
    await desk.undo(applied.code)
    assert (await desk.now(task.number)).occurrence == "2026-11-23"
    assert await desk.titles(status="done") == []


async def test_a_date_it_was_done_is_never_the_one_to_come(desk: Desk) -> None:
    task = await desk.add("book the hotel")
    (done,) = (await desk.done(task.number, at="10 october")).tasks
    assert done.completed_at is not None
    assert done.completed_at.astimezone(MADRID).date() == date(2026, 10, 10)
