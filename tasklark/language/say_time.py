"""Days, times and the person's clock in words: `Mon 30 Nov 09:00`, 24 hours."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tasklark.domain import clock
from tasklark.domain.person import Person
from tasklark.domain.task import Due
from tasklark.language.zones import CITIES

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def clock_line(now: datetime, person: Person) -> str:
    """The person's now, their zone, and which day it still is before the day starts."""
    wall = clock.wall(now, person)
    zone = person.zone_on(wall.date()).key
    today = clock.today(now, person)
    if today == wall.date():
        return f"now {short(today)} {today.year} {wall:%H:%M} {zone}"
    until = f"{person.day_start:%H:%M}"
    return (
        f"now {short(wall.date())} {wall:%H:%M} {zone}, your day is {weekday(today)} until {until}"
    )


def short(day: date) -> str:
    """`Mon 30 Nov`."""
    return f"{weekday(day)} {MONTHS[day.month - 1]}"


def weekday(day: date) -> str:
    """`Mon 30`."""
    return f"{DAYS[day.weekday()]} {day.day}"


def dated(day: date, person: Person, now: datetime) -> str:
    """A date with its weekday, and the year when it is not this one."""
    text = short(day)
    return text if day.year == clock.today(now, person).year else f"{text} {day.year}"


def day(day: date, person: Person, now: datetime) -> str:
    """A date as people say it: `today`, `tomorrow`, `yesterday`, else `Mon 30 Nov`."""
    away = (day - clock.today(now, person)).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(away) or dated(day, person, now)


def due(due: Due, person: Person, now: datetime) -> str:
    """A due: `today 18:30`, `Mon 30 Nov 09:00`; one in another zone names the place."""
    today = due.day == clock.today(now, person)
    text = "today" if today else dated(due.day, person, now)
    own = due.zone == person.zone_on(due.day).key
    return text + at(replace(due, zone=None) if own else due)


def stored(due: Due, person: Person, now: datetime) -> str:
    """A due as it is kept, always with weekday and date."""
    return dated(due.day, person, now) + at(due)


def at(due: Due) -> str:
    """The clock time of a due with a space in front, and its place; empty for a date alone."""
    if due.time is None:
        return ""
    return f" {due.time:%H:%M}" + (f" {place(due.zone)}" if due.zone else "")


def place(zone: str) -> str:
    """A zone by its city; by its whole name where the city alone is not read back."""
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    return city if CITIES.get(city.lower()) == zone or "/" not in zone else zone


def moment(moment: datetime, person: Person, now: datetime) -> str:
    """An instant on the person's wall clock: `today 12:40`, `Mon 30 Nov 09:00`."""
    wall = clock.wall(moment, person)
    return due(Due(wall.date(), wall.time().replace(second=0, microsecond=0)), person, now)


def clock_time(value: time) -> str:
    """`09:00`."""
    return f"{value:%H:%M}"


def span(minutes: int) -> str:
    """A length of time, in the largest unit that says it exactly: `30 min`, `2 h`, `1 day`."""
    if minutes and minutes % 1440 == 0:
        days = minutes // 1440
        return "1 day" if days == 1 else f"{days} days"
    if minutes and minutes % 60 == 0:
        return f"{minutes // 60} h"
    return f"{minutes} min"


def ago(since: timedelta) -> str:
    """A past length of time, roughly: `20 min`, `3 h`, `2 days`."""
    minutes = int(since.total_seconds() // 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"
