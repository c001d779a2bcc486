"""A person's clock: which day it is, and which instant a wall-clock moment means.

Gap (clocks jump forward): shifted forward by the gap, RFC 5545 3.3.5. Overlap: the first.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tasklark.domain.person import Person
from tasklark.domain.task import Due

DAY = timedelta(days=1)


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a naive wall-clock moment in `zone`."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall(moment: datetime, person: Person) -> datetime:
    """An instant on the person's wall clock, naive."""
    local = moment.astimezone(ZoneInfo(person.zone))
    zone = person.zone_on(local.date())
    return moment.astimezone(zone).replace(tzinfo=None)


def today(now: datetime, person: Person) -> date:
    """The person's day: the date of now less the day start."""
    return (wall(now, person) - since_midnight(person.day_start)).date()


def since_midnight(clock: time) -> timedelta:
    """A clock time as the time passed since midnight."""
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def day_begins(day: date, person: Person) -> datetime:
    """The instant at which the person's `day` begins."""
    begin = datetime.combine(day, person.day_start)
    return instant(begin, person.zone_on(day))


def due_zone(due: Due, person: Person) -> ZoneInfo:
    """The zone a due is read in: its own, else the person's on that day."""
    return ZoneInfo(due.zone) if due.zone else person.zone_on(due.day)


def due_at(due: Due | None, person: Person) -> datetime | None:
    """The instant of a timed due; None for none and for a date alone."""
    if due is None or due.time is None:
        return None
    return instant(datetime.combine(due.day, due.time), due_zone(due, person))


def late_at(due: Due | None, person: Person) -> datetime | None:
    """The instant from which a task is late: its time, or the start of the day after its date."""
    if due is None:
        return None
    return due_at(due, person) or day_begins(due.day + DAY, person)


def day_of(due: Due, person: Person) -> date:
    """The person's day of a due; before the day start it is still the day before."""
    moment = due_at(due, person)
    return due.day if moment is None else today(moment, person)
