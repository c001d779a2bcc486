"""Files: looked at first, then one change that one undo takes back; everything goes out again."""

from datetime import UTC, date, datetime, time

import pytest

from tasklark.asks import Target
from tasklark.domain.errors import Refusal
from tasklark.domain.task import Due
from tasklark.exchange import Arrival, problems_of
from tests.commands.conftest import Desk

TODOIST = b"""TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
task,Pay rent @home,by transfer,1,1,Ana,,every last day,en,
task,boxes,,4,2,Ana,,tomorrow at 9,en,
task,water,,4,1,Ana,,every! 3 days,en,
task,moon,,4,1,Ana,,at the blue moon,en,
"""


async def bring(desk: Desk, content: bytes, name: str = "Home.csv", dry: bool = False) -> Arrival:
    return await desk.exchange.bring(desk.call(dry_run=dry), content, name)


async def test_a_preview_shows_everything_and_changes_nothing(desk: Desk) -> None:
    arrival = await bring(desk, TODOIST, dry=True)
    assert (arrival.kind, arrival.total, arrival.known) == ("todoist", 4, 0)
    assert arrival.projects == ("Home",)
    assert [task.title for task in arrival.applied.tasks] == ["Pay rent", "boxes", "water", "moon"]
    assert list(problems_of(arrival)) == [
        "Line 5: The date “at the blue moon” of “moon” is not understood; it is in the notes."
    ]
    assert await desk.titles() == []


async def test_an_import_is_one_undo_with_dates_as_words_say_them(desk: Desk) -> None:
    arrival = await bring(desk, TODOIST)
    rent, boxes, water, moon = arrival.applied.tasks
    assert rent.repeat is not None
    assert (rent.repeat.rule, rent.due) == ("FREQ=MONTHLY;BYMONTHDAY=-1", Due(date(2026, 11, 30)))
    assert (rent.tags, rent.project, rent.priority) == (("home",), "Home", "high")
    assert (boxes.parent, boxes.due) == (rent.id, Due(date(2026, 11, 26), time(9)))
    assert water.repeat is not None
    assert water.repeat.anchor == "completion"
    assert moon.notes == "Date: at the blue moon"
    [change, *_] = await desk.queries.changes(desk.who, 1)
    assert change.reason == "imported from Home.csv (Todoist)"
    await desk.undo(arrival.applied.code)
    assert await desk.titles() == []


async def test_the_same_file_twice_adds_nothing_the_second_time(desk: Desk) -> None:
    await bring(desk, TODOIST)
    again = await bring(desk, TODOIST)
    assert (again.applied.code, again.known) == (None, 3)
    assert len(await desk.titles()) == 4


async def test_finished_tasks_come_finished_once_and_go_with_the_undo(desk: Desk) -> None:
    text = b"title,status,completed_at,created_at\nmilk,done,2026-11-20T10:00:00Z,2026-11-01\n"
    arrival = await bring(desk, text)
    [milk] = arrival.applied.tasks
    assert (milk.status, milk.completed_at) == ("done", datetime(2026, 11, 20, 10, tzinfo=UTC))
    assert milk.created_at == datetime(2026, 10, 31, 23, tzinfo=UTC)
    assert (await bring(desk, text)).known == 1
    undone = await desk.undo(arrival.applied.code)
    assert await desk.titles(status="done") == []
    await desk.undo(undone.code)
    assert await desk.titles(status="done") == ["milk"]


@pytest.mark.parametrize("to", ["ics", "csv", "json"])
async def test_what_goes_out_comes_in_again_elsewhere(desk: Desk, to: str) -> None:
    await desk.add("rent every month on the 30th at 9 #home @House p1, remind 10 minutes before")
    await desk.add("milk")
    done = await desk.add("bread yesterday")
    await desk.done(done.number)
    parcel = await desk.exchange.parcel(desk.who, to)  # type: ignore[arg-type]
    assert parcel.name == f"tasklark-2026-11-25.{to}"
    before = [await desk.now(number) for number in (1, 2, 3)]
    for number in (1, 2, 3):
        await desk.commands.delete(desk.call(), Target(ids=[number]))
    arrival = await bring(desk, parcel.content, parcel.name)
    assert arrival.problems == ()
    after = {task.title: task for task in arrival.applied.tasks}
    for task in before:
        fresh = after[task.title]
        assert (fresh.due, fresh.tags, fresh.project) == (task.due, task.tags, task.project)
        assert (fresh.status, fresh.priority) == (task.status, task.priority)
        assert (fresh.repeat is None) == (task.repeat is None)


async def test_a_feed_has_what_is_open_and_what_was_finished_of_late(desk: Desk) -> None:
    for words in ("old", "new"):
        task = await desk.add(words)
        await desk.done(task.number)
        desk.clock.passes(days=25)
    await desk.add("open")
    text = (await desk.exchange.feed(desk.who)).decode()
    titles = [line for line in text.split("\r\n") if line.startswith("SUMMARY:")]
    assert titles == ["SUMMARY:open", "SUMMARY:new"]


async def test_a_file_without_tasks_or_with_too_many_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="holds no tasks"):
        await bring(desk, b"title\n")
    with pytest.raises(Refusal, match="too many"):
        await bring(desk, b"title\n" + b"x\n" * 20_001)


async def test_a_thousand_tasks_come_in_one_change(desk: Desk) -> None:
    lines = "".join(f"task {n},2026-12-{n % 28 + 1:02},10:00\n" for n in range(1_500))
    arrival = await bring(desk, f"title,date,time\n{lines}".encode())
    assert len(arrival.applied.tasks) == 1_500
    await desk.undo(arrival.applied.code)
    assert await desk.titles() == []


async def test_a_request_that_is_sent_again_is_carried_out_once(desk: Desk) -> None:
    first = await desk.exchange.bring(desk.call("k"), TODOIST, "Home.csv")
    again = await desk.exchange.bring(desk.call("k"), TODOIST, "Home.csv")
    assert (again.applied.code, again.applied.replayed) == (first.applied.code, True)
