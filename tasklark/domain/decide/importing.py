"""Import: the tasks of a file, the finished ones too, as one change."""

from dataclasses import replace

from tasklark.domain.changes import World
from tasklark.domain.clock import due_at
from tasklark.domain.decide.adding import insert
from tasklark.domain.decide.draft import Draft
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Import, Imported, NewTask
from tasklark.domain.reminder import Remind, RingAt
from tasklark.domain.task import Task

TASKS_OF_A_FILE = 20_000


def import_tasks(world: World, intent: Import) -> Draft:
    """Insert what is new; the same file twice adds nothing the second time."""
    count = sum(1 + len(one.subtasks) for one in intent.tasks)
    if count > TASKS_OF_A_FILE:
        raise Refusal(
            f"{count:,} tasks are too many at once.",
            f"Divide the file: at most {TASKS_OF_A_FILE:,} each.",
            kind="too_large",
        )
    draft = Draft(world)
    for one in intent.tasks:
        like = world.similar.get(one.task.title)
        if like is not None and one.done_at is None:
            draft.note("skipped_existing", number=like, title=one.task.title)
            continue
        parent = _bring(draft, one, None)
        for subtask in one.subtasks:
            _bring(draft, subtask, parent)
    return draft


def _bring(draft: Draft, one: Imported, parent: Task | None) -> Task:
    done_at = one.done_at
    task = insert(draft, _silent(one.task, draft) if done_at is None else _over(one.task), parent)
    if task.repeat is not None and one.task.due is not None:
        # The open occurrence may stand apart from its rule.
        task = draft.put(task, due=one.task.due)
    added = one.added_at
    if added is not None and added <= draft.world.now:
        task = draft.insert(replace(task, created_at=added))
    if done_at is not None:
        at = min(done_at, draft.world.now)
        task = draft.insert(replace(task, status="done", completed_at=at))
    return task


def _over(new: NewTask) -> NewTask:
    """A finished task neither repeats nor rings."""
    return replace(new, repeat=None, reminders=())


def _silent(new: NewTask, draft: Draft) -> NewTask:
    """A reminder whose moment has passed is history."""
    if new.reminders is None:
        return new
    return replace(new, reminders=tuple(one for one in new.reminders if _ahead(one, draft)))


def _ahead(remind: Remind, draft: Draft) -> bool:
    if not isinstance(remind.trigger, RingAt):
        return True
    at = due_at(remind.trigger.moment, draft.person)
    return at is not None and at > draft.world.now
