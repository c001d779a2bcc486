"""What a change publishes: one event for each changed task, rings and notices beside them."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from tasklark.domain.changes import ChangeSet, ProjectChange, ReminderChange, Ring, RowUpdate, World
from tasklark.domain.errors import Refusal
from tasklark.domain.events import CloudEvent, RefusedCall, Topic
from tasklark.domain.shape import task_json
from tasklark.runtime.embedded_topics import stretch
from tasklark.store.port import Need, Request
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_pool import EVERYONE
from tasklark.store.sqlite import SqliteStore
from tasklark.tracing import continued, traceparent
from tests.contract.builders import (
    ME,
    NOON,
    Kept,
    PlainWords,
    add,
    adding,
    change,
    changing_reminder,
    on,
    reminding,
    setting,
)


async def published(store: Kept, topic: Topic) -> list[CloudEvent]:
    """Everything in a topic."""
    if isinstance(store, SqliteStore):
        found = await store.read(lambda connection: stretch(connection, topic, 0, 1000))
    else:
        assert isinstance(store, PostgresStore)
        rows = await store.pool.rows(EVERYONE, f"SELECT {_OUTBOX} FROM outbox ORDER BY id")
        found = stretch(_outbox_of(rows), topic, 0, 1000)
    return [event for _, event in found.events]


_OUTBOX = "id, owner, kind, event, type, subject, at, data::text, more"


def _outbox_of(rows: list[tuple[object, ...]]) -> sqlite3.Connection:
    """The same rows in SQLite, to be read by what reads topics there."""
    connection = sqlite3.connect(":memory:")
    names = [name.partition("::")[0] for name in _OUTBOX.split(", ")]
    connection.execute(f"CREATE TABLE outbox ({', '.join(names)})")
    connection.executemany(f"INSERT INTO outbox VALUES ({', '.join('?' * len(names))})", rows)
    return connection


async def test_events_carry_the_trace_of_the_work_that_they_come_from(store: Kept) -> None:
    trace = continued("")
    mark = traceparent.set(trace)
    await store.change(ME, Need(), adding("one", "two"), Request())
    await store.change(ME, Need(), adding("three"), Request())
    traceparent.reset(mark)
    await store.change(ME, Need(), adding("four"), Request())
    for topic in ("task-events", "task-updates"):
        told = [event.extensions for event in await published(store, topic)]
        assert told == [{"traceparent": trace}] * 3 + [{}]


async def test_each_changed_task_is_one_event_with_the_task_as_it_is_then(
    store: Kept,
) -> None:
    applied = await store.change(ME, Need(), adding("one", "two"), Request(reason="why"))
    events = await published(store, "task-events")
    assert [event.type for event in events] == ["dev.tasklark.task.created.v1"] * 2
    (first, task) = (events[0], applied.tasks[0])
    assert dict(first.data) == {
        "event_type": "created",
        "task_id": task.id,
        "task_data": task_json(task, (), PlainWords()),
        "user_id": "1",
        "timestamp": "2026-11-25T11:00:00.000Z",
        "changed": [],
        "actor": "person",
        "client": "web",
        "reason": "why",
        "change": applied.code,
        "cause": None,
        "seq": 1,
        "version": 1,
    }
    assert (first.subject, first.partitionkey, first.time) == (str(task.id), "1", NOON)


async def test_the_same_rows_are_updates_for_browsers(store: Kept) -> None:
    task = await add(store, "one")
    code = (await change(store, task, setting(cause="abc", status="deleted"))).code
    created, removed = await published(store, "task-updates")
    assert created.data["op"] == "upsert"
    assert removed.type == "dev.tasklark.update.remove.v1"
    assert {name: removed.data[name] for name in removed.data if name != "task"} == {
        "op": "remove", "seq": 2, "actor": "person", "client": "web", "change": code,
        "cause": "abc",
    }  # fmt: skip
    ids = [event.id for event in await published(store, "task-events")]
    assert ids == [created.id, removed.id]


async def test_an_event_says_what_happened_from_the_rows_alone(store: Kept) -> None:
    task = await add(store, "one")
    for status in ("done", "open", "deleted", "open"):
        await change(store, task, setting(status=status))
    await change(store, task, setting(title="uno", due=on("2026-11-27")))
    await change(store, task, reminding())
    events = await published(store, "task-events")
    assert [event.data["event_type"] for event in events] == [
        "created", "completed", "reopened", "deleted", "restored", "updated", "updated",
    ]  # fmt: skip
    assert [event.data["changed"] for event in events[-2:]] == [["title", "due"], ["reminders"]]


async def test_a_ring_is_an_event_of_the_reminders_and_a_notice(store: Kept) -> None:
    task = await add(store, "call Ana", due=on("2026-11-25", "12:00"))
    await change(store, task, reminding(fire_at=NOON, nag_minutes=10))

    def fire(world: World) -> ChangeSet:
        (before,) = world.reminders[task.id]
        values = {"fire_at": NOON + timedelta(minutes=10), "revision": 2, "attempt": 1}
        after = type(before)(before.id, task.id, before.trigger, 10, fired_at=NOON, **values)
        ring = Ring(before.id, before.revision, 1, late=True)
        return ChangeSet(reminders=(ReminderChange(before, after),), rings=(ring,))

    applied = await change(store, task, fire)
    assert applied.code is None
    (rang,) = await published(store, "reminders")
    assert rang.type == "dev.tasklark.reminder.due.v1"
    facts = {
        "task_id": task.id,
        "title": "call Ana",
        "due_at": "2026-11-25T11:00:00.000Z",
        "remind_at": "2026-11-25T11:00:00.000Z",
        "revision": 1,
        "attempt": 1,
        "late": True,
    }
    assert facts.items() <= rang.data.items()
    notice = (await published(store, "task-updates"))[-1].data
    assert notice["op"] == "notice"
    assert "seq" not in notice
    told = notice["notice"]
    assert isinstance(told, dict)
    assert {"kind": "reminder.fired", "task": task.number, **facts}.items() <= told.items()


async def test_receipts_settings_and_projects_are_notices(store: Kept) -> None:
    task = await add(store, "call Ana")
    await change(store, task, reminding(state="fired", fired_at=NOON))
    await change(store, task, changing_reminder(state="delivered"))
    await change(store, task, changing_reminder(state="seen"))
    await change(store, task, changing_reminder(state="cancelled"))
    values = {"locale": ("en", "es")}
    await store.change(ME, Need(), lambda _: ChangeSet(settings=values))
    await store.change(ME, Need(), lambda _: ChangeSet(projects=(ProjectChange(None, "P"),)))
    notices = [event.data["notice"] for event in await published(store, "task-updates")
               if event.data["op"] == "notice"]  # fmt: skip
    assert [notice["kind"] for notice in notices] == [  # type: ignore[index]
        "reminder.delivered", "reminder.seen", "reminder.acted", "settings", "projects",
    ]  # fmt: skip


async def test_a_refused_call_is_an_event_of_the_tasks_without_a_task(store: Kept) -> None:
    call = RefusedCall("delete_tasks", "5f", "unknown", "No task “\x00”.", "r1", "tidy")
    await store.refuse(replace(ME, run="run-1"), call)
    await add(store, "one")
    refused, created = await published(store, "task-events")
    assert (refused.type, refused.subject) == ("dev.tasklark.call.refused.v1", None)
    assert (refused.partitionkey, refused.time) == ("1", NOON)
    assert dict(refused.data) | {"what": ""} == {
        "event_type": "refused",
        "user_id": "1",
        "timestamp": "2026-11-25T11:00:00.000Z",
        "actor": "person",
        "client": "web",
        "run": "run-1",
        "call": "delete_tasks",
        "arguments": "5f",
        "kind": "unknown",
        "what": "",
        "request_id": "r1",
        "reason": "tidy",
    }
    assert created.data["seq"] == 1
    assert len(await published(store, "task-updates")) == 1


async def test_a_refused_or_dry_change_publishes_nothing(store: Kept) -> None:
    task = await add(store, "one")
    await store.change(ME, Need(), adding("two"), Request(dry_run=True))
    stale = RowUpdate(task.id, 9, {"title": ("one", "x")})
    with pytest.raises(Refusal):
        await change(store, task, lambda _: ChangeSet(updates=(stale,)))
    assert len(await published(store, "task-events")) == 1
