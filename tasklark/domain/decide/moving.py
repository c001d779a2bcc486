"""Moving the open row of a series: to another key, or the series itself to another day."""

from dataclasses import replace
from datetime import date
from typing import Any

from tasklark.domain.decide.draft import Draft
from tasklark.domain.errors import Refusal
from tasklark.domain.series import begun_on, due_on, key_of, keys, moment_of, opening, rule_of
from tasklark.domain.task import Due, Repeat, Task
from tasklark.recurrence import Rule


def to_key(draft: Draft, task: Task, key: str | None, repeat: Repeat) -> Task:
    """Move the open row to `key` of the repeat; without a key the series ends."""
    if key is None:
        draft.note("series_ends", task.id)
        return draft.put(task, repeat=repeat, status="deleted")
    zone = None if task.due is None else task.due.zone
    due = due_on(repeat, key, zone, draft.person, draft.world.holidays)
    if due is None:
        return to_key(draft, task, next(keys(repeat, key), None), repeat)
    if repeat.successor is not None and key[:10] >= repeat.successor.start[:10]:
        repeat = repeat.successor
    return draft.put(task, occurrence=key, due=due, repeat=repeat)


def begin(draft: Draft, task: Task, repeat: Repeat) -> Task:
    """Let a task follow a repeat from its start on, as a series of its own."""
    zone = None if task.due is None else task.due.zone
    key, due = opening(repeat, zone, draft.person, draft.world.holidays)
    return draft.put(task, repeat=repeat, series=next(draft.world.ids), occurrence=key, due=due)


def move_later(draft: Draft, task: Task, due: Due | None) -> Task:
    """This and all later ones on another day or time: a new series begins at this row."""
    repeat = task.repeat
    if repeat is None or due is None:
        raise Refusal("All later ones need a date.", "Stop the repeat, or move this one alone.")
    moved = replace(repeat, rule=_shifted(repeat, task, due), start=due.key, exceptions=())
    fresh = begun_on(moved, due.day)
    if fresh is None:
        raise Refusal("The repeat has ended by then.", "Choose an earlier day, or a new repeat.")
    return begin(draft, draft.put(task, due=due), fresh)


def _shifted(repeat: Repeat, task: Task, due: Due) -> str:
    """The rule on other days: its weekdays or its day of the month move with the due."""
    rule = rule_of(repeat.rule, "skip")
    parts = rule.parts
    old = moment_of(task.occurrence or repeat.start)
    changes: dict[str, Any] = {}
    if parts.freq == "WEEKLY" and parts.weekdays:
        step = due.day.weekday() - _day(old).weekday()
        changes["weekdays"] = tuple(sorted((nth, (day + step) % 7) for nth, day in parts.weekdays))
    elif len(parts.month_days) == 1 and parts.month_days[0] > 0:
        changes["month_days"] = (due.day.day,)
    if parts.freq == "YEARLY" and len(parts.months) == 1:
        changes["months"] = (due.day.month,)
    if isinstance(parts.until, date) and key_of(parts.until)[:10] < due.day.isoformat():
        raise Refusal("The repeat has ended by then.", "Choose an earlier day, or a new repeat.")
    return str(rule.with_parts(**changes)) if changes else str(Rule.parse(repeat.rule))


def _day(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)
