"""Delete and restore: the bin keeps a task for 30 days."""

from tasklark.domain.changes import World
from tasklark.domain.decide.draft import Draft
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Delete, Restore
from tasklark.domain.task import Task


def delete(world: World, intent: Delete) -> Draft:
    """Put the targets into the bin with their subtasks; a series ends, what is done stays."""
    del intent
    draft = Draft(world)
    for target in list(draft.targets):
        if target.status == "deleted":
            if world.tasks[target.id].status == "deleted":
                draft.note("already", target.id, status="deleted")
            continue
        subtasks = list(draft.subtasks(target))
        draft.put(target, status="deleted")
        for subtask in subtasks:
            draft.put(subtask, status="deleted")
        if subtasks:
            draft.note("subtasks_too", target.id, count=len(subtasks))
    return draft


def restore(world: World, intent: Restore) -> Draft:
    """Take the targets out of the bin, with the subtasks that went there with them."""
    del intent
    draft = Draft(world)
    for target in list(draft.targets):
        if target.status != "deleted":
            draft.note("already", target.id, status=target.status)
            continue
        _check_series(draft, target)
        together = [
            task
            for task in draft.every()
            if task.parent == target.id
            and task.status == "deleted"
            and task.updated_at == target.updated_at
        ]
        for task in (target, *together):
            draft.put(task, status="open" if task.completed_at is None else "done")
    return draft


def _check_series(draft: Draft, target: Task) -> None:
    if target.series is None or target.completed_at is not None:
        return
    for row in draft.every():
        if row.series == target.series and row.id != target.id and row.status == "open":
            raise Refusal(
                f"A later #{row.number} is open.",
                "Finish or delete that one first.",
                kind="conflict",
                numbers=(row.number,),
            )
