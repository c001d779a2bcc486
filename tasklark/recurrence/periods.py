"""The days a rule gives within one year, month or week."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tasklark.recurrence.limits import DayLimits
from tasklark.recurrence.parts import Parts
from tasklark.recurrence.spans import (
    CYCLE,
    LAST_DAY,
    first_week,
    month_span,
    numbered,
    week_year,
    weekday,
    weekdays_in,
    year_span,
    year_start,
)

Days = Callable[[int], Sequence[int]]
"""From the number of a period to its days, in order."""
Numbering = Callable[[int], int]
"""From a day to the number of the period it belongs to."""

REPEATS = {"YEARLY": 400, "MONTHLY": 4800, "WEEKLY": CYCLE // 7}
"""Periods after which the calendar repeats: a rule without a day for so long has none."""


def numbering(parts: Parts) -> Numbering:
    """How the periods of this rule are numbered; a year of BYWEEKNO is one of whole weeks."""
    starts_on = parts.week_start
    if parts.freq == "WEEKLY":
        return lambda day: (day - 1 - starts_on) // 7
    if parts.freq == "MONTHLY":
        return _month_number
    if parts.weeks:
        return lambda day: week_year(day, date.fromordinal(day).year, starts_on)
    return lambda day: date.fromordinal(day).year


def first_period(parts: Parts, start: date) -> int:
    """The number of the period that INTERVAL counts from.

    A start in the last days of the week year before counts from its calendar year, unless that
    week year still has an occurrence in it; one in the first days of the next week year likewise.
    """
    number = numbering(parts)(start.toordinal())
    if parts.weeks and number != start.year:
        found = days_of(parts, start)(number)
        return number if found and found[-1] >= year_start(start.year) else start.year
    return number


def _month_number(day: int) -> int:
    at = date.fromordinal(day)
    return at.year * 12 + at.month - 1


def days_of(parts: Parts, start: date) -> Days:
    """What the rule takes of each period; what it does not say comes from its start."""
    if parts.freq == "WEEKLY":
        return _weekly(parts, start)
    if parts.freq == "MONTHLY":
        return _monthly(parts, start)
    return _by_weeks(parts, start) if parts.weeks else _yearly(parts, start)


def _weekly(parts: Parts, start: date) -> Days:
    starts_on = parts.week_start
    wanted = {day for _, day in parts.weekdays} or {start.weekday()}
    offsets = sorted((day - starts_on) % 7 for day in wanted)
    months = frozenset(parts.months)

    def days(week: int) -> Sequence[int]:
        first = week * 7 + 1 + starts_on
        found = [first + offset for offset in offsets]
        return only_months(found, months) if months else found

    return days


def _monthly(parts: Parts, start: date) -> Days:
    months = frozenset(parts.months)
    chosen = _within_month(parts, start)

    def days(number: int) -> Sequence[int]:
        year, month = divmod(number, 12)
        if months and month + 1 not in months:
            return ()
        return chosen(year, month + 1)

    return days


def _within_month(parts: Parts, start: date) -> Callable[[int, int], Sequence[int]]:
    """Of one month: the days by number, limited by weekday, or the weekdays alone."""
    wanted, skip = parts.weekdays, parts.skip
    numbers = parts.month_days or (() if wanted else (start.day,))
    if not numbers:
        return lambda year, month: weekdays_in(month_span(year, month), wanted)
    if not wanted:
        return lambda year, month: numbered(month_span(year, month), numbers, skip)
    return lambda year, month: _limited(
        numbered(month_span(year, month), numbers, skip), parts, month_span(year, month)
    )


def _limited(days: Sequence[int], parts: Parts, span: tuple[int, int]) -> list[int]:
    """Those days that BYDAY allows; an ordinal counts within the span."""
    plain = {day for ordinal, day in parts.weekdays if not ordinal}
    counted = set(weekdays_in(span, [day for day in parts.weekdays if day[0]]))
    return [day for day in days if weekday(day) in plain or day in counted]


def _yearly(parts: Parts, start: date) -> Days:
    if parts.year_days:
        return _by_year_days(parts)
    if parts.weekdays and not parts.months and not parts.month_days:
        return lambda year: weekdays_in(year_span(year), parts.weekdays)
    months, chosen = _months(parts, start), _within_month(parts, start)
    if len(months) == 1:
        return lambda year: chosen(year, months[0])
    # Without BYMONTH an ordinal such as 20MO counts within the year.
    counted = parts.weekdays if parts.month_days and not parts.months else ()
    if counted:
        chosen = _within_month(replace(parts, weekdays=()), start)

    def days(year: int) -> Sequence[int]:
        found = [day for month in months for day in chosen(year, month)]
        if parts.skip != "OMIT":
            # What is moved out of one month may be a day of the next.
            found = sorted(set(found))
        return _limited(found, parts, year_span(year)) if counted else found

    return days


def _months(parts: Parts, start: date) -> Sequence[int]:
    """BYMONTH, or for BYMONTHDAY without it every month.

    A start that is itself one of BYMONTHDAY's days says which month is meant, as the iCalendar
    library libical reads it: every 29 February, not every 29th.
    """
    if parts.months or not parts.month_days:
        return parts.months or (start.month,)
    first, length = month_span(start.year, start.month)
    day = start.toordinal() - first
    if not parts.weekdays and {day + 1, day - length} & set(parts.month_days):
        return (start.month,)
    return range(1, 13)


def _by_year_days(parts: Parts) -> Days:
    months = frozenset(parts.months)
    allowed = DayLimits(Parts("DAILY", month_days=parts.month_days))

    def days(year: int) -> Sequence[int]:
        span = year_span(year)
        found = numbered(span, parts.year_days, parts.skip)
        if months:
            found = only_months(found, months)
        if parts.month_days:
            found = [day for day in found if allowed.allow(day)]
        return _limited(found, parts, span) if parts.weekdays else found

    return days


def _by_weeks(parts: Parts, start: date) -> Days:
    starts_on = parts.week_start
    wanted = {day for _, day in parts.weekdays} or {start.weekday()}
    offsets = sorted((day - starts_on) % 7 for day in wanted)
    limits = DayLimits(Parts("DAILY", months=parts.months, year_days=parts.year_days))

    def days(year: int) -> Sequence[int]:
        first = first_week(year, starts_on)
        weeks = numbered((0, (first_week(year + 1, starts_on) - first) // 7), parts.weeks, "OMIT")
        found = [first + week * 7 + offset for week in weeks for offset in offsets]
        return found if limits.none else [day for day in found if limits.allow(day)]

    return days


def only_months(days: Sequence[int], months: frozenset[int]) -> list[int]:
    """The days that lie in a wanted month."""
    return [day for day in days if 0 < day <= LAST_DAY and date.fromordinal(day).month in months]
