"""Edits in words → fields to change."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from itertools import takewhile

from tasklark.asks import Edits, RepeatWords
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import KEEP, Keep, Patch, Retime, SetRepeat, Shift
from tasklark.domain.reminder import Remind
from tasklark.domain.series import keys
from tasklark.domain.task import Due, Repeat, Task
from tasklark.language import (
    Context,
    read_day_span,
    read_remind,
    read_repeat,
    read_when,
)

_SINCE = re.compile(r"^(?:from|desde)\s+|\s+(?:on|onwards?|en adelante)$", re.IGNORECASE)
"""What people put around the day from which something holds."""
_THIS = frozenset({"this", "this one", "this time", "once", "the next one", "next", "it"})
_NEVER = frozenset({"never", "none", "no end"})


def reminds(
    wanted: Sequence[str | Remind], ctx: Context, due: Due | None = None
) -> tuple[Remind, ...]:
    """Reminders in words or as values, each once."""
    found: list[Remind] = []
    for one in wanted:
        if isinstance(one, Remind):
            found.append(one)
        elif one.strip():
            found += read_remind(one, ctx, due).value
    return tuple(dict.fromkeys(found))


def patch_of(
    edits: Edits, ctx: Context, project: str | Keep | None, *, current: Due | None = None
) -> tuple[Patch, tuple[str, ...]]:
    """The fields to change, with what was assumed in reading them.

    `current` is the due that the task has already: a clock time alone is meant for its day.
    """
    due: Due | Shift | Retime | Keep | None = KEEP
    assumed: tuple[str, ...] = ()
    if isinstance(edits.when, str):
        reading = read_when(edits.when, ctx, dated=current is not None)
        due, assumed = _keeping_time(reading.value), reading.assumptions
    else:
        due = edits.when
    known = _due_after(due, current)
    patch = Patch(
        title=edits.title,
        notes=edits.notes,
        append_notes=edits.append_notes,
        priority=edits.priority,
        tags=edits.tags if isinstance(edits.tags, Keep) else _names(edits.tags),
        add_tags=_names(edits.add_tags),
        remove_tags=_names(edits.remove_tags),
        project=project,
        parent=edits.parent,
        due=due,
        reminders=KEEP if isinstance(edits.remind, Keep) else reminds(edits.remind, ctx, known),
        rank=edits.rank,
        base=edits.base,
    )
    return patch, assumed


def _due_after(change: Due | Shift | Retime | Keep | None, current: Due | None) -> Due | None:
    """The due for which a reminder's clock time is meant, if the change says enough of it."""
    if not isinstance(change, Retime):
        return change if isinstance(change, Due) else None
    before = current or Due(change.day) if change.day else current
    if before is None:
        return None
    return replace(before, day=change.day or before.day, time=change.time or before.time)


def _keeping_time(value: Due | Shift | Retime | None) -> Due | Shift | Retime | None:
    """“Move it to Friday” says nothing about the clock: the time of day stays."""
    if isinstance(value, Due) and value.time is None:
        return Retime(day=value.day)
    return value


def _names(tags: Sequence[str]) -> tuple[str, ...]:
    return tuple(tag.strip().removeprefix("#") for tag in tags if tag.strip())


def repeat_change(
    words: RepeatWords, ctx: Context, task: Task
) -> tuple[SetRepeat, tuple[str, ...]]:
    """A change of a repeat, read against the task it is for."""
    repeat, assumed = _repeat(words.repeat, ctx, task)
    skip = [one.strip().lower() for one in words.skip if one.strip()]
    days = [one for one in skip if one not in _THIS and one not in ("missed", "holidays")]
    intent = SetRepeat(
        repeat=repeat,
        from_day=_since(words.from_day, ctx) if words.from_day.strip() else None,
        skip=tuple(day for one in days for day in _days_left_out(one, ctx, task)),
        skip_this=any(one in _THIS for one in skip),
        skip_missed="missed" in skip,
        skip_holidays="holidays" in skip,
        pause_until=_pause(words.pause_until, ctx),
        ends=_ends(words.ends, ctx),
    )
    return intent, assumed


def _since(words: str, ctx: Context) -> date:
    """The day of “from next Monday on”."""
    return day_of_words(_SINCE.sub("", words.strip()), ctx)


def _days_left_out(words: str, ctx: Context, task: Task) -> list[date]:
    """The days that words name; of a week or a month those on which the task comes.

    Raises:
        Refusal: If they name no day, or a stretch without any of the task's days.
    """
    span = read_day_span(words, ctx).value
    low, high = span.low, span.high
    if low is None or high is None or low == high or task.repeat is None:
        return [day_of_words(words, ctx)]
    first = max(low.isoformat(), (task.occurrence or "")[:10])
    found = takewhile(
        lambda key: key[:10] <= high.isoformat(), keys(task.repeat, first, inclusive=True)
    )
    days = list(dict.fromkeys(date.fromisoformat(key[:10]) for key in found))
    if not days:
        raise Refusal(
            f"#{task.number} does not come {words[:40]} any more.", "Name one of its dates."
        )
    return days


def _repeat(
    wanted: str | Repeat | Keep | None, ctx: Context, task: Task
) -> tuple[Repeat | Keep | None, tuple[str, ...]]:
    if not isinstance(wanted, str):
        return wanted, ()
    if task.repeat is not None and (clock := _clock_alone(wanted, ctx, task.due)) is not None:
        # “9:15 from next Monday on”: the same rule at another time.
        day = Due(date.fromisoformat(task.repeat.start[:10]), clock)
        return replace(task.repeat, start=day.key), ()
    reading = read_repeat(wanted, ctx, task.due)
    return reading.value, reading.assumptions


def _clock_alone(words: str, ctx: Context, due: Due | None) -> time | None:
    """A clock time without a day; where am or pm is not said, the half day of the old time."""
    try:
        reading = read_when(words, ctx)
    except Refusal:
        return None
    value = reading.value
    if not isinstance(value, Retime) or value.day is not None or value.time is None:
        return None
    old = None if due is None else due.time
    if old is None or not reading.assumptions or (value.time.hour < 12) == (old.hour < 12):
        return value.time
    return value.time.replace(hour=(value.time.hour + 12) % 24)


def _pause(wanted: str | date | Keep | None, ctx: Context) -> date | Keep | None:
    if not isinstance(wanted, str):
        return wanted
    return None if wanted.strip().lower() in _NEVER else day_of_words(wanted, ctx)


def _ends(wanted: str | Keep, ctx: Context) -> date | int | Keep | None:
    if isinstance(wanted, Keep):
        return KEEP
    said = wanted.strip().lower()
    if said in _NEVER:
        return None
    count = said.removeprefix("after ").removesuffix("times").removesuffix("time").strip()
    if count.isdecimal() and len(count) < 6:
        return int(count)
    return day_of_words(said.removeprefix("until "), ctx)


def day_of_words(words: str, ctx: Context) -> date:
    """A day in words.

    Raises:
        Refusal: If the words name no day.
    """
    value = read_when(words, ctx).value
    day = value.day if isinstance(value, Due | Retime) else None
    if day is None:
        raise Refusal(f"“{words[:40]}” names no day.", "Say “24 November” or “next Monday”.")
    return day
