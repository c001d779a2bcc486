"""Short lists: projects, tags, reminders that rang or are due."""

import sqlite3
from datetime import datetime

from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.store.codec import instant, micros, moment
from tasklark.store.counting import commonest, tags_of
from tasklark.store.port import DueReminder
from tasklark.store.rows import REMINDER, TASK, TASK_COLUMNS, reminder_of, task_of

_RUNG_LIMIT = 200


def projects(connection: sqlite3.Connection, owner: int) -> list[tuple[str, int]]:
    """The person's list in its order, then every other name in use; with their open tasks."""
    # Each half is read in the order of an index; both at once would have to be sorted.
    rows = connection.execute(
        "SELECT project, sum(n) FROM ("
        "SELECT project, count(*) AS n FROM task WHERE owner = ?1 AND status = 'open'"
        " AND project IS NOT NULL GROUP BY project UNION ALL "
        "SELECT project, 0 FROM task WHERE owner = ?1 AND status = 'done'"
        " AND project IS NOT NULL GROUP BY project) GROUP BY project ORDER BY project",
        (owner,),
    )
    used: dict[str, int] = dict(rows.fetchall())
    names = connection.execute(
        "SELECT name FROM project WHERE owner = ? ORDER BY rank, name", (owner,)
    )
    own = [name for (name,) in names]
    return [(name, used.get(name, 0)) for name in dict.fromkeys([*own, *used])]


def tags(connection: sqlite3.Connection, owner: int) -> list[tuple[str, int]]:
    """Tags of open tasks, the commonest first."""
    rows = connection.execute(
        "SELECT tags, count(*) FROM task WHERE owner = ? AND status = 'open' AND tags <> '[]'"
        " GROUP BY tags",
        (owner,),
    )
    return commonest(tags_of(rows).items())


def rung(connection: sqlite3.Connection, owner: int) -> list[tuple[Task, Reminder]]:
    """Reminders of open tasks that rang and were not acted on, the latest first.

    A nagging one has rung although it is scheduled again; a snoozed one was acted on.
    """
    rows = connection.execute(
        f"SELECT {TASK}, {REMINDER} FROM reminder JOIN task ON task.id = reminder.task"
        " WHERE reminder.owner = ? AND fired_at IS NOT NULL AND status = 'open'"
        " AND (state IN ('fired', 'delivered', 'seen')"
        " OR (state = 'scheduled' AND attempt > 0 AND NOT snoozed))"
        " ORDER BY fired_at DESC, reminder.id DESC LIMIT ?",
        (owner, _RUNG_LIMIT),
    )
    width = len(TASK_COLUMNS)
    return [(task_of(row[:width]), reminder_of(row[width:])) for row in rows]


def reminders_due(connection: sqlite3.Connection, now: datetime, limit: int) -> list[DueReminder]:
    """Scheduled reminders whose time has come, the longest waiting first."""
    rows = connection.execute(
        "SELECT owner, id, revision, fire_at FROM reminder"
        " WHERE state = 'scheduled' AND fire_at <= ? ORDER BY fire_at, id LIMIT ?",
        (micros(now), limit),
    )
    return [DueReminder(owner, id_, revision, instant(at)) for owner, id_, revision, at in rows]


def next_fire_at(connection: sqlite3.Connection) -> datetime | None:
    """When the next scheduled reminder rings."""
    (first,) = connection.execute(
        "SELECT min(fire_at) FROM reminder WHERE state = 'scheduled' AND fire_at IS NOT NULL"
    ).fetchone()
    return moment(first)


def reminders_ahead(connection: sqlite3.Connection) -> int:
    """How many reminders are still to ring."""
    (count,) = connection.execute(
        "SELECT count(*) FROM reminder WHERE state = 'scheduled' AND fire_at IS NOT NULL"
    ).fetchone()
    return int(count)
