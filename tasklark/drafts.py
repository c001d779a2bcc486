"""Drafts in words → tasks to add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasklark.asks import Draft
from tasklark.domain.clock import DAY
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import NewTask, Retime, Shift
from tasklark.domain.series import is_past
from tasklark.domain.task import Due, Repeat
from tasklark.language import Context, Reading, read_repeat, read_task, read_when
from tasklark.wishes import reminds

LINES = 1000
REASONS = 5
"""Parts of a list whose reasons are told."""


@dataclass(frozen=True, slots=True)
class Read:
    """A task to add, as read, with what was assumed on the way."""

    task: NewTask
    assumed: tuple[str, ...] = ()


def read_drafts(drafts: Sequence[Draft], ctx: Context) -> list[Read]:
    """The tasks that drafts stand for; a quick one of several lines is several tasks.

    Raises:
        Refusal: If some of them cannot be read; it says which and why, when there are several.
    """
    whole = [part for draft in drafts for part in _lines(draft)]
    if len(whole) > LINES:
        raise Refusal(f"{len(whole):,} tasks are too many at once.", f"Add at most {LINES:,}.")
    found, refused = [], {}
    for place, draft in enumerate(whole, 1):
        try:
            found.append(_quick(draft, ctx) if draft.quick else _said(draft, ctx))
        except Refusal as refusal:
            if len(whole) == 1:
                raise
            refused[f"Task {place} (“{draft.title[:40]}”)"] = refusal
    if refused:
        raise _together(refused)
    return found


def _together(refused: Mapping[str, Refusal]) -> Refusal:
    """Why a list is refused: the reason for each part, and each advice once."""
    told = [f"{name}: {refusal.what}" for name, refusal in list(refused.items())[:REASONS]]
    more = len(refused) - len(told)
    hints = dict.fromkeys(refusal.hint for refusal in refused.values() if refusal.hint)
    kind = next(iter(refused.values())).kind
    whats = " ".join([*told, *([f"{more} more cannot be read."] if more else [])])
    return Refusal(whats, " ".join(list(hints)[:REASONS]), kind=kind)


def _lines(draft: Draft) -> list[Draft]:
    lines = [line.strip() for line in draft.title.splitlines() if line.strip()]
    if not draft.quick or len(lines) <= 1:
        return [draft]
    return [replace(draft, title=line.lstrip("-*• "), plain=()) for line in lines]


def _quick(draft: Draft, ctx: Context) -> Read:
    reading = read_task(draft.title, ctx, plain=list(draft.plain), context=draft.context)
    task = reading.value
    more = _said(replace(draft, title=task.title, quick=False), ctx, task)
    return Read(more.task, (*reading.assumptions, *more.assumed))


def _said(draft: Draft, ctx: Context, read: NewTask | None = None) -> Read:
    """A draft of separate fields; what the title said (`read`) holds where a field is not given."""
    start = read or NewTask(draft.title)
    due, repeat, assumed = _timed(draft, start, ctx)
    task = replace(
        start,
        notes=draft.notes or start.notes,
        priority=draft.priority if draft.priority != "none" else start.priority,
        tags=tuple(dict.fromkeys((*start.tags, *(tag.removeprefix("#") for tag in draft.tags)))),
        project=draft.project or start.project,
        parent=draft.parent if draft.parent is not None else start.parent,
        due=due,
        repeat=repeat,
        reminders=start.reminders if draft.remind is None else reminds(draft.remind, ctx, due),
        subtasks=tuple(read_task(words, ctx).value for words in draft.subtasks if words.strip()),
    )
    return Read(task, assumed)


def _timed(
    draft: Draft, start: NewTask, ctx: Context
) -> tuple[Due | None, Repeat | None, tuple[str, ...]]:
    due, repeat = start.due, start.repeat
    assumed: tuple[str, ...] = ()
    words = draft.repeat
    if isinstance(draft.when, Due):
        due = draft.when
    elif draft.when:
        reading = _when(draft.when, ctx)
        if isinstance(reading, str):
            words = words or reading
        else:
            due, assumed = new_due(reading.value, ctx), reading.assumptions
    if isinstance(words, Repeat):
        repeat = words
    elif words:
        told = read_repeat(words, ctx, due)
        repeat, assumed = told.value, (*assumed, *told.assumptions)
    return due, repeat, assumed


def _when(words: str, ctx: Context) -> Reading[Due | Shift | Retime | None] | str:
    """A date as read; the words themselves when they say a repeat instead."""
    try:
        return read_when(words, ctx)
    except Refusal:
        # “31 February” is no repeat, though as a repeat it could be read.
        if read_task(f"x {words}", ctx).value.repeat is None:
            raise
        return words


def new_due(value: Due | Shift | Retime | None, ctx: Context) -> Due | None:
    """A date for a task that has none yet: shifts and clock times count from today."""
    if value is None or isinstance(value, Due):
        return value
    if isinstance(value, Retime):
        return _next_time(value, ctx)
    raise Refusal("A new task has no date to move.", "Say when: “tomorrow at 9”, “in 3 days”.")


def _next_time(value: Retime, ctx: Context) -> Due:
    """A clock time without a day: today if it is still ahead, else tomorrow."""
    due = Due(value.day or ctx.today, value.time, value.zone)
    if value.day is None and is_past(due, ctx.here, ctx.now):
        return replace(due, day=due.day + DAY)
    return due
