"""The task, and the values it is made of."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, get_args

Priority = Literal["high", "medium", "low", "none"]
Status = Literal["open", "done", "deleted"]
Anchor = Literal["schedule", "completion"]
MonthEnd = Literal["skip", "backward"]
HolidayPolicy = Literal["none", "skip", "before", "after"]
PileUp = Literal["collapse", "keep"]

ClockTime = time
"""The type under a name that a field called `time` does not hide."""
PRIORITIES: tuple[Priority, ...] = get_args(Priority)
TITLE_LIMIT = 500
NOTES_LIMIT = 20_000
TAGS_LIMIT = 50
NAME_LIMIT = 100
"""Characters of a tag's or project's name."""


@dataclass(frozen=True, slots=True)
class Due:
    """A date with an optional wall-clock time; `zone` None floats with the person."""

    day: date
    time: ClockTime | None = None
    zone: str | None = None

    @property
    def key(self) -> str:
        """The wall clock as an occurrence key: `2026-11-23` or `2026-11-23T09:00`."""
        if self.time is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.time).isoformat(timespec="minutes")


def due_of_key(key: str, zone: str | None = None) -> Due:
    """The due that an occurrence key stands for."""
    if len(key) == len("2026-11-23"):
        return Due(date.fromisoformat(key), None, None)
    moment = datetime.fromisoformat(key)
    return Due(moment.date(), moment.time(), zone)


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a task repeats: an RFC 5545 rule read on the owner's wall clock, and policies.

    `rule` is canonical RRULE text (COUNT and UNTIL included, SKIP left out: `month_end` says it),
    `start` the DTSTART as an occurrence key, `exceptions` keys that are left out (they still
    count for COUNT). `successor` takes over from its own start on (“9:15 from next Monday on”).
    """

    rule: str
    start: str
    anchor: Anchor = "schedule"
    month_end: MonthEnd = "skip"
    holidays: HolidayPolicy = "none"
    pile_up: PileUp = "collapse"
    exceptions: tuple[str, ...] = ()
    pause_until: date | None = None
    successor: "Repeat | None" = None


@dataclass(frozen=True, slots=True)
class Task:
    """One row: a task, or one occurrence of a repeating one. Instants are aware UTC.

    `number` is what people say (`#131`); it belongs to the task through all its occurrences.
    `series` and `occurrence` (the rule's own key on the wall clock; it never follows a moved
    due) are None for a task that does not repeat. `due_at` is None for a date-only due;
    `late_at` is the instant from which the task is late. `rank` orders by hand.
    """

    id: int
    owner: int
    title: str
    created_at: datetime
    updated_at: datetime
    number: int = 0
    notes: str = ""
    priority: Priority = "none"
    tags: tuple[str, ...] = ()
    project: str | None = None
    parent: int | None = None
    rank: float = 0.0
    due: Due | None = None
    due_at: datetime | None = None
    late_at: datetime | None = None
    repeat: Repeat | None = None
    series: int | None = None
    occurrence: str | None = None
    status: Status = "open"
    completed_at: datetime | None = None
    version: int = 1
    seq: int = 0
