"""A task on one line, as lists and results show it."""

from collections.abc import Sequence
from datetime import date, datetime

from tasklark.domain.person import Person
from tasklark.domain.reminder import Reminder, RingBefore
from tasklark.domain.task import Task
from tasklark.language.say_repeat import remind, repeat
from tasklark.language.say_time import at, dated, moment, stored

CONTROLS = dict.fromkeys((*range(32), *range(127, 160)))
"""Control characters, to be left out."""
TAGS_SHOWN = 6
TITLE_SHOWN = 120
"""Characters of a title in a list; the whole one stands in the task's own answer."""


def of_tasks(count: int, *, at_least: bool = False) -> str:
    """`1 task`, `3 tasks`; `1000+ tasks` when there are more than were counted."""
    if at_least:
        return f"{count}+ tasks"
    return "1 task" if count == 1 else f"{count} tasks"


def task_line(
    task: Task,
    reminders: Sequence[Reminder],
    person: Person,
    now: datetime,
    *,
    missed: Sequence[str] = (),
    subtasks: tuple[int, int] | None = None,
    following: str = "",
    under: date | None = None,
) -> str:
    """`#131 Pay rent | Mon 30 Nov 09:00 high #home ↻ every month ⏰ day before 18:00`.

    `following` says the next dates of a repeating one behind its rule; `subtasks` are the done
    ones and all; under the heading of a day the date is left away.
    """
    facts = [
        _due(task, person, now, under),
        _state(task, person, now),
        "" if task.priority == "none" else task.priority,
        _tags(task.tags),
        f"@{clipped(task.project)}" if task.project else "",
        f"{subtasks[0]}/{subtasks[1]}" if subtasks else "",
        "subtask" if task.parent is not None else "",
        _repeats(task, person, now, missed, following),
        _rings(reminders, person, now) if task.status == "open" else "",
    ]
    said = " ".join(fact for fact in facts if fact)
    name = f"#{task.number} {clipped(task.title)}"
    return f"{name} | {said}" if said else name


def clipped(title: str) -> str:
    """A title on one line, cut when it is long; control characters would steer a terminal."""
    text = " ".join(title.split()).translate(CONTROLS)
    return text if len(text) <= TITLE_SHOWN else text[: TITLE_SHOWN - 1] + "…"


def _tags(tags: Sequence[str]) -> str:
    shown = " ".join(f"#{clipped(tag)}" for tag in tags[:TAGS_SHOWN])
    more = len(tags) - TAGS_SHOWN
    return f"{shown} and {more} tags" if more > 0 else shown


def quoted(task: Task) -> str:
    """`“Pay rent”`."""
    return f"“{clipped(task.title)}”"


def _due(task: Task, person: Person, now: datetime, under: date | None) -> str:
    if task.due is None:
        return ""
    return at(task.due).lstrip() if task.due.day == under else stored(task.due, person, now)


def _state(task: Task, person: Person, now: datetime) -> str:
    if task.status == "open":
        return ""
    if task.status == "done" and task.completed_at is not None:
        return f"done {moment(task.completed_at, person, now)}"
    return task.status


def _repeats(
    task: Task, person: Person, now: datetime, missed: Sequence[str], following: str
) -> str:
    if task.repeat is None:
        return ""
    words = f"↻ {repeat(task.repeat)}"
    if following:
        words += f" (next {following})"
    paused = task.repeat.pause_until
    if paused is not None:
        words += f", paused until {dated(paused, person, now)}"
    return f"{words}, {len(missed)} missed" if missed else words


def _rings(reminders: Sequence[Reminder], person: Person, now: datetime) -> str:
    said = [_ring(one, person, now) for one in reminders if one.state == "scheduled"]
    if not said:
        return ""
    if not any(said):
        return "⏰"
    return f"⏰ {' + '.join(words or 'at due time' for words in said)}"


def _ring(reminder: Reminder, person: Person, now: datetime) -> str:
    """A reminder in a line; the plain one at the due time needs no words."""
    if reminder.snoozed and reminder.fire_at is not None:
        return f"snoozed to {moment(reminder.fire_at, person, now)}"
    if reminder.trigger == RingBefore(0) and reminder.nag_minutes is None:
        return "at due time" if reminder.fire_at is None else ""
    return remind(reminder.trigger, reminder.nag_minutes)
