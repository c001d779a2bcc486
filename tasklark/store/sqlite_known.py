"""Tasks as last read from the file: what did not change since is not read again."""

from collections.abc import Iterable, Sequence
from itertools import islice
from threading import Lock

from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.store import sqlite_rows
from tasklark.store.sqlite_asked import Asked

_KEPT = 10_000
"""Tasks remembered at once: all that most people have, a kilobyte each."""
_LONG = 2_000
"""Characters of notes from which on a task is read each time instead."""
_MANY = 5_000
"""Changed rows from which on it is quicker to forget everything."""
_CHANGED = "SELECT id, parent FROM task WHERE owner = ? AND seq > ? LIMIT ?"


class Known:
    """Tasks by id, and which of them have neither reminders nor subtasks. For any thread.

    Whatever changes a row, or gives it a reminder, gives it a higher seq: a look at the rows with
    one tells what is not known any more. A snapshot that is older than what is known takes only
    rows that did not change since, and adds nothing. Rows that are not committed are never known.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._as_of: dict[int, int] = {}
        self._tasks: dict[int, Task] = {}
        self._bare: set[int] = set()

    def tasks(self, asked: Asked, ids: Sequence[int]) -> list[Task]:
        """The tasks of `ids`, which are the person's, in their order as of this snapshot."""
        self._catch_up(asked)
        known, seq = self._tasks, asked.seq
        found = {id_: task for id_ in ids if (task := known.get(id_)) and task.seq <= seq}
        missing = [id_ for id_ in ids if id_ not in found]
        if missing:
            fresh = sqlite_rows.present(asked.connection, asked.person.id, missing)
            self._keep(asked, fresh)
            found.update((task.id, task) for task in fresh)
        return [found[id_] for id_ in ids]

    def beside(
        self, asked: Asked, ids: Sequence[int]
    ) -> tuple[dict[int, tuple[Reminder, ...]], dict[int, tuple[int, int]]]:
        """Their reminders, and how many subtasks are done and there in all, by task."""
        with self._lock:
            bare = self._bare if self._is_now(asked) else frozenset[int]()
            unsure = [id_ for id_ in ids if id_ not in bare]
        if not unsure:
            return {}, {}
        rings = sqlite_rows.reminders(asked.connection, unsure)
        subtasks = sqlite_rows.subtask_counts(asked.connection, unsure)
        with self._lock:
            if self._is_now(asked):
                lone = (id_ for id_ in unsure if id_ not in rings and id_ not in subtasks)
                self._bare.update(id_ for id_ in lone if id_ in self._tasks)
        return sqlite_rows.shown(rings), subtasks

    def _catch_up(self, asked: Asked) -> None:
        owner = asked.person.id
        with self._lock:
            since = self._as_of.setdefault(owner, asked.seq)
            if asked.seq <= since:
                return
            values = (owner, since, _MANY)
            changed = asked.connection.execute(_CHANGED, values).fetchall()
            if len(changed) == _MANY:
                self._forget(tuple(self._tasks))
            self._forget(id_ for id_, _ in changed)
            self._bare.difference_update(parent for _, parent in changed)
            self._as_of[owner] = asked.seq

    def _is_now(self, asked: Asked) -> bool:
        return self._as_of.get(asked.person.id) == asked.seq

    def _keep(self, asked: Asked, fresh: Iterable[Task]) -> None:
        with self._lock:
            if self._is_now(asked):
                self._tasks.update((task.id, task) for task in fresh if len(task.notes) < _LONG)
            # The longest known go first: a list that is looked at often is soon known again.
            excess = max(0, len(self._tasks) - _KEPT)
            self._forget(tuple(islice(self._tasks, excess)))

    def _forget(self, ids: Iterable[int]) -> None:
        for id_ in ids:
            self._tasks.pop(id_, None)
            self._bare.discard(id_)
