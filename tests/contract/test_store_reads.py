"""What every store promises about reading: catch-up, filters, counts, lists."""

import base64
from datetime import UTC, datetime, timedelta
from itertools import product

import orjson
import pytest

from tasklark.domain.changes import ChangeSet, ProjectChange
from tasklark.domain.errors import Refusal
from tasklark.domain.query import CountBy, DueSpan, Filter, Sort, Span
from tasklark.domain.task import Repeat
from tasklark.store.port import Need
from tests.contract.builders import (
    ME,
    NOON,
    Kept,
    StillClock,
    add,
    adding,
    change,
    changing_reminder,
    on,
    reminding,
    setting,
)

BY: tuple[CountBy, ...] = ("tag", "project", "priority", "day")
REPEAT = Repeat("FREQ=DAILY", "2026-11-25")
WEDNESDAY, THURSDAY = on("2026-11-25").day, on("2026-11-26").day


async def titles(store: Kept, filter: Filter, *sorts: Sort) -> list[str]:
    """Titles of what a filter finds, sorted by name unless told otherwise."""
    page = await store.find(ME, filter, sorts or (Sort("title"),))
    return [task.title for task in page.tasks]


async def test_catching_up_brings_rows_in_order_of_seq_with_tombstones(
    store: Kept,
) -> None:
    first, second = await add(store, "one"), await add(store, "two")
    await change(store, first, setting(status="deleted"))
    page = await store.changed_since(ME, 1, 10)
    assert [(task.id, task.seq) for task in page.tasks] == [(second.id, 2), (first.id, 3)]
    assert (page.seq, page.total) == (3, 2)
    assert [task.seq for task in (await store.changed_since(ME, 0, 1)).tasks] == [2]


async def test_named_tasks_come_in_the_order_asked_for(store: Kept) -> None:
    ids = [(await add(store, name)).id for name in ("a", "b", "c")]
    asked = [ids[2], ids[0], ids[1]]
    assert [task.id for task in (await store.tasks(ME, ids=asked)).tasks] == asked


async def test_a_day_of_due_follows_the_persons_day_start(store: Kept) -> None:
    await add(store, "wed", due=on("2026-11-25"))
    await add(store, "wed late", due=on("2026-11-26", "01:30"))
    await add(store, "thu early", due=on("2026-11-26", "04:00"))
    await add(store, "thu", due=on("2026-11-26"))
    await add(store, "tokyo thu", due=on("2026-11-26", "11:00", "Asia/Tokyo"))
    await add(store, "never")
    wednesday = Filter(due=DueSpan(WEDNESDAY, WEDNESDAY))
    assert await titles(store, wednesday) == ["tokyo thu", "wed", "wed late"]
    assert await titles(store, Filter(due=DueSpan(THURSDAY, None))) == ["thu", "thu early"]
    assert await titles(store, Filter(due=DueSpan(None, WEDNESDAY))) == await titles(
        store, wednesday
    )
    assert await titles(store, Filter(due=DueSpan(undated=True))) == ["never"]
    assert len(await titles(store, Filter(due=DueSpan()))) == 5
    with_undated = Filter(due=DueSpan(THURSDAY, THURSDAY, undated=True))
    assert await titles(store, with_undated) == ["never", "thu", "thu early"]


async def test_a_clock_span_narrows_to_timed_tasks(store: Kept) -> None:
    await add(store, "dated", due=on("2026-11-25"))
    await add(store, "ten", due=on("2026-11-25", "10:00"))
    await add(store, "noon", due=on("2026-11-25", "12:00"))
    morning = DueSpan(
        WEDNESDAY,
        WEDNESDAY,
        from_instant=NOON - timedelta(hours=3),
        to_instant=NOON,
    )
    assert await titles(store, Filter(due=morning)) == ["ten"]


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (Filter(), ["b", "c"]),
        (Filter(status="done"), ["a"]),
        (Filter(status="deleted"), ["d"]),
        (Filter(status="any"), ["a", "b", "c", "d"]),
        (Filter(tags=("HOME",)), ["b"]),
        (Filter(tags=("home", "work"), status="any"), ["a"]),
        (Filter(without_tags=("home",)), ["c"]),
        (Filter(untagged=True), ["c"]),
        (Filter(project="Work"), ["b"]),
        (Filter(no_project=True), ["c"]),
        (Filter(priorities=("high", "low"), status="any"), ["a", "b"]),
        (Filter(has=("notes",)), ["b"]),
        (Filter(has=("repeat",), status="any"), ["a"]),
        (Filter(series=7, status="any"), ["a"]),
        (Filter(done=Span(NOON, None), status="any"), ["a"]),
        (Filter(done=Span(None, NOON), status="any"), []),
        (Filter(added=Span(NOON, NOON + timedelta(seconds=1))), ["b", "c"]),
        (Filter(added=Span(None, NOON)), []),
    ],
)
async def test_every_filter_narrows(store: Kept, filter: Filter, found: list[str]) -> None:
    done = {"status": "done", "series": 7, "occurrence": "2026-11-25"}
    await add(store, "a", tags=("home", "Work"), priority="high", repeat=REPEAT, **done)
    await add(store, "b", tags=("Home",), project="Work", priority="low", notes="n")
    await add(store, "c")
    await add(store, "d", status="deleted")
    assert await titles(store, filter) == found


async def test_subtasks_and_reminders_are_found_and_counted(store: Kept) -> None:
    parent, rings = await add(store, "parent"), await add(store, "rings")
    await change(store, rings, reminding())
    await add(store, "kid", parent=parent.id)
    await add(store, "kid done", parent=parent.id, status="done")
    await add(store, "kid gone", parent=parent.id, status="deleted")
    assert await titles(store, Filter(has=("subtasks",))) == ["parent"]
    assert await titles(store, Filter(has=("reminder",))) == ["rings"]
    assert await titles(store, Filter(parent=parent.id)) == ["kid"]
    page = await store.find(ME, Filter(has=("subtasks",)))
    assert page.subtasks == {parent.id: (1, 2)}


async def test_dated_tasks_stand_after_the_timed_ones_of_their_day(store: Kept) -> None:
    for title, due in (
        ("undated", None),
        ("thu", on("2026-11-26")),
        ("wed", on("2026-11-25")),
        ("wed 23", on("2026-11-25", "23:00")),
        ("wed 9", on("2026-11-25", "09:00")),
    ):
        await add(store, title, due=due)
    rising = ["wed 9", "wed 23", "wed", "thu", "undated"]
    assert await titles(store, Filter(), Sort("due")) == rising
    falling = await titles(store, Filter(), Sort("due", descending=True))
    assert falling == ["thu", "wed", "wed 23", "wed 9", "undated"]


async def test_what_is_due_on_the_same_day_is_in_the_order_of_its_priority(store: Kept) -> None:
    for title, due, priority in (
        ("later", on("2026-11-26"), "high"),
        ("low", on("2026-11-25"), "low"),
        ("high", on("2026-11-25"), "high"),
        ("high too", on("2026-11-25"), "high"),
    ):
        await add(store, title, due=due, priority=priority)
    assert await titles(store, Filter(), Sort("due")) == ["high", "high too", "low", "later"]


async def test_a_tag_that_most_tasks_have_is_paged_as_before_once_that_is_known(
    store: Kept,
) -> None:
    days = [on(f"2026-11-{day}") for day in (25, 26, 27)]
    for n, due in enumerate((*days, None)):
        await store.change(
            ME, Need(), adding(*(f"{n} {m}" for m in range(20)), due=due, tags=("X",))
        )
        await add(store, f"{n} other", due=due)
    seen = []
    for _ in range(2):
        cursor, titles = None, list[str]()
        while True:
            page = await store.find(ME, Filter(tags=("x",)), limit=15, cursor=cursor)
            titles += [task.title for task in page.tasks]
            assert page.total == 80
            if (cursor := page.next) is None:
                break
        seen.append(titles)
    assert seen[0] == seen[1] == [f"{n} {m}" for n in range(4) for m in range(20)]


async def test_a_cursor_of_another_list_is_refused(store: Kept) -> None:
    await store.change(ME, Need(), adding(*"abcde"))
    page = await store.find(ME, Filter(), (Sort("title"),), limit=2)
    assert page.next is not None
    assert page.total == 5
    for wrong in ("", "x", "%", "AAAA", "é", page.next[:-2], "bnVsbA"):
        with pytest.raises(Refusal, match="place in the list"):
            await store.find(ME, Filter(), (Sort("title"),), cursor=wrong)
    with pytest.raises(Refusal, match="place in the list"):
        await store.find(ME, Filter(), (Sort("created"),), cursor=page.next)


def altered(cursor: str, *values: object) -> str:
    """A cursor of the same list that says another place."""
    mark, *_ = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    return base64.urlsafe_b64encode(orjson.dumps([mark, *values])).decode().rstrip("=")


@pytest.mark.parametrize(
    ("sort", "values"),
    [
        (Sort("created"), ("now", 1)),
        (Sort("created"), (1, "x")),
        (Sort("created"), (1, None)),
        (Sort("created"), (1, True)),
        (Sort("created"), (2**63, 1)),
        (Sort("title"), (1, 1)),
        (Sort("title"), ("a", [1])),
    ],
)
async def test_a_cursor_that_somebody_altered_is_refused(
    store: Kept, sort: Sort, values: tuple[object, ...]
) -> None:
    await store.change(ME, Need(), adding(*"abc"))
    page = await store.find(ME, Filter(), (sort,), limit=1)
    assert page.next is not None
    with pytest.raises(Refusal, match="place in the list"):
        await store.find(ME, Filter(), (sort,), cursor=altered(page.next, *values))


async def test_counts_by_name_and_by_day(store: Kept) -> None:
    await add(
        store, "a", tags=("x", "y"), project="P", priority="high", due=on("2026-11-26", "01:00")
    )
    await add(store, "b", tags=("x",), project="P", due=on("2026-11-25"))
    await add(store, "c")
    count = {by: list(await store.count_by(ME, Filter(), by)) for by in BY}
    assert count["tag"] == [("x", 2), ("y", 1), ("", 1)]
    assert count["project"] == [("P", 2), ("", 1)]
    assert count["priority"] == [("high", 1), ("none", 2)]
    assert count["day"] == [("2026-11-25", 2), ("", 1)]
    searched = await store.count_by(ME, Filter(text="b", tags=("x",)), "project")
    assert list(searched) == [("P", 1)]


async def test_projects_and_tags_list_names_with_open_tasks(store: Kept) -> None:
    await store.change(ME, Need(), lambda _: ChangeSet(projects=(ProjectChange(None, "Zoo"),)))
    await add(store, "a", project="Home", tags=("x",))
    await add(store, "b", project="Home", tags=("x", "y"), status="done")
    await add(store, "c", project="Gone", status="deleted")
    assert list(await store.projects(ME)) == [("Zoo", 0), ("Home", 1)]
    assert list(await store.tags(ME)) == [("x", 1)]


async def test_reminders_that_are_due_and_that_rang(store: Kept, clock: StillClock) -> None:
    early, late = await add(store, "early"), await add(store, "late")
    await change(store, early, reminding(fire_at=NOON))
    await change(store, late, reminding(fire_at=NOON + timedelta(hours=1), revision=3))
    assert await store.next_fire_at() == NOON
    assert await store.reminders_due(NOON - timedelta(microseconds=1)) == []
    assert [due.fire_at for due in await store.reminders_due(NOON)] == [NOON]
    clock.passes(hours=1)
    (first, second) = await store.reminders_due(clock.now)
    assert (second.person, second.revision, second.fire_at) == (1, 3, clock.now)
    await change(store, early, changing_reminder(state="fired", fired_at=NOON))
    ((task, reminder),) = await store.rung(ME)
    assert (task.title, reminder.id) == ("early", first.reminder)
    await change(store, early, setting(status="done"))
    assert await store.rung(ME) == []


async def test_instants_come_back_in_utc(store: Kept) -> None:
    task = await add(store, "x", due=on("2026-11-25", "09:00"))
    assert task.due_at == datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    (kept,) = (await store.tasks(ME, ids=[task.id])).tasks
    assert kept.due_at is not None
    assert kept.due_at.tzinfo is UTC


async def test_days_are_counted_to_their_very_edges(store: Kept) -> None:
    for title, due in (
        ("tue", on("2026-11-24")),
        ("wed", on("2026-11-25")),
        ("wed 0", on("2026-11-25", "00:00")),
        ("thu 0", on("2026-11-26", "00:00")),
        ("thu", on("2026-11-26")),
        ("fri 0", on("2026-11-27", "00:00")),
        ("undated", None),
    ):
        await add(store, title, due=due, tags=("x",) if "0" in title else ())
    days = [None, *(on(f"2026-11-{day}").day for day in (24, 25, 26, 27))]
    for low, high in product(days, days):
        for tags in ((), ("x",)):
            filter = Filter(due=DueSpan(low, high), tags=tags)
            every = (await store.find(ME, filter)).tasks
            assert (await store.find(ME, filter, limit=0)).total == len(every), filter
    wednesday = DueSpan(on("2026-11-25").day, on("2026-11-25").day)
    assert (await store.find(ME, Filter(due=wednesday), limit=0)).total == 2
