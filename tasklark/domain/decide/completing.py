"""Complete and reopen: one occurrence at a time, never two by accident."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tasklark.domain.changes import World
from tasklark.domain.clock import day_of, today
from tasklark.domain.decide.draft import Draft
from tasklark.domain.decide.rules import not_deleted
from tasklark.domain.decide.spawning import begun, following
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Complete
from tasklark.domain.series import due_on, missed
from tasklark.domain.task import Task, due_of_key


@dataclass(frozen=True, slots=True)
class Passed:
    """Occurrences that went by without a row, by the id of the open one that stands for them.

    `spared` are open rows that were loaded for this alone: they stay open.
    """

    keys: Mapping[int, tuple[str, ...]]
    spared: frozenset[int] = frozenset()


_CARRIED = ("title", "notes", "priority", "tags", "project", "parent", "rank")
"""What the next occurrence has from the one before."""


def complete(world: World, intent: Complete, passed: Passed = Passed({})) -> Draft:
    """Set done, or open again with `done` False; what is so already stays, and that is said."""
    draft = Draft(world)
    if intent.at is not None and intent.at > world.now:
        raise Refusal("That is still to come.", "Say when it was done: “yesterday”, “on Friday”.")
    for id_, keys in passed.keys.items():
        _finish_passed(draft, draft.task(id_), keys, intent.at or world.now)
    for target in list(draft.targets):
        if target.id in passed.spared:
            continue
        not_deleted(target)
        if intent.done:
            _finish(draft, target, intent)
        else:
            _reopen(draft, target)
    return draft


def _finish_passed(draft: Draft, task: Task, keys: tuple[str, ...], at: datetime) -> None:
    """Finished rows for occurrences between the open one and now; they are not missed any more."""
    gone = missed(task, draft.person, draft.world.now)
    repeat = task.repeat
    for key in keys:
        if repeat is None or key not in gone:
            raise Refusal(
                f"#{task.number} did not come on {key.replace('T', ' ')}.",
                "Name one of its dates that went by.",
                numbers=(task.number,),
            )
        zone = None if task.due is None else task.due.zone
        due = due_on(repeat, key, zone, draft.person, draft.world.holidays)
        draft.insert(
            replace(
                begun(draft, task),
                occurrence=key,
                due=due or due_of_key(key, zone),
                status="done",
                completed_at=at,
            )
        )
    if repeat is not None:
        kept = tuple(sorted({*repeat.exceptions, *keys}))
        draft.put(task, repeat=replace(repeat, exceptions=kept))


def _finish(draft: Draft, target: Task, intent: Complete) -> None:
    if draft.task(target.id).status == "done":
        # A parent among the targets may have taken this one along.
        if target.id not in draft.world.tasks or draft.world.tasks[target.id].status == "done":
            draft.note("already", target.id, status="done")
        return
    if not intent.named and (earlier := _finished_today(draft, target)) is not None:
        draft.note("already_done_today", target.id, done_at=earlier, occurrence=target.occurrence)
        return
    at = intent.at or draft.world.now
    if intent.missed and target.repeat is not None:
        gone = missed(target, draft.person, draft.world.now)
        repeat = replace(target.repeat, exceptions=(*target.repeat.exceptions, *gone))
        target = draft.put(target, repeat=repeat)
    done = draft.put(target, status="done", completed_at=at)
    _finish_subtasks(draft, done, at)
    if done.repeat is not None and not _goes_on(draft, done):
        after = following(done, draft.person, draft.world.holidays, draft.world.now)
        if after is None:
            draft.note("series_ends", done.id)
        else:
            draft.note("next", done.id, due=after.due, occurrence=after.occurrence)


def _goes_on(draft: Draft, done: Task) -> bool:
    """Whether another occurrence of the series is open: then nothing is added."""
    return any(t.series == done.series and t.status == "open" for t in draft.every())


def _finished_today(draft: Draft, target: Task) -> datetime | None:
    """When an earlier occurrence was finished today, if this one is due later than today."""
    if target.series is None or target.due is None:
        return None
    now, person = draft.world.now, draft.person
    if day_of(target.due, person) <= today(now, person):
        return None
    stamps = [
        row.completed_at
        for row in draft.every()
        if row.series == target.series and row.status == "done" and row.completed_at is not None
        if (row.occurrence or "") < (target.occurrence or "")
        and today(row.completed_at, person) == today(now, person)
    ]
    return max(stamps, default=None)


def _finish_subtasks(draft: Draft, parent: Task, at: datetime) -> None:
    rows = [task for task in draft.subtasks(parent) if task.status == "open"]
    for task in rows:
        draft.put(task, status="done", completed_at=at)
    if rows:
        draft.note("subtasks_too", parent.id, count=len(rows))


def _reopen(draft: Draft, target: Task) -> None:
    if target.status == "open":
        draft.note("already", target.id, status="open")
        return
    take_back_successor(draft, target)
    draft.put(target, status="open", completed_at=None)


def take_back_successor(draft: Draft, target: Task) -> None:
    """Remove the untouched occurrence that followed; a touched one stands in the way.

    Raises:
        Refusal: Of kind `conflict` when somebody changed the later one.
    """
    if target.series is None:
        return
    for row in list(draft.every()):
        if row.series != target.series or row.id == target.id or row.status != "open":
            continue
        if not untouched(draft, row, target):
            raise Refusal(
                f"A later #{row.number} exists and was changed.",
                "Finish or delete that one first.",
                kind="conflict",
                numbers=(row.number,),
            )
        remove(draft, row)


def untouched(draft: Draft, row: Task, before: Task) -> bool:
    """Whether a row is still as it was added after `before`: nothing of a person's would be lost.

    Instants that were worked out again and rings that quiet hours held back do not count.
    """
    if row.version == 1:
        return True
    if row.repeat is None or row.occurrence is None:
        return False
    zone = None if row.due is None else row.due.zone
    due = due_on(row.repeat, row.occurrence, zone, draft.person, draft.world.holidays)
    same = all(getattr(row, name) == getattr(before, name) for name in _CARRIED)
    return same and row.due == due and _bells(draft, row) == _bells(draft, before)


def _bells(draft: Draft, task: Task) -> set[object]:
    """A task's reminders as asked for; a snoozed one was asked for anew."""
    return {
        (reminder.trigger, reminder.nag_minutes, reminder.snoozed)
        for reminder in draft.reminders(task.id)
        if reminder.relative
    }


def remove(draft: Draft, row: Task) -> None:
    """Take an added row back with its subtasks; clearing the occurrence frees its key."""
    for subtask in list(draft.subtasks(row)):
        draft.put(subtask, status="deleted")
    draft.put(row, status="deleted", occurrence=None)
