"""Tasks as last read: rows that did not change since are not decoded again."""

from collections.abc import Sequence
from itertools import islice
from threading import Lock

from tasklark.domain.task import Task
from tasklark.store.rows import TASK_COLUMNS, Row, task_of

_WIDTH = len(TASK_COLUMNS)
_ID, _SEQ = TASK_COLUMNS.index("id"), TASK_COLUMNS.index("seq")
_KEPT = 10_000
"""Tasks remembered at once: all that most people have, a kilobyte each."""
_LONG = 2_000
"""Characters of notes from which on a task is read each time instead."""


class Remembered:
    """Tasks by id, good as long as their row has the same seq. For any thread.

    Whatever changes a row gives it another seq, so what is remembered is never out of date. Only
    for rows that are committed: what is rolled back has a seq that comes again.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[int, Task] = {}

    def decoded(self, rows: Sequence[Row]) -> list[Task]:
        """The tasks of rows that begin with the task's columns, each decoded only once."""
        known, fresh, tasks = self._known, dict[int, Task](), list[Task]()
        for row in rows:
            task = known.get(row[_ID])
            if task is None or task.seq != row[_SEQ]:
                task = fresh[row[_ID]] = task_of(row[:_WIDTH])
            tasks.append(task)
        if fresh:
            self._keep(fresh)
        return tasks

    def _keep(self, fresh: dict[int, Task]) -> None:
        with self._lock:
            self._known.update(
                (id_, task) for id_, task in fresh.items() if len(task.notes) < _LONG
            )
            # The longest known go first: a list that is looked at often is soon known again.
            excess = max(0, len(self._known) - _KEPT)
            for id_ in tuple(islice(self._known, excess)):
                del self._known[id_]
