"""A rule in the words people use for it."""

from datetime import date, datetime

from tasklark.recurrence.parts import Parts

_UNITS = {
    "YEARLY": "year",
    "MONTHLY": "month",
    "WEEKLY": "week",
    "DAILY": "day",
    "HOURLY": "hour",
    "MINUTELY": "minute",
    "SECONDLY": "second",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WORKDAYS = tuple((0, day) for day in range(5))
_WEEKEND = ((0, 5), (0, 6))
_NAMED = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


def in_words(parts: Parts, locale: str = "en") -> str:
    """The rule as a phrase; English is the only language so far, whatever locale is asked."""
    del locale
    return _rhythm(parts) + _times(parts) + _end(parts)


def _rhythm(parts: Parts) -> str:
    chosen = _chosen_day(parts)
    if chosen and parts.interval == 1:
        return f"{chosen} of every {_span(parts)}"
    if chosen:
        return f"{chosen} of {_every(parts)}{_in_months(parts)}"
    if _every_week(parts):
        return _weekly(parts)
    return _every(parts) + _on_days(parts)


def _every_week(parts: Parts) -> bool:
    """Whether the rule is one of every week's days, also where it counts months."""
    if parts.interval > 1 or parts.positions or parts.month_days:
        return False
    return parts.freq == "WEEKLY" or (parts.freq in ("MONTHLY", "DAILY") and bool(parts.weekdays))


def _span(parts: Parts) -> str:
    return _listed([_MONTHS[month - 1] for month in parts.months]) or _UNITS[parts.freq]


def _every(parts: Parts) -> str:
    unit = _UNITS[parts.freq]
    return f"every {unit}" if parts.interval == 1 else f"every {parts.interval} {unit}s"


def _chosen_day(parts: Parts) -> str:
    """“first Monday”, “last workday”, “1st and last day”: what is said of a span, else empty."""
    if parts.freq not in ("MONTHLY", "YEARLY") or parts.weeks or parts.year_days:
        return ""
    if parts.month_days:
        ends = parts.freq == "MONTHLY" and parts.interval == 1 and parts.month_days[-1] == -1
        if not ends or parts.weekdays or parts.positions or parts.months:
            return ""
        return _listed([_nth_day(day) for day in parts.month_days]) + " day"
    if parts.positions:
        group = _group(parts.weekdays)
        return f"{_listed([_nth(at) for at in parts.positions])} {group}" if group else ""
    if parts.weekdays and all(ordinal for ordinal, _ in parts.weekdays):
        return _listed([f"{_nth(ordinal)} {_DAYS[day]}" for ordinal, day in parts.weekdays])
    return ""


def _group(weekdays: tuple[tuple[int, int], ...]) -> str:
    if weekdays == _WORKDAYS:
        return "workday"
    if weekdays == _WEEKEND:
        return "weekend day"
    if weekdays == _WORKDAYS + _WEEKEND:
        return "day"
    if len(weekdays) == 1 and not weekdays[0][0]:
        return _DAYS[weekdays[0][1]]
    return ""


def _nth(number: int) -> str:
    if number in _NAMED:
        return _NAMED[number]
    return ordinal(number) if number > 0 else f"{ordinal(-number)} last"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{tail or 'th'}"


def _weekly(parts: Parts) -> str:
    days = parts.weekdays
    if not days:
        return "every week" + _in_months(parts)
    if days == _WORKDAYS:
        said = "every weekday"
    elif days == _WORKDAYS + _WEEKEND:
        said = "every day"
    elif days == _WEEKEND:
        said = "every weekend day"
    elif len(days) == 1:
        said = f"every {_DAYS[days[0][1]]}"
    else:
        said = "every week on " + _short_days(parts)
    return said + _in_months(parts)


def _short_days(parts: Parts) -> str:
    return ", ".join(
        f"{_nth(ordinal)} {_DAYS[day][:3]}" if ordinal else _DAYS[day][:3]
        for ordinal, day in parts.weekdays
    )


def _on_days(parts: Parts) -> str:
    if parts.freq == "YEARLY" and parts.months and parts.month_days and not parts.weekdays:
        return " on " + _dates(parts) + _positions(parts)
    said = ""
    if parts.month_days:
        said += " on the " + _listed([_day_number(day) for day in parts.month_days])
    if parts.year_days:
        said += " on day " + _listed([str(day) for day in parts.year_days])
    if parts.weekdays:
        said += " on " + _short_days(parts)
    if parts.weeks:
        said += " in week " + _listed([str(week) for week in parts.weeks])
    return said + _in_months(parts) + _positions(parts)


def _dates(parts: Parts) -> str:
    """“5 May”, “the 24th and 31st of December”, “1 January and 1 July”."""
    months = [_MONTHS[month - 1] for month in parts.months]
    if len(parts.month_days) == 1 and parts.month_days[0] > 0:
        return _listed([f"{parts.month_days[0]} {month}" for month in months])
    days = _listed([_day_number(day) for day in parts.month_days])
    return f"the {days} of {_listed(months)}"


def _day_number(day: int) -> str:
    return ordinal(day) if day > 0 else f"{_nth_day(day)} day"


def _nth_day(day: int) -> str:
    """As before “day”: 1st, last, 2nd last."""
    if day > 0:
        return ordinal(day)
    return "last" if day == -1 else f"{ordinal(-day)} last"


def _in_months(parts: Parts) -> str:
    months = [_MONTHS[month - 1] for month in parts.months]
    return f" in {_listed(months)}" if months else ""


def _positions(parts: Parts) -> str:
    if not parts.positions:
        return ""
    return ", only the " + _listed([_nth(at) for at in parts.positions])


def _times(parts: Parts) -> str:
    """“ at 09:00, 18:00”; minutes or seconds alone are named as such."""
    if parts.hours and parts.freq in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY"):
        minutes = parts.minutes or (0,)
        clocks = [f"{hour:02}:{minute:02}" for hour in parts.hours for minute in minutes]
        return " at " + ", ".join(clocks)
    said = ""
    if parts.hours:
        said += " in hour " + _listed([str(hour) for hour in parts.hours])
    if parts.minutes:
        said += " at minute " + _listed([str(minute) for minute in parts.minutes])
    if parts.seconds:
        said += " at second " + _listed([str(second) for second in parts.seconds])
    return said


def _end(parts: Parts) -> str:
    if parts.count is not None:
        return ", once" if parts.count == 1 else f", {parts.count} times"
    return f", until {_date(parts.until)}" if parts.until is not None else ""


def _date(day: date | datetime) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]
