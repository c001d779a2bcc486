"""From wall-clock times to instants of a zone: out of a gap forward, in an overlap the first."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from tasklark.recurrence.numbers import number_of
from tasklark.recurrence.parts import DAY

_DAY = timedelta(days=1)


def placed(wall: datetime, zone: tzinfo) -> datetime:
    """The instant of a wall-clock time, written as the clocks there show it."""
    at = wall.replace(tzinfo=zone)
    if at.utcoffset() == at.replace(fold=1).utcoffset():
        return at
    # The clocks change here: written by way of UTC a time in a gap comes out after it.
    return at.astimezone(UTC).astimezone(zone)


def in_zone(walls: Iterator[datetime], zone: tzinfo) -> Iterator[datetime]:
    """The instants in order; two wall-clock times that are the same instant are one."""
    held: list[datetime] = []
    last: datetime | None = None
    for wall in walls:
        at = placed(wall, zone)
        if at.replace(tzinfo=None) != wall:
            # Shifted out of a gap: times nominally later may come before it.
            held.append(at)
            continue
        while held and held[0] <= at:
            earlier = held.pop(0)
            if earlier != at and earlier != last:
                yield earlier
        if at != last:
            yield at
        last = at
    yield from (at for at in held if at != last)


def instant(moment: datetime) -> int:
    """The number of the same instant on the clocks of UTC, also beyond the years of dates."""
    offset = moment.utcoffset()
    return number_of(moment) - (int(offset.total_seconds()) if offset else 0)


def lowest_wall(moment: datetime, zone: tzinfo) -> int:
    """No occurrence from this instant on has a lower number on the wall clocks of the zone.

    One that lies in a gap just before it does: it is shifted to an instant after the gap.
    """
    try:
        here = moment.astimezone(zone)
        before = (here - _DAY).utcoffset()
    except OverflowError:
        return instant(moment) - DAY
    now = here.utcoffset()
    jumped = int((now - before).total_seconds()) if now is not None and before is not None else 0
    return number_of(here) - max(0, jumped)
