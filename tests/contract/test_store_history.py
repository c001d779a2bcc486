"""What every store promises about history and what an undo finds."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasklark.domain.changes import ChangeSet, RowUpdate, World
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import local
from tasklark.domain.person import Away
from tasklark.domain.reminder import Remind, Reminder, RingAt, RingBefore, RingDayBefore
from tasklark.domain.task import Due, Repeat
from tasklark.store.codec import dump, load
from tasklark.store.port import Need, Request
from tests.contract.builders import (
    ME,
    NOON,
    Kept,
    StillClock,
    add,
    adding,
    change,
    on,
    reminding,
    setting,
)


async def test_a_change_is_recorded_with_its_fields_before_and_after(store: Kept) -> None:
    task = await add(store, "old")
    values = {
        "title": "new",
        "due": on("2026-11-27", "09:00", "Europe/Madrid"),
        "repeat": Repeat("FREQ=DAILY", "2026-11-27", pause_until=date(2026, 12, 1)),
        "tags": ("a", "b"),
        "completed_at": NOON,
    }
    who = replace(ME, run="run-1")
    request = Request(reason="because")
    await store.change(who, Need(ids=(task.id,)), setting(cause="xyz", **values), request)
    (latest, first), tasks = await store.history(ME)
    assert latest.updates == (
        RowUpdate(
            task.id, 1, {name: (getattr(task, name), value) for name, value in values.items()}
        ),
    )
    assert (latest.reason, latest.cause, latest.run) == ("because", "xyz", "run-1")
    assert (latest.actor, latest.client, latest.at) == ("person", "web", NOON)
    assert first.inserts == (task.id,)
    assert tasks[task.id].title == "new"


async def test_reminders_in_a_change_come_back_whole(store: Kept) -> None:
    task = await add(store, "x")
    await change(store, task, reminding(trigger=RingDayBefore(1, time(18)), fire_at=NOON))
    (latest, _), _ = await store.history(ME)
    (pair,) = latest.reminders
    assert pair.before is None
    assert pair.after is not None
    assert pair.after.trigger == RingDayBefore(1, time(18))
    assert pair.after.fire_at == NOON


async def test_history_narrows_by_task_time_and_place(store: Kept, clock: StillClock) -> None:
    one = await add(store, "one")
    clock.passes(hours=1)
    two = await add(store, "two")
    clock.passes(hours=1)
    await change(store, one, setting(title="uno"))

    async def numbers(**narrow: object) -> list[int]:
        changes, _ = await store.history(ME, **narrow)  # type: ignore[arg-type]
        return [change.number for change in changes]

    assert await numbers() == [3, 2, 1]
    assert await numbers(ids=[one.id]) == [3, 1]
    assert await numbers(ids=[two.id]) == [2]
    assert await numbers(since=NOON + timedelta(hours=1)) == [3, 2]
    assert await numbers(until=NOON + timedelta(hours=1)) == [1]
    assert await numbers(before=3, limit=1) == [2]


async def test_an_undo_finds_the_change_its_rows_and_what_followed(store: Kept) -> None:
    task = await add(store, "one")
    first = await change(store, task, setting(status="done"))
    spawned = await store.change(
        ME.acting_as("recurring"),
        Need(),
        lambda world: replace(adding("next")(world), cause=first.code),
    )
    seen: list[World] = []

    def look(world: World) -> ChangeSet:
        seen.append(world)
        return ChangeSet()

    assert first.code is not None
    await store.change(ME, Need(codes=(first.code,)), look)
    await store.change(ME, Need(last_of="web"), look)
    for world in seen:
        assert [change.code for change in world.changes] == [spawned.code, first.code]
        assert set(world.tasks) == {task.id, spawned.tasks[0].id}


async def test_an_undone_change_says_by_what_until_that_is_undone_too(store: Kept) -> None:
    task = await add(store, "one")
    first = (await change(store, task, setting(title="two"))).code
    assert first is not None

    def undoing(code: str, title: str) -> ChangeSet:
        return lambda world: replace(setting(title=title)(world), undoes=(code,))  # type: ignore[return-value]

    undo = (await change(store, task, undoing(first, "one"))).code  # type: ignore[arg-type]
    assert undo is not None
    changes, _ = await store.history(ME)
    assert {c.code: c.undone_by for c in changes}[first] == undo
    redo = (await change(store, task, undoing(undo, "two"))).code  # type: ignore[arg-type]
    changes, _ = await store.history(ME)
    by_code = {c.code: c for c in changes}
    assert by_code[first].undone_by is None
    assert by_code[undo].undone_by == redo
    assert by_code[undo].undoes == (first,)


async def test_the_last_change_of_a_client_is_its_own_and_not_yet_undone(
    store: Kept,
) -> None:
    task = await add(store, "one")
    mine = (await change(store, task, setting(title="two"))).code
    await add(store, "theirs", who=local("cli"))
    seen: list[str] = []

    def look(world: World) -> ChangeSet:
        seen.append(world.changes[0].code)
        return ChangeSet()

    await store.change(ME, Need(last_of="web"), look)
    assert seen == [mine]
    assert mine is not None
    undo = lambda world: replace(setting(title="one")(world), undoes=(mine,))  # noqa: E731
    await store.change(ME, Need(ids=(task.id,)), undo)
    await store.change(ME, Need(last_of="web"), look)
    assert seen[1] != mine
    with pytest.raises(Refusal, match="nothing to undo"):
        await store.change(ME, Need(last_of="nobody"), look)


async def test_after_thirty_days_before_images_tombstones_and_requests_go(
    store: Kept, clock: StillClock
) -> None:
    kept, gone = await add(store, "kept"), await add(store, "gone")
    await change(store, kept, setting(title="still kept"), Request(id="old"))
    await change(store, gone, setting(status="deleted"))
    clock.passes(days=29)
    await store.tidy()
    assert len((await store.changed_since(ME, 0, 10)).tasks) == 2
    clock.passes(days=2)
    await store.tidy()
    assert [task.id for task in (await store.changed_since(ME, 0, 10)).tasks] == [kept.id]
    changes, _ = await store.history(ME, ids=[kept.id])
    assert changes[0].updates[0].fields == {"title": (None, None)}
    again = await store.change(ME, Need(), adding("new"), Request(id="old"))
    assert not again.replayed


moments = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 - the zone is given beside
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(NOON.tzinfo),
)
clocks = st.times().map(lambda clock: clock.replace(microsecond=0))
dues = st.builds(Due, st.dates(), st.none() | clocks, st.none() | st.just("Asia/Tokyo"))
triggers = (
    st.builds(RingAt, dues)
    | st.builds(RingBefore, st.integers(0, 10_000))
    | st.builds(RingDayBefore, st.integers(0, 30), clocks)
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | moments
    | st.dates()
    | clocks
    | dues
    | triggers
    | st.builds(Remind, triggers, st.none() | st.integers(1, 60))
    | st.builds(Reminder, st.integers(1, 99), st.integers(1, 99), triggers, fire_at=moments)
    | st.builds(Repeat, st.text(), st.text(), exceptions=st.lists(st.text()).map(tuple))
    | st.builds(Away, st.text(), st.dates()),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(values)
def test_every_domain_value_survives_being_kept(value: object) -> None:
    assert load(dump(value)) == value
