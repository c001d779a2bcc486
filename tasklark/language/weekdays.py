"""Counting out weekdays and whole weeks, months and years."""

from datetime import date

from tasklark.domain.months import add_months
from tasklark.language.reading import Context
from tasklark.language.shapes import DAY, WEEK, Counted, Shape, next_weekday, week_start


def weekday_of(shape: Shape, day: date, ctx: Context) -> Counted | None:
    weekday = shape.weekdays[0]
    coming = next_weekday(day, weekday)
    if shape.period == "week":
        start = week_start(day, ctx.person.week_start) + WEEK * _weeks(shape.which)
        return Counted(start + DAY * ((weekday - start.weekday()) % 7))
    if shape.which == "last":
        return Counted(coming - WEEK if coming - WEEK < day else coming - 2 * WEEK)
    if shape.which == "week after":
        return Counted(coming + WEEK)
    if shape.which == "next":
        return _next_weekday(coming, day, ctx)
    return Counted(coming)


def _next_weekday(coming: date, day: date, ctx: Context) -> Counted:
    """`next Friday`: the coming one, or the one of next week when this week still has one."""
    monday = week_start(day, 0)
    if coming - monday >= WEEK:
        return Counted(coming)
    far = coming + WEEK
    if ctx.person.readings.get("next weekday") == "coming":
        return Counted(coming, far, why="next")
    return Counted(far, coming, why="next")


def _weeks(which: str) -> int:
    return {"next": 1, "last": -1, "week after": 2}.get(which, 0)


def period_of(shape: Shape, day: date, ctx: Context) -> Counted | None:
    step = _weeks(shape.which)
    if shape.period == "week":
        start = week_start(day, ctx.person.week_start) + WEEK * step
        return Counted(start if step else day, grain="week")
    if shape.period == "weekend":
        saturday = day if day.weekday() == 5 else next_weekday(day, 5)
        if day.weekday() == 6:
            saturday = day if not step else saturday
        return Counted(saturday + WEEK * (step if day.weekday() < 5 else max(step - 1, 0)))
    months = {"month": 1, "quarter": 3, "year": 12}[shape.period]
    first = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    start = add_months(first, months * step)
    return Counted(start if step else day, grain="year" if months == 12 else "month")
