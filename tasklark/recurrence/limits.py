"""Which days a rule leaves in that counts days or parts of a day."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from tasklark.recurrence.parts import Parts
from tasklark.recurrence.spans import (
    CYCLE,
    LAST_DAY,
    Span,
    month_span,
    numbered,
    weekdays_in,
    year_span,
)

_KINDS_SEEN = 40
"""Years within which every kind of year has been: leap or not, beginning on any weekday."""


class DayLimits:
    """BYMONTH, BYYEARDAY, BYMONTHDAY and BYDAY where they only take days away."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._kinds: dict[tuple[int, int], Sequence[int]] = {}
        by_date = bool(parts.months or parts.year_days or parts.month_days)
        self.none = not (by_date or parts.weekdays)
        self.cycle = CYCLE if by_date else 7 if parts.weekdays else 1
        """Days after which what is allowed repeats."""

    def allow(self, day: int) -> bool:
        """Whether the rule may happen on this day."""
        return self.none or self.following(day) == day

    def following(self, day: int) -> int:
        """The first allowed day that is not before `day`; the one after the last if none is."""
        if self.none or not 0 < day <= LAST_DAY:
            return day
        begun = date.fromordinal(day).year
        for year in range(begun, min(begun + _KINDS_SEEN, 9999) + 1):
            span = year_span(year)
            offsets = self._offsets(span)
            at = bisect_left(offsets, day - span[0])
            if at < len(offsets):
                return span[0] + offsets[at]
        return LAST_DAY + 1

    def _offsets(self, span: Span) -> Sequence[int]:
        """The allowed days as counted from 1 January; years of one kind share them."""
        kind = span[0] % 7, span[1]
        found = self._kinds.get(kind)
        if found is None:
            allowed = set.intersection(*map(set, self._limits(span)))
            found = self._kinds[kind] = sorted(day - span[0] for day in allowed)
        return found

    def _limits(self, span: Span) -> Iterator[Sequence[int]]:
        parts = self._parts
        year = date.fromordinal(span[0]).year
        if parts.months:
            months = [month_span(year, month) for month in parts.months]
            yield [day for first, length in months for day in range(first, first + length)]
        if parts.month_days:
            months = [month_span(year, month) for month in range(1, 13)]
            yield [day for month in months for day in numbered(month, parts.month_days, "OMIT")]
        if parts.year_days:
            yield numbered(span, parts.year_days, "OMIT")
        if parts.weekdays:
            yield weekdays_in(span, [(0, day) for _, day in parts.weekdays])
