"""Domain values as JSON where they stand alone: sides of a conflict, fields of a change."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time

from tasklark.domain.reminder import Remind, Reminder
from tasklark.domain.shape import Json, due_json, stamp
from tasklark.domain.task import Due, Repeat
from tasklark.language import say


def value(found: object) -> object:
    """A value as the task JSON writes it; what it does not know becomes text."""
    if found is None or isinstance(found, str | int | float | bool):
        return found
    if isinstance(found, datetime):
        return stamp(found)
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, time):
        return found.isoformat(timespec="minutes")
    return _made(found)


def _made(found: object) -> object:
    if isinstance(found, Due):
        return due_json(found)
    if isinstance(found, Repeat):
        return repeat(found)
    if isinstance(found, Remind | Reminder):
        return {"words": say.remind(found.trigger, found.nag_minutes)}
    if isinstance(found, Mapping):
        return {str(key): value(one) for key, one in found.items()}
    if isinstance(found, Sequence | AbstractSet):
        return [value(one) for one in found]
    return str(found)


def repeat(found: Repeat) -> Json:
    """A repeat with its words."""
    return {
        "rule": found.rule,
        "start": found.start,
        "words": say.WORDING.repeat(found),
        "anchor": found.anchor,
        "month_end": found.month_end,
        "holidays": found.holidays,
        "pile_up": found.pile_up,
        "pause_until": value(found.pause_until),
    }
