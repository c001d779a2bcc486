"""The parts of one RRULE as values, what every other module here reads."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Skip = Literal["OMIT", "BACKWARD", "FORWARD"]
Weekday = tuple[int, int]
"""An ordinal (0: every one) and a weekday, Monday 0."""

DAY = 86_400
"""Seconds of a wall-clock day."""
FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
SUB_DAILY = FREQUENCIES[4:]
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a rule says; lists are sorted and hold each value once, empty means not said."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    """As written: a date, a naive wall-clock datetime, or one in UTC."""
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0
    skip: Skip = "OMIT"
