"""Tasks, reminders and people as rows of the tables, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, time
from functools import lru_cache
from operator import attrgetter
from typing import Any

import orjson

from tasklark.domain.person import Person
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import PRIORITIES, Due, Priority, Repeat, Task
from tasklark.store.codec import dump, instant, load, load_as, micros, moment, pack, unpack
from tasklark.store.tokens import fold

Row = Sequence[Any]
"""What the database hands out: the columns' kinds are the tables'."""

TASK_COLUMNS = (
    "id", "owner", "title", "created_at", "updated_at", "number", "notes", "priority", "tags",
    "project", "parent", "rank", "due_day", "due_time", "due_zone", "due_at", "late_at",
    "repeat", "series", "occurrence", "status", "completed_at", "version", "seq", "folded",
)  # fmt: skip
REMINDER_COLUMNS = (
    "id", "task", "owner", "ring", "nag_minutes", "fire_at", "state", "revision", "attempt",
    "snoozed", "fired_at",
)  # fmt: skip
TASK = ", ".join(f"task.{name}" for name in TASK_COLUMNS)
REMINDER = ", ".join(f"reminder.{name}" for name in REMINDER_COLUMNS)
_RANKS = {priority: rank for rank, priority in enumerate(PRIORITIES)}
_KEPT = tuple(f.name for f in fields(Person) if f.name not in ("id", "settings_version"))


def rank_of(priority: Priority) -> int:
    """A priority as a number; the most pressing is 0."""
    return _RANKS[priority]


def task_row(task: Task) -> tuple[object, ...]:
    """The values of `TASK_COLUMNS`."""
    due = task.due
    day, clock, zone = (None, None, None) if due is None else (due.day, due.time, due.zone)
    return (
        task.id, task.owner, task.title, micros(task.created_at), micros(task.updated_at),
        task.number, task.notes, _RANKS[task.priority],
        orjson.dumps(task.tags).decode() if task.tags else "[]",
        task.project, task.parent, task.rank,
        None if day is None else day.isoformat(), None if clock is None else clock.isoformat(),
        zone, micros(task.due_at), micros(task.late_at),
        None if task.repeat is None else dump(task.repeat),
        task.series, task.occurrence, task.status, micros(task.completed_at), task.version,
        task.seq, fold(task.title),
    )  # fmt: skip


def columns_of(task: Task) -> dict[str, object]:
    """A task by column name."""
    return dict(zip(TASK_COLUMNS, task_row(task), strict=True))


COLUMNS_OF_FIELD: Mapping[str, tuple[str, ...]] = {
    "due": ("due_day", "due_time", "due_zone"),
    "title": ("title", "folded"),
}
"""Fields that are not kept in one column of their own name."""


class _Thawed:
    """A task that can still be written: to fill a frozen one takes six times as long."""

    __slots__ = tuple(field.name for field in fields(Task))


_values_of = attrgetter(*_Thawed.__slots__)


def renewed(task: Task, values: Mapping[str, object]) -> Task:
    """A task with other values; `dataclasses.replace` takes six times as long."""
    fresh: Any = _Thawed()
    (
        fresh.id, fresh.owner, fresh.title, fresh.created_at, fresh.updated_at, fresh.number,
        fresh.notes, fresh.priority, fresh.tags, fresh.project, fresh.parent, fresh.rank,
        fresh.due, fresh.due_at, fresh.late_at, fresh.repeat, fresh.series, fresh.occurrence,
        fresh.status, fresh.completed_at, fresh.version, fresh.seq,
    ) = _values_of(task)  # fmt: skip
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.__class__ = Task
    frozen: Task = fresh
    return frozen


def task_of(row: Row) -> Task:
    """The task of a row of `TASK_COLUMNS`."""
    task: Any = _Thawed()
    (
        task.id, task.owner, task.title, created, updated, task.number, task.notes, priority, tags,
        task.project, task.parent, task.rank, day, clock, zone, due_at, late_at, repeat,
        task.series, task.occurrence, task.status, completed, task.version, task.seq, _folded,
    ) = row  # fmt: skip
    task.created_at, task.updated_at = instant(created), instant(updated)
    task.priority = PRIORITIES[priority]
    task.tags = () if tags == "[]" else _tags(tags)
    task.due = None if day is None else _due(day, clock, zone)
    task.due_at = None if due_at is None else instant(due_at)
    task.late_at = None if late_at is None else instant(late_at)
    task.repeat = None if repeat is None else _repeat(repeat)
    task.completed_at = None if completed is None else instant(completed)
    # The same slots, so it becomes what it stands for; from here on nothing of it can change.
    task.__class__ = Task
    frozen: Task = task
    return frozen


# Values that cannot change are made once: the rows of a list have most of them in common.
_SHARED = 4096


@lru_cache(_SHARED)
def _due(day: str, clock: str | None, zone: str | None) -> Due:
    return Due(date.fromisoformat(day), None if clock is None else time.fromisoformat(clock), zone)


@lru_cache(_SHARED)
def _tags(text: str) -> tuple[str, ...]:
    return tuple(orjson.loads(text))


@lru_cache(_SHARED)
def _repeat(text: str) -> Repeat:
    return load_as(Repeat, text)


def reminder_row(reminder: Reminder, owner: int) -> tuple[object, ...]:
    """The values of `REMINDER_COLUMNS`."""
    return (
        reminder.id, reminder.task, owner, dump(reminder.trigger), reminder.nag_minutes,
        micros(reminder.fire_at), reminder.state, reminder.revision, reminder.attempt,
        int(reminder.snoozed), micros(reminder.fired_at),
    )  # fmt: skip


def reminder_of(row: Row) -> Reminder:
    """The reminder of a row of `REMINDER_COLUMNS`."""
    id_, task, _owner, trigger, nag, fire_at, state, revision, attempt, snoozed, fired_at = row
    return Reminder(
        id_, task, load(trigger), nag, moment(fire_at), state, revision, attempt,
        bool(snoozed), moment(fired_at),
    )  # fmt: skip


def settings_json(person: Person) -> str:
    """A person's settings as kept in one column."""
    return orjson.dumps({name: pack(getattr(person, name)) for name in _KEPT}).decode()


def person_of(id_: int, settings: str, version: int) -> Person:
    """The person of a row; a setting that this program does not know is left out."""
    kept = orjson.loads(settings)
    values = {name: unpack(kept[name]) for name in _KEPT if name in kept}
    return Person(id=id_, settings_version=version, **values)
