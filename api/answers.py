"""Answers as JSON, exactly as the page reads them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from api.deps import ApiDeps
from api.values import value
from tasklark.domain.changes import Applied, Change
from tasklark.domain.intents import NewTask
from tasklark.domain.person import Person
from tasklark.domain.reminder import Reminder
from tasklark.domain.shape import Json, due_json, stamp, task_json
from tasklark.domain.task import Due, Task
from tasklark.language import say
from tasklark.language.say_change import Verb
from tasklark.seen import Board, Detail, Ghost, Parsed, Preview

_DERIVED = frozenset({"due_at", "late_at"})


def board(found: Board) -> Json:
    """A page of tasks with the ghosts between them."""
    page = found.page
    return {
        "now": stamp(page.now),
        "seq": page.seq,
        "total": page.total,
        "at_least": page.at_least,
        "next": page.next,
        "tasks": [
            task(one, page.reminders.get(one.id, ()), found.missed.get(one.id, ()))
            for one in page.tasks
        ],
        "ghosts": [_ghost(one) for one in found.ghosts],
        "subtasks": {str(id_): list(counts) for id_, counts in page.subtasks.items()},
    }


def task(one: Task, reminders: Sequence[Reminder], missed: Sequence[str] = ()) -> Json:
    """The one task JSON."""
    return task_json(one, reminders, say.WORDING, missed)


def _ghost(ghost: Ghost) -> Json:
    of = ghost.task
    return {
        "task": of.id,
        "number": of.number,
        "title": of.title,
        "due": due_json(ghost.due),
        "occurrence": ghost.occurrence,
        "priority": of.priority,
        "tags": list(of.tags),
        "project": of.project,
        "repeat_words": "" if of.repeat is None else say.WORDING.repeat(of.repeat),
    }


def detail(found: Detail) -> Json:
    """One task with its coming dates, subtasks and activity."""
    page, person = found.page, found.person
    shown = task(found.task, found.reminders, found.missed)
    repeats = shown["repeat"]
    if isinstance(repeats, dict):
        shown["repeat"] = {**repeats, "next": labels(found.next, person, page.now)}
    tasks = {one.id: one for one in (found.task, *found.subtasks)}
    return {
        **shown,
        "subtasks": [task(one, page.reminders.get(one.id, ())) for one in found.subtasks],
        "activity": [activity(one, tasks, person, found.task.id) for one in found.activity],
    }


def labels(dues: Sequence[Due], person: Person, now: datetime) -> list[Json]:
    """Dues with their words."""
    return [{**due_json(one), "label": say.due(one, person, now)} for one in dues]


def activity(
    change: Change, tasks: Mapping[int, Task], person: Person, about: int | None = None
) -> Json:
    """A recorded change as one sentence; `about` picks whose fields are shown."""
    return {
        "at": stamp(change.at),
        "actor": change.actor,
        "client": change.client,
        "code": change.code or None,
        "said": say.change(change, tasks, person),
        "undone_by": change.undone_by,
        "fields": _fields(change, about),
        "reason": change.reason or None,
    }


def _fields(change: Change, about: int | None) -> Json:
    fields: Json = {
        name: [value(before), value(after)]
        for row in change.updates
        if row.id == about
        for name, (before, after) in row.fields.items()
        if name not in _DERIVED
    }
    sides = [(one.before, one.after) for one in change.reminders]
    before = [one for one, _ in sides if one is not None and one.task == about]
    after = [one for _, one in sides if one is not None and one.task == about]
    return {**fields, "reminders": [value(before), value(after)]} if before or after else fields


async def written(deps: ApiDeps, applied: Applied, verb: Verb) -> Json:
    """What a write came to."""
    repeating = [one for one in applied.tasks if one.repeat is not None]
    missed: Mapping[int, Sequence[str]] = {}
    if repeating:
        missed = await deps.queries.missed(applied.person, repeating, applied.now)
    said = say.said(applied, verb)
    return {
        "tasks": [
            task(one, applied.reminders.get(one.id, ()), missed.get(one.id, ()))
            for one in applied.tasks
        ],
        "undo": applied.code,
        "said": said,
        "notes": _notes(applied, said),
        "seq": applied.seq,
    }


def _notes(applied: Applied, said: str) -> list[Json]:
    """Facts beside the sentence; one that is the sentence already is not said twice."""
    worded = [(fact, say.note(fact, applied)) for fact in applied.notes]
    return [
        {"kind": fact.kind, "task": fact.task, "text": f"{text}."}
        for fact, text in worded
        if text and text != said
    ]


def parsed(found: Parsed) -> Json:
    """What was recognised in a text."""
    reading, command = found.reading, found.command
    return {
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "kind": span.kind,
                "label": span.label,
                "value": value(span.value),
            }
            for span in reading.spans
        ],
        "task": _read(reading.value),
        "echo": _echo(found),
        "alternatives": [
            {"start": one.start, "end": one.end, "label": one.label, "words": one.words}
            for one in reading.alternatives
        ],
        "assumptions": list(reading.assumptions),
        "unread": list(reading.unread),
        "command": None
        if command is None
        else {"say": command.command, "confidence": command.confidence},
        "count": found.count,
    }


def _read(new: NewTask) -> Json:
    """A task before it is added."""
    repeat: Json | None = None
    if new.repeat is not None:
        words = say.WORDING.repeat(new.repeat)
        repeat = {"rule": new.repeat.rule, "start": new.repeat.start, "words": words}
    return {
        "title": new.title,
        "due": None if new.due is None else due_json(new.due),
        "repeat": repeat,
        "reminders": _reminders(new),
        "priority": new.priority,
        "tags": list(new.tags),
        "project": new.project,
    }


def _reminders(new: NewTask) -> list[str]:
    return [say.remind(one.trigger, one.nag_minutes) for one in new.reminders or ()]


def _echo(found: Parsed) -> str:
    """The task as one line, its date first."""
    new = found.reading.value
    parts = [
        "" if new.due is None else say.due(new.due, found.person, found.now),
        "" if new.repeat is None else say.WORDING.repeat(new.repeat),
        "" if new.priority == "none" else new.priority,
        *(f"#{tag}" for tag in new.tags),
        f"@{new.project}" if new.project else "",
        *_reminders(new),
    ]
    return " · ".join(part for part in parts if part)


def preview(found: Preview) -> Json:
    """A rule in words with its next dates."""
    return {
        "words": say.WORDING.repeat(found.repeat),
        "rule": found.repeat.rule,
        "next": labels(found.next, found.person, found.now),
    }
