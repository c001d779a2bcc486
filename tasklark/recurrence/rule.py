"""A repeat rule as a value: read, written, expanded from a start, asked what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any, overload

from tasklark.recurrence.parts import Parts
from tasklark.recurrence.reading import read_rule
from tasklark.recurrence.series import Series
from tasklark.recurrence.words import in_words
from tasklark.recurrence.writing import write_rule

_RECENT = 64
"""Starts of one rule kept ready: a person's tasks with the same rule are fewer."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An RRULE (RFC 5545, with SKIP of RFC 7529) read on the wall clock.

    A date as start gives dates, a datetime without zone wall-clock times, and with a zone (its
    own or the argument) instants there: a time in a gap is shifted forward by the gap, one that
    comes twice is the first. The start itself is an occurrence only if the rule says so.
    Every search ends: at the rule's end, in the year 9999, or when the calendar has repeated
    without a match.
    """

    parts: Parts
    _recent: dict[tuple[date, tzinfo | None], Series] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Made ready for the starts asked for of late."""

    @staticmethod
    def parse(text: str) -> "Rule":
        """The rule of RRULE text, with or without `RRULE:` in front.

        Raises:
            RuleError: If the text is not a valid rule.
        """
        return _parsed(text)

    def __str__(self) -> str:
        return write_rule(self.parts)

    def with_parts(self, **changes: Any) -> "Rule":
        """This rule with some parts replaced, by the names of `Parts`.

        Raises:
            RuleError: If the parts do not go together.
        """
        return Rule.parse(write_rule(replace(self.parts, **changes)))

    def in_words(self, locale: str = "en") -> str:
        """The rule as people say it, such as “every 2 weeks on Mon, Wed”."""
        return in_words(self.parts, locale)

    @overload
    def occurrences(self, start: datetime, zone: tzinfo | None = None) -> Iterator[datetime]: ...
    @overload
    def occurrences(self, start: date, zone: tzinfo | None = None) -> Iterator[date]: ...
    def occurrences(self, start: date, zone: tzinfo | None = None) -> Iterator[date]:
        """All occurrences from the start on, each later than the one before."""
        return self._from(start, zone).all()

    @overload
    def after(
        self,
        moment: date,
        start: datetime,
        zone: tzinfo | None = None,
        *,
        inclusive: bool = False,
    ) -> datetime | None: ...
    @overload
    def after(
        self, moment: date, start: date, zone: tzinfo | None = None, *, inclusive: bool = False
    ) -> date | None: ...
    def after(
        self, moment: date, start: date, zone: tzinfo | None = None, *, inclusive: bool = False
    ) -> date | None:
        """The first occurrence later than `moment` (or at it, if inclusive), None if none is.

        Jumps to the moment, however far the start; only COUNT of an uneven rule is counted.
        """
        return self._from(start, zone).after(moment, inclusive)

    @overload
    def between(
        self, low: date, high: date, start: datetime, zone: tzinfo | None = None
    ) -> Iterator[datetime]: ...
    @overload
    def between(
        self, low: date, high: date, start: date, zone: tzinfo | None = None
    ) -> Iterator[date]: ...
    def between(
        self, low: date, high: date, start: date, zone: tzinfo | None = None
    ) -> Iterator[date]:
        """The occurrences from `low` on that are before `high`."""
        return self._from(start, zone).between(low, high)

    def _from(self, start: date, zone: tzinfo | None) -> Series:
        if isinstance(start, datetime) and start.tzinfo is not None:
            # Starts that are the same instant are equal, whatever their zones.
            return Series(self.parts, start, zone)
        series = self._recent.get((start, zone))
        if series is None:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            series = self._recent[start, zone] = Series(self.parts, start, zone)
        return series


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Rule:
    return Rule(read_rule(text))
