"""Update: fields of one or many tasks; a repeating task's date moves this occurrence only."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tasklark.domain.changes import World
from tasklark.domain.clock import due_at, due_zone, today
from tasklark.domain.decide.adding import default_reminder
from tasklark.domain.decide.draft import Draft
from tasklark.domain.decide.moving import move_later
from tasklark.domain.decide.rules import (
    REMINDERS_LIMIT,
    check_task,
    must_be_ahead,
    not_deleted,
    parent_of,
    unique,
)
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Keep, Patch, Retime, Shift, Update
from tasklark.domain.months import add_months
from tasklark.domain.reminder import Remind
from tasklark.domain.series import is_past
from tasklark.domain.task import Due, Task


def update(world: World, intent: Update) -> Draft:
    """Change the targets' fields; what is already so stays, and that is said."""
    draft = Draft(world)
    for target in list(draft.targets):
        not_deleted(target)
        _check_base(target, intent.patch)
        _update(draft, target, intent)
    if not draft.changes().updates and not draft.changes().reminders:
        draft.note("no_change")
    return draft


def _update(draft: Draft, target: Task, intent: Update) -> None:
    patch = intent.patch
    values = _values(draft, target, patch)
    check_task(
        str(values.get("title", target.title)),
        str(values.get("notes", target.notes)),
        values.get("tags", target.tags),
        values.get("project", target.project),
    )
    if "due" in values and intent.drop_passed_times:
        values["due"] = _without_passed_time(draft, target, values["due"])
    before = target.due
    if intent.scope == "later" and "due" in values and target.repeat is not None:
        due = values.pop("due")
        after = move_later(draft, draft.put(target, **values), due)
    else:
        after = draft.put(target, **values)
    if not isinstance(patch.reminders, Keep):
        set_reminders(draft, after, patch.reminders)
    else:
        _remind_of_a_first_time(draft, before, after)


def _values(draft: Draft, target: Task, patch: Patch) -> dict[str, Any]:
    """The fields that the patch gives, as they will be."""
    values: dict[str, Any] = {
        name: given
        for name in ("title", "notes", "priority", "project", "rank")
        if not isinstance(given := getattr(patch, name), Keep)
    }
    if "title" in values:
        values["title"] = values["title"].strip()
    if patch.append_notes:
        notes = str(values.get("notes", target.notes))
        values["notes"] = f"{notes}\n{patch.append_notes}" if notes else patch.append_notes
    tags = target.tags if isinstance(patch.tags, Keep) else patch.tags
    taken = {tag.casefold() for tag in patch.remove_tags}
    values["tags"] = unique(tag for tag in (*tags, *patch.add_tags) if tag.casefold() not in taken)
    if not isinstance(patch.parent, Keep):
        values["parent"] = _parent(draft, target, patch.parent)
    if not isinstance(patch.due, Keep):
        values["due"] = _due(draft, target, patch.due)
    return values


def _parent(draft: Draft, target: Task, number: int | None) -> int | None:
    parent = parent_of(draft, number)
    if parent is None:
        return None
    if parent.id == target.id or any(True for _ in draft.subtasks(target)):
        raise Refusal(
            f"#{target.number} cannot become a subtask of #{number}.",
            "Subtasks are one level deep.",
        )
    if target.repeat is not None:
        raise Refusal("A repeating task cannot be a subtask.", "Stop its repeat first.")
    return parent.id


def _due(draft: Draft, target: Task, wanted: Due | Shift | Retime | None) -> Due | None:
    if wanted is None or isinstance(wanted, Due):
        return wanted
    if isinstance(wanted, Shift):
        return _shifted(draft, target, wanted)
    before = target.due
    day = wanted.day or (before.day if before else today(draft.world.now, draft.person))
    clock = wanted.time or (before.time if before else None)
    zone = wanted.zone or (before.zone if before else None)
    return Due(day, clock, zone if clock is not None else None)


def _shifted(draft: Draft, target: Task, shift: Shift) -> Due:
    due = target.due
    if due is None:
        raise Refusal(
            f"#{target.number} has no date to move.", "Give it one: “tomorrow”, “friday 9”."
        )
    due = replace(due, day=add_months(due.day, shift.months) + timedelta(days=shift.days))
    if not shift.minutes:
        return due
    if due.time is None:
        raise Refusal(
            f"#{target.number} has no time to move.", "Give it one: “at 9”, or move it by days."
        )
    # Hours and minutes are real time; days and weeks are the wall clock's (RFC 5545 3.3.6).
    moment = due_at(due, draft.person)
    assert moment is not None
    moved = (moment + timedelta(minutes=shift.minutes)).astimezone(due_zone(due, draft.person))
    return Due(moved.date(), moved.time().replace(second=0, microsecond=0), due.zone)


def _without_passed_time(draft: Draft, target: Task, due: Due | None) -> Due | None:
    """Moved to today, a time still ahead stays; a passed one is dropped, and that is said."""
    if due is None or due.time is None:
        return due
    if not is_past(due, draft.person, draft.world.now):
        return due
    draft.note("time_dropped", target.id, time=due.time)
    return Due(due.day)


def set_reminders(draft: Draft, task: Task, wanted: tuple[Remind, ...]) -> None:
    """Make `wanted` the task's reminders; those that are there already stay as they are."""
    if len(wanted) > REMINDERS_LIMIT:
        raise Refusal(
            f"{len(wanted)} reminders are too many.", f"A task has at most {REMINDERS_LIMIT}."
        )
    missing = dict.fromkeys(wanted)
    for reminder in list(draft.reminders(task.id)):
        same = Remind(reminder.trigger, reminder.nag_minutes)
        if same in missing and reminder.state in ("scheduled", "cancelled"):
            del missing[same]
        else:
            draft.forget(reminder)
    for remind in missing:
        add_reminder(draft, task, remind)


def add_reminder(draft: Draft, task: Task, remind: Remind) -> None:
    """Add one reminder; a relative one whose time has passed is told."""
    must_be_ahead(remind, draft)
    if draft.remind(task, remind).state == "cancelled" and task.status == "open":
        draft.note("late_reminder", task.id, trigger=remind.trigger)


def _remind_of_a_first_time(draft: Draft, before: Due | None, task: Task) -> None:
    first = task.due is not None and task.due.time is not None
    had = before is not None and before.time is not None
    # A change of many at once adds no reminders: nobody wants thirty bells for one wish.
    if had or not first or len(draft.world.targets) > 1 or any(draft.reminders(task.id)):
        return
    default = default_reminder(draft, task.due)
    if default is not None and task.status == "open":
        draft.remind(task, default)


def _check_base(target: Task, patch: Patch) -> None:
    """Refuse when a field that is to change is not what the caller saw; merge everything else."""
    conflicts = {}
    for name, seen in patch.base.items():
        theirs, yours = getattr(target, name), getattr(patch, name)
        if not isinstance(yours, Keep) and theirs not in (seen, yours):
            conflicts[name] = (theirs, yours)
    if conflicts:
        fields = ", ".join(conflicts)
        raise Refusal(
            f"#{target.number} was changed meanwhile ({fields}).",
            "Look at both values and choose one.",
            kind="conflict",
            conflicts=conflicts,
        )
