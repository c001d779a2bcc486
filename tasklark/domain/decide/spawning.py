"""The next occurrence of a finished one: which it is, and its row."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from tasklark.domain.changes import Holidays, World
from tasklark.domain.decide.draft import Draft
from tasklark.domain.intents import SpawnNext
from tasklark.domain.person import Person
from tasklark.domain.reminder import Remind
from tasklark.domain.series import after_completion, due_on, is_past, upcoming
from tasklark.domain.task import Due, Repeat, Task, due_of_key


@dataclass(frozen=True, slots=True)
class Following:
    """The occurrence that comes next."""

    occurrence: str
    due: Due
    repeat: Repeat


def following(done: Task, person: Person, holidays: Holidays, now: datetime) -> Following | None:
    """What comes after a finished occurrence; None when the series is over."""
    repeat = done.repeat
    if repeat is None or done.occurrence is None:
        return None
    if repeat.anchor == "completion":
        return _after_completion(done, repeat, person, holidays, now)
    for key, due in upcoming(done, person, holidays):
        if repeat.pile_up == "collapse" and is_past(due, person, now):
            continue
        return Following(key, due, _carried(repeat, key))
    return None


def _after_completion(
    done: Task, repeat: Repeat, person: Person, holidays: Holidays, now: datetime
) -> Following | None:
    begun = after_completion(repeat, done.completed_at or now, person)
    if begun is None:
        return None
    zone = None if done.due is None else done.due.zone
    due = due_on(begun, begun.start, zone, person, holidays) or due_of_key(begun.start, zone)
    return Following(begun.start, due, begun)


def _carried(repeat: Repeat, key: str) -> Repeat:
    """The repeat as the next row has it: past exceptions are of no use any more."""
    follower = repeat.successor
    if follower is not None and key[:10] >= follower.start[:10]:
        return follower
    return replace(
        repeat,
        exceptions=tuple(e for e in repeat.exceptions if e > key),
        pause_until=None,
    )


def spawn_next(world: World, intent: SpawnNext) -> Draft:
    """Add the row after a finished one, unless it was reopened or something of it is open."""
    del intent
    draft = Draft(world)
    for done in list(draft.targets):
        rows = [task for task in draft.every() if task.series == done.series]
        if done.status != "done" or done.series is None or any(t.status == "open" for t in rows):
            continue
        latest = max(_finished(rows), key=lambda task: task.occurrence or "", default=done)
        last = latest if (latest.occurrence or "") > (done.occurrence or "") else done
        if done.repeat is not None and done.repeat.anchor == "completion":
            last = done
        after = following(last, draft.person, world.holidays, world.now)
        # A tombstone that a person made keeps its key: no redelivery revives it.
        if after is not None and all(task.occurrence != after.occurrence for task in rows):
            _insert(draft, last, after)
    return draft


def _finished(rows: list[Task]) -> Iterator[Task]:
    return (task for task in rows if task.status == "done")


def _insert(draft: Draft, done: Task, after: Following) -> None:
    row = draft.insert(
        replace(
            begun(draft, done),
            due=after.due,
            repeat=after.repeat,
            occurrence=after.occurrence,
        )
    )
    _carry_reminders(draft, done, row)
    for subtask in list(draft.subtasks(done)):
        fresh = replace(begun(draft, subtask), parent=row.id, due=None, number=0)
        _carry_reminders(draft, subtask, draft.insert(fresh))


def begun(draft: Draft, task: Task) -> Task:
    """A row of the same task, as it begins: open, nothing of its own yet."""
    now = draft.world.now
    return replace(
        task,
        id=next(draft.world.ids),
        status="open",
        completed_at=None,
        created_at=now,
        updated_at=now,
        version=1,
        seq=0,
    )


def _carry_reminders(draft: Draft, done: Task, row: Task) -> None:
    """Relative reminders belong to the series; a moment of its own rang once."""
    wanted = dict.fromkeys(
        Remind(reminder.trigger, reminder.nag_minutes)
        for reminder in draft.reminders(done.id)
        if reminder.relative
    )
    for remind in wanted:
        draft.remind(row, remind)
