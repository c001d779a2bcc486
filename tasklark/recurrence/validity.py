"""Which parts may stand together: the MUST NOTs of RFC 5545 3.3.10 and RFC 7529 4.1."""

from collections.abc import Mapping

from tasklark.recurrence.errors import RuleError
from tasklark.recurrence.parts import Parts

_BY = ("months", "weeks", "year_days", "month_days", "weekdays", "hours", "minutes", "seconds")


def check(parts: Parts, places: Mapping[str, int], scaled: bool) -> None:
    """Refuse parts that exclude each other; `places` says where each part stands.

    Raises:
        RuleError: With the place of the part to take away.
    """
    for name, wrong, reason in (*_alone(parts, scaled), *_together(parts)):
        if wrong:
            raise RuleError(reason, places.get(name, 0))


def _alone(parts: Parts, scaled: bool) -> tuple[tuple[str, bool, str], ...]:
    by_parts = any(getattr(parts, name) for name in _BY)
    return (
        (
            "UNTIL",
            parts.count is not None and parts.until is not None,
            "COUNT and UNTIL exclude each other",
        ),
        (
            "BYSETPOS",
            bool(parts.positions) and not by_parts,
            "BYSETPOS needs another BY part to choose from",
        ),
        # RFC 7529, 4.1: SKIP is only defined beside the calendar it speaks of.
        ("SKIP", parts.skip != "OMIT" and not scaled, "SKIP needs RSCALE=GREGORIAN beside it"),
    )


def _together(parts: Parts) -> tuple[tuple[str, bool, str], ...]:
    freq = parts.freq
    ordinal = any(nth for nth, _ in parts.weekdays)
    return (
        (
            "BYWEEKNO",
            bool(parts.weeks) and freq != "YEARLY",
            f"BYWEEKNO is only for FREQ=YEARLY, not {freq}",
        ),
        (
            "BYYEARDAY",
            bool(parts.year_days) and freq in ("DAILY", "WEEKLY", "MONTHLY"),
            f"BYYEARDAY cannot stand with FREQ={freq}",
        ),
        (
            "BYMONTHDAY",
            bool(parts.month_days) and freq == "WEEKLY",
            "BYMONTHDAY cannot stand with FREQ=WEEKLY",
        ),
        (
            "BYDAY",
            ordinal and freq not in ("MONTHLY", "YEARLY"),
            f"a numbered weekday such as 1MO cannot stand with FREQ={freq}",
        ),
        (
            "BYDAY",
            ordinal and bool(parts.weeks),
            "a numbered weekday such as 1MO cannot stand with BYWEEKNO",
        ),
        # Both would choose the days of one year; the RFC's table does not say which yields.
        (
            "BYWEEKNO",
            bool(parts.weeks) and bool(parts.month_days),
            "BYWEEKNO and BYMONTHDAY exclude each other",
        ),
    )
