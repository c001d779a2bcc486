"""When reminders ring: instants from triggers, quiet hours, and what a moved due does to them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tasklark.domain.clock import DAY, due_at, instant, wall
from tasklark.domain.person import Person
from tasklark.domain.reminder import Remind, Reminder, RingAt, RingBefore, Trigger
from tasklark.domain.task import Due


def fire_at(trigger: Trigger, due: Due | None, person: Person) -> datetime | None:
    """The instant at which a trigger rings; None while it sleeps for want of a due."""
    if isinstance(trigger, RingAt):
        return due_at(trigger.moment, person)
    if due is None:
        return None
    if isinstance(trigger, RingBefore):
        return _from(due, person) - timedelta(minutes=trigger.minutes)
    day = _seen_day(due, person) - DAY * trigger.days
    return instant(datetime.combine(day, trigger.clock), person.zone_on(day))


def _from(due: Due, person: Person) -> datetime:
    """The due's instant; a date alone counts from the person's morning."""
    moment = due_at(due, person)
    if moment is not None:
        return moment
    return instant(datetime.combine(due.day, person.morning), person.zone_on(due.day))


def _seen_day(due: Due, person: Person) -> date:
    moment = due_at(due, person)
    return due.day if moment is None else wall(moment, person).date()


def made(id: int, task: int, remind: Remind, due: Due | None, person: Person) -> Reminder:
    """A new reminder's row."""
    at = fire_at(remind.trigger, due, person)
    return Reminder(id, task, remind.trigger, remind.nag_minutes, at)


def followed(reminder: Reminder, due: Due | None, person: Person, now: datetime) -> Reminder:
    """The reminder after its task's due (or the person's clock) changed.

    One whose moment is the same stays as it is: what has rung does not ring again. One that is
    past by now sleeps, unless it was waiting to ring.
    """
    at = fire_at(reminder.trigger, due, person)
    if at == reminder.fire_at and not reminder.snoozed:
        return reminder
    if reminder.snoozed and not reminder.relative:
        return reminder
    ahead = at is None or at > now
    return replace(
        reminder,
        fire_at=at,
        state="scheduled" if ahead else "cancelled",
        revision=reminder.revision + 1,
        attempt=0,
        snoozed=False,
        fired_at=None if ahead else reminder.fired_at,
    )


def quiet_until(now: datetime, person: Person) -> datetime | None:
    """The end of the quiet hours if `now` lies in them."""
    if person.quiet is None:
        return None
    begin, end = person.quiet
    here = wall(now, person)
    if not _within(here.time(), begin, end):
        return None
    day = here.date() if here.time() < end else here.date() + DAY
    return instant(datetime.combine(day, end), person.zone_on(day))


def _within(clock: time, begin: time, end: time) -> bool:
    if begin <= end:
        return begin <= clock < end
    return clock >= begin or clock < end
