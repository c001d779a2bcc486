"""The occurrences of a repeating task: keys on the wall clock, and the dues they stand for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, islice

from tasklark.domain.changes import Holidays
from tasklark.domain.clock import DAY, instant, today
from tasklark.domain.person import Person
from tasklark.domain.task import Due, Repeat, Task, due_of_key
from tasklark.recurrence import Rule

Moment = date | datetime
_LONGEST_HOLIDAY = 31
"""Days in a row that are looked through for one that is no holiday."""
_LOOKED_THROUGH = 2000
"""Keys that may be left out in a row before a series counts as over."""


@lru_cache(maxsize=512)
def rule_of(text: str, month_end: str) -> Rule:
    """The rule of a repeat, with what it does where a month lacks the day."""
    rule = Rule.parse(text)
    return rule.with_parts(skip="BACKWARD") if month_end == "backward" else rule


def moment_of(key: str) -> Moment:
    """A key as the date or wall-clock moment it names."""
    due = due_of_key(key)
    return due.day if due.time is None else datetime.combine(due.day, due.time)


def key_of(moment: Moment) -> str:
    """The key of a date or wall-clock moment."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat()


def keys(repeat: Repeat, after: str | None, *, inclusive: bool = False) -> Iterator[str]:
    """Keys later than `after` in order (from the start without one), exceptions left out."""
    follower = repeat.successor
    limit = None if follower is None else follower.start[:10]
    for moment in _moments(repeat, after, inclusive):
        key = key_of(moment)
        if limit is not None and key[:10] >= limit:
            break
        if key not in repeat.exceptions and not _paused(repeat, key):
            yield key
    if follower is not None:
        begun = after is not None and after[:10] >= follower.start[:10]
        yield from keys(follower, after if begun else None, inclusive=inclusive or not begun)


def _moments(repeat: Repeat, after: str | None, inclusive: bool) -> Iterator[Moment]:
    rule, start = rule_of(repeat.rule, repeat.month_end), moment_of(repeat.start)
    if after is None:
        yield from rule.occurrences(start)
        return
    moment = _like(moment_of(after), start)
    following = rule.after(moment, start, inclusive=inclusive)
    while following is not None:
        yield following
        following = rule.after(following, start)


def _like(moment: Moment, start: Moment) -> Moment:
    """A moment of the same kind as the start: a day alone stands for its beginning."""
    if isinstance(start, datetime):
        if isinstance(moment, datetime):
            return moment
        return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - a wall clock
    return moment.date() if isinstance(moment, datetime) else moment


def _paused(repeat: Repeat, key: str) -> bool:
    return repeat.pause_until is not None and key[:10] < repeat.pause_until.isoformat()


def due_on(
    repeat: Repeat, key: str, zone: str | None, person: Person, holidays: Holidays
) -> Due | None:
    """The due of a key, moved off a holiday; None when a holiday takes it out."""
    due = due_of_key(key, zone)
    if repeat.holidays == "none" or not holidays(calendar(person), due.day):
        return due
    if repeat.holidays == "skip":
        return None
    step = DAY if repeat.holidays == "after" else -DAY
    day = due.day
    for _ in range(_LONGEST_HOLIDAY):
        day += step
        if day.weekday() < 5 and not holidays(calendar(person), day):
            return replace(due, day=day)
    return due


def opening(
    repeat: Repeat, zone: str | None, person: Person, holidays: Holidays
) -> tuple[str, Due]:
    """The first key that no holiday takes out, and its due."""
    start = repeat.start
    for key in islice(chain([start], keys(repeat, start)), _LOOKED_THROUGH):
        due = due_on(repeat, key, zone, person, holidays)
        if due is not None:
            return key, due
    return start, due_of_key(start, zone)


def calendar(person: Person) -> str:
    """The person's holiday calendar; without one the zone stands for its country."""
    return person.holidays or person.zone


def upcoming(
    task: Task, person: Person, holidays: Holidays, *, after: str | None = None
) -> Iterator[tuple[str, Due]]:
    """Keys and dues after the task's own occurrence (or after `after`), without end."""
    if task.repeat is None:
        return
    from_key = after or task.occurrence
    zone = None if task.due is None else task.due.zone
    for key in islice(keys(task.repeat, from_key), _LOOKED_THROUGH):
        due = due_on(task.repeat, key, zone, person, holidays)
        if due is not None:
            yield key, due


def after_completion(repeat: Repeat, done_at: datetime, person: Person) -> Repeat | None:
    """The repeat of the occurrence after one done at `done_at`, counted from that day.

    Its start is the new occurrence, at the clock time of the old one; None when it has ended.
    """
    rule, start = rule_of(repeat.rule, repeat.month_end), moment_of(repeat.start)
    count = rule.parts.count
    day = today(done_at, person)
    begun: Moment = datetime.combine(day, start.time()) if isinstance(start, datetime) else day
    following = rule.with_parts(count=None).after(begun, begun)
    if following is None or count == 1:
        return None
    left = rule if count is None else rule.with_parts(count=count - 1)
    return replace(repeat, rule=str(left.with_parts(skip="OMIT")), start=key_of(following))


def is_past(due: Due, person: Person, now: datetime) -> bool:
    """Whether a due is over: its time gone by, or its day."""
    if due.time is None:
        return due.day < today(now, person)
    zone = person.zone_on(due.day)
    return instant(datetime.combine(due.day, due.time), zone) <= now


def missed(task: Task, person: Person, now: datetime) -> tuple[str, ...]:
    """Keys that went by since the open occurrence; they are not stored, only told."""
    if task.repeat is None or task.occurrence is None or task.status != "open":
        return ()
    if task.repeat.anchor == "completion":
        return ()
    gone: list[str] = []
    for key in keys(task.repeat, task.occurrence):
        if not is_past(due_of_key(key), person, now) or len(gone) == _LOOKED_THROUGH:
            break
        gone.append(key)
    return tuple(gone)


def begun_on(repeat: Repeat, day: date) -> Repeat | None:
    """The same repeat from its first key not before `day`; None when it has none."""
    start = moment_of(repeat.start)
    begin: Moment = datetime.combine(day, start.time()) if isinstance(start, datetime) else day
    fresh = replace(repeat, start=key_of(begin), exceptions=(), pause_until=None)
    first = next(keys(fresh, None), None)
    return None if first is None else replace(fresh, start=first)


def ended(repeat: Repeat, ends: date | int | None) -> Repeat:
    """The same repeat until a last day, for so many times, or for ever."""
    rule = Rule.parse(repeat.rule)
    if ends is None:
        return replace(repeat, rule=str(rule.with_parts(count=None, until=None)))
    if isinstance(ends, int):
        return replace(repeat, rule=str(rule.with_parts(count=ends, until=None)))
    start = moment_of(repeat.start)
    last: Moment = ends
    if isinstance(start, datetime):
        last = datetime.combine(ends, start.time().max).replace(microsecond=0)
    return replace(repeat, rule=str(rule.with_parts(count=None, until=last)))
