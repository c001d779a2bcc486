"""What a change has to tell beside its rows, in words."""

from collections.abc import Callable, Mapping
from datetime import datetime

from tasklark.domain.changes import Applied, Note
from tasklark.domain.reminder import RingAt, RingBefore, RingDayBefore
from tasklark.domain.task import Due, Task
from tasklark.language.say_repeat import remind
from tasklark.language.say_task import clipped, quoted
from tasklark.language.say_time import moment, stored

FIELDS = {
    "due": "date",
    "repeat": "repeat",
    "parent": "parent task",
    "status": "state",
    "completed_at": "time of completion",
    "named_times": "named times",
    "quiet": "quiet hours",
    "day_start": "start of the day",
    "week_start": "start of the week",
    "default_reminder": "default reminder",
    "plain_words": "plain words",
    "clock24": "clock",
}
"""Fields whose name is not a word that people use."""


def note(fact: Note, applied: Applied) -> str:
    """A fact as one sentence without its full stop; empty if the rows say it already."""
    return _SAYINGS[fact.kind](fact, applied)


def field_name(name: str) -> str:
    """A field as people call it."""
    return FIELDS.get(name, name.replace("_", " "))


def _task(fact: Note, applied: Applied) -> Task | None:
    if fact.task is None:
        return None
    now = next((task for task in applied.tasks if task.id == fact.task), None)
    return now or applied.before.get(fact.task)


def _number(fact: Note, applied: Applied) -> str:
    task = _task(fact, applied)
    number = fact.values.get("number") or (task.number if task else 0)
    return f"#{number}" if number else ""


def _name(fact: Note, applied: Applied) -> str:
    """`#131 “Pay rent”`, as far as it is known."""
    task = _task(fact, applied)
    parts = (_number(fact, applied), quoted(task) if task else "")
    return " ".join(part for part in parts if part) or "It"


def _like(fact: Note, applied: Applied) -> str:
    task = _task(fact, applied)
    mine = f"{quoted(task)} is " if task else ""
    return f"{mine}like #{fact.values.get('number')}, open"


def _skipped(fact: Note, applied: Applied) -> str:
    del applied
    number, title = fact.values.get("number"), clipped(str(fact.values.get("title")))
    return f"“{title}” is open already as #{number}; not added again"


def _already(fact: Note, applied: Applied) -> str:
    return f"{_name(fact, applied)} is {fact.values.get('status', 'so')} already"


def _done_today(fact: Note, applied: Applied) -> str:
    task, at = _task(fact, applied), fact.values.get("done_at")
    done = f" {moment(at, applied.person, applied.now)}" if isinstance(at, datetime) else ""
    text = f"{_name(fact, applied)} was already done{done}"
    if task is None or task.due is None:
        return text
    text += f"; next {stored(task.due, applied.person, applied.now)}"
    key = str(fact.values.get("occurrence") or "")
    return f"{text} (`{task.number}/{key[:10]}` to do it early)" if key else text


def _late(fact: Note, applied: Applied) -> str:
    trigger = fact.values.get("trigger")
    known = isinstance(trigger, (RingAt, RingBefore, RingDayBefore))
    when = f" “{remind(trigger)}”" if known else ""  # type: ignore[arg-type] # known just above
    return f"The reminder{when} of {_name(fact, applied)} is past already and will not ring"


def _next(fact: Note, applied: Applied) -> str:
    due = fact.values.get("due")
    if not isinstance(due, Due):
        return ""
    return f"{_number(fact, applied)} next {stored(due, applied.person, applied.now)}".lstrip()


def _ends(fact: Note, applied: Applied) -> str:
    return f"{_name(fact, applied)} repeats no more"


def _time_dropped(fact: Note, applied: Applied) -> str:
    return f"{_name(fact, applied)} lost its time, which is past today"


def _left_alone(fact: Note, applied: Applied) -> str:
    field = str(fact.values.get("field", ""))
    whose = _name(fact, applied) if fact.task is not None else ""
    what = f"the {field_name(field)}" if field else ""
    return f"Left alone, changed since: {' of '.join(part for part in (what, whose) if part)}"


def _stays(fact: Note, applied: Applied) -> str:
    del applied
    number = fact.values.get("number")
    return f"#{number} stays done, because its next occurrence was changed or done since"


def _month_end(fact: Note, applied: Applied) -> str:
    del fact, applied
    return "In shorter months it falls on the last day"


def _no_change(fact: Note, applied: Applied) -> str:
    if fact.values.get("undone_by"):
        return f"{fact.values.get('code')} was undone already"
    return f"{_name(fact, applied)} stays as it is" if fact.task is not None else ""


def _subtasks(fact: Note, applied: Applied) -> str:
    count = fact.values.get("count")
    noun = "subtask" if count == 1 else "subtasks"
    return f"{count} open {noun} of {_name(fact, applied)} too"


def _told(lead: str) -> Callable[[Note, Applied], str]:
    """Notes that carry words of their own, under `words` or `text`."""

    def say(fact: Note, applied: Applied) -> str:
        del applied
        words = fact.values.get("words") or fact.values.get("text") or ""
        said = ", ".join(map(str, words)) if isinstance(words, (tuple, list)) else str(words)
        return f"{lead}: {said}" if said else ""

    return say


_SAYINGS: Mapping[str, Callable[[Note, Applied], str]] = {
    "like": _like,
    "skipped_existing": _skipped,
    "already": _already,
    "already_done_today": _done_today,
    "late_reminder": _late,
    "next": _next,
    "series_ends": _ends,
    "time_dropped": _time_dropped,
    "left_alone": _left_alone,
    "successor_stays": _stays,
    "month_end": _month_end,
    "no_change": _no_change,
    "subtasks_too": _subtasks,
    "assumed": _told("Assumed"),
    "unread": _told("Not read"),
}
