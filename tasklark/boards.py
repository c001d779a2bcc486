"""Views over tasks: what each shows, and the coming occurrences between two days."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from tasklark.domain.changes import Holidays
from tasklark.domain.clock import DAY, day_of
from tasklark.domain.person import Person
from tasklark.domain.query import DueSpan, Filter, Sort, View
from tasklark.domain.series import upcoming
from tasklark.domain.task import Task
from tasklark.seen import Ghost

UPCOMING_DAYS = 14
GHOSTS_OF_ONE = 100
"""Coming occurrences of one task in a view; a task of every minute would fill it."""
GHOSTS = 1000


def filter_of(
    view: View, asked: Filter, today: date, low: date | None, high: date | None
) -> Filter:
    """What a view shows of the tasks that `asked` leaves."""
    if view == "today":
        return replace(asked, due=asked.due or DueSpan(high=today))
    if view == "upcoming":
        first, last = range_of(today, low, high)
        return replace(asked, due=asked.due or DueSpan(first, last))
    if view == "inbox":
        return replace(
            asked, no_project=True, top_level=True, due=asked.due or DueSpan(undated=True)
        )
    if view == "done":
        return replace(asked, status="done")
    return replace(asked, status="deleted") if view == "bin" else asked


def range_of(today: date, low: date | None, high: date | None) -> tuple[date, date]:
    """The days of an upcoming view."""
    first = low or today + DAY
    return first, high or first + timedelta(days=UPCOMING_DAYS - 1)


def order_of(view: View | None) -> tuple[Sort, ...]:
    """A view's own order, when nothing else is asked for."""
    if view == "done":
        return (Sort("completed", descending=True),)
    return (Sort("created", descending=True),) if view in ("bin", "inbox") else ()


def ghosts(
    tasks: Iterable[Task], person: Person, holidays: Holidays, low: date, high: date
) -> tuple[Ghost, ...]:
    """Coming occurrences of open repeating tasks on the person's days from `low` to `high`."""
    found = [
        ghost
        for task in tasks
        for ghost in islice(_of(task, person, holidays, low, high), GHOSTS_OF_ONE)
    ]
    found.sort(key=lambda ghost: (ghost.due.day, ghost.due.time is None, ghost.due.key))
    return tuple(found[:GHOSTS])


def _of(task: Task, person: Person, holidays: Holidays, low: date, high: date) -> Iterator[Ghost]:
    repeat = task.repeat
    if repeat is None or repeat.anchor == "completion":
        # Counted from a completion that has not been: nobody knows its day.
        return
    before = (low - DAY).isoformat()
    begin = task.occurrence or ""
    for key, due in upcoming(task, person, holidays, after=max(begin, before) if begin else None):
        day = day_of(due, person)
        if day > high:
            return
        if day >= low:
            yield Ghost(task, due, key)
