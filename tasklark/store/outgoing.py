"""The events of a change, as they go into the outbox with it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

import orjson

from tasklark.domain.changes import Ring
from tasklark.domain.events import CALL_REFUSED, PREFIX, RefusedCall, event_type
from tasklark.domain.identity import Principal
from tasklark.domain.reminder import Reminder
from tasklark.domain.shape import Json, Wording, stamp, task_json
from tasklark.domain.task import Task
from tasklark.store.staged import Staged, Written
from tasklark.tracing import TRACE

_RANG = frozenset({"fired", "delivered", "seen"})
_RECEIPTS = frozenset({"delivered", "seen", "acted"})


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An outbox row to be: `kind` says which topics it belongs to."""

    kind: str
    type: str
    subject: str | None
    data: bytes
    task_end: int | None = None
    """Where in `data` the task's object ends: a database that numbers it may add to it there."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every event of one change says alike."""

    who: Principal
    reason: str
    code: str | None
    cause: str | None


def outgoing(
    staged: Staged, tasks: Mapping[int, Task], frame: Frame, says: Wording
) -> Iterator[Outgoing]:
    """One event for each changed task, then rings and notices; `tasks` are those loaded."""
    at = stamp(staged.rows[0].after.updated_at) if staged.rows else None
    for row in staged.rows:
        yield _of_task(row, staged, frame, says, at)
    known = {**tasks, **{row.after.id: row.after for row in staged.rows}}
    yield from _of_reminders(staged, known, frame)
    if staged.changes.settings:
        version = staged.person.settings_version
        yield _notice(frame, {"kind": "settings", "settings_version": version})
    if staged.changes.projects:
        yield _notice(frame, {"kind": "projects"})


def carried(trace: str) -> str | None:
    """What a row of the outbox says more of its event: the trace that it belongs to."""
    return orjson.dumps({"extensions": {TRACE: trace}}).decode() if trace else None


def of_refusal(who: Principal, refused: RefusedCall, at: datetime) -> Outgoing:
    """The event of a call that was refused: it belongs to no change and has no seq."""
    data = {
        "event_type": "refused",
        "user_id": str(who.person),
        "timestamp": stamp(at),
        "actor": who.actor,
        "client": who.client,
        "run": who.run,
        **asdict(refused),
    }
    return Outgoing("call", CALL_REFUSED, None, orjson.dumps(data))


def _of_task(row: Written, staged: Staged, frame: Frame, says: Wording, at: str | None) -> Outgoing:
    task = row.after
    happened = event_type(row.before, task)
    changed = row.fields or (() if row.before is None else ("reminders",))
    shape = orjson.dumps(task_json(task, staged.reminders.get(task.id, ()), says))
    data = {
        "event_type": happened,
        "task_id": task.id,
        "task_data": orjson.Fragment(shape),
        "user_id": str(task.owner),
        "timestamp": at,
        "changed": changed,
        "actor": frame.who.actor,
        "client": frame.who.client,
        "reason": frame.reason,
        "change": frame.code,
        "cause": frame.cause,
        "seq": task.seq,
        "version": task.version,
    }
    kind = f"{PREFIX}.task.{happened}.v1"
    told = orjson.dumps(data)
    return Outgoing("task", kind, str(task.id), told, told.index(shape) + len(shape) - 1)


def _of_reminders(staged: Staged, tasks: Mapping[int, Task], frame: Frame) -> Iterator[Outgoing]:
    rings = {ring.reminder: ring for ring in staged.changes.rings}
    for change in staged.changes.reminders:
        before, after = change.before, change.after
        task = None if before is None else tasks.get(before.task)
        if before is None or task is None:
            continue
        ring = rings.get(before.id)
        if ring is not None:
            yield _rang(before, after or before, task, ring)
            yield _about(frame, "reminder.fired", before, task, ring)
        elif (word := _receipt(before, after)) is not None:
            yield _about(frame, f"reminder.{word}", after or before, task, None)


def _receipt(before: Reminder, after: Reminder | None) -> str | None:
    """What became of a ring; whatever takes a rung reminder away means it was acted on."""
    if after is not None and after.state in _RECEIPTS:
        return after.state if after.state != before.state else None
    return (
        "acted" if before.state in _RANG and (after is None or after.state not in _RANG) else None
    )


def _rang(before: Reminder, after: Reminder, task: Task, ring: Ring) -> Outgoing:
    data = {
        **_facts(before, task, ring),
        "task_number": task.number,
        "user_id": str(task.owner),
        "kind": "nag" if after.nag_minutes else "snooze" if before.snoozed else "reminder",
    }
    subject = str(task.id)
    return Outgoing("reminder", f"{PREFIX}.reminder.due.v1", subject, orjson.dumps(data))


def _facts(reminder: Reminder, task: Task, ring: Ring | None) -> Json:
    return {
        "task_id": task.id,
        "title": task.title,
        "due_at": stamp(task.due_at),
        "remind_at": stamp(reminder.fire_at),
        "reminder_id": reminder.id,
        "revision": reminder.revision if ring is None else ring.revision,
        "attempt": reminder.attempt if ring is None else ring.attempt,
        "late": False if ring is None else ring.late,
    }


def _about(frame: Frame, kind: str, reminder: Reminder, task: Task, ring: Ring | None) -> Outgoing:
    facts = _facts(reminder, task, ring)
    facts["reminder"] = facts.pop("reminder_id")
    return _notice(frame, {"kind": kind, "task": task.number, **facts})


def _notice(frame: Frame, notice: Json) -> Outgoing:
    data = {
        "op": "notice",
        "notice": notice,
        "actor": frame.who.actor,
        "client": frame.who.client,
        "change": frame.code,
        "cause": frame.cause,
    }
    return Outgoing("notice", f"{PREFIX}.update.notice.v1", None, orjson.dumps(data))
