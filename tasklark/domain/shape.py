"""The one task JSON: REST, events, the live socket, tickets and widgets carry this shape."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol

from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Due, Repeat, Task

Json = dict[str, object]
_SAME = 1024
"""Instants that are remembered: a write says its own several times, rows of a list share theirs."""


class Wording(Protocol):
    """How repeats and reminders are said; `tasklark.language.say` keeps it."""

    def repeat(self, repeat: Repeat) -> str: ...

    def reminder(self, reminder: Reminder, task: Task) -> str: ...


def task_json(
    task: Task, reminders: Sequence[Reminder], says: Wording, missed: Sequence[str] = ()
) -> Json:
    """A task with its reminders as JSON; `missed` holds keys passed since the open occurrence."""
    return {
        "id": task.id,
        "number": task.number,
        "title": task.title,
        "notes": task.notes,
        "priority": task.priority,
        "tags": list(task.tags),
        "project": task.project,
        "parent": task.parent,
        "rank": task.rank,
        "due": _due(task),
        "repeat": None if task.repeat is None else _repeat(task.repeat, says, missed),
        "reminders": [_reminder(reminder, task, says) for reminder in reminders],
        "status": task.status,
        "series": task.series,
        "occurrence": task.occurrence,
        "completed_at": stamp(task.completed_at),
        "created_at": stamp(task.created_at),
        "updated_at": stamp(task.updated_at),
        "version": task.version,
        "seq": task.seq,
    }


@lru_cache(_SAME)
def stamp(moment: datetime | None) -> str | None:
    """An instant as RFC 3339 in UTC with milliseconds."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _due(task: Task) -> Json | None:
    if task.due is None:
        return None
    return {
        **due_json(task.due),
        "at": stamp(task.due_at),
        "late_at": stamp(task.late_at),
    }


def due_json(due: Due) -> Json:
    """A due as said: `date`, `time` (`HH:MM` or null), `zone` (IANA or null for floating)."""
    clock = None if due.time is None else due.time.isoformat(timespec="minutes")
    return {"date": due.day.isoformat(), "time": clock, "zone": due.zone}


def _repeat(repeat: Repeat, says: Wording, missed: Sequence[str]) -> Json:
    paused = repeat.pause_until
    return {
        "rule": repeat.rule,
        "start": repeat.start,
        "words": says.repeat(repeat),
        "anchor": repeat.anchor,
        "month_end": repeat.month_end,
        "holidays": repeat.holidays,
        "pile_up": repeat.pile_up,
        "pause_until": None if paused is None else paused.isoformat(),
        "missed": list(missed),
    }


def _reminder(reminder: Reminder, task: Task, says: Wording) -> Json:
    return {
        "id": reminder.id,
        "words": says.reminder(reminder, task),
        "fire_at": stamp(reminder.fire_at),
        "state": reminder.state,
    }
