"""Counting a day out: which date “next Friday”, “the 31st” or “11/12” is, said today."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tasklark.domain.months import add_months
from tasklark.language.feasts import FEASTS
from tasklark.language.reading import Context
from tasklark.language.shapes import (
    DAY,
    WEEK,
    Counted,
    Shape,
    day_of_month,
    next_weekday,
    nth_weekday,
    nth_workday,
    week_start,
)
from tasklark.language.weekdays import period_of, weekday_of

HORIZON = 4000
"""Days that a search for a weekday with a day of month looks ahead (Monday 29 February: 28 y)."""


def count(shape: Shape, ctx: Context, today: date | None = None) -> Counted | None:
    """The date a shape means for this person; None when there is no such day."""
    day = today or ctx.today
    for says, counter in _COUNTERS:
        if says(shape):
            try:
                return counter(shape, day, ctx)
            except (ValueError, OverflowError):
                return None
    return None


def _fixed(shape: Shape, _day: date, _ctx: Context) -> Counted | None:
    return None if shape.when is None else Counted(shape.when)


def _shifted(shape: Shape, day: date, ctx: Context) -> Counted | None:
    start = day
    if shape.base is not None:
        counted = count(shape.base, ctx, day)
        if counted is None:
            return None
        start = counted.day
    days, months = shape.shift or (0, 0)
    moved = add_months(start, months) + DAY * days
    if shape.weekdays:
        moved = moved + DAY * ((shape.weekdays[0] - moved.weekday()) % 7)
    return Counted(moved, grain=shape.grain)


def _feast(shape: Shape, day: date, _ctx: Context) -> Counted | None:
    of = FEASTS[shape.holiday]
    if shape.year:
        return Counted(of(shape.year))
    if shape.which == "last":
        return Counted(
            next(found for year in (day.year, day.year - 1) if (found := of(year)) < day)
        )
    return Counted(next(found for year in (day.year, day.year + 1) if (found := of(year)) >= day))


def _numeric(shape: Shape, day: date, ctx: Context) -> Counted | None:
    first, second = shape.numeric or (0, 0)
    us, eu = _md(first, second, shape, day), _md(second, first, shape, day)
    if us is None or eu is None or us == eu:
        found = us or eu
        return None if found is None else Counted(found)
    if shape.weekdays:
        fit = [found for found in (us, eu) if found.weekday() in shape.weekdays]
        if len(fit) == 1:
            return Counted(fit[0])
    first_choice, other = (us, eu) if _month_first(ctx, us, eu, shape, day) else (eu, us)
    return Counted(first_choice, other, why="numbers")


def _month_first(ctx: Context, us: date, eu: date, shape: Shape, day: date) -> bool:
    remembered = ctx.person.readings.get("numbers")
    if remembered:
        return remembered == "month first"
    locale = ctx.person.locale
    if locale != "en":
        return locale.startswith("en-US")
    if shape.year:
        return us >= day or eu < day
    return us <= eu


def _md(month: int, day_number: int, shape: Shape, day: date) -> date | None:
    if not 1 <= month <= 12:
        return None
    return _in_year(month, day_number, shape.year, day, False)


def _in_year(month: int, number: int, year: int | None, day: date, past: bool) -> date | None:
    """That day in its year, else the next year that has it (29 February)."""
    if year is not None:
        return day_of_month(year, month, number)
    years = range(day.year, day.year - 9, -1) if past else range(day.year, day.year + 9)
    for candidate in years:
        found = day_of_month(candidate, month, number)
        if found is not None and (found < day if past else found >= day):
            return found
    return None


def _weekday_and_day(shape: Shape, day: date, _ctx: Context) -> Counted | None:
    """`Monday 21`, `Friday 18 July`: the next such date, whichever year it is."""
    month_days = _month_days(shape, day)
    wanted = [found for found in month_days if found.weekday() == shape.weekdays[0]]
    nearest = next(iter(_month_days(shape, day)), None)
    if shape.months and nearest is not None:
        # The day of the month is what people look up; a wrong weekday is said, not obeyed.
        same = nearest.weekday() == shape.weekdays[0]
        return Counted(nearest, None if same else (wanted[0] if wanted else None), why="weekday")
    return Counted(wanted[0]) if wanted else None


def _month_days(shape: Shape, day: date) -> list[date]:
    if shape.months:
        found = _in_year(shape.months[0], shape.days[0], shape.year, day, False)
        later = [
            day_of_month(day.year + plus, shape.months[0], shape.days[0]) for plus in range(1, 8)
        ]
        return [date for date in (found, *later) if date is not None]
    months = (add_months(day.replace(day=1), plus) for plus in range(120))
    dates = (day_of_month(month.year, month.month, shape.days[0]) for month in months)
    return [found for found in dates if found is not None and found >= day]


def _month_and_day(shape: Shape, day: date, _ctx: Context) -> Counted | None:
    past = shape.which == "last"
    found = _in_year(shape.months[0], shape.days[0], shape.year, day, past)
    return None if found is None else Counted(found)


def _day_alone(shape: Shape, day: date, ctx: Context) -> Counted | None:
    """`the 25th`, `the 20th of next month`, `the last day of the month`."""
    number = shape.days[0]
    if shape.period == "month" and shape.which:
        month = add_months(day.replace(day=1), {"next": 1, "last": -1}.get(shape.which, 0))
        found = day_of_month(month.year, month.month, number)
        return None if found is None else Counted(found)
    if shape.period == "year":
        year = day.year + (shape.which == "next")
        found = date(year, 1, 1) if number == 1 else date(year, 12, 31)
        return Counted(found if found >= day else found.replace(year=year + 1))
    if shape.period == "week":
        return _edge_of_week(shape, day, ctx)
    months = (add_months(day.replace(day=1), plus) for plus in range(13))
    dates = (day_of_month(month.year, month.month, number) for month in months)
    return next((Counted(date) for date in dates if date is not None and date >= day), None)


def _edge_of_week(shape: Shape, day: date, ctx: Context) -> Counted:
    start = week_start(day, ctx.person.week_start) + WEEK * (shape.which == "next")
    edge = start if shape.days[0] == 1 else next_weekday(start - DAY, 4)
    return Counted(edge if edge >= day else edge + WEEK)


def _nth(shape: Shape, day: date, _ctx: Context) -> Counted | None:
    """`the second Friday of October`, `last workday of the month`."""
    for year, month in _months_from(shape, day):
        if shape.nths:
            found = nth_weekday(year, month, *shape.nths[0])
        else:
            found = nth_workday(year, month, shape.workday)
        if found is not None and (found >= day or shape.year):
            return Counted(found)
    return None


def _months_from(shape: Shape, day: date) -> Iterator[tuple[int, int]]:
    if shape.months:
        years = [shape.year] if shape.year else range(day.year, day.year + 3)
        yield from ((year, shape.months[0]) for year in years)
        return
    start = 1 if shape.which == "next" else 0
    for plus in range(start, start + 1 if shape.which == "next" else 14):
        month = add_months(day.replace(day=1), plus)
        yield month.year, month.month


def _month(shape: Shape, day: date, _ctx: Context) -> Counted | None:
    month = shape.months[0]
    if shape.which == "last":
        year = day.year if month < day.month else day.year - 1
        return Counted(date(year, month, 1), grain="month")
    year = shape.year or (day.year if month >= day.month else day.year + 1)
    if shape.which == "next" and not shape.year and month == day.month:
        year += 1
    start = date(year, month, 1)
    return Counted(
        max(start, day) if start.month == day.month and year == day.year else start, grain="month"
    )


def _year(shape: Shape, day: date, _ctx: Context) -> Counted | None:
    return Counted(date(shape.year or day.year, 1, 1), grain="year")


Counter = Callable[[Shape, date, Context], Counted | None]
_COUNTERS: tuple[tuple[Callable[[Shape], object], Counter], ...] = (
    (lambda shape: shape.when, _fixed),
    (lambda shape: shape.shift is not None, _shifted),
    (lambda shape: shape.holiday, _feast),
    (lambda shape: shape.numeric, _numeric),
    (lambda shape: shape.nths or shape.workday, _nth),
    (lambda shape: shape.weekdays and shape.days, _weekday_and_day),
    (lambda shape: shape.months and shape.days, _month_and_day),
    (lambda shape: shape.days, _day_alone),
    (lambda shape: shape.weekdays, weekday_of),
    (lambda shape: shape.months, _month),
    (lambda shape: shape.period, period_of),
    (lambda shape: shape.year, _year),
)


def month_length(day: date) -> int:
    """How many days the month of `day` has."""
    return monthrange(day.year, day.month)[1]


def spell(day: date, today: date) -> str:
    """A date short enough for a chip: `Fri 4 Dec`."""
    text = f"{day:%a} {day.day} {day:%b}"
    return text if abs(day - today) < timedelta(days=300) else f"{text} {day.year}"
