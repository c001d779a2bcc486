"""Days as numbers (1 is 1 January of year 1): where years, months and weeks lie among them."""

from collections.abc import Sequence

from tasklark.recurrence.parts import Skip, Weekday

LAST_DAY = 3_652_059
"""31 December 9999, the last day a date can be."""
CYCLE = 146_097
"""Days after which the Gregorian calendar repeats, weekdays included: 400 years."""
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Span = tuple[int, int]
"""The first day and how many days there are."""


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def year_start(year: int) -> int:
    """1 January, also of year 10000 where no date reaches."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + 1


def year_span(year: int) -> Span:
    """All days of a year."""
    return year_start(year), 366 if is_leap(year) else 365


def month_span(year: int, month: int) -> Span:
    """All days of a month, January 1."""
    first = year_start(year) + _BEFORE[month - 1]
    if month < 2 or not is_leap(year):
        return first, _LENGTHS[month - 1]
    return (first + 1, _LENGTHS[month - 1]) if month > 2 else (first, 29)


def weekday(day: int) -> int:
    """Monday 0."""
    return (day - 1) % 7


def week_start(day: int, starts_on: int) -> int:
    """The first day of the week that holds `day`."""
    return day - (day - 1 - starts_on) % 7


def first_week(year: int, starts_on: int) -> int:
    """The first day of week 1: the one with at least four days of the year."""
    return week_start(year_start(year) + 3, starts_on)


def week_year(day: int, year: int, starts_on: int) -> int:
    """The year whose numbered weeks hold `day`, a day of `year`."""
    if day < first_week(year, starts_on):
        return year - 1
    return year + 1 if day >= first_week(year + 1, starts_on) else year


def numbered(span: Span, numbers: Sequence[int], skip: Skip) -> list[int]:
    """The days of these numbers in the span, from its end when negative.

    A number the span does not have is left out, or becomes the valid day before or after.
    """
    first, length = span
    days = []
    for number in numbers:
        at = number - 1 if number > 0 else length + number
        if 0 <= at < length:
            days.append(first + at)
        elif skip == "BACKWARD":
            days.append(first - 1 if at < 0 else first + length - 1)
        elif skip == "FORWARD":
            days.append(first if at < 0 else first + length)
    return sorted(set(days)) if len(days) > 1 else days


def weekdays_in(span: Span, wanted: Sequence[Weekday]) -> list[int]:
    """The days of the span that are a wanted weekday; an ordinal counts within the span."""
    first, length = span
    end = first + length
    days: list[int] = []
    for ordinal, day in wanted:
        earliest = first + (day - first + 1) % 7
        if not ordinal:
            days.extend(range(earliest, end, 7))
            continue
        last = end - 1 - (end - 2 - day) % 7
        found = earliest + 7 * (ordinal - 1) if ordinal > 0 else last + 7 * (ordinal + 1)
        if first <= found < end:
            days.append(found)
    return sorted(set(days)) if len(wanted) > 1 else days
