"""Loading what a decision needs: from a Need to a World."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tasklark.domain.changes import Change
from tasklark.domain.errors import Refusal
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.store import sqlite_history, sqlite_rows
from tasklark.store.port import Need, Ref
from tasklark.store.records import touched
from tasklark.store.sqlite_asked import Asked
from tasklark.store.sqlite_find import find_ids
from tasklark.store.sqlite_rows import IN, OWNED, listed
from tasklark.store.tokens import fold


@dataclass(slots=True)
class Loaded:
    """The rows of a World, gathered."""

    tasks: dict[int, Task] = field(default_factory=dict)
    targets: tuple[int, ...] = ()
    reminders: dict[int, tuple[Reminder, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    similar: dict[str, int] = field(default_factory=dict)
    projects: tuple[str, ...] = ()

    def add(self, tasks: Iterable[Task]) -> None:
        """Put tasks behind those that are there."""
        for task in tasks:
            self.tasks.setdefault(task.id, task)


def load(asked: Asked, need: Need) -> Loaded:
    """Everything that `need` names.

    Raises:
        Refusal: Of kind `unknown` when something it names is not there.
    """
    connection, owner = asked.connection, asked.person.id
    loaded = Loaded()
    _load_targets(asked, need, loaded)
    if need.parents:
        loaded.add(_parents(connection, owner, need.parents))
    if need.codes or need.last_of is not None:
        loaded.changes = sqlite_history.changes_for_undo(
            connection, owner, need.codes, need.last_of
        )
        loaded.add(sqlite_rows.present(connection, owner, touched(loaded.changes)))
    if need.relatives:
        _add_relatives(connection, owner, loaded)
    if need.titles:
        loaded.similar = _similar(connection, owner, need.titles)
    loaded.projects = _projects(connection, owner)
    loaded.reminders = sqlite_rows.reminders(connection, loaded.tasks)
    return loaded


def _load_targets(asked: Asked, need: Need, loaded: Loaded) -> None:
    connection, owner = asked.connection, asked.person.id
    loaded.add(sqlite_rows.by_ids(connection, owner, need.ids))
    loaded.add(sqlite_rows.by_refs(connection, owner, need.refs))
    if need.filter is not None:
        ids = find_ids(asked, need.filter, need.limit)
        loaded.add(sqlite_rows.by_ids(connection, owner, ids))
    if need.reminder is not None:
        loaded.add([_of_reminder(connection, owner, need.reminder)])
    if need.all_open:
        loaded.add(_all_open(connection, owner))
    loaded.targets = tuple(loaded.tasks)


def _of_reminder(connection: sqlite3.Connection, owner: int, reminder: int) -> Task:
    rest = "WHERE owner = ? AND id = (SELECT task FROM reminder WHERE id = ?)"
    found = sqlite_rows.select(connection, rest, (owner, reminder))
    if not found:
        raise Refusal("That reminder is not there any more.", kind="unknown")
    return found[0]


def _all_open(connection: sqlite3.Connection, owner: int) -> list[Task]:
    rest = (
        "WHERE owner = ? AND status = 'open' AND (due_day IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM reminder WHERE task = task.id)) ORDER BY id"
    )
    return sqlite_rows.select(connection, rest, (owner,))


def _parents(connection: sqlite3.Connection, owner: int, numbers: Sequence[int]) -> list[Task]:
    return [
        task
        for number in dict.fromkeys(numbers)
        for task in sqlite_rows.by_refs(connection, owner, [Ref(number)])
    ]


def _add_relatives(connection: sqlite3.Connection, owner: int, loaded: Loaded) -> None:
    tasks = list(loaded.tasks.values())
    parents = {task.parent for task in tasks if task.parent is not None}
    if parents:
        loaded.add(sqlite_rows.present(connection, owner, parents))
    rest = f"WHERE {OWNED} AND parent {IN} ORDER BY rank, id"
    loaded.add(sqlite_rows.select(connection, rest, (owner, listed(task.id for task in tasks))))
    for series, oldest in _series(tasks).items():
        loaded.add(_of_series(connection, owner, series, oldest))


def _series(tasks: Iterable[Task]) -> dict[int, str]:
    """Each series with the oldest occurrence that is asked about."""
    oldest: dict[int, str] = {}
    for task in tasks:
        if task.series is not None:
            key = task.occurrence or ""
            oldest[task.series] = min(oldest.get(task.series, key), key)
    return oldest


def _of_series(connection: sqlite3.Connection, owner: int, series: int, oldest: str) -> list[Task]:
    # The open row, the newest finished one, and whatever is not older than the target.
    rest = (
        "WHERE owner = ?1 AND series = ?2 AND (status = 'open' OR occurrence >= ?3 OR id ="
        " (SELECT id FROM task WHERE owner = ?1 AND series = ?2 AND status = 'done'"
        " ORDER BY occurrence DESC LIMIT 1)) ORDER BY occurrence, id"
    )
    return sqlite_rows.select(connection, rest, (owner, series, oldest))


def _similar(connection: sqlite3.Connection, owner: int, titles: Sequence[str]) -> dict[str, int]:
    rows = connection.execute(
        f"SELECT folded, min(number) FROM task WHERE owner = ? AND status = 'open'"
        f" AND folded {IN} GROUP BY folded",
        (owner, listed(fold(title) for title in titles)),
    )
    numbers = dict(rows.fetchall())
    return {title: numbers[fold(title)] for title in titles if fold(title) in numbers}


def _projects(connection: sqlite3.Connection, owner: int) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT name FROM project WHERE owner = ? ORDER BY rank, name", (owner,)
    )
    return tuple(name for (name,) in rows)
