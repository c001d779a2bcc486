"""Tasks as PostgreSQL hands them out: each with its reminders, in one row."""

from collections.abc import Iterable, Sequence

import orjson

from tasklark.domain.errors import Refusal
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.store.port import Ref
from tasklark.store.postgres_pool import Row
from tasklark.store.rows import REMINDER, TASK, TASK_COLUMNS, reminder_of, task_of
from tasklark.store.unknown import not_there

WIDTH = len(TASK_COLUMNS)
RINGS = (
    f"(SELECT json_agg(json_build_array({REMINDER}) ORDER BY reminder.id)::text FROM reminder"
    " WHERE reminder.task = task.id)"
)
"""A task's reminders as one text, NULL without any."""
PARTS = (
    "(SELECT (count(*) << 32) + count(*) FILTER (WHERE part.status = 'done')"
    " FROM task AS part WHERE part.parent = task.id AND part.status <> 'deleted')"
)
"""A task's subtasks as one number: all of them above the 32nd bit, the done ones below."""
_BELOW = (1 << 32) - 1
BY_IDS = (
    f"SELECT {{kind}} AS kind, asked.place, {TASK}"
    " FROM unnest(?::bigint[]) WITH ORDINALITY AS asked (id, place)"
    " JOIN task ON task.id = asked.id WHERE task.owner = ?"
)
# The open row of the number, else the newest; an occurrence may be named by its day alone.
BY_REFS = (
    "SELECT {kind} AS kind, asked.place, task.*"
    " FROM unnest(?::bigint[], ?::text[]) WITH ORDINALITY AS asked (number, occurrence, place)"
    f" CROSS JOIN LATERAL (SELECT {TASK} FROM task"
    " WHERE task.owner = ? AND task.number = asked.number AND (asked.occurrence IS NULL"
    " OR task.occurrence = asked.occurrence"
    " OR left(task.occurrence, 11) = asked.occurrence || 'T')"
    " ORDER BY (task.status = 'open') DESC, task.occurrence DESC NULLS LAST, task.id DESC"
    " LIMIT 1) AS task"
)


def rings_of(rows: Iterable[Row], *, cancelled: bool = False) -> dict[int, tuple[Reminder, ...]]:
    """Reminders by task, of rows whose column after the task's own is `RINGS`."""
    found: dict[int, tuple[Reminder, ...]] = {}
    for row in rows:
        if row[WIDTH] is not None:
            rings = tuple(reminder_of(ring) for ring in orjson.loads(row[WIDTH]))
            kept = tuple(ring for ring in rings if cancelled or ring.state != "cancelled")
            if kept:
                found[row[0]] = kept
    return found


def parts_of(rows: Iterable[Row]) -> dict[int, tuple[int, int]]:
    """Done and all subtasks by parent, of rows whose column after the reminders is `PARTS`."""
    return {
        row[0]: (row[WIDTH + 1] & _BELOW, row[WIDTH + 1] >> 32) for row in rows if row[WIDTH + 1]
    }


def tasks_of(rows: Iterable[Row]) -> list[Task]:
    """The tasks of rows that begin with the task's columns."""
    return [task_of(row[:WIDTH]) for row in rows]


def refs_given(refs: Sequence[Ref], owner: int) -> tuple[list[int], list[str | None], int]:
    """The values of `BY_REFS`."""
    return [ref.number for ref in refs], [ref.occurrence for ref in refs], owner


def all_there(ids: Sequence[int], found: Iterable[int]) -> None:
    """Raises Refusal of kind `unknown` when one of `ids` was not found."""
    if not set(ids) <= set(found):
        raise Refusal("That task is not there any more.", "Search for it again.", kind="unknown")


def all_named(refs: Sequence[Ref], places: Iterable[int]) -> None:
    """Raises Refusal of kind `unknown` when one of `refs` has no place among those found."""
    missing = sorted(set(range(1, len(refs) + 1)) - set(places))
    if missing:
        raise not_there([refs[place - 1] for place in missing])
