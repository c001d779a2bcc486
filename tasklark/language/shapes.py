"""Days as people say them, before they are counted out on a calendar."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
Grain = Literal["day", "week", "month", "year"]
Which = Literal["", "next", "this", "last", "coming", "week after"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A day as said: the parts of a calendar that were named.

    `nths` pairs an ordinal (negative counts from the end) with a weekday. `shift` adds
    (days, months) to `base`, another shape, or to today. `plural` weekdays repeat by themselves.
    `loose` tells that the day of the month may as well be an hour.
    """

    weekdays: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    year: int | None = None
    nths: tuple[tuple[int, int], ...] = ()
    which: Which = ""
    period: Literal["", "week", "month", "year", "quarter", "weekend"] = ""
    when: date | None = None
    shift: tuple[int, int] | None = None
    base: "Shape | None" = None
    holiday: str = ""
    numeric: tuple[int, int] | None = None
    workday: int = 0
    plural: bool = False
    grain: Grain = "day"
    relative: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A shape counted out: the day, and the other day that it may mean (with how to say it)."""

    day: date
    other: date | None = None
    grain: Grain = "day"
    why: str = ""


def next_weekday(after: date, weekday: int) -> date:
    """The first such weekday later than `after`."""
    return after + DAY * ((weekday - after.weekday() - 1) % 7 + 1)


def week_start(day: date, first: int) -> date:
    """The first day of the week of `day`; Monday is 0."""
    return day - DAY * ((day.weekday() - first) % 7)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth such weekday of a month; negative counts from the end."""
    length = monthrange(year, month)[1]
    if nth > 0:
        first = date(year, month, 1)
        day = 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    else:
        last = date(year, month, length)
        day = length - (last.weekday() - weekday) % 7 + 7 * (nth + 1)
    return date(year, month, day) if 1 <= day <= length else None


def nth_workday(year: int, month: int, nth: int) -> date | None:
    """The nth Monday-to-Friday day of a month; negative counts from the end."""
    length = monthrange(year, month)[1]
    days = [date(year, month, day) for day in range(1, length + 1)]
    working = [day for day in days if day.weekday() < 5]
    at = nth - 1 if nth > 0 else nth
    return working[at] if -len(working) <= at < len(working) else None


def day_of_month(year: int, month: int, day: int) -> date | None:
    """A day of a month; negative counts from the end, None where there is none."""
    length = monthrange(year, month)[1]
    day = length + 1 + day if day < 0 else day
    return date(year, month, day) if 1 <= day <= length else None
