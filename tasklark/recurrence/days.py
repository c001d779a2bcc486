"""The search for rules that count days, hours, minutes or seconds: day by day, with jumps."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import gcd, lcm

from tasklark.recurrence.clocks import UNITS, chosen, offsets, places_of
from tasklark.recurrence.limits import DayLimits
from tasklark.recurrence.parts import DAY, Parts
from tasklark.recurrence.spans import weekday

Moments = Callable[[int, int], Iterable[int]]
"""From a place of the grid and the day it is on to the moments of that day from there on."""

Meets = Callable[[int], int]
"""From a day to the first one, not before it, on which the grid meets what the limits name."""


def by_days(parts: Parts, origin: int, timed: bool) -> Callable[[int, int], Iterator[int]]:
    """The search; without a time of day each day that holds an occurrence is one.

    A place is the number of a day, hour, minute or second, the grid every INTERVALth of them.
    """
    unit, interval, limits = UNITS[parts.freq], parts.interval, DayLimits(parts)
    first, per_day = origin // unit, DAY // unit
    found = _moments(parts, origin) if timed else (_midnight, _any_day)
    if found is None:
        return never
    moments, meets = found

    # After so many days calendar and grid have both repeated: without a match there is none.
    reach = lcm(limits.cycle, interval // gcd(interval, per_day)) * per_day

    def search(lowest: int, highest: int) -> Iterator[int]:
        last = max(lowest, origin) - 1
        place = _aligned(first, (last + 1) // unit, interval)
        end = place + reach
        while place <= min(end, highest // unit):
            day = meets(limits.following(place // per_day))
            if day * per_day <= place:
                for moment in moments(place, day):
                    if moment > highest:
                        return
                    if moment > last:
                        last, end = moment, place + reach
                        yield moment
                day += 1
            place = _aligned(first, day * per_day, interval)

    return search


def _aligned(first: int, place: int, interval: int) -> int:
    """The first place of the grid that is not before `place`."""
    return first - (first - place) // interval * interval


def _midnight(place: int, day: int) -> Iterable[int]:
    del place
    return (day * DAY,)


def never(lowest: int, highest: int) -> Iterator[int]:
    """The search of a rule without an occurrence."""
    del lowest, highest
    return iter(())


def _any_day(day: int) -> int:
    return day


def _moments(parts: Parts, origin: int) -> tuple[Moments, Meets] | None:
    """What a day holds, and on which days to look; None if no day can hold anything."""
    unit, interval = UNITS[parts.freq], parts.interval
    first, per_day = origin // unit, DAY // unit
    within = _within(parts, unit, origin % unit)
    if not within:
        return None
    allowed = places_of(parts, unit)
    if allowed is None:
        every = _each(lambda place, day: range(place, (day + 1) * per_day, interval), unit, within)
        return every, _any_day
    # Interval and day meet only every so often: what they can never meet is left out.
    shared = gcd(interval, per_day)
    met = [at for at in allowed if (at - first) % shared == 0]
    days = _meeting_days(met, per_day, first, parts)
    if not days:
        return None
    places = _by_grid(met, per_day, interval)
    if len(met) * interval < per_day:
        places = _by_limits(met, per_day, first, interval)
    return _each(places, unit, within), _among(days, interval // shared)


def _meeting_days(met: Sequence[int], per_day: int, first: int, parts: Parts) -> Sequence[int]:
    """The days on which the grid reaches one of these places, modulo their period, in order.

    The places of day d are d × per_day + at: on the grid where that is `first` modulo INTERVAL,
    a congruence with one solution for d in each period of INTERVAL / gcd days.
    """
    shared = gcd(parts.interval, per_day)
    period = parts.interval // shared
    inverse = pow(per_day // shared, -1, period)
    days = {(first - at) // shared * inverse % period for at in met}
    if parts.weekdays and period % 7 == 0:
        # Such a period holds whole weeks, so that each of these days keeps its weekday for ever.
        wanted = {day for _, day in parts.weekdays}
        days = {day for day in days if weekday(day) in wanted}
    return sorted(days)


def _among(days: Sequence[int], period: int) -> Meets:
    """The first day, from one on, that is one of these modulo the period."""

    def meets(day: int) -> int:
        within = day % period
        at = bisect_left(days, within)
        return day - within + (days[at] if at < len(days) else days[0] + period)

    return _any_day if len(days) == period else meets


def _each(places: Moments, unit: int, within: Sequence[int]) -> Moments:
    """The moments in each of the places of a day."""
    return lambda place, day: (at * unit + offset for at in places(place, day) for offset in within)


def _by_grid(met: Sequence[int], per_day: int, interval: int) -> Moments:
    """The places of a day, looked for along the grid: quick where the grid is wide."""
    members = frozenset(met)
    return lambda place, day: (
        at for at in range(place, (day + 1) * per_day, interval) if at % per_day in members
    )


def _by_limits(met: Sequence[int], per_day: int, first: int, interval: int) -> Moments:
    """The places of a day, looked for among the few the limits let through."""

    def places(place: int, day: int) -> Iterator[int]:
        midnight = day * per_day
        for index in range(bisect_left(met, place - midnight), len(met)):
            at = midnight + met[index]
            if (at - first) % interval == 0:
                yield at

    return places


def _within(parts: Parts, unit: int, clock: int) -> Sequence[int]:
    found = offsets(parts, unit, clock)
    if not parts.positions:
        return found
    return [found[place] for place in chosen(parts.positions, len(found))]
