"""Matches counted by name, from rows that a database has grouped. Knows no database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

import orjson

from tasklark.domain.clock import day_of, today
from tasklark.domain.person import Person
from tasklark.domain.query import CountBy
from tasklark.domain.task import PRIORITIES, due_of_key
from tasklark.store.codec import instant
from tasklark.store.rows import Row

_QUARTER = 15 * 60 * 1_000_000
"""Microseconds: no zone begins its day within a quarter of an hour."""
COLUMNS: Mapping[CountBy, str] = {
    "project": "task.project",
    "tag": "task.tags",
    "priority": "task.priority",
    "day": "task.due_day, task.due_time, task.due_zone",
    "finished": f"task.completed_at / {_QUARTER}",
}
"""What to group by."""


def counted(by: CountBy, rows: Sequence[Row], person: Person) -> list[tuple[str, int]]:
    """Rows of `COLUMNS` with their counts by name: the commonest first, days in order.

    The empty name is for those without.
    """
    if by == "day":
        return _by_day(rows, person)
    if by == "finished":
        return _by_completion(rows, person)
    if by == "tag":
        return commonest(tags_of(rows).items())
    if by == "priority":
        return [(PRIORITIES[rank], n) for rank, n in sorted(rows, key=itemgetter(0))]
    return commonest((name or "", n) for name, n in rows)


def tags_of(rows: Iterable[Row]) -> Counter[str]:
    """How often each tag stands in rows of tags and their count."""
    counts: Counter[str] = Counter()
    for tags, n in rows:
        counts.update(dict.fromkeys(orjson.loads(tags) or [""], n))
    return counts


def commonest(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """By count, then by name; what has no name last."""
    return sorted(counts, key=lambda item: (item[0] == "", -item[1], item[0]))


def _by_day(rows: Iterable[Row], person: Person) -> list[tuple[str, int]]:
    days: Counter[str] = Counter()
    for day, clock, zone, n in rows:
        if day is None:
            days[""] += n
        else:
            due = due_of_key(day if clock is None else f"{day}T{clock}", zone)
            days[day_of(due, person).isoformat()] += n
    return sorted(days.items(), key=lambda item: (item[0] == "", item[0]))


def _by_completion(rows: Iterable[Row], person: Person) -> list[tuple[str, int]]:
    days: Counter[str] = Counter()
    for quarter, n in rows:
        day = "" if quarter is None else today(instant(quarter * _QUARTER), person).isoformat()
        days[day] += n
    return sorted(days.items(), key=lambda item: (item[0] == "", item[0]))
