"""From a repeat as said to the repeat value of a task: rule text, start, policies."""

from datetime import date, datetime, time, timedelta

from tasklark.domain.task import Due, MonthEnd, PileUp, Repeat
from tasklark.language.counting import count
from tasklark.language.feasts import FEASTS
from tasklark.language.reading import Context
from tasklark.language.repeats import Every
from tasklark.language.rhythm import Rhythm
from tasklark.language.shapes import Shape
from tasklark.recurrence import Rule

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
RARE = ("MONTHLY", "YEARLY")
_BEATS = ("WEEKLY", "MONTHLY", "YEARLY")


def rule_text(rhythm: Rhythm, ctx: Context, hours: tuple[time, ...] = ()) -> str:
    """The RRULE of a rhythm, canonical."""
    every = _dated(rhythm.every, ctx)
    parts = [f"FREQ={every.freq}"]
    if every.interval > 1:
        parts.append(f"INTERVAL={every.interval}")
    if rhythm.count:
        parts.append(f"COUNT={rhythm.count}")
    elif rhythm.until:
        parts.append(f"UNTIL={rhythm.until:%Y%m%d}")
    parts += _by_parts(every)
    if len(hours) > 1:
        parts += _clock_parts(sorted(hours), "BYSETPOS" in "".join(parts))
    return str(Rule.parse(";".join(parts)))


def _clock_parts(clocks: list[time], picked: bool) -> list[str]:
    """Several clock times of one day; `8:30 and 20:00` picks from every hour with every minute."""
    hours = sorted({clock.hour for clock in clocks})
    minutes = sorted({clock.minute for clock in clocks})
    parts = ["BYHOUR=" + _numbers(tuple(hours))]
    if minutes == [0]:
        return parts
    parts.append("BYMINUTE=" + _numbers(tuple(minutes)))
    grid = [time(hour, minute) for hour in hours for minute in minutes]
    if len(grid) > len(clocks) and not picked:
        places = tuple(at for at, clock in enumerate(grid, 1) if clock in clocks)
        parts.append("BYSETPOS=" + _numbers(places))
    return parts


def _dated(every: Every, ctx: Context) -> Every:
    """A date in numbers or a holiday becomes month and day."""
    if every.numeric is not None:
        counted = count(Shape(numeric=every.numeric), ctx)
        if counted is not None:
            return Every(
                every.freq, every.interval, months=(counted.day.month,), days=(counted.day.day,)
            )
    if every.holiday:
        day = FEASTS[every.holiday](ctx.today.year)
        return Every("YEARLY", every.interval, months=(day.month,), days=(day.day,))
    return every


def _by_parts(every: Every) -> list[str]:
    parts = []
    if every.months:
        parts.append("BYMONTH=" + _numbers(every.months))
    if every.weeks:
        parts.append("BYWEEKNO=" + _numbers(every.weeks))
    if every.days and every.freq == "YEARLY" and not every.months:
        parts.append("BYYEARDAY=" + _numbers(every.days))
    elif every.days:
        parts.append("BYMONTHDAY=" + _numbers(every.days))
    if every.workday:
        parts.append("BYDAY=MO,TU,WE,TH,FR")
        parts.append("BYSETPOS=" + _numbers(every.workdays or (every.workday,)))
    elif every.nths:
        parts.append("BYDAY=" + ",".join(f"{nth}{DAYS[day]}" for nth, day in sorted(every.nths)))
    elif every.weekdays:
        parts.append("BYDAY=" + ",".join(DAYS[day] for day in sorted(set(every.weekdays))))
    return parts


def _numbers(values: tuple[int, ...]) -> str:
    return ",".join(str(value) for value in sorted(set(values)))


def repeat_of(
    rule: str, ctx: Context, due: Due | None, rhythm: Rhythm | None = None, *, spoken: bool = True
) -> Repeat:
    """The repeat value: its start is the first key of the rule from the due (or from now) on.

    A `spoken` 31st is the last day of a shorter month; a rule text means what RFC 5545 says.
    """
    parsed = Rule.parse(rule)
    start = first_key(parsed, ctx, due)
    rare = spoken and parsed.parts.freq in RARE
    ends = rare and any(day in (29, 30, 31) for day in parsed.parts.month_days)
    month_end: MonthEnd = "backward" if ends else "skip"
    pile_up: PileUp = "keep" if parsed.parts.freq in RARE else "collapse"
    return Repeat(
        rule=rule,
        start=start,
        anchor="completion" if rhythm and rhythm.completion else "schedule",
        month_end=month_end,
        holidays="skip" if rhythm and rhythm.holidays else "none",
        pile_up=pile_up,
        exceptions=_exceptions(rhythm, start),
    )


def _exceptions(rhythm: Rhythm | None, start: str) -> tuple[str, ...]:
    if rhythm is None:
        return ()
    clock = start[10:]
    return tuple(day.isoformat() + clock for day in rhythm.exceptions)


def first_key(rule: Rule, ctx: Context, due: Due | None) -> str:
    """The first occurrence from the due on; without one, the first that is not yet past.

    “Every other Tuesday” begins next Tuesday, whichever week that is: the first one sets the beat.
    """
    rule = rule.with_parts(interval=1) if rule.parts.freq in _BEATS else rule
    if due is not None and due.time is not None:
        moment = datetime.combine(due.day, due.time)
        found = next(iter(rule.occurrences(moment)), None)
        return (found if isinstance(found, datetime) else moment).isoformat(timespec="minutes")
    day = due.day if due is not None else ctx.today
    if rule.parts.freq in ("HOURLY", "MINUTELY", "SECONDLY"):
        floor = ctx.wall.replace(second=0, microsecond=0) + timedelta(minutes=1)
        return floor.isoformat(timespec="minutes")
    first = next(iter(rule.occurrences(day)), None)
    return (first if isinstance(first, date) else day).isoformat()
