"""What of a task in a file can be at all: days of the calendar in use, zones and rules that are."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from tasklark.domain.intents import NewTask
from tasklark.domain.reminder import Remind, RingAt, RingBefore
from tasklark.domain.series import keys
from tasklark.domain.task import Due, Repeat, due_of_key

_YEARS = range(1900, 9000)
"""Days outside have no use, and their instants in some zone do not exist."""
_A_YEAR = 366
_MINUTES = 24 * 60


def sound(task: NewTask) -> tuple[NewTask, tuple[str, ...]]:
    """The task without what cannot be, and what that was: date, repeat, reminder."""
    due = task.due if task.due is None or _is_day(task.due) else None
    repeat = None if task.repeat is None else _repeat(task.repeat)
    rings = task.reminders
    kept = None if rings is None else tuple(one for one in rings if _rings(one))
    gone = {
        "date": due != task.due,
        "repeat": task.repeat is not None and repeat is None,
        "reminder": kept != rings,
    }
    fresh = replace(task, due=due, repeat=repeat, reminders=kept)
    return fresh, tuple(name for name, so in gone.items() if so)


def _is_day(due: Due) -> bool:
    return due.day.year in _YEARS and (due.zone is None or _is_zone(due.zone))


def _is_zone(name: object) -> bool:
    try:
        ZoneInfo(str(name))
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        return False
    return isinstance(name, str)


def _is_key(text: str) -> bool:
    try:
        return _is_day(due_of_key(text))
    except ValueError:
        return False


def _repeat(repeat: Repeat) -> Repeat | None:
    """The repeat, if it ever comes to a date."""
    if not _is_key(repeat.start):
        return None
    follower = None if repeat.successor is None else _repeat(repeat.successor)
    left = tuple(key for key in repeat.exceptions if _is_key(key))
    fresh = replace(repeat, exceptions=left, successor=follower)
    return fresh if next(keys(fresh, None), None) is not None else None


def _rings(remind: Remind) -> bool:
    trigger, nag = remind.trigger, remind.nag_minutes
    if nag is not None and not 0 < nag <= _MINUTES:
        return False
    if isinstance(trigger, RingAt):
        return trigger.moment.time is not None and _is_day(trigger.moment)
    if isinstance(trigger, RingBefore):
        return 0 <= trigger.minutes <= _A_YEAR * _MINUTES
    return 0 <= trigger.days <= _A_YEAR
