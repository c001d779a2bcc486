"""What queries answer: pages, days and previews, as values that every door can show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tasklark.domain.changes import Change
from tasklark.domain.intents import NewTask
from tasklark.domain.person import Person
from tasklark.domain.query import Page
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Due, Repeat, Task
from tasklark.language import Reading, Understanding


@dataclass(frozen=True, slots=True)
class Ghost:
    """A coming occurrence of a repeating task: computed, never stored."""

    task: Task
    due: Due
    occurrence: str


@dataclass(frozen=True, slots=True)
class Board:
    """A view: a page of tasks, the ghosts among its days, and what repeats have missed."""

    page: Page
    ghosts: tuple[Ghost, ...]
    person: Person
    missed: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; `set` is a code for all of it when the page does not hold it all."""

    page: Page
    person: Person
    set: str | None = None
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day: tasks due, ghosts, and reminders that ring for tasks due another day."""

    day: date
    tasks: tuple[Task, ...] = ()
    ghosts: tuple[Ghost, ...] = ()
    rings: tuple[tuple[Task, Reminder], ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """Days in order, before them what is overdue (the first few, and how many in all)."""

    overdue: tuple[Task, ...]
    overdue_total: int
    days: tuple[AgendaDay, ...]
    person: Person
    now: datetime
    reminders: Mapping[int, tuple[Reminder, ...]]


@dataclass(frozen=True, slots=True)
class Detail:
    """One task with everything about it."""

    task: Task
    reminders: tuple[Reminder, ...]
    subtasks: tuple[Task, ...]
    page: Page
    next: tuple[Due, ...]
    missed: tuple[str, ...]
    activity: tuple[Change, ...]
    person: Person


@dataclass(frozen=True, slots=True)
class History:
    """Changes, newest first, with the tasks they touched as they are now."""

    changes: tuple[Change, ...]
    tasks: Mapping[int, Task]
    person: Person
    now: datetime
    next: int | None = None
    """The number before which the next page goes on, when there is one."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A task that was put off again and again; `dates` are those it was put off from, in order."""

    task: Task
    dates: tuple[Due, ...]

    @property
    def times(self) -> int:
        """How often."""
        return len(self.dates)

    @property
    def first(self) -> Due:
        """The date it was put off from at first."""
        return self.dates[0]


@dataclass(frozen=True, slots=True)
class LoadDay:
    """How many tasks are due on a day, and how many repeating ones come again then."""

    day: date
    tasks: int
    repeats: int


@dataclass(frozen=True, slots=True)
class Insights:
    """Days with completions since `first`, what keeps slipping, the load of the coming days."""

    first: date
    today: date
    done: tuple[tuple[date, int], ...]
    slipping: tuple[Slip, ...]
    load: tuple[LoadDay, ...]
    overdue: int
    now: datetime
    person: Person


@dataclass(frozen=True, slots=True)
class Preview:
    """A repeat before it is saved: the value and its first dates."""

    repeat: Repeat
    next: tuple[Due, ...]
    person: Person
    now: datetime
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """How a text would be read: as `count` tasks, or as a command."""

    reading: Reading[NewTask]
    count: int
    command: Understanding | None
    person: Person
    now: datetime
