"""Queries: views, search, agenda, history, previews."""

from datetime import UTC, date, datetime, time

import pytest

from tasklark.asks import FilterWords, Target
from tasklark.domain.errors import Refusal
from tasklark.domain.task import Due
from tests.commands.conftest import Desk


async def test_today_holds_what_is_overdue_or_due_today(desk: Desk) -> None:
    for words in ("late yesterday", "tea today at 15:00", "soon tomorrow", "someday"):
        await desk.add(words)
    board = await desk.queries.board(desk.who, view="today")
    assert [task.title for task in board.page.tasks] == ["late", "tea"]
    assert dict(await desk.queries.counts(desk.who)) == {"today": 2, "inbox": 1}


async def test_until_the_day_starts_it_is_still_yesterday(desk: Desk) -> None:
    desk.clock.now = datetime(2026, 11, 28, 23, 30, tzinfo=UTC)  # Sunday 00:30 in Madrid
    await desk.add("party sunday at 01:30")
    board = await desk.queries.board(desk.who, view="today")
    assert [task.title for task in board.page.tasks] == ["party"]


async def test_upcoming_shows_ghosts_of_repeats_and_stores_none(desk: Desk) -> None:
    await desk.add("gym every friday")
    board = await desk.queries.board(desk.who, view="upcoming")
    assert [ghost.occurrence for ghost in board.ghosts] == ["2026-12-04"]
    assert [task.title for task in board.page.tasks] == ["gym"]
    assert len(await desk.titles()) == 1


async def test_inbox_has_no_project_no_date_and_no_subtasks(desk: Desk) -> None:
    for words in ("a", "b tomorrow", "c @home"):
        await desk.add(words)
    number = (await desk.add("d")).number
    await desk.update((await desk.add("e")).number, parent=number)
    board = await desk.queries.board(desk.who, view="inbox")
    assert sorted(task.title for task in board.page.tasks) == ["a", "d"]


async def test_search_forgives_a_typo_and_more_than_a_page_has_a_set(desk: Desk) -> None:
    for n in range(4):
        await desk.add(f"newsletter {n}")
    assert len(await desk.titles(text="newsleter")) == 4
    found = await desk.queries.search(desk.who, FilterWords(text="newsletter"), limit=2)
    assert (len(found.page.tasks), found.page.total) == (2, 4)
    assert found.set is not None
    applied = await desk.done(f"set:{found.set}")
    assert len(applied.tasks) == 4


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ({"tags": ["home"]}, ["rent"]),
        ({"tags": ["-home"]}, ["milk", "report"]),
        ({"tags": ["none"]}, ["report"]),
        ({"priority": ["high"]}, ["report"]),
        ({"inside": "work"}, ["report"]),
        ({"inside": "none"}, ["milk", "rent"]),
        ({"when": "tomorrow"}, ["rent"]),
        ({"when": "no date"}, ["milk"]),
        ({"when": "this week"}, ["rent", "report"]),
        ({"has": ["repeat"]}, ["rent"]),
        ({"has": ["reminder"]}, ["report"]),
        ({"added": "today"}, ["milk", "rent", "report"]),
    ],
)
async def test_filters_select(desk: Desk, words: dict[str, object], titles: list[str]) -> None:
    await desk.add("milk #shop")
    await desk.add("rent every month on the 26th #home")
    await desk.add("report friday at 9 @work p1")
    assert sorted(await desk.titles(**words)) == titles


async def test_several_sort_keys_make_an_order(desk: Desk) -> None:
    for words in ("b tomorrow", "a tomorrow p1", "c today p1"):
        await desk.add(words)
    found = await desk.queries.search(desk.who, FilterWords(), sort="priority, due desc")
    assert [task.title for task in found.page.tasks] == ["a", "c", "b"]
    with pytest.raises(Refusal, match="sort"):
        await desk.queries.search(desk.who, FilterWords(), sort="colour")


async def test_the_agenda_has_overdue_due_ghosts_and_rings(desk: Desk) -> None:
    await desk.add("late yesterday")
    await desk.add("stretch every day")
    dentist = await desk.add("dentist friday at 9")
    target = Target(ids=[dentist.number])
    await desk.commands.set_reminder(desk.call(), target, ["the day before at 18:00"], "add")
    agenda = await desk.queries.agenda(desk.who, "today", 3)
    assert [task.title for task in agenda.overdue] == ["late"]
    today, tomorrow, friday = agenda.days
    assert [task.title for task in today.tasks] == ["stretch"]
    assert [ghost.task.title for ghost in tomorrow.ghosts] == ["stretch"]
    assert [task.title for task, _ in tomorrow.rings] == ["dentist"]
    assert [task.title for task in friday.tasks] == ["dentist"]


async def test_history_tells_what_happened_by_kind_and_time(desk: Desk) -> None:
    task = await desk.add("milk")
    desk.clock.passes(days=1)
    await desk.update(task.number, title="bread")
    await desk.done(task.number)
    every = await desk.queries.history(desk.who, ids=[task.number])
    assert len(every.changes) == 3
    done = await desk.queries.history(desk.who, event="completed")
    assert len(done.changes) == 1
    today = await desk.queries.history(desk.who, since="today")
    assert len(today.changes) == 2


async def test_a_repeat_is_previewed_before_it_is_saved(desk: Desk) -> None:
    preview = await desk.queries.preview(desk.who, "every 2 weeks on tue and thu", "at 09:00", 4)
    assert [due.day for due in preview.next] == [
        date(2026, 11, 26),
        date(2026, 12, 8),
        date(2026, 12, 10),
        date(2026, 12, 22),
    ]
    assert preview.next[0] == Due(date(2026, 11, 26), time(9))
    with pytest.raises(Refusal):
        await desk.queries.preview(desk.who, "when pigs fly")


async def test_a_text_is_read_without_being_saved_and_a_command_is_offered(desk: Desk) -> None:
    await desk.add("buy milk")
    parsed = await desk.queries.parse(desk.who, "call Ana tomorrow at 9 #home")
    assert parsed.reading.value.title == "call Ana"
    assert parsed.command is None
    command = (await desk.queries.parse(desk.who, "mark buy milk done")).command
    assert command is not None
    assert [call.tool for call in command.calls] == ["complete_tasks"]
    assert await desk.titles() == ["buy milk"]


async def test_the_agenda_takes_a_week_or_a_stretch_of_days(desk: Desk) -> None:
    week = await desk.queries.agenda(desk.who, "next 7 days")
    assert len(week.days) == 7
    stretch = await desk.queries.agenda(desk.who, "1 december .. 3 december")
    assert [day.day for day in stretch.days] == [date(2026, 12, n) for n in (1, 2, 3)]


async def test_history_looks_back_to_a_clock_time_or_to_lunch(desk: Desk) -> None:
    await desk.add("early")
    desk.clock.now = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
    await desk.add("late")
    for words in ("15:00", "lunch", "since 3 pm"):
        seen = await desk.queries.history(desk.who, since=words)
        assert [task.title for task in seen.tasks.values()] == ["late"], words
