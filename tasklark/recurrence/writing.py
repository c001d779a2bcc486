"""From parts back to RRULE text, always in the same form."""

from collections.abc import Iterator
from datetime import date, datetime

from tasklark.recurrence.parts import WEEKDAYS, Parts

_LISTS = (
    ("BYMONTH", "months"),
    ("BYWEEKNO", "weeks"),
    ("BYYEARDAY", "year_days"),
    ("BYMONTHDAY", "month_days"),
    ("BYDAY", "weekdays"),
    ("BYHOUR", "hours"),
    ("BYMINUTE", "minutes"),
    ("BYSECOND", "seconds"),
    ("BYSETPOS", "positions"),
)


def write_rule(parts: Parts) -> str:
    """The canonical text: parts in a fixed order, defaults left out."""
    return ";".join(f"{name}={value}" for name, value in _said(parts))


def _said(parts: Parts) -> Iterator[tuple[str, object]]:
    skips = parts.skip != "OMIT"
    single = (
        ("RSCALE", "GREGORIAN" if skips else None),
        ("FREQ", parts.freq),
        ("INTERVAL", parts.interval if parts.interval != 1 else None),
        ("COUNT", parts.count),
        ("UNTIL", parts.until and _until(parts.until)),
        ("SKIP", parts.skip if skips else None),
        ("WKST", WEEKDAYS[parts.week_start] if parts.week_start else None),
    )
    yield from ((name, value) for name, value in single if value is not None)
    for name, field in _LISTS:
        values = getattr(parts, field)
        if values:
            yield name, ",".join(map(_item, values))


def _item(value: int | tuple[int, int]) -> str:
    if isinstance(value, int):
        return str(value)
    ordinal, day = value
    return f"{ordinal or ''}{WEEKDAYS[day]}"


def _until(until: date | datetime) -> str:
    # Not strftime: its %Y leaves the zeros of early years away.
    text = f"{until.year:04}{until.month:02}{until.day:02}"
    if isinstance(until, datetime):
        text += f"T{until.hour:02}{until.minute:02}{until.second:02}"
        text += "Z" if until.tzinfo else ""
    return text
