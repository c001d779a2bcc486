"""Updating: many at once, words that move dates, conflicts by field."""

from datetime import date, time

import pytest

from tasklark.asks import Draft, Edits, FilterWords, Target
from tasklark.domain.errors import Refusal
from tasklark.domain.task import Due
from tests.commands.conftest import Desk, notes


async def test_a_day_alone_keeps_the_time_and_a_time_alone_the_day(desk: Desk) -> None:
    task = await desk.add("call the bank tomorrow at 10")
    await desk.update(task.number, when="friday")
    assert (await desk.now(task.number)).due == Due(date(2026, 11, 27), time(10))
    await desk.update(task.number, when="at 9")
    assert (await desk.now(task.number)).due == Due(date(2026, 11, 27), time(9))
    await desk.update(task.number, when="at 17:30")
    assert (await desk.now(task.number)).due == Due(date(2026, 11, 27), time(17, 30))


async def test_a_shift_counts_from_the_date_it_has(desk: Desk) -> None:
    task = await desk.add("call the bank friday at 10")
    await desk.update(task.number, when="+1 week")
    assert (await desk.now(task.number)).due == Due(date(2026, 12, 4), time(10))
    undated = await desk.add("someday")
    with pytest.raises(Refusal, match="no date"):
        await desk.update(undated.number, when="+1 day")


async def test_none_clears_the_date_and_keeps_relative_reminders_asleep(desk: Desk) -> None:
    task = await desk.add("call the bank friday at 10")
    await desk.update(task.number, when="none")
    (reminder,) = (await desk.store.tasks(desk.who, ids=[task.id])).reminders[task.id]
    assert reminder.fire_at is None
    await desk.update(task.number, when="friday at 11")
    (reminder,) = (await desk.store.tasks(desk.who, ids=[task.id])).reminders[task.id]
    assert reminder.fire_at == (await desk.now(task.number)).due_at


async def test_tags_are_added_and_taken_whatever_their_capitals(desk: Desk) -> None:
    task = await desk.add("milk #Shop #food")
    await desk.update(task.number, add_tags=["#now"], remove_tags=["shop"])
    assert (await desk.now(task.number)).tags == ("food", "now")


async def test_notes_are_set_or_appended(desk: Desk) -> None:
    task = await desk.add("milk")
    await desk.update(task.number, notes="two")
    await desk.update(task.number, append_notes="and a half")
    assert (await desk.now(task.number)).notes == "two\nand a half"


async def test_everything_a_filter_finds_changes_in_one_undo(desk: Desk) -> None:
    for title in ("a #x", "b #x", "c"):
        await desk.add(title)
    target = Target(filter=FilterWords(tags=["x"]), expect=2)
    applied = await desk.commands.update(desk.call(), target, Edits(priority="high"))
    assert sorted(task.title for task in applied.tasks) == ["a", "b"]


async def test_a_filter_without_a_condition_is_refused(desk: Desk) -> None:
    await desk.add("a")
    with pytest.raises(Refusal, match="condition"):
        await desk.commands.delete(desk.call(), Target(filter=FilterWords()))


async def test_fields_changed_by_two_merge_and_the_same_field_conflicts(desk: Desk) -> None:
    task = await desk.add("milk")
    target = Target(rows=[task.id])
    await desk.update(task.number, priority="high")
    merged = Edits(title="oat milk", base={"title": "milk"})
    await desk.commands.update(desk.call(), target, merged)
    late = Edits(title="soy milk", base={"title": "milk"})
    with pytest.raises(Refusal) as refused:
        await desk.commands.update(desk.call(), target, late)
    assert refused.value.kind == "conflict"
    assert refused.value.conflicts == {"title": ("oat milk", "soy milk")}
    assert (await desk.now(task.number)).priority == "high"


async def test_moving_to_today_keeps_times_ahead_and_drops_passed_ones(desk: Desk) -> None:
    early = await desk.add("early tomorrow at 9")
    late = await desk.add("late tomorrow at 20:00")
    target = Target(rows=[early.id, late.id])
    applied = await desk.commands.update(desk.call(), target, Edits(), today=True)
    assert (await desk.now(early.number)).due == Due(date(2026, 11, 25))
    assert (await desk.now(late.number)).due == Due(date(2026, 11, 25), time(20))
    assert notes(applied) == ["time_dropped"]


async def test_what_is_so_already_changes_nothing_and_has_no_code(desk: Desk) -> None:
    task = await desk.add("milk")
    applied = await desk.update(task.number, title="milk")
    assert (applied.code, notes(applied)) == (None, ["no_change"])


async def test_a_first_time_reminds_and_a_bulk_change_adds_no_bells(desk: Desk) -> None:
    one, two = await desk.add("a"), await desk.add("b")
    await desk.update(one.number, when="tomorrow at 9")
    page = await desk.store.tasks(desk.who, ids=[one.id])
    assert len(page.reminders[one.id]) == 1
    target = Target(ids=[one.number, two.number])
    await desk.commands.update(desk.call(), target, Edits(when="friday at 9"))
    page = await desk.store.tasks(desk.who, ids=[two.id])
    assert not page.reminders.get(two.id)


async def test_a_task_can_be_hung_under_another_and_freed_again(desk: Desk) -> None:
    house, boxes = await desk.add("move house"), await desk.add("buy boxes")
    await desk.update(boxes.number, parent=house.number)
    assert (await desk.now(boxes.number)).parent == house.id
    with pytest.raises(Refusal, match="subtask"):
        await desk.update(house.number, parent=boxes.number)
    await desk.update(boxes.number, parent=None)
    assert (await desk.now(boxes.number)).parent is None


async def test_a_deleted_task_is_not_changed_and_restore_brings_its_subtasks(desk: Desk) -> None:
    draft = Draft("move house", subtasks=["pack"])
    house, pack = (await desk.commands.add(desk.call(), [draft])).tasks
    await desk.commands.delete(desk.call(), Target(ids=[house.number]))
    with pytest.raises(Refusal, match="bin"):
        await desk.update(house.number, title="x")
    await desk.commands.restore(desk.call(), Target(ids=[house.number]))
    assert (await desk.now(pack.number)).status == "open"


async def test_an_unknown_number_is_refused_by_name(desk: Desk) -> None:
    with pytest.raises(Refusal, match="99") as refused:
        await desk.update(99, title="x")
    assert refused.value.kind == "unknown"


async def test_a_title_is_pointed_at_as_people_do_it(desk: Desk) -> None:
    one, two = await desk.add("buy milk"), await desk.add("milk the cow")
    target = Target(filter=FilterWords(text="the milk one"), expect=1)
    with pytest.raises(Refusal) as refused:
        await desk.commands.complete(desk.call(), target)
    assert set(refused.value.numbers) == {one.number, two.number}


async def test_an_unknown_holiday_calendar_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="XX"):
        await desk.commands.set_preferences(desk.call(), {"holidays": "XX"})
    applied = await desk.commands.set_preferences(desk.call(), {"holidays": "ES-MD"})
    assert applied.person.holidays == "ES-MD"
