"""Add: new tasks with their subtasks, repeats and reminders."""

from collections.abc import Iterable
from dataclasses import replace

from tasklark.domain.changes import World
from tasklark.domain.decide.draft import Draft
from tasklark.domain.decide.rules import (
    check_repeat,
    check_task,
    must_be_ahead,
    parent_of,
    unique,
)
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Add, NewTask
from tasklark.domain.reminder import Remind, RingBefore
from tasklark.domain.series import opening
from tasklark.domain.task import Due, Task

TASKS_AT_ONCE = 1000


def add(world: World, intent: Add) -> Draft:
    """Insert the tasks; a likely duplicate is told, with `skip_existing` it is left out."""
    if not intent.tasks:
        raise Refusal("There is nothing to add.", "Give at least one title.")
    if len(intent.tasks) > TASKS_AT_ONCE:
        raise Refusal(
            f"{len(intent.tasks):,} tasks are too many at once.",
            f"Add at most {TASKS_AT_ONCE:,}.",
            kind="too_large",
        )
    draft = Draft(world)
    for new in intent.tasks:
        like = world.similar.get(new.title)
        if like is not None and intent.skip_existing:
            draft.note("skipped_existing", number=like, title=new.title)
            continue
        task = insert(draft, new, parent_of(draft, new.parent))
        if like is not None:
            draft.note("like", task.id, number=like)
    return draft


def insert(draft: Draft, new: NewTask, parent: Task | None) -> Task:
    """Add one task with its subtasks. Raises Refusal for what a task cannot be."""
    check_task(new.title, new.notes, new.tags, new.project)
    if new.repeat is not None and parent is not None:
        raise Refusal("A subtask cannot repeat.", "Let the task that holds it repeat.")
    task = draft.insert(_repeating(_row(draft, new, parent), new, draft.world))
    _remind(draft, task, new.reminders)
    for subtask in new.subtasks:
        if parent is not None or subtask.subtasks:
            raise Refusal("A subtask cannot have subtasks.", "Put them one level higher.")
        insert(draft, replace(subtask, parent=None), task)
    return task


def _row(draft: Draft, new: NewTask, parent: Task | None) -> Task:
    world = draft.world
    id_ = next(world.ids)
    return Task(
        id=id_,
        owner=world.person.id,
        title=new.title.strip(),
        created_at=world.now,
        updated_at=world.now,
        notes=new.notes,
        priority=new.priority,
        tags=unique(new.tags),
        project=new.project or (parent.project if parent else None),
        parent=None if parent is None else parent.id,
        # By hand, a new task stands last; what is moved takes a place between two neighbours.
        rank=float(id_),
        due=new.due,
    )


def _repeating(task: Task, new: NewTask, world: World) -> Task:
    if new.repeat is None:
        return task
    check_repeat(new.repeat)
    zone = None if new.due is None else new.due.zone
    key, due = opening(new.repeat, zone, world.person, world.holidays)
    return replace(task, repeat=new.repeat, series=task.id, occurrence=key, due=due)


def _remind(draft: Draft, task: Task, wanted: Iterable[Remind] | None) -> None:
    if wanted is None:
        default = default_reminder(draft, task.due)
        if default is not None:
            draft.remind(task, default)
        return
    for remind in dict.fromkeys(wanted):
        must_be_ahead(remind, draft)
        reminder = draft.remind(task, remind)
        if reminder.state == "cancelled":
            draft.note("late_reminder", task.id, trigger=remind.trigger)


def default_reminder(draft: Draft, due: Due | None) -> Remind | None:
    """What a task that has a time is reminded by when nothing else was said."""
    minutes = draft.person.default_reminder
    if minutes is None or due is None or due.time is None:
        return None
    return Remind(RingBefore(minutes))
