"""A ChangeSet in the making: collects what changes and keeps instants and reminders in step."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from tasklark.domain.changes import (
    ChangeSet,
    Note,
    ProjectChange,
    ReminderChange,
    Ring,
    RowUpdate,
    World,
)
from tasklark.domain.clock import due_at, late_at
from tasklark.domain.errors import Refusal
from tasklark.domain.person import Person
from tasklark.domain.reminder import Remind, Reminder
from tasklark.domain.ringing import fire_at, followed, made
from tasklark.domain.task import Task

_FOLLOWS = frozenset({"due", "status"})
"""Fields whose change moves, silences or wakes a task's reminders."""


class Draft:
    """What one decision changes so far. Rows are read through it, so that later steps see them."""

    def __init__(self, world: World, person: Person | None = None) -> None:
        self.world = world
        self.person = person or world.person
        self._after: dict[int, Task] = {}
        self._inserts: dict[int, Task] = {}
        self._reminders: dict[int, tuple[Reminder | None, Reminder | None]] = {}
        self.notes: list[Note] = []
        self.rings: list[Ring] = []
        self.settings: dict[str, tuple[object, object]] = {}
        self.projects: list[ProjectChange] = []
        self.undoes: list[str] = []
        self.cause: str | None = None

    @property
    def targets(self) -> Iterator[Task]:
        """The tasks the intent is about, as they are by now."""
        return (self.task(id_) for id_ in self.world.targets)

    def task(self, id: int) -> Task:
        """A row as it will be."""
        known = self._inserts.get(id) or self._after.get(id) or self.world.tasks.get(id)
        if known is None:
            raise Refusal("That task is not there any more.", kind="unknown")
        return known

    def every(self) -> Iterator[Task]:
        """All loaded rows, as they will be."""
        return (self._after.get(id_, task) for id_, task in self.world.tasks.items())

    def subtasks(self, parent: Task) -> Iterator[Task]:
        """The loaded subtasks of a task that are not in the bin."""
        return (t for t in self.every() if t.parent == parent.id and t.status != "deleted")

    def insert(self, task: Task) -> Task:
        """Add a row, its instants worked out."""
        fresh = self._timed(task)
        self._inserts[task.id] = fresh
        return fresh

    def put(self, task: Task, **fields: Any) -> Task:
        """Give a row other values; reminders follow a changed due or status."""
        before = self.task(task.id)
        after = self._timed(replace(before, **fields))
        if after == before:
            return before
        if task.id in self._inserts:
            self._inserts[task.id] = after
        else:
            self._after[task.id] = after
        if any(getattr(before, name) != getattr(after, name) for name in _FOLLOWS):
            self.follow(after)
        return after

    def _timed(self, task: Task) -> Task:
        return replace(
            task, due_at=due_at(task.due, self.person), late_at=late_at(task.due, self.person)
        )

    def reminders(self, task: int) -> Iterator[Reminder]:
        """A task's reminders, as they will be."""
        for reminder in self.world.reminders.get(task, ()):
            _, after = self._reminders.get(reminder.id, (reminder, reminder))
            if after is not None:
                yield after
        for before, after in list(self._reminders.values()):
            if before is None and after is not None and after.task == task:
                yield after

    def follow(self, task: Task) -> None:
        """Bring a task's reminders into step with its due and status."""
        now = self.world.now
        for reminder in list(self.reminders(task.id)):
            if task.status == "open":
                self.ring_otherwise(followed(self._awake(reminder), task.due, self.person, now))
            elif reminder.state != "cancelled":
                self.ring_otherwise(
                    replace(reminder, state="cancelled", revision=reminder.revision + 1)
                )

    def recompute(self, reminder: Reminder, task: Task) -> None:
        """Work a waiting reminder's instant out again; one that is past by now rings at once."""
        at = fire_at(reminder.trigger, task.due, self.person)
        if at != reminder.fire_at:
            self.ring_otherwise(replace(reminder, fire_at=at, revision=reminder.revision + 1))

    def _awake(self, reminder: Reminder) -> Reminder:
        """A silenced reminder whose moment is still ahead rings again when its task is open."""
        at = reminder.fire_at
        if reminder.state != "cancelled" or at is None or at <= self.world.now:
            return reminder
        return replace(reminder, state="scheduled", revision=reminder.revision + 1, attempt=0)

    def remind(self, task: Task, remind: Remind) -> Reminder:
        """Add a reminder; one whose moment has passed sleeps until the due moves."""
        row = made(next(self.world.ids), task.id, remind, task.due, self.person)
        if task.status != "open" or (row.fire_at is not None and row.fire_at <= self.world.now):
            row = replace(row, state="cancelled")
        self._reminders[row.id] = (None, row)
        return row

    def ring_otherwise(self, after: Reminder) -> None:
        """Change a reminder's row."""
        before = self._known(after.id)
        if before != after:
            self._reminders[after.id] = (before, after)

    def forget(self, reminder: Reminder) -> None:
        """Remove a reminder."""
        before = self._known(reminder.id)
        if before is None:
            self._reminders.pop(reminder.id, None)
        else:
            self._reminders[reminder.id] = (before, None)

    def bring_back(self, reminder: Reminder) -> None:
        """Put a removed reminder's row back."""
        self._reminders[reminder.id] = (self._known(reminder.id), reminder)

    def _known(self, id: int) -> Reminder | None:
        if id in self._reminders:
            return self._reminders[id][0]
        rows: Iterable[Reminder] = (r for kept in self.world.reminders.values() for r in kept)
        return next((reminder for reminder in rows if reminder.id == id), None)

    def note(self, kind: Any, task: int | None = None, **values: object) -> None:
        """A fact for the answer."""
        self.notes.append(Note(kind, task, values))

    def changes(self) -> ChangeSet:
        """Everything collected."""
        updates = [self._update(self.world.tasks[id_], after) for id_, after in self._after.items()]
        return ChangeSet(
            inserts=tuple(self._inserts.values()),
            updates=tuple(update for update in updates if update.fields),
            reminders=tuple(
                ReminderChange(before, after)
                for before, after in self._reminders.values()
                if before != after
            ),
            settings=dict(self.settings),
            projects=tuple(self.projects),
            undoes=tuple(self.undoes),
            cause=self.cause,
            notes=tuple(self.notes),
            rings=tuple(self.rings),
        )

    @staticmethod
    def _update(before: Task, after: Task) -> RowUpdate:
        names = [
            name
            for name in Task.__dataclass_fields__
            if getattr(before, name) != getattr(after, name)
        ]
        fields = {name: (getattr(before, name), getattr(after, name)) for name in names}
        return RowUpdate(before.id, before.version, fields)
