"""Repeats and reminders in words that are read back to the same value."""

from tasklark.domain.reminder import Reminder, RingAt, RingBefore, Trigger
from tasklark.domain.task import Repeat, Task
from tasklark.language.say_time import place, short, span

_HOLIDAYS = {
    "none": "",
    "skip": " except holidays",
    "before": ", before a holiday when it falls on one",
    "after": ", after a holiday when it falls on one",
}


def repeat(repeat: Repeat) -> str:
    """A repeat: `last workday of every month`, `every 3 days after completion`."""
    from tasklark.recurrence import Rule

    words = Rule.parse(repeat.rule).in_words()
    if repeat.anchor == "completion":
        words += " after completion"
    return words + _HOLIDAYS[repeat.holidays]


def remind(trigger: Trigger, nag_minutes: int | None = None) -> str:
    """A reminder: `at due time`, `30 min before`, `day before 18:00`, `Mon 30 Nov 2026 09:00`."""
    words = _trigger(trigger)
    if nag_minutes is None:
        return words
    return f"{words}, every {nag_minutes} min until done"


def _trigger(trigger: Trigger) -> str:
    if isinstance(trigger, RingBefore):
        return f"{span(trigger.minutes)} before" if trigger.minutes else "at due time"
    if isinstance(trigger, RingAt):
        # The year too: these words are read again at another time.
        moment = trigger.moment
        clock = "" if moment.time is None else f" {moment.time:%H:%M}"
        zone = f" {place(moment.zone)}" if moment.zone else ""
        return f"{short(moment.day)} {moment.day.year}{clock}{zone}"
    at = f"{trigger.clock:%H:%M}"
    if trigger.days == 0:
        return f"at {at} the {_part(trigger.clock.hour)} of"
    return f"day before {at}" if trigger.days == 1 else f"{trigger.days} days before {at}"


def _part(hour: int) -> str:
    """The part of the day that an hour belongs to."""
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


class Words:
    """Keeps `tasklark.domain.shape.Wording`."""

    def repeat(self, value: Repeat) -> str:
        """A repeat in words."""
        return repeat(value)

    def reminder(self, reminder: Reminder, task: Task) -> str:
        """A reminder in words."""
        del task
        return remind(reminder.trigger, reminder.nag_minutes)


WORDING = Words()
