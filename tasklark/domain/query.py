"""What to look for: filters, sorts and pages over a person's tasks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Priority, Task

StatusFilter = Literal["open", "done", "deleted", "any"]
Has = Literal["repeat", "reminder", "notes", "subtasks"]
SortKey = Literal["due", "priority", "created", "relevance", "title", "rank", "completed"]
CountBy = Literal["project", "tag", "priority", "day", "finished"]
"""`day` is that of the due, `finished` that of the completion."""
View = Literal["today", "upcoming", "inbox", "all", "done", "bin"]


@dataclass(frozen=True, slots=True)
class Span:
    """Instants (aware UTC), `low` ≤ x < `high`; None is open on that side."""

    low: datetime | None = None
    high: datetime | None = None


@dataclass(frozen=True, slots=True)
class DueSpan:
    """Due days, both inclusive as the person sees them (the day start applies); None is open.

    `undated` asks for tasks without a date. `times` narrows to clock times on the days.
    """

    low: date | None = None
    high: date | None = None
    undated: bool = False
    from_instant: datetime | None = None
    to_instant: datetime | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions, all of which must hold. An empty one matches every open task."""

    text: str = ""
    due: DueSpan | None = None
    tags: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    untagged: bool = False
    project: str | None = None
    no_project: bool = False
    parent: int | None = None
    top_level: bool = False
    """Leave subtasks out."""
    priorities: tuple[Priority, ...] = ()
    status: StatusFilter = "open"
    done: Span | None = None
    added: Span | None = None
    has: tuple[Has, ...] = ()
    series: int | None = None

    @property
    def unconditional(self) -> bool:
        """Whether it would select everything."""
        return self == Filter(status=self.status)


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort key; several make an order with ties broken by the next, last by id.

    What is due at the same time is told apart by priority, where no other key does.
    """

    key: SortKey
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of tasks as of `seq` of the same transaction.

    `at_least` says that there are more than `total`: matches of words are counted up to a limit.
    """

    tasks: tuple[Task, ...]
    reminders: dict[int, tuple[Reminder, ...]]
    total: int
    next: str | None
    seq: int
    now: datetime
    subtasks: dict[int, tuple[int, int]]
    """Done and all subtasks, by parent id."""
    at_least: bool = False
