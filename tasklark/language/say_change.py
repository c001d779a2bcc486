"""What a change came to: one sentence for a toast, and the whole text of a tool."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Literal

from tasklark.domain.changes import Applied
from tasklark.domain.series import keys
from tasklark.domain.task import Due, Task, due_of_key
from tasklark.language.say_lists import following
from tasklark.language.say_note import note
from tasklark.language.say_repeat import remind, repeat
from tasklark.language.say_task import of_tasks, quoted, task_line
from tasklark.language.say_time import clock_line, due, moment

Verb = Literal[
    "added",
    "updated",
    "completed",
    "reopened",
    "deleted",
    "restored",
    "repeats",
    "reminds",
    "snoozed",
    "undone",
    "prefers",
]
SHOWN = 50
"""Tasks of a change that are shown line by line; as many as one call may add."""
DRY_SHOWN = 10
_PAST: Mapping[Verb, str] = {
    "added": "Added",
    "updated": "Changed",
    "completed": "Completed",
    "reopened": "Reopened",
    "deleted": "Deleted",
    "restored": "Restored",
    "repeats": "Changed the repeat of",
    "reminds": "Changed the reminders of",
    "snoozed": "Snoozed",
    "undone": "Undid",
    "prefers": "Changed your settings",
}
_WOULD: Mapping[Verb, str] = {
    "added": "add",
    "updated": "change",
    "completed": "complete",
    "reopened": "reopen",
    "deleted": "delete",
    "restored": "restore",
}


def heads(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks a change is about, without subtasks that went along."""
    ids = {task.id for task in tasks}
    return tuple(task for task in tasks if task.parent not in ids)


def said(applied: Applied, verb: Verb) -> str:
    """A change in one sentence: `Added “Pay rent”, Mon 30 Nov 09:00`."""
    found = heads(applied.found if applied.dry_run else applied.tasks)
    if applied.dry_run:
        return f"Would {_WOULD.get(verb, 'change')} {of_tasks(len(found))}"
    if applied.code is None:
        return _unchanged(applied)
    if verb == "prefers" or not found:
        return "Undid the last change" if verb == "undone" else _PAST[verb]
    if len(found) > 1:
        return f"{_PAST[verb]} {of_tasks(len(found))}"
    return f"{_PAST[verb]} {quoted(found[0])}{_detail(applied, verb, found[0])}"


def _unchanged(applied: Applied) -> str:
    told = [words for one in applied.notes if (words := note(one, applied))]
    # What stands in brackets is how a tool would say it, not a person.
    return told[0].split(" (`")[0] if told else "Nothing was changed"


def _detail(applied: Applied, verb: Verb, task: Task) -> str:
    """What a toast tells beyond the title: the date, the rule, the ring, the next one."""
    if verb in ("completed", "deleted"):
        return _coming(applied)
    if verb in ("repeats", "added") and task.repeat is not None:
        return f", {repeat(task.repeat)}" + _date(applied, task, " from ")
    if verb == "snoozed":
        return _next_ring(applied, task)
    if verb == "reminds":
        return _rings(applied, task)
    return _date(applied, task, ", ") if verb in ("added", "updated", "restored") else ""


def _date(applied: Applied, task: Task, before: str) -> str:
    return "" if task.due is None else before + due(task.due, applied.person, applied.now)


def _coming(applied: Applied) -> str:
    found = next((one for one in applied.notes if one.kind == "next"), None)
    words = note(found, applied) if found else ""
    return f", {words.split(' ', 1)[1]}" if " " in words else ""


def _rings(applied: Applied, task: Task) -> str:
    said = [
        remind(one.trigger, one.nag_minutes)
        for one in applied.reminders.get(task.id, ())
        if one.state == "scheduled"
    ]
    return f": {' + '.join(said)}" if said else ": none"


def _next_ring(applied: Applied, task: Task) -> str:
    """Until when a snoozed reminder is silent."""
    ahead = [one.fire_at for one in applied.reminders.get(task.id, ()) if one.snoozed]
    until = max((at for at in ahead if at is not None), default=None)
    return "" if until is None else f" to {moment(until, applied.person, applied.now)}"


def written(applied: Applied, verb: Verb, coming: Mapping[int, str] | None = None) -> str:
    """The text of a tool that writes: the clock, what was done with its undo code, the tasks.

    `coming` says the next dates of repeating tasks, by id.
    """
    told = [words for one in applied.notes if (words := note(one, applied))]
    lines = [clock_line(applied.now, applied.person), _headline(applied, verb)]
    tasks = applied.found if applied.dry_run else applied.tasks
    shown = tasks[: DRY_SHOWN if applied.dry_run else SHOWN]
    lines += [
        task_line(
            task,
            applied.reminders.get(task.id, ()),
            applied.person,
            applied.now,
            following=(coming or {}).get(task.id, ""),
        )
        for task in shown
    ]
    if len(tasks) > len(shown):
        lines.append(f"and {len(tasks) - len(shown)} more")
    if verb == "repeats" and len(shown) == 1 and shown[0].repeat is not None:
        lines.append(f"rule {shown[0].repeat.rule}")
    return "\n".join([*lines, *told])


def would_repeat(applied: Applied, dates: int) -> str:
    """The tasks as they would be after a change of their repeat; nothing was changed."""
    person, now = applied.person, applied.now
    lines = [clock_line(now, person), "preview, nothing was changed"]
    for task in applied.tasks:
        dues = _ahead(task, dates)
        line = task_line(task, (), person, now, following=following(dues, task.due, now))
        lines.append(line)
    return "\n".join(lines)


def _ahead(task: Task, dates: int) -> list[Due]:
    """The coming dates of an open repeating task."""
    if task.repeat is None or task.status != "open":
        return []
    return [due_of_key(key) for key in islice(keys(task.repeat, task.occurrence), dates)]


def _headline(applied: Applied, verb: Verb) -> str:
    tasks = applied.found if applied.dry_run else applied.tasks
    count = len(heads(tasks))
    if applied.dry_run:
        kept = f" · set:{applied.set}" if applied.set else ""
        return f"dry run, nothing was changed: would {_WOULD.get(verb, 'change')} {count}{kept}"
    if applied.code is None:
        return "nothing was changed"
    words = {"repeats": "repeat changed", "reminds": "reminders changed", "prefers": "settings"}
    what = words.get(verb, verb)
    again = " · this request was carried out before" if applied.replayed else ""
    amount = f" {count}" if count else ""
    return f"{what}{amount} · undo {applied.code}{again}"
