"""Adding: what is said becomes a task, all of it or nothing."""

from datetime import date, time

import pytest

from tasklark.asks import Draft
from tasklark.domain.errors import Refusal
from tasklark.domain.reminder import RingBefore, RingDayBefore
from tasklark.domain.task import Due
from tests.commands.conftest import Desk, notes


async def test_one_sentence_says_title_date_repeat_reminder_tag_and_priority(desk: Desk) -> None:
    task = await desk.add(
        "pay rent every last workday of the month at 9, high, #home,"
        " remind me the day before at 6pm"
    )
    assert task.title == "pay rent"
    assert task.due == Due(date(2026, 11, 30), time(9))
    assert (task.priority, task.tags) == ("high", ("home",))
    assert task.occurrence == "2026-11-30T09:00"
    (reminder,) = (await desk.store.tasks(desk.who, ids=[task.id])).reminders[task.id]
    assert reminder.trigger == RingDayBefore(1, time(18))


async def test_a_timed_task_reminds_at_its_time_and_a_dated_one_does_not(desk: Desk) -> None:
    timed = await desk.add("call Ana tomorrow at 10")
    dated = await desk.add("water plants tomorrow")
    page = await desk.store.tasks(desk.who, ids=[timed.id, dated.id])
    assert [r.trigger for r in page.reminders[timed.id]] == [RingBefore(0)]
    assert not page.reminders.get(dated.id)


async def test_several_lines_are_several_tasks_and_one_undo(desk: Desk) -> None:
    draft = Draft("buy milk\n- call the bank tomorrow\n\nsleep", quick=True)
    applied = await desk.commands.add(desk.call(), [draft])
    assert [task.title for task in applied.tasks] == ["buy milk", "call the bank", "sleep"]
    await desk.undo(applied.code)
    assert await desk.titles() == []


async def test_all_or_none_are_added_and_the_faulty_one_is_named(desk: Desk) -> None:
    drafts = [Draft("one"), Draft("two", when="when pigs fly")]
    with pytest.raises(Refusal, match=r"Task 2 \(“two”\)"):
        await desk.commands.add(desk.call(), drafts)
    assert await desk.titles() == []


async def test_a_likely_duplicate_is_told_and_not_blocked(desk: Desk) -> None:
    first = await desk.add("Buy milk")
    applied = await desk.commands.add(desk.call(), [Draft("buy milk")])
    (note,) = applied.notes
    assert (note.kind, note.values["number"]) == ("like", first.number)
    assert len(await desk.titles()) == 2


async def test_with_skip_existing_a_title_that_is_open_is_left_out(desk: Desk) -> None:
    await desk.add("Buy milk")
    applied = await desk.commands.add(
        desk.call(), [Draft("buy milk"), Draft("bread")], skip_existing=True
    )
    assert [task.title for task in applied.tasks] == ["bread"]
    assert notes(applied) == ["skipped_existing"]


async def test_what_the_view_stands_for_is_filled_in_and_written_words_win(desk: Desk) -> None:
    assert (await desk.add("milk", context="today")).due == Due(date(2026, 11, 25))
    assert (await desk.add("milk tomorrow", context="today")).due == Due(date(2026, 11, 26))
    assert (await desk.add("milk", context="tag:shop")).tags == ("shop",)
    assert (await desk.add("milk @home", context="project:work")).project == "home"


async def test_a_project_is_known_whatever_its_capitals(desk: Desk) -> None:
    await desk.add("one @Home")
    assert (await desk.add("two @home")).project == "Home"


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (Draft("  "), "title"),
        (Draft("x" * 501), "501"),
        (Draft("x", notes="y" * 20_001), "20,001"),
        (Draft("x", tags=[str(n) for n in range(51)]), "51 tags"),
        (Draft("x", repeat="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "never"),
        (Draft("x", remind=["yesterday at 9"]), "past|passed"),
        (Draft("x", parent=99), "#99"),
    ],
)
async def test_what_cannot_be_added_is_refused_by_name(desk: Desk, draft: Draft, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        await desk.commands.add(desk.call(), [draft])


async def test_subtasks_hang_one_level_deep(desk: Desk) -> None:
    applied = await desk.commands.add(
        desk.call(), [Draft("move house", subtasks=["pack tomorrow"])]
    )
    house, pack = applied.tasks
    assert (pack.title, pack.parent, pack.due) == ("pack", house.id, Due(date(2026, 11, 26)))
    with pytest.raises(Refusal, match="subtask itself"):
        await desk.commands.add(desk.call(), [Draft("boxes", parent=pack.number)])


async def test_a_retry_with_its_request_id_adds_nothing_more(desk: Desk) -> None:
    call = desk.call("r1", arguments="milk")
    first = await desk.commands.add(call, [Draft("milk")])
    again = await desk.commands.add(call, [Draft("milk")])
    assert again.replayed
    assert (again.code, [t.id for t in again.tasks]) == (first.code, [t.id for t in first.tasks])
    assert await desk.titles() == ["milk"]
    with pytest.raises(Refusal, match="request id"):
        await desk.commands.add(desk.call("r1", arguments="bread"), [Draft("bread")])


async def test_a_time_that_has_passed_today_is_tomorrows(desk: Desk) -> None:
    applied = await desk.commands.add(desk.call(), [Draft("call", when="9am")])
    assert applied.tasks[0].due == Due(date(2026, 11, 26), time(9))
