"""What every store promises about writing."""

import asyncio
from dataclasses import replace

import pytest

from tasklark.domain.changes import ChangeSet, ProjectChange, RowUpdate, World
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal, local
from tasklark.domain.person import NAMED_TIMES, Away, Person
from tasklark.domain.query import Filter
from tasklark.domain.reminder import RingAt
from tasklark.domain.task import Repeat
from tasklark.store.port import Need, Ref, Request
from tests.contract.builders import (
    ME,
    Kept,
    StillClock,
    add,
    adding,
    change,
    changing_reminder,
    new,
    nothing,
    on,
    reminding,
    setting,
)

DAILY = Repeat("FREQ=DAILY", "2026-11-23")


async def test_an_added_task_gets_the_next_number_and_the_next_seq(store: Kept) -> None:
    applied = await store.change(ME, Need(), adding("one", "two"))
    assert [(task.number, task.seq, task.version) for task in applied.tasks] == [
        (1, 1, 1),
        (2, 2, 1),
    ]
    assert applied.seq == 2
    assert (await add(store, "three")).number == 3


async def test_what_was_written_reads_back_as_the_same_value(store: Kept) -> None:
    kept = await add(
        store,
        "Café – ☕",
        notes="a\nb",
        priority="high",
        tags=("Home", "#x"),
        project="Work",
        rank=1.5,
        due=on("2026-11-27", "09:00", "America/New_York"),
        repeat=replace(DAILY, exceptions=("2026-11-24",), pause_until=on("2026-12-01").day),
        series=7,
        occurrence="2026-11-27T09:00",
    )
    page = await store.tasks(ME, ids=[kept.id])
    assert page.tasks == (kept,)


async def test_an_update_raises_version_and_seq_and_tells_when(
    store: Kept, clock: StillClock
) -> None:
    task = await add(store, "old")
    clock.passes(minutes=1)
    applied = await change(store, task, setting(title="new", due=on("2026-11-27")))
    (after,) = applied.tasks
    assert (after.title, after.version, after.seq) == ("new", 2, 2)
    assert after.updated_at == clock.now
    assert applied.before[task.id] == task
    assert (await store.tasks(ME, ids=[task.id])).tasks == (after,)


async def test_a_change_of_nothing_has_no_code_and_moves_no_seq(store: Kept) -> None:
    task = await add(store, "as it is")
    applied = await change(store, task, nothing)
    assert (applied.code, applied.tasks, applied.seq) == (None, (), 1)


async def test_a_refusal_changes_nothing(store: Kept) -> None:
    def refuse(world: World) -> ChangeSet:
        new(world, "never")
        raise Refusal("No.")

    with pytest.raises(Refusal, match=r"No\."):
        await store.change(ME, Need(), refuse)
    assert (await store.find(ME, Filter(status="any"))).total == 0
    assert (await add(store, "first")).number == 1


async def test_a_row_of_another_version_is_refused_and_nothing_half_done(
    store: Kept,
) -> None:
    first, second = await add(store, "one"), await add(store, "two")

    def decide(world: World) -> ChangeSet:
        stale = RowUpdate(second.id, 99, {"title": ("two", "stale")})
        fresh = RowUpdate(first.id, 1, {"title": ("one", "fresh")})
        return ChangeSet(updates=(fresh, stale))

    with pytest.raises(Refusal, match="changed meanwhile") as told:
        await store.change(ME, Need(ids=(first.id, second.id)), decide)
    assert told.value.kind == "conflict"
    assert (await store.tasks(ME, ids=[first.id])).tasks == (first,)


async def test_a_dry_run_shows_the_rows_and_writes_nothing(store: Kept) -> None:
    applied = await store.change(ME, Need(), adding("maybe"), Request(id="r", dry_run=True))
    assert (applied.dry_run, applied.code, applied.tasks[0].title) == (True, None, "maybe")
    assert (await store.find(ME, Filter())).total == 0
    assert (await store.change(ME, Need(), adding("surely"), Request(id="r"))).tasks[0].number == 1


async def test_a_repeated_request_is_answered_from_the_first(store: Kept) -> None:
    request = Request(id="k", fingerprint="milk")
    first = await store.change(ME, Need(), adding("milk"), request)
    await change(store, first.tasks[0], setting(title="oat milk"))
    again = await store.change(ME, Need(), adding("milk"), request)
    assert (again.replayed, again.code) == (True, first.code)
    assert [task.title for task in again.tasks] == ["oat milk"]
    assert (await store.find(ME, Filter())).total == 1


async def test_a_request_id_with_other_arguments_is_refused(store: Kept) -> None:
    await store.change(ME, Need(), adding("milk"), Request(id="k", fingerprint="milk"))
    with pytest.raises(Refusal, match="another request") as told:
        await store.change(ME, Need(), adding("tea"), Request(id="k", fingerprint="tea"))
    assert told.value.kind == "conflict"


async def test_two_clients_may_use_the_same_request_id(store: Kept) -> None:
    request = Request(id="k", fingerprint="x")
    await store.change(ME, Need(), adding("a"), request)
    await store.change(local("cli"), Need(), adding("b"), request)
    assert (await store.find(ME, Filter())).total == 2


async def test_a_request_that_came_to_nothing_stays_nothing(store: Kept) -> None:
    request = Request(id="k")
    await store.change(ME, Need(), nothing, request)
    again = await store.change(ME, Need(), adding("late"), request)
    assert (again.replayed, again.code, again.tasks) == (True, None, ())


async def test_an_unknown_number_id_or_occurrence_is_refused_by_name(store: Kept) -> None:
    task = await add(store, "here", series=1, occurrence="2026-11-23")
    for need, told in (
        (Need(refs=(Ref(99),)), "no task #99"),
        (Need(refs=(Ref(99), Ref(task.number), Ref(98))), "no task #99 or #98"),
        (Need(refs=(Ref(task.number, "2026-11-30"),)), "no occurrence 2026-11-30"),
        (Need(ids=(task.id, 12345)), "not there any more"),
        (Need(reminder=5), "reminder is not there"),
        (Need(parents=(98,)), "no task #98"),
    ):
        with pytest.raises(Refusal, match=told) as refused:
            await store.change(ME, need, nothing)
        assert refused.value.kind == "unknown"


async def test_an_occurrence_keeps_the_number_of_its_series(store: Kept) -> None:
    first = await add(store, "rent", series=7, occurrence="2026-11-23", status="done")
    await add(store, "between")
    second = await add(store, "rent", series=7, occurrence="2026-11-24")
    assert (first.number, second.number) == (1, 1)
    open_one = await store.tasks(ME, refs=[Ref(1)])
    named = await store.tasks(ME, refs=[Ref(1, "2026-11-23")])
    assert (open_one.tasks[0].id, named.tasks[0].id) == (second.id, first.id)


async def test_a_timed_occurrence_may_be_named_by_its_day(store: Kept) -> None:
    task = await add(store, "rent", series=7, occurrence="2026-11-23T09:00")
    assert (await store.tasks(ME, refs=[Ref(1, "2026-11-23")])).tasks[0].id == task.id


async def test_without_an_open_row_a_number_means_the_newest(store: Kept) -> None:
    for day in ("2026-11-23", "2026-11-24"):
        await add(store, "rent", series=7, occurrence=day, status="done")
    assert (await store.tasks(ME, refs=[Ref(1)])).tasks[0].occurrence == "2026-11-24"


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-24"])
async def test_a_series_never_has_two_open_rows_nor_one_occurrence_twice(
    store: Kept, day: str
) -> None:
    await add(store, "rent", series=7, occurrence="2026-11-23")
    with pytest.raises(Refusal, match="there already") as told:
        await add(store, "rent", series=7, occurrence=day)
    assert told.value.kind == "conflict"
    assert (await store.find(ME, Filter())).total == 1


async def test_closing_one_occurrence_and_opening_the_next_is_one_change(
    store: Kept,
) -> None:
    first = await add(store, "rent", series=7, occurrence="2026-11-23")
    undone = await add(store, "rent", series=7, occurrence="2026-11-22", status="done")

    def decide(world: World) -> ChangeSet:
        reopened = RowUpdate(undone.id, 1, {"status": ("done", "open")})
        closed = RowUpdate(
            first.id, 1, {"status": ("open", "deleted"), "occurrence": ("2026-11-23", None)}
        )
        return ChangeSet(updates=(reopened, closed))

    applied = await store.change(ME, Need(ids=(first.id, undone.id)), decide)
    assert [task.status for task in applied.tasks] == ["open", "deleted"]
    assert await add(store, "rent", series=7, occurrence="2026-11-23", status="done")


async def test_relatives_bring_parents_subtasks_and_the_living_part_of_a_series(
    store: Kept,
) -> None:
    parent = await add(store, "move house")
    child = await add(store, "boxes", parent=parent.id)
    days = ("2026-11-21", "2026-11-22", "2026-11-23")
    old, newest, target = [
        await add(
            store, "rent", series=7, occurrence=day, status="done" if day < days[2] else "open"
        )
        for day in days
    ]
    seen: list[World] = []

    def look(world: World) -> ChangeSet:
        seen.append(world)
        return ChangeSet()

    await store.change(ME, Need(ids=(child.id, target.id), relatives=True), look)
    await store.change(ME, Need(ids=(parent.id,), relatives=True), look)
    assert seen[0].targets == (child.id, target.id)
    assert set(seen[0].tasks) == {child.id, target.id, parent.id, newest.id}
    assert set(seen[1].tasks) == {parent.id, child.id}
    assert old.id not in seen[0].tasks


async def test_a_world_holds_filtered_targets_similar_titles_projects_and_reminders(
    store: Kept,
) -> None:
    task = await add(store, "Buy  Milk", project="Home")
    await change(store, task, reminding())
    await store.change(ME, Need(), lambda _: ChangeSet(projects=(ProjectChange(None, "Work"),)))
    seen: list[World] = []

    def look(world: World) -> ChangeSet:
        seen.append(world)
        return ChangeSet()

    need = Need(filter=Filter(project="Home"), titles=("buy milk", "other"))
    await store.change(ME, need, look)
    await store.change(ME, Need(all_open=True), look)
    (world, all_open) = seen
    assert (world.targets, world.similar, world.projects) == (
        (task.id,),
        {"buy milk": 1},
        ("Work",),
    )
    assert len(world.reminders[task.id]) == 1
    assert all_open.targets == (task.id,)


async def test_a_changed_reminder_makes_its_task_a_changed_task(store: Kept) -> None:
    task = await add(store, "call Ana")
    applied = await change(store, task, reminding(trigger=RingAt(on("2026-11-26", "10:00"))))
    assert [(row.id, row.version, row.seq) for row in applied.tasks] == [(task.id, 2, 2)]
    assert applied.code is not None
    (reminder,) = (await store.tasks(ME, ids=[task.id])).reminders[task.id]
    assert reminder.trigger == RingAt(on("2026-11-26", "10:00"))


async def test_a_receipt_is_no_change_of_the_task(store: Kept) -> None:
    task = await add(store, "call Ana")
    await change(store, task, reminding(state="fired"))
    applied = await change(store, task, changing_reminder(state="seen"))
    assert (applied.code, applied.tasks, applied.seq) == (None, (), 2)
    assert (await store.tasks(ME, ids=[task.id])).reminders[task.id][0].state == "seen"


async def test_settings_read_back_and_count_their_version(store: Kept) -> None:
    values = {
        "zone": ("Europe/Madrid", "Asia/Tokyo"),
        "away": (None, Away("America/New_York", on("2026-12-01").day)),
        "quiet": (None, (NAMED_TIMES["night"], NAMED_TIMES["morning"])),
        "readings": ({}, {"fri": "this"}),
    }
    before = await store.person(ME)
    applied = await store.change(ME, Need(), lambda _: ChangeSet(settings=values))
    assert (applied.code is not None, applied.seq) == (True, 0)
    assert applied.person.settings_version == before.settings_version + 1
    assert await store.person(ME) == applied.person
    assert applied.person.away == Away("America/New_York", on("2026-12-01").day)


async def test_a_new_file_has_the_local_person_in_the_given_zone(store: Kept) -> None:
    person = await store.person(ME)
    assert (person.id, person.zone, person.zone_source) == (1, "Europe/Madrid", "default")


async def test_nobody_reaches_the_tasks_of_another_person(store: Kept) -> None:
    await store.add_person(Person(2, zone="Asia/Tokyo"))
    other = Principal(2, "web")
    mine = await add(store, "mine", tags=("x",))
    theirs = await add(store, "theirs", who=other)
    assert (mine.number, theirs.number, theirs.seq) == (1, 1, 1)
    for need in (Need(ids=(mine.id,)), Need(codes=("2x",))):
        with pytest.raises(Refusal):
            await store.change(other, need, nothing)
    for words in (Filter(), Filter(text="mine"), Filter(tags=("x",))):
        assert mine.id not in [task.id for task in (await store.find(other, words)).tasks]
    with pytest.raises(Refusal, match="no such person"):
        await store.person(Principal(3, "web"))


async def test_many_writers_at_once_get_every_number_once(store: Kept) -> None:
    applied = await asyncio.gather(
        *(store.change(ME, Need(), adding(f"task {n}")) for n in range(200))
    )
    rows = [row for one in applied for row in one.tasks]
    assert sorted(row.number for row in rows) == list(range(1, 201))
    assert sorted(row.seq for row in rows) == list(range(1, 201))
    assert len({row.id for row in rows}) == 200
