"""Undo, field by field: a field goes back only if it still holds what the change gave it."""

from dataclasses import replace
from typing import Any

from tasklark.domain.changes import Change, ReminderChange, RowUpdate, World
from tasklark.domain.decide.completing import remove, untouched
from tasklark.domain.decide.draft import Draft
from tasklark.domain.decide.settling import with_values
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Undo
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task

_DERIVED = frozenset({"due_at", "late_at", "completed_at"})
"""Fields that go with another one: instants with the due, the stamp with the status."""


def undo(world: World, intent: Undo) -> Draft:
    """Take back whole changes, the newest first, with what services did because of them."""
    if not world.changes:
        raise Refusal("There is nothing to undo.", "Name the code of a change.", kind="unknown")
    asked = [change for change in world.changes if _is_asked(change, intent, world)]
    draft = Draft(world, _person_before(world, asked))
    for change in asked:
        if change.undone_by is not None:
            draft.note("no_change", code=change.code, undone_by=change.undone_by)
            continue
        _take_back(draft, change)
    return draft


def _is_asked(change: Change, intent: Undo, world: World) -> bool:
    if intent.codes:
        wanted = {code.strip().lower() for code in intent.codes}
        return change.code in wanted
    followers = {c.code for c in world.changes if c.cause is not None}
    return change == next((c for c in world.changes if c.code not in followers), None)


def _person_before(world: World, asked: list[Change]) -> Any:
    """The person as the undo leaves them: instants are worked out by that clock."""
    values = {
        name: before
        for change in asked
        if change.undone_by is None
        for name, (before, after) in change.settings.items()
        if getattr(world.person, name) == after
    }
    return with_values(world.person, values)


def _take_back(draft: Draft, change: Change) -> None:
    followers = [c for c in draft.world.changes if c.cause == change.code and not c.undone_by]
    touched = [task for follower in followers for task in _touched(draft, follower, change)]
    if touched:
        for task in touched:
            draft.note("successor_stays", task.id, number=task.number, code=change.code)
        return
    for follower in followers:
        _reverse(draft, follower)
        draft.undoes.append(follower.code)
    _reverse(draft, change)
    draft.undoes.append(change.code)


def _touched(draft: Draft, follower: Change, change: Change) -> list[Task]:
    """Rows that a service added because of a change and that a person has changed since."""
    tasks = draft.world.tasks
    finished = {tasks[row.id].series: tasks[row.id] for row in change.updates if row.id in tasks}
    rows = [tasks[id_] for id_ in follower.inserts if id_ in tasks]
    return [
        row
        for row in rows
        if row.status != "deleted"
        and row.parent is None
        and not untouched(draft, row, finished.get(row.series, row))
    ]


def _reverse(draft: Draft, change: Change) -> None:
    for id_ in change.inserts:
        if id_ in draft.world.tasks:
            _remove(draft, draft.task(id_))
    for row in change.updates:
        if row.id in draft.world.tasks:
            _restore_fields(draft, row)
    for reminder in change.reminders:
        _restore_reminder(draft, reminder, set(change.inserts))
    _restore_settings(draft, change)
    for project in change.projects:
        back = replace(project, before=project.after, after=project.before)
        draft.projects.append(replace(back, rank=project.rank[::-1]))


def _restore_settings(draft: Draft, change: Change) -> None:
    for name, (before, after) in change.settings.items():
        now = getattr(draft.world.person, name)
        if now == after:
            draft.settings[name] = (now, before)
        else:
            draft.note("left_alone", field=name)


def _remove(draft: Draft, task: Task) -> None:
    # What was finished already when it was added (by an import) goes too.
    if task.status == "open" or (task.status == "done" and task.version == 1):
        remove(draft, task)
    elif task.status == "done":
        draft.note("left_alone", task.id, field="status", number=task.number)


def _restore_fields(draft: Draft, row: RowUpdate) -> None:
    task = draft.task(row.id)
    back: dict[str, object] = {}
    for name, (before, after) in row.fields.items():
        if name in _DERIVED:
            continue
        if getattr(task, name) == after:
            back[name] = before
        elif getattr(task, name) != before:
            draft.note("left_alone", task.id, field=name, number=task.number)
    if "status" in back and "completed_at" in row.fields:
        back["completed_at"] = row.fields["completed_at"][0]
    if back.get("status") == "open":
        # A newer row of the series is open already: two cannot be.
        rivals = [t for t in draft.every() if t.series == task.series and t.status == "open"]
        if task.series is not None and any(t.id != task.id for t in rivals):
            draft.note("successor_stays", rivals[0].id, number=task.number)
            return
    draft.put(task, **back)


def _restore_reminder(draft: Draft, change: ReminderChange, inserted: set[int]) -> None:
    side = change.after or change.before
    if side is None or side.task in inserted or side.task not in draft.world.tasks:
        return
    now = {reminder.id: reminder for reminder in draft.reminders(side.task)}
    there = now.get(side.id)
    task = draft.task(side.task)
    if change.after is None and change.before is not None:
        if there is None:
            draft.bring_back(_quiet(change.before))
            draft.follow(task)
    elif change.before is None:
        if there is not None:
            draft.forget(there)
    elif change.after is not None and there is not None and _same(there, change.after):
        draft.ring_otherwise(replace(_quiet(change.before), revision=there.revision + 1))
        draft.follow(draft.task(side.task))


def _same(reminder: Reminder, after: Reminder) -> bool:
    return (reminder.trigger, reminder.nag_minutes, reminder.snoozed) == (
        after.trigger,
        after.nag_minutes,
        after.snoozed,
    )


def _quiet(reminder: Reminder) -> Reminder:
    """A reminder brought back: one whose moment has passed does not ring again."""
    return replace(reminder, state="cancelled") if reminder.state != "acted" else reminder
