"""Reading tasks and reminders out of SQLite by their keys."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import orjson

from tasklark.domain.errors import Refusal
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.store.port import Ref
from tasklark.store.rows import REMINDER, TASK, reminder_of, task_of
from tasklark.store.unknown import not_there

IN = "IN (SELECT value FROM json_each(?))"
"""A list of any length as one parameter, so that the statement stays the same."""
OWNED = "+owner = ?"
"""Whose rows, where others say which: the plus keeps SQLite, which has no statistics of ours,
from taking an index of the owner for the better one and walking through all rows of theirs."""


def listed(values: Iterable[object]) -> str:
    """The parameter for `IN`."""
    return orjson.dumps(list(values)).decode()


def select(
    connection: sqlite3.Connection, rest: str, parameters: Sequence[object] = ()
) -> list[Task]:
    """The tasks of `SELECT … FROM task` with the given rest."""
    return [task_of(r) for r in connection.execute(f"SELECT {TASK} FROM task {rest}", parameters)]


def by_ids(connection: sqlite3.Connection, owner: int, ids: Sequence[int]) -> list[Task]:
    """Tasks in the order of `ids`.

    Raises:
        Refusal: Of kind `unknown` when one is not there.
    """
    if not ids:
        return []
    if len(ids) == 1:
        found = select(connection, "WHERE id = ? AND owner = ?", (ids[0], owner))
    else:
        found = select(connection, f"WHERE {OWNED} AND id {IN}", (owner, listed(ids)))
    rows = {task.id: task for task in found}
    if any(id_ not in rows for id_ in ids):
        raise Refusal("That task is not there any more.", "Search for it again.", kind="unknown")
    return [rows[id_] for id_ in ids]


def present(connection: sqlite3.Connection, owner: int, ids: Iterable[int]) -> list[Task]:
    """Those of the tasks that are there, by id."""
    rest = f"WHERE {OWNED} AND id {IN} ORDER BY id"
    return select(connection, rest, (owner, listed(ids)))


def by_refs(connection: sqlite3.Connection, owner: int, refs: Sequence[Ref]) -> list[Task]:
    """Tasks as people name them, in the order of `refs`.

    Raises:
        Refusal: Of kind `unknown` when one is not there.
    """
    found = [_by_ref(connection, owner, ref) for ref in refs]
    missing = [ref for ref, task in zip(refs, found, strict=True) if task is None]
    if missing:
        raise not_there(missing)
    return [task for task in found if task is not None]


def _by_ref(connection: sqlite3.Connection, owner: int, ref: Ref) -> Task | None:
    # The open row of the number, else the newest; an occurrence may be named by its day alone.
    rest = (
        "WHERE owner = ?1 AND number = ?2 AND (?3 IS NULL OR occurrence = ?3"
        " OR substr(occurrence, 1, 11) = ?3 || 'T')"
        " ORDER BY status = 'open' DESC, occurrence DESC, id DESC LIMIT 1"
    )
    found = select(connection, rest, (owner, ref.number, ref.occurrence))
    return found[0] if found else None


def reminders(
    connection: sqlite3.Connection, tasks: Iterable[int]
) -> dict[int, tuple[Reminder, ...]]:
    """Reminders by task, cancelled ones too, in the order they were made."""
    ids = list(tasks)
    if not ids:
        return {}
    rest = f"WHERE task {IN} ORDER BY id" if len(ids) > 1 else "WHERE task = ? ORDER BY id"
    rows = connection.execute(
        f"SELECT {REMINDER} FROM reminder {rest}", (listed(ids) if len(ids) > 1 else ids[0],)
    )
    found: dict[int, tuple[Reminder, ...]] = {}
    for row in rows:
        reminder = reminder_of(row)
        found[reminder.task] = (*found.get(reminder.task, ()), reminder)
    return found


def shown(rings: Mapping[int, tuple[Reminder, ...]]) -> dict[int, tuple[Reminder, ...]]:
    """Those of the reminders that are not cancelled."""
    kept = ((id_, tuple(r for r in some if r.state != "cancelled")) for id_, some in rings.items())
    return {id_: some for id_, some in kept if some}


def subtask_counts(
    connection: sqlite3.Connection, parents: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """Done and all subtasks by parent; those in the bin do not count."""
    of_them = f"parent {IN}" if len(parents) > 1 else "parent = ?"
    rows = connection.execute(
        "SELECT parent, sum(status = 'done'), count(*) FROM task"
        f" WHERE {of_them} AND status <> 'deleted' GROUP BY parent",
        (listed(parents) if len(parents) > 1 else parents[0],),
    )
    return {parent: (done, total) for parent, done, total in rows}
