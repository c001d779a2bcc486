"""Tasks and people that the tests of files are about."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from tasklark.domain.clock import due_at, late_at
from tasklark.domain.intents import NewTask
from tasklark.domain.person import Person
from tasklark.domain.reminder import Remind, Reminder
from tasklark.domain.ringing import made
from tasklark.domain.task import Due, Task
from tasklark.interchange.record import Content

MADRID = Person(1, zone="Europe/Madrid")
NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)


def on(day: str, clock: str | None = None, zone: str | None = None) -> Due:
    """A due."""
    return Due(date.fromisoformat(day), None if clock is None else time.fromisoformat(clock), zone)


def task(id_: int, title: str, **fields: object) -> Task:
    """A task of Madrid's."""
    made = replace(Task(id_, 1, title, NOON, NOON, number=id_), **fields)  # type: ignore[arg-type]
    return replace(made, due_at=due_at(made.due, MADRID), late_at=late_at(made.due, MADRID))


def ring(of: Task, remind: Remind) -> Reminder:
    """A reminder of a task."""
    return made(of.id * 10, of.id, remind, of.due, MADRID)


def tasks_of(content: Content) -> list[NewTask]:
    """The tasks of a file without what is under them."""
    return [record.task for record in content.records]
