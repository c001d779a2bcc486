"""Several processes write for one person: a decision on rows that changed is made again."""

import asyncio
import threading
from collections.abc import Callable

import anyio
import psycopg
import pytest

from tasklark.domain.changes import ChangeSet, ProjectChange, RowUpdate, World
from tasklark.domain.errors import Refusal, StoreError
from tasklark.domain.person import Person
from tasklark.domain.query import Filter
from tasklark.domain.task import Task
from tasklark.store.port import Decide, Need, Ref, Request
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_pool import EVERYONE
from tests.contract.builders import (
    ME,
    NOON,
    StillClock,
    add,
    adding,
    change,
    changing_reminder,
    nothing,
    open_pg,
    reminding,
    setting,
)


def elsewhere(address: str, need: Need, decide: Decide) -> None:
    """Another process makes a change, now, and this one waits for it."""

    async def work() -> None:
        async with await open_pg(address, StillClock()) as store:
            await store.change(ME, need, decide)

    thread = threading.Thread(target=anyio.run, args=(work,))
    thread.start()
    thread.join()


def interrupted(decide: Decide, interrupt: Callable[[], None], times: int = 1) -> Decide:
    """Decides after something else happened, the first times it is asked."""
    left = [interrupt] * times

    def deciding(world: World) -> ChangeSet:
        decided = decide(world)
        if left:
            left.pop()()
        return decided

    return deciding


async def test_a_task_that_changed_meanwhile_is_read_and_decided_again(
    store: PostgresStore, address: str
) -> None:
    task = await add(store, "old")
    need = Need(ids=(task.id,))
    seen: list[str] = []

    def done(world: World) -> ChangeSet:
        seen.append(world.tasks[task.id].title)
        return setting(status="done")(world)

    decide = interrupted(done, lambda: elsewhere(address, need, setting(title="new")))
    applied = await store.change(ME, need, decide)
    assert seen == ["old", "new"]
    assert [(t.title, t.status, t.version, t.seq) for t in applied.tasks] == [("new", "done", 3, 3)]


async def test_nothing_of_a_stale_change_stays(store: PostgresStore, address: str) -> None:
    first, second = await add(store, "one"), await add(store, "two")
    need = Need(ids=(first.id, second.id))
    decide = interrupted(
        lambda world: ChangeSet(
            inserts=adding("three", tags=("x",))(world).inserts,
            updates=setting(title="changed", tags=("y",))(world).updates,
        ),
        lambda: elsewhere(address, Need(ids=(second.id,)), setting(notes="n")),
        times=5,
    )
    with pytest.raises(StoreError, match="Too much changed at once"):
        await store.change(ME, need, decide, Request(id="r"))
    page = await store.find(ME, Filter())
    assert [task.title for task in page.tasks] == ["one", "two"]
    assert page.seq == 2 + 5
    assert await store.tags(ME) == []
    facts = (
        "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM change), count(*) FROM request"
    )
    assert await store.pool.rows(EVERYONE, facts) == [(7, 7, 0)]


async def test_a_row_that_was_only_looked_at_counts_too(store: PostgresStore, address: str) -> None:
    shown, changed = await add(store, "shown"), await add(store, "changed")
    seen: list[str] = []

    def decide(world: World) -> ChangeSet:
        seen.append(world.tasks[shown.id].title)
        update = RowUpdate(changed.id, 1, {"notes": ("", world.tasks[shown.id].title)})
        return ChangeSet(updates=(update,))

    other = lambda: elsewhere(address, Need(ids=(shown.id,)), setting(title="other"))  # noqa: E731
    applied = await store.change(ME, Need(ids=(shown.id, changed.id)), interrupted(decide, other))
    assert seen == ["shown", "other"]
    assert applied.tasks[0].notes == "other"


async def test_a_reminder_that_moved_on_meanwhile_is_decided_again(
    store: PostgresStore, address: str
) -> None:
    task = await add(store, "call")
    need = Need(ids=(task.id,))
    await store.change(ME, need, reminding(fire_at=NOON))
    fired = interrupted(
        changing_reminder(state="fired", fired_at=NOON),
        lambda: elsewhere(address, need, changing_reminder(attempt=1)),
    )
    await store.change(ME, need, fired)
    (reminder,) = (await store.tasks(ME, ids=[task.id])).reminders[task.id]
    assert (reminder.state, reminder.attempt) == ("fired", 1)


async def test_settings_of_another_process_hold_for_the_next_change_and_list(
    store: PostgresStore, address: str
) -> None:
    await add(store, "one")
    elsewhere(address, Need(), lambda _: ChangeSet(settings={"zone": ("", "Asia/Tokyo")}))
    elsewhere(address, Need(), lambda _: ChangeSet(projects=(ProjectChange(None, "P"),)))
    seen: list[tuple[str, tuple[str, ...]]] = []

    def decide(world: World) -> ChangeSet:
        seen.append((world.person.zone, world.projects))
        return adding("two")(world)

    applied = await store.change(ME, Need(), decide)
    assert seen == [("Europe/Madrid", ()), ("Asia/Tokyo", ("P",))]
    assert applied.person.zone == "Asia/Tokyo"
    elsewhere(address, Need(), lambda _: ChangeSet(settings={"zone": ("", "Asia/Seoul")}))
    assert (await store.change(ME, Need(), nothing)).person.zone == "Asia/Seoul"


async def test_writers_of_one_person_in_two_processes_lose_and_double_nothing(
    store: PostgresStore, address: str, clock: StillClock
) -> None:
    task = await add(store, "counted", notes="0")

    def one_more(world: World) -> ChangeSet:
        return setting(notes=str(int(world.tasks[task.id].notes) + 1))(world)

    async with await open_pg(address, clock) as other:
        writers = [
            asyncio.ensure_future(to.change(ME, Need(refs=(Ref(task.number),)), one_more))
            for _ in range(6)
            for to in (store, other)
        ]
        done = await asyncio.gather(*writers, return_exceptions=True)
    told = [problem for problem in done if isinstance(problem, BaseException)]
    assert all(isinstance(problem, StoreError) for problem in told)
    kept = await _only(store, task)
    assert int(kept.notes) == len(done) - len(told) == kept.version - 1


async def _only(store: PostgresStore, task: Task) -> Task:
    return (await store.tasks(ME, ids=[task.id])).tasks[0]


async def test_the_same_request_twice_at_once_is_done_once(store: PostgresStore) -> None:
    request = Request(id="k", fingerprint="milk")
    many = [store.change(ME, Need(), adding("milk"), request) for _ in range(6)]
    applied = await asyncio.gather(*many)
    assert len({one.code for one in applied}) == 1
    assert sum(one.replayed for one in applied) == 5
    assert (await store.find(ME, Filter())).total == 1


async def test_a_series_has_one_open_row_whoever_writes(store: PostgresStore, address: str) -> None:
    """The database itself holds it, whatever a program decides."""
    await add(store, "rent", series=7, occurrence="2026-11-23")
    with psycopg.connect(address, autocommit=True) as connection, connection.transaction():
        connection.execute("SELECT set_config('tasklark.person', '1', true)")
        connection.execute(
            "INSERT INTO task SELECT (t).* FROM (SELECT jsonb_populate_record(task,"
            """ '{"id": 999, "occurrence": "2026-11-24"}') AS t FROM task) AS made"""
        )
        with pytest.raises(psycopg.errors.ExclusionViolation):
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        raise psycopg.Rollback


async def test_more_ids_than_a_block_holds_are_at_hand(store: PostgresStore) -> None:
    applied = await store.change(ME, Need(), adding(*(f"task {n}" for n in range(350))))
    assert len({task.id for task in applied.tasks}) == 350
    assert [task.number for task in applied.tasks] == list(range(1, 351))


async def test_one_persons_writer_does_not_wait_for_anothers(
    store: PostgresStore, address: str
) -> None:
    await store.add_person(Person(2))
    with psycopg.connect(address) as holding:
        holding.execute("SELECT set_config('tasklark.person', '2', true)")
        holding.execute("UPDATE person SET seq = seq WHERE id = 2")
        await add(store, "mine")


@pytest.mark.parametrize("title", ["a\x00b", "\x00", "x\x00" * 100, "\\u0000", "\\\x00\\"])
async def test_a_character_that_the_database_cannot_keep_is_replaced(
    store: PostgresStore, title: str
) -> None:
    task = await add(store, title, notes="\x00")
    kept = await _only(store, task)
    assert kept.title == title.replace("\x00", "\ufffd")
    assert (await change(store, kept, setting(title="fine"))).tasks[0].title == "fine"


async def test_an_occurrence_added_elsewhere_first_is_a_conflict_not_a_failure(
    store: PostgresStore, address: str
) -> None:
    spawn = adding("rent", series=7, occurrence="2026-11-23")
    again = interrupted(spawn, lambda: elsewhere(address, Need(), spawn))
    with pytest.raises(Refusal, match="there already") as told:
        await store.change(ME, Need(), again)
    assert told.value.kind == "conflict"
    assert (await store.find(ME, Filter())).total == 1


async def test_a_connection_that_lost_its_prepared_statements_is_not_used_again(
    store: PostgresStore,
) -> None:
    """A pooler may go on with another server, which has prepared none of them."""
    for _ in range(4):
        await store.person(ME)
    forget = "DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$"
    await store.pool.rows(ME.person, forget)
    assert (await store.person(ME)).id == ME.person
    assert (await add(store, "kept")).number == 1
