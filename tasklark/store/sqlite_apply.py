"""Writing a worked-out change into SQLite: rows, reminders, search, history, outbox."""

import sqlite3
from collections.abc import Callable, Iterable
from functools import cache
from operator import itemgetter

from tasklark.domain.changes import Change, ProjectChange, ReminderChange, World
from tasklark.domain.codes import code_of
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.domain.shape import Wording
from tasklark.domain.task import Task
from tasklark.store import sqlite_history
from tasklark.store.codec import micros
from tasklark.store.outgoing import Frame, Outgoing, carried, outgoing
from tasklark.store.port import Request
from tasklark.store.rows import (
    COLUMNS_OF_FIELD,
    REMINDER_COLUMNS,
    TASK_COLUMNS,
    Row,
    reminder_row,
    settings_json,
    task_row,
)
from tasklark.store.sqlite_search import SearchTable
from tasklark.store.staged import Staged, Written
from tasklark.store.tokens import fold


def _insert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"


_INSERT_TASK = _insert("task", TASK_COLUMNS)
_INSERT_REMINDER = _insert("reminder", REMINDER_COLUMNS)
_UPDATE_REMINDER = (
    f"UPDATE reminder SET {', '.join(f'{name} = ?' for name in REMINDER_COLUMNS)} WHERE id = ?"
)
_INSERT_EVENT = (
    "INSERT INTO outbox (owner, kind, type, subject, at, data, more) VALUES (?,?,?,?,?,?,?)"
)
_ALWAYS = ("version", "seq", "updated_at")
_SEARCHED = frozenset({"title", "notes", "tags", "project"})


def write(
    connection: sqlite3.Connection,
    staged: Staged,
    world: World,
    who: Principal,
    request: Request,
    says: Wording,
    search: SearchTable,
) -> str | None:
    """Write everything of one change; returns its code.

    Raises:
        Refusal: Of kind `conflict` when a series has that occurrence, or an open one, already.
    """
    number = staged.counters.next_change - 1
    code = code_of(number) if staged.recorded else None
    try:
        for row in staged.rows:
            _write_task(connection, row, search)
    except sqlite3.IntegrityError as problem:
        raise Refusal(
            "That occurrence is there already.", "Look at the task again.", kind="conflict"
        ) from problem
    _write_reminders(connection, staged.changes.reminders, who.person)
    _write_projects(connection, staged.changes.projects, who.person)
    if staged.recorded:
        sqlite_history.record(connection, who.person, _change(staged, world, who, request, number))
    frame = Frame(who, request.reason, code, staged.changes.cause)
    events = outgoing(staged, world.tasks, frame, says)
    send(connection, who.person, micros(world.now), events, carried(request.trace))
    _write_person(connection, staged)
    return code


def send(
    connection: sqlite3.Connection,
    owner: int,
    at: int | None,
    events: Iterable[Outgoing],
    more: str | None = None,
) -> None:
    """Put events into the outbox."""
    for event in events:
        row = (owner, event.kind, event.type, event.subject, at, event.data, more)
        connection.execute(_INSERT_EVENT, row)


def _write_task(connection: sqlite3.Connection, row: Written, search: SearchTable) -> None:
    task = row.after
    if row.before is None:
        connection.execute(_INSERT_TASK, task_row(task))
    else:
        _update(connection, row)
    if row.before is None or "tags" in row.fields:
        write_tags(connection, task, row.before)
    if row.before is None or not _SEARCHED.isdisjoint(row.fields):
        search.feed(connection, task, row.before)


def _update(connection: sqlite3.Connection, row: Written) -> None:
    assert row.before is not None
    sql, values_of = _update_of(row.fields)
    values = values_of(task_row(row.after))
    connection.execute(sql, (*values, row.after.id, row.before.version))


@cache
def _update_of(fields: tuple[str, ...]) -> tuple[str, Callable[[Row], tuple[object, ...]]]:
    """The statement that writes these fields, and which of a row's values it takes."""
    named = [column for name in fields for column in COLUMNS_OF_FIELD.get(name, (name,))]
    columns = tuple(dict.fromkeys([*named, *_ALWAYS]))
    sets = ", ".join(f"{name} = ?" for name in columns)
    sql = f"UPDATE task SET {sets} WHERE id = ? AND version = ?"
    return sql, itemgetter(*map(TASK_COLUMNS.index, columns))


def write_tags(connection: sqlite3.Connection, task: Task, before: Task | None = None) -> None:
    """Keep a task's tags as they are looked up, for those it had before."""
    if before is not None:
        drop_tags(connection, before)
    for tag in _folded_tags(task):
        connection.execute(
            "INSERT INTO task_tag (owner, tag, task) VALUES (?,?,?)", (task.owner, tag, task.id)
        )


def drop_tags(connection: sqlite3.Connection, task: Task) -> None:
    """Let a task no longer be found by its tags."""
    for tag in _folded_tags(task):
        connection.execute(
            "DELETE FROM task_tag WHERE owner = ? AND tag = ? AND task = ?",
            (task.owner, tag, task.id),
        )


def _folded_tags(task: Task) -> Iterable[str]:
    return dict.fromkeys(fold(tag) for tag in task.tags)


def _write_reminders(
    connection: sqlite3.Connection, changes: tuple[ReminderChange, ...], owner: int
) -> None:
    for change in changes:
        if change.after is None:
            if change.before is not None:
                connection.execute("DELETE FROM reminder WHERE id = ?", (change.before.id,))
        elif change.before is None:
            connection.execute(_INSERT_REMINDER, reminder_row(change.after, owner))
        else:
            row = reminder_row(change.after, owner)
            connection.execute(_UPDATE_REMINDER, (*row, change.before.id))


def _write_projects(
    connection: sqlite3.Connection, changes: tuple[ProjectChange, ...], owner: int
) -> None:
    for change in changes:
        rank = change.rank[1]
        if change.after is None:
            connection.execute(
                "DELETE FROM project WHERE owner = ? AND name = ?", (owner, change.before)
            )
        elif change.before is None:
            connection.execute(
                "INSERT OR IGNORE INTO project (owner, name, rank) VALUES (?1, ?2, ifnull(?3,"
                " (SELECT ifnull(max(rank), -1) + 1 FROM project WHERE owner = ?1)))",
                (owner, change.after, rank),
            )
        else:
            connection.execute(
                "UPDATE OR IGNORE project SET name = ?, rank = ifnull(?, rank)"
                " WHERE owner = ? AND name = ?",
                (change.after, rank, owner, change.before),
            )


def _write_person(connection: sqlite3.Connection, staged: Staged) -> None:
    person, counters = staged.person, staged.counters
    connection.execute(
        "UPDATE person SET seq = ?, next_number = ?, next_change = ? WHERE id = ?",
        (counters.seq, counters.next_number, counters.next_change, person.id),
    )
    if staged.changes.settings:
        connection.execute(
            "UPDATE person SET settings = ?, settings_version = ? WHERE id = ?",
            (settings_json(person), person.settings_version, person.id),
        )


def _change(staged: Staged, world: World, who: Principal, request: Request, number: int) -> Change:
    changes = staged.changes
    return Change(
        number=number,
        code=code_of(number),
        at=world.now,
        actor=who.actor,
        client=who.client,
        reason=request.reason,
        cause=changes.cause,
        run=who.run,
        undoes=changes.undoes,
        inserts=tuple(task.id for task in changes.inserts),
        updates=changes.updates,
        reminders=changes.reminders,
        settings=changes.settings,
        projects=changes.projects,
    )
