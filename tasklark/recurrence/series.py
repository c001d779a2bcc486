"""A rule from a start on, answering in dates, wall-clock times or instants as the start is."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from itertools import islice

from tasklark.recurrence.numbers import END, number_of, wall_of
from tasklark.recurrence.parts import DAY, Parts
from tasklark.recurrence.plan import plan
from tasklark.recurrence.zones import in_zone, instant, lowest_wall


class Series:
    """The occurrences of one rule from one start; asked again it searches again."""

    def __init__(self, parts: Parts, start: date, zone: tzinfo | None) -> None:
        self._parts = parts
        self._timed = isinstance(start, datetime)
        self._zone: tzinfo | None = None
        if isinstance(start, datetime):
            self._zone = zone or start.tzinfo
            start = _wall(start, self._zone).replace(microsecond=0)
        self._plan = plan(parts, start)
        self._last = _last(parts, self._timed, self._zone)
        # Steps of whole days can be multiplied; shorter ones may collide in a gap of the zone.
        even = self._plan.step >= (1 if self._zone is None else DAY)
        self._jumps = even or parts.count is None
        if parts.count is not None and even:
            counted = self._plan.origin + (parts.count - 1) * self._plan.step
            self._last = min(self._last, counted)

    def all(self) -> Iterator[date]:
        """From the start on."""
        if self._zone is not None:
            return self._zoned(0, self._last, self._zone)
        return self._unzoned(self._numbers(0, self._last))

    def after(self, moment: date, inclusive: bool) -> date | None:
        """The first later than the moment, or at it if inclusive."""
        if self._zone is None:
            for number in self._numbers(self._bound(moment, inclusive), self._last):
                return wall_of(number) if self._timed else date.fromordinal(number // DAY)
            return None
        moment = self._aware(moment, self._zone)
        bound = instant(moment) + (not inclusive or moment.microsecond > 0)
        zoned = self._zoned(lowest_wall(moment, self._zone), self._last, self._zone)
        return next((found for found in zoned if instant(found) >= bound), None)

    def between(self, low: date, high: date) -> Iterator[date]:
        """From `low` on, before `high`."""
        if self._zone is None:
            end = min(self._bound(high, True) - 1, self._last)
            yield from self._unzoned(self._numbers(self._bound(low, True), end))
            return
        low, high = self._aware(low, self._zone), self._aware(high, self._zone)
        # What lies in a gap has a higher number than its instant; a day is more than any gap.
        end = min(lowest_wall(high, self._zone) + DAY, self._last)
        for found in self._zoned(lowest_wall(low, self._zone), end, self._zone):
            if found >= high:
                return
            if found >= low:
                yield found

    def _numbers(self, lowest: int, highest: int) -> Iterator[int]:
        if self._jumps:
            return self._plan.search(lowest, highest)
        counted = islice(self._plan.search(self._plan.origin, highest), self._parts.count)
        return (number for number in counted if number >= lowest)

    def _zoned(self, lowest: int, highest: int, zone: tzinfo) -> Iterator[datetime]:
        if not self._jumps:
            # Two times of a day that are one instant after a gap count once.
            numbers = self._plan.search(self._plan.origin, highest)
            return islice(in_zone(map(wall_of, numbers), zone), self._parts.count)
        moments = in_zone(map(wall_of, self._plan.search(lowest, highest)), zone)
        until = self._parts.until
        if isinstance(until, datetime) and until.tzinfo is not None:
            return _up_to(moments, until)
        return moments

    def _unzoned(self, numbers: Iterator[int]) -> Iterator[date]:
        if self._timed:
            return map(wall_of, numbers)
        return (date.fromordinal(number // DAY) for number in numbers)

    def _bound(self, moment: date, inclusive: bool) -> int:
        """The lowest number that is later than the moment, or at it if inclusive."""
        if not isinstance(moment, datetime):
            return moment.toordinal() * DAY + (not inclusive)
        if not self._timed:
            return moment.toordinal() * DAY + (not inclusive)
        if moment.tzinfo is not None:
            raise TypeError("a moment with a zone needs occurrences with a zone")
        return number_of(moment) + (not inclusive or moment.microsecond > 0)

    def _aware(self, moment: date, zone: tzinfo) -> datetime:
        if not isinstance(moment, datetime):
            return datetime(moment.year, moment.month, moment.day, tzinfo=zone)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _wall(moment: datetime, zone: tzinfo | None) -> datetime:
    if moment.tzinfo is not None and moment.tzinfo is not zone:
        moment = moment.astimezone(zone)
    return moment.replace(tzinfo=None, fold=0)


def _last(parts: Parts, timed: bool, zone: tzinfo | None) -> int:
    """The wall-clock number after which UNTIL leaves nothing; a date lets its whole day in."""
    until = parts.until
    if until is None:
        return END - 1
    if not isinstance(until, datetime) or not timed:
        return until.toordinal() * DAY + DAY - 1
    if until.tzinfo is None or zone is None:
        return number_of(until)
    # The exact instant is compared later; a day is more than any zone is apart from UTC.
    return number_of(until) + DAY


def _up_to(moments: Iterator[datetime], until: datetime) -> Iterator[datetime]:
    for moment in moments:
        if moment > until:
            return
        yield moment
