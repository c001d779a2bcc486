"""A ChangeSet worked out before it is written: rows as they will be, numbers, seqs. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tasklark.domain.changes import Applied, ChangeSet, ReminderChange, RowUpdate, World
from tasklark.domain.errors import Refusal
from tasklark.domain.person import Person
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.store.rows import renewed

NumberOf = Callable[[int], int | None]
"""The number that a series has already, if it has rows."""


@dataclass(frozen=True, slots=True)
class Counters:
    """Where a person's counters stand."""

    seq: int
    next_number: int
    next_change: int


@dataclass(frozen=True, slots=True)
class Written:
    """A row as it will be; `before` None inserts it. `fields` are the names that change."""

    before: Task | None
    after: Task
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staged:
    """What to write, in the order in which it is written."""

    changes: ChangeSet
    rows: tuple[Written, ...]
    reminders: Mapping[int, tuple[Reminder, ...]]
    person: Person
    counters: Counters
    recorded: bool

    @property
    def empty(self) -> bool:
        """Whether nothing is to be written."""
        return self.changes.empty and not self.rows


def stage(
    changes: ChangeSet, world: World, counters: Counters, number_of_series: NumberOf
) -> Staged:
    """Work out the rows of `changes`: closings first, then other updates, then inserts.

    Raises:
        Refusal: Of kind `conflict` when a row has another version than the one that was read.
    """
    updates = (*changes.updates, *_touches(changes, world))
    updated = sorted(_updated(updates, world), key=lambda draft: not draft.closes)
    inserted, next_number = _numbered(changes.inserts, counters.next_number, number_of_series)
    rows, seq = _in_order([*updated, *inserted], counters.seq, world.now)
    recorded = bool(rows or changes.settings or changes.projects)
    return Staged(
        changes=changes,
        rows=rows,
        reminders=_reminders_after(changes, world),
        person=_person_after(changes, world.person),
        counters=Counters(seq, next_number, counters.next_change + recorded),
        recorded=recorded,
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row to be written, before it has its seq."""

    row: Task
    values: Mapping[str, object]
    """What becomes other than it is in `row`."""
    fresh: bool

    @property
    def closes(self) -> bool:
        """Whether the row leaves its place in its series to another one."""
        leaves = self.row.status == "open" and self.values.get("status", "open") != "open"
        return leaves or (
            self.row.occurrence is not None and self.values.get("occurrence", "") is None
        )


def _updated(updates: tuple[RowUpdate, ...], world: World) -> Iterator[_Draft]:
    for update in updates:
        before = world.tasks.get(update.id)
        if before is None or before.version != update.read_version:
            raise Refusal(
                "That task changed meanwhile.", "Look at it again, then retry.", kind="conflict"
            )
        values = {name: after for name, (_, after) in update.fields.items()}
        yield _Draft(before, values, fresh=False)


def _touches(changes: ChangeSet, world: World) -> Iterator[RowUpdate]:
    """A task whose reminders changed is a changed task, though none of its own fields did."""
    known = {task.id for task in changes.inserts} | {update.id for update in changes.updates}
    rung = {ring.reminder for ring in changes.rings}
    for change in changes.reminders:
        side = change.after or change.before
        if side is None or side.task in known or not _shows(change, rung):
            continue
        known.add(side.task)
        task = world.tasks.get(side.task)
        if task is not None:
            yield RowUpdate(task.id, task.version, {})


def _shows(change: ReminderChange, rung: set[int]) -> bool:
    """Whether a reminder is another one now; rings and receipts are not: they are notices."""
    before, after = change.before, change.after
    if before is None or after is None:
        return True
    if (before.trigger, before.nag_minutes, before.snoozed) != (
        after.trigger,
        after.nag_minutes,
        after.snoozed,
    ):
        return after.id not in rung
    return before.fire_at != after.fire_at and after.id not in rung


def _numbered(
    inserts: tuple[Task, ...], next_number: int, number_of_series: NumberOf
) -> tuple[list[_Draft], int]:
    rows: list[_Draft] = []
    series: dict[int, int] = {}
    for task in inserts:
        number: int | None = task.number or None
        if number is None and task.series is not None:
            number = series.get(task.series) or number_of_series(task.series)
        if number is None:
            number, next_number = next_number, next_number + 1
        if task.series is not None:
            series[task.series] = number
        rows.append(_Draft(task, {"number": number}, fresh=True))
    return rows, next_number


def _in_order(drafts: list[_Draft], seq: int, now: datetime) -> tuple[tuple[Written, ...], int]:
    """Each changed row with a seq of its own."""
    rows: list[Written] = []
    for seq_of_row, draft in enumerate(drafts, seq + 1):
        stamps = {
            "seq": seq_of_row,
            "version": 1 if draft.fresh else draft.row.version + 1,
            "updated_at": now,
        }
        after = renewed(draft.row, {**draft.values, **stamps})
        if draft.fresh:
            rows.append(Written(None, after, ()))
        else:
            rows.append(Written(draft.row, after, tuple(draft.values)))
    return tuple(rows), seq + len(rows)


def _reminders_after(changes: ChangeSet, world: World) -> dict[int, tuple[Reminder, ...]]:
    after = {task: {r.id: r for r in kept} for task, kept in world.reminders.items()}
    for change in changes.reminders:
        if change.after is not None:
            after.setdefault(change.after.task, {})[change.after.id] = change.after
        elif change.before is not None:
            after.get(change.before.task, {}).pop(change.before.id, None)
    return {
        task: tuple(r for r in kept.values() if r.state != "cancelled")
        for task, kept in after.items()
    }


def _person_after(changes: ChangeSet, person: Person) -> Person:
    if not changes.settings:
        return person
    values = {name: after for name, (_, after) in changes.settings.items()}
    return replace(person, **values, settings_version=person.settings_version + 1)  # type: ignore[arg-type]


def applied(staged: Staged, world: World, code: str | None, *, dry_run: bool = False) -> Applied:
    """The answer: rows as they are now, in the order in which they were asked for."""
    wanted = [*(update.id for update in staged.changes.updates)]
    wanted += [task.id for task in staged.changes.inserts]
    rows = {row.after.id: row.after for row in staged.rows}
    order = dict.fromkeys([*wanted, *rows])
    return Applied(
        tasks=tuple(rows[id_] for id_ in order),
        reminders=staged.reminders,
        code=None if dry_run else code,
        seq=staged.counters.seq,
        now=world.now,
        person=staged.person,
        notes=staged.changes.notes,
        before=world.tasks,
        dry_run=dry_run,
    )
