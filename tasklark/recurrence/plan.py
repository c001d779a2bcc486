"""A rule and its start made ready to be searched: wall-clock moments as numbers, in order.

A moment is the day's number times 86,400 plus the seconds of the day, so every search is
arithmetic and becomes a date only when it is handed out.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import gcd

from tasklark.recurrence.clocks import UNITS, picker, times_of
from tasklark.recurrence.days import by_days, never
from tasklark.recurrence.kinds import by_kind
from tasklark.recurrence.numbers import END, number_of
from tasklark.recurrence.parts import DAY, Parts
from tasklark.recurrence.periods import REPEATS, days_of, first_period, numbering

_STEPS = {**UNITS, "WEEKLY": 7 * DAY}

Search = Callable[[int, int], Iterator[int]]
"""From the lowest and the highest moment asked for to the moments between, both included."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What finds a rule's moments from its start on; COUNT and UNTIL are for the caller."""

    search: Search
    origin: int
    """The moment of the start."""
    step: int = 0
    """The seconds between any two occurrences, 0 where they differ."""


@lru_cache(maxsize=512)
def plan(parts: Parts, start: date) -> Plan:
    """The plan of this rule from a date or a naive datetime."""
    timed = isinstance(start, datetime)
    origin = number_of(start)
    step = _even_step(parts, start, timed)
    if step:
        return Plan(_evenly(origin, step), origin, step)
    if parts.freq in UNITS:
        return Plan(by_days(parts, origin, timed), origin)
    times = times_of(parts, origin) if timed else (0,)
    if parts.freq == "WEEKLY" and _beyond_any_week(parts, len(times)):
        return Plan(never, origin)
    return Plan(_by_periods(parts, start, times), origin)


def _beyond_any_week(parts: Parts, times: int) -> bool:
    """Whether BYSETPOS only names places that even a whole week does not have."""
    most = max(1, len({day for _, day in parts.weekdays})) * times
    return bool(parts.positions) and min(map(abs, parts.positions)) > most


def _even_step(parts: Parts, start: date, timed: bool) -> int:
    """The seconds between any two occurrences, 0 where they differ."""
    limits = (parts.months, parts.year_days, parts.month_days, parts.positions)
    clocks = timed and (parts.hours or parts.minutes or parts.seconds)
    plain = parts.weekdays in ((), ((0, start.weekday()),) if parts.freq == "WEEKLY" else ())
    if parts.freq not in _STEPS or any(limits) or clocks or not plain:
        return 0
    step = _STEPS[parts.freq] * parts.interval
    return step if timed or step % DAY == 0 else 0


def _evenly(first: int, step: int) -> Search:
    def search(lowest: int, highest: int) -> Iterator[int]:
        begin = first + max(0, -((first - lowest) // step)) * step
        return iter(range(begin, highest + 1, step))

    return search


def _by_periods(parts: Parts, start: date, times: Sequence[int]) -> Search:
    """Year by year, month by month or week by week."""
    period, days, interval = numbering(parts), days_of(parts, start), parts.interval
    picked = picker(parts.positions, times)
    distances = by_kind(parts, lambda number: picked(days(number)))
    origin, first = number_of(start), first_period(parts, start)
    # What SKIP moves forward may leave its period: the one before is looked at, too.
    spill = parts.skip != "OMIT"
    earliest = -1 if parts.skip == "FORWARD" and interval == 1 else 0
    repeats = REPEATS[parts.freq] // gcd(REPEATS[parts.freq], interval)

    def search(lowest: int, highest: int) -> Iterator[int]:
        last = max(lowest, origin) - 1
        if last >= END or highest < origin:
            return
        steps = -((first - period((last + 1) // DAY)) // interval) - spill
        number, empty = first + max(steps, earliest) * interval, 0
        while empty < repeats:
            empty += 1
            begin, found = distances(number)
            # What SKIP moves backward lies a day before its period.
            if begin - DAY > highest:
                return
            for index in range(bisect_right(found, last - begin), len(found)):
                if begin + found[index] > highest:
                    return
                empty, last = 0, begin + found[index]
                yield last
            number += interval

    return search
