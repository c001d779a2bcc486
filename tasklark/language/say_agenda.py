"""What is on: overdue tasks, then each day in order of time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from tasklark.domain import clock
from tasklark.domain.person import Person
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Due, Task
from tasklark.language.say_lists import heading, ring_line
from tasklark.language.say_task import clipped, task_line
from tasklark.language.say_time import at, clock_line

FOLDED = 5
"""Coming repeats of a day that are shown; more are counted."""
_LAST = (1, "")


class Ghost(Protocol):
    """A coming occurrence."""

    @property
    def task(self) -> Task: ...
    @property
    def due(self) -> Due: ...
    @property
    def occurrence(self) -> str: ...


class AgendaDay(Protocol):
    """One day."""

    @property
    def day(self) -> date: ...
    @property
    def tasks(self) -> tuple[Task, ...]: ...
    @property
    def ghosts(self) -> Sequence[Ghost]: ...
    @property
    def rings(self) -> tuple[tuple[Task, Reminder], ...]: ...


class Agenda(Protocol):
    """Days with what stands before them."""

    @property
    def overdue(self) -> tuple[Task, ...]: ...
    @property
    def overdue_total(self) -> int: ...
    @property
    def days(self) -> Sequence[AgendaDay]: ...
    @property
    def person(self) -> Person: ...
    @property
    def now(self) -> datetime: ...
    @property
    def reminders(self) -> Mapping[int, tuple[Reminder, ...]]: ...


def agenda(agenda: Agenda) -> str:
    """Overdue, then day by day: tasks, reminders and coming repeats in order of time."""
    lines = [clock_line(agenda.now, agenda.person)]
    if agenda.overdue:
        lines.append(f"overdue: {agenda.overdue_total}")
        lines += [_task(agenda, task, None) for task in agenda.overdue]
        more = agenda.overdue_total - len(agenda.overdue)
        lines += [f"and {more} more"] if more > 0 else []
    for day in agenda.days:
        lines += _day(agenda, day)
    return "\n".join(lines)


def _day(agenda: Agenda, day: AgendaDay) -> list[str]:
    title = heading(day.day, agenda.person, agenda.now)
    rows = [(_order(task.due), _task(agenda, task, day.day)) for task in day.tasks]
    rows += [(_order(ghost.due), _ghost(ghost)) for ghost in day.ghosts[:FOLDED]]
    rows += [(_rings(ring, agenda.person), _ring(agenda, task, ring)) for task, ring in day.rings]
    if not rows:
        return [f"{title}: nothing"]
    lines = [line for _, line in sorted(rows, key=lambda row: row[0])]
    folded = len(day.ghosts) - FOLDED
    lines += [f"and {folded} more coming repeats"] if folded > 0 else []
    return [f"{title}: {len(day.tasks) + len(day.ghosts)}", *lines]


def _order(due: Due | None) -> tuple[int, str]:
    """By clock time; a date alone comes last. A time after midnight belongs to the day before."""
    if due is None or due.time is None:
        return _LAST
    return (0, due.key)


def _rings(reminder: Reminder, person: Person) -> tuple[int, str]:
    if reminder.fire_at is None:
        return _LAST
    return (0, clock.wall(reminder.fire_at, person).isoformat(timespec="minutes"))


def _task(agenda: Agenda, task: Task, under: date | None) -> str:
    rings = agenda.reminders.get(task.id, ())
    return task_line(task, rings, agenda.person, agenda.now, under=under)


def _ghost(ghost: Ghost) -> str:
    number = f"#{ghost.task.number}/{ghost.occurrence[:10]}"
    return f"{number} {clipped(ghost.task.title)} |{at(ghost.due)} coming"


def _ring(agenda: Agenda, task: Task, reminder: Reminder) -> str:
    return ring_line(task, reminder, agenda.person, agenda.now)
