"""The times within a day, an hour or a minute, and what BYSETPOS chooses of them."""

from collections.abc import Callable, Sequence
from itertools import product

from tasklark.recurrence.parts import DAY, Parts

UNITS = {"DAILY": DAY, "HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
"""Seconds of the periods that are all of one length."""


def times_of(parts: Parts, origin: int) -> Sequence[int]:
    """The seconds of a day's times; what the rule does not say is as at the start."""
    return offsets(parts, DAY, origin % DAY)


def offsets(parts: Parts, unit: int, clock: int) -> Sequence[int]:
    """The seconds within a period of `unit` seconds that BYHOUR, BYMINUTE and BYSECOND name."""
    hours: Sequence[int] = (parts.hours or (clock // 3600,)) if unit > 3600 else (0,)
    minutes: Sequence[int] = (parts.minutes or (clock // 60 % 60,)) if unit > 60 else (0,)
    seconds = (seconds_of(parts) or (clock % 60,)) if unit > 1 else (0,)
    return [h * 3600 + m * 60 + s for h, m, s in product(hours, minutes, seconds)]


def seconds_of(parts: Parts) -> Sequence[int]:
    """BYSECOND; second 60 of a leap second is 59 for those who have none (RFC 5545, 3.3.12)."""
    return sorted({min(second, 59) for second in parts.seconds})


def places_of(parts: Parts, unit: int) -> Sequence[int] | None:
    """The periods of a day, counted from midnight, that the limits let through; None: all."""
    limiting = (parts.hours, unit < 3600 and parts.minutes, unit < 60 and parts.seconds)
    if unit == DAY or not any(limiting):
        return None
    hours = parts.hours or range(24)
    minutes = (parts.minutes or range(60)) if unit < 3600 else (0,)
    seconds = (seconds_of(parts) or range(60)) if unit < 60 else (0,)
    return [(h * 3600 + m * 60 + s) // unit for h, m, s in product(hours, minutes, seconds)]


def chosen(positions: Sequence[int], total: int) -> list[int]:
    """The places that BYSETPOS names among `total`, in order, each once."""
    places = {at - 1 if at > 0 else total + at for at in positions}
    return sorted(place for place in places if 0 <= place < total)


def picker(
    positions: Sequence[int], times: Sequence[int]
) -> Callable[[Sequence[int]], Sequence[int]]:
    """From the days of a period to its moments; BYSETPOS chooses among days and times alike."""
    many = len(times)
    if positions:
        return lambda days: [
            days[place // many] * DAY + times[place % many]
            for place in chosen(positions, len(days) * many)
        ]
    if many == 1:
        return lambda days: [day * DAY + times[0] for day in days]
    return lambda days: [day * DAY + clock for day in days for clock in times]
