"""Reminders: when they ring, and what became of each ring."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from tasklark.domain.task import Due

ReminderState = Literal["scheduled", "fired", "delivered", "seen", "acted", "cancelled"]


@dataclass(frozen=True, slots=True)
class RingAt:
    """At a wall-clock moment of its own (`moment.time` is set); it floats like a due."""

    moment: Due


@dataclass(frozen=True, slots=True)
class RingBefore:
    """So many minutes before the due instant; 0 is at the due time.

    On a date-only task it counts from the person's morning.
    """

    minutes: int


@dataclass(frozen=True, slots=True)
class RingDayBefore:
    """`days` before the due's day as the person sees it, at `clock` on the person's wall clock."""

    days: int
    clock: time


Trigger = RingAt | RingBefore | RingDayBefore


@dataclass(frozen=True, slots=True)
class Remind:
    """A reminder as asked for: the trigger, and every how many minutes it nags until done."""

    trigger: Trigger
    nag_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder on a task. The row is the truth; a timer is only a wake-up.

    `fire_at` (aware UTC) is None while it sleeps because the task has no due. `revision` rises
    whenever `fire_at` changes; `attempt` counts the rings of a nagging one.
    """

    id: int
    task: int
    trigger: Trigger
    nag_minutes: int | None = None
    fire_at: datetime | None = None
    state: ReminderState = "scheduled"
    revision: int = 1
    attempt: int = 0
    snoozed: bool = False
    fired_at: datetime | None = None

    @property
    def relative(self) -> bool:
        """Whether it follows the due."""
        return not isinstance(self.trigger, RingAt)
