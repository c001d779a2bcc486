"""A person's tasks as JSON of our own: nothing of a task is lost on the way out and in again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, get_args

from tasklark.domain.errors import Refusal
from tasklark.domain.intents import NewTask
from tasklark.domain.reminder import Remind, Reminder, RingAt
from tasklark.domain.shape import Json, due_json, stamp
from tasklark.domain.task import PRIORITIES, Due, Repeat, Task, due_of_key
from tasklark.interchange.record import Content, Problem, Record, fitting
from tasklark.interchange.wording import going_on, remind_of, trigger_text
from tasklark.recurrence import Rule, RuleError

FORMAT = "tasklark/tasks"
VERSION = 1
_COPY = '{"tasklark":'
"""How a store's own copy begins (`store/transfer.py`): it goes back into a store."""
POLICIES: Mapping[str, tuple[str, ...]] = {
    name: get_args(Repeat.__annotations__[name])
    for name in ("anchor", "month_end", "holidays", "pile_up")
}
Rings = Mapping[int, Sequence[Reminder]]


def document(tasks: Iterable[Task], rings: Rings, now: datetime) -> str:
    """Tasks as one JSON document."""
    rows = list(tasks)
    numbers = {task.id: task.number for task in rows}
    head = {"format": FORMAT, "version": VERSION, "exported_at": stamp(now)}
    whole = {**head, "tasks": [_task(one, numbers, rings.get(one.id, ())) for one in rows]}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _task(task: Task, numbers: Mapping[int, int], rings: Sequence[Reminder]) -> Json:
    repeat, key = task.repeat, task.occurrence
    on = None if repeat is None or key is None or task.status != "open" else going_on(repeat, key)
    return {
        "number": task.number,
        "title": task.title,
        "notes": task.notes,
        "priority": task.priority,
        "tags": list(task.tags),
        "project": task.project,
        "parent": None if task.parent is None else numbers.get(task.parent),
        "due": None if task.due is None else due_json(task.due),
        "repeat": None if on is None else _repeat(on),
        "reminders": [trigger_text(one.trigger, one.nag_minutes) for one in rings if _lasting(one)],
        "status": task.status,
        "completed_at": stamp(task.completed_at),
        "created_at": stamp(task.created_at),
    }


def _lasting(ring: Reminder) -> bool:
    return not ring.snoozed and (not isinstance(ring.trigger, RingAt) or ring.state == "scheduled")


def _repeat(repeat: Repeat) -> Json:
    paused, follower = repeat.pause_until, repeat.successor
    return {
        "rule": repeat.rule,
        "start": repeat.start,
        **{name: getattr(repeat, name) for name in POLICIES},
        "exceptions": list(repeat.exceptions),
        "pause_until": None if paused is None else paused.isoformat(),
        "successor": None if follower is None else _repeat(follower),
    }


def read_document(text: str) -> Content:
    """The tasks of a document of ours, or of a mere list of such tasks.

    Raises:
        Refusal: If it is none, or one of a newer Tasklark.
    """
    if text.lstrip().startswith(_COPY):
        raise Refusal(
            "This is a copy of a whole database, not a list of tasks.",
            "Choose a file that Export wrote.",
        )
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal(f"The file is not JSON: {str(error)[:80]}.", "Export it again.") from None
    listed = whole.get("tasks") if isinstance(whole, dict) else whole
    if not isinstance(listed, list):
        raise Refusal("The file holds no list of tasks.", "Choose an export of Tasklark.")
    if isinstance(whole, dict) and _newer(whole.get("version", VERSION)):
        raise Refusal("A newer Tasklark wrote this file.", "Update this one first.")
    found: list[tuple[int | None, int | None, Record]] = []
    problems: list[Problem] = []
    for place, one in enumerate(listed, 1):
        if isinstance(one, dict) and isinstance(one.get("title"), str):
            if one.get("status") != "deleted":
                found.append(
                    (_number(one, "number"), _number(one, "parent"), _record(one, problems))
                )
        else:
            problems.append(Problem(f"Entry {place} of the list is no task and left out."))
    return Content("json", _nested(found), tuple(problems))


def _newer(version: object) -> bool:
    return isinstance(version, int) and version > VERSION


def _nested(found: Sequence[tuple[int | None, int | None, Record]]) -> tuple[Record, ...]:
    top = {number for number, parent, _ in found if number is not None and parent is None}
    under: dict[int, list[Record]] = {}
    roots: list[tuple[int | None, Record]] = []
    for number, parent, record in found:
        if parent is not None and parent in top:
            plain = replace(record, task=replace(record.task, repeat=None))
            under.setdefault(parent, []).append(plain)
        else:
            roots.append((number, record))
    return tuple(
        one if number is None else replace(one, subtasks=tuple(under.pop(number, ())))
        for number, one in roots
    )


def _number(one: Mapping[str, Any], name: str) -> int | None:
    found = one.get(name)
    return found if isinstance(found, int) else None


def _record(one: Mapping[str, Any], problems: list[Problem]) -> Record:
    due = _due(one.get("due"))
    repeat = _repeat_of(one.get("repeat"))
    if one.get("repeat") is not None and repeat is None and one.get("status") == "open":
        problems.append(Problem(f"The repeat of “{one['title'][:60]}” is left out."))
    task = NewTask(
        title=one["title"],
        notes=_text(one.get("notes")),
        priority=next((known for known in PRIORITIES if known == one.get("priority")), "none"),
        tags=tuple(_strings(one.get("tags"))),
        project=_text(one.get("project")) or None,
        due=due,
        repeat=repeat,
        reminders=_reminders(one.get("reminders")),
    )
    done = one.get("status") == "done"
    at, added = _instant(one.get("completed_at")), _instant(one.get("created_at"))
    ended = at or added or datetime(1970, 1, 1, tzinfo=UTC)
    return Record(fitting(task), ended if done else None, added)


def _reminders(found: object) -> tuple[Remind, ...] | None:
    """The reminders; the task JSON of other doors says them in words: the usual one it is then."""
    if not isinstance(found, list) or len(_strings(found)) != len(found):
        return None
    known = (remind_of(text) for text in _strings(found))
    return tuple(ring for ring in known if ring is not None)


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""


def _strings(found: object) -> list[str]:
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _due(found: object) -> Due | None:
    if not isinstance(found, dict):
        return None
    clock, zone = found.get("time"), found.get("zone")
    try:
        due = due_of_key(f"{found['date']}T{clock}" if clock else str(found["date"]), zone)
        return due if clock else Due(due.day)
    except (KeyError, ValueError, TypeError):
        return None


def _repeat_of(found: object) -> Repeat | None:
    if not isinstance(found, dict):
        return None
    try:
        rule, start = str(Rule.parse(str(found["rule"]))), due_of_key(str(found["start"])).key
        paused = found.get("pause_until")
        pause = None if paused is None else date.fromisoformat(paused)
    except (KeyError, ValueError, TypeError, RuleError):
        return None
    more: dict[str, Any] = {
        name: found[name] for name, values in POLICIES.items() if found.get(name) in values
    }
    return Repeat(
        rule,
        start,
        exceptions=tuple(_strings(found.get("exceptions"))),
        pause_until=pause,
        successor=_repeat_of(found.get("successor")),
        **more,
    )


def _instant(found: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_text(found))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
