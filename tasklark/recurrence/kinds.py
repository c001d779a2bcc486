"""Periods of one kind: the calendar has few, and what was found in one holds for all of them.

There are 14 kinds of years and 28 of months: by their length and the weekday they begin on.
"""

from collections.abc import Callable, Hashable, Sequence

from tasklark.recurrence.parts import DAY, Parts
from tasklark.recurrence.spans import first_week, month_span, year_span

Kind = Callable[[int], tuple[int, Hashable]]
"""From a period's number to its first day and its kind, None if it is like no other."""


def by_kind(
    parts: Parts, moments: Callable[[int], Sequence[int]]
) -> Callable[[int], tuple[int, Sequence[int]]]:
    """From a period's number to the number of its begin and the distances of its moments."""
    kind_of = _kinds(parts)
    known: dict[Hashable, Sequence[int]] = {}

    def distances(number: int) -> tuple[int, Sequence[int]]:
        first, kind = kind_of(number)
        begin, found = first * DAY, known.get(kind)
        if found is None:
            found = [moment - begin for moment in moments(number)]
            if kind is not None:
                known[kind] = found
        return begin, found

    return distances


def _kinds(parts: Parts) -> Kind:
    if parts.freq == "WEEKLY":
        alike = None if parts.months else True
        return lambda number: (number * 7 + 1 + parts.week_start, alike)
    if parts.freq == "MONTHLY":
        return _month_kinds(parts)
    return _year_kinds(parts)


def _month_kinds(parts: Parts) -> Kind:
    months = parts.months

    def kind(number: int) -> tuple[int, Hashable]:
        year, month = divmod(number, 12)
        first, length = month_span(year, month + 1)
        return first, (first % 7, length, not months or month + 1 in months)

    return kind


def _year_kinds(parts: Parts) -> Kind:
    # Limits may look at days of the years beside it, of which there are more kinds.
    own = parts.months if parts.weeks or parts.year_days else ()
    if own or (parts.year_days and (parts.weeks or parts.month_days)):
        return lambda year: (year_span(year)[0], None)

    def kind(year: int) -> tuple[int, Hashable]:
        first, length = year_span(year)
        begin = first_week(year, parts.week_start) if parts.weeks else first
        return begin, (first % 7, length)

    return kind
