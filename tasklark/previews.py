"""Readings before anything is saved: a repeat's dates, a text as quick add would take it."""

from itertools import islice

from tasklark.asks import Spans
from tasklark.domain.changes import Holidays
from tasklark.domain.decide.rules import check_repeat
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import NewTask
from tasklark.domain.series import due_on, keys
from tasklark.domain.task import Due
from tasklark.drafts import new_due
from tasklark.language import (
    Context,
    Reading,
    Understanding,
    read_repeat,
    read_task,
    read_when,
    understand,
)
from tasklark.seen import Parsed, Preview

PREVIEWED = 20
SURE = 0.8
"""From here on a text is offered as a command."""


def previewed(ctx: Context, holidays: Holidays, repeat: str, when: str, n: int) -> Preview:
    """A repeat in words (or RRULE text) with its first `n` dates.

    Raises:
        Refusal: If it says no repeat, or one that never comes to a date.
    """
    due = new_due(read_when(when, ctx).value, ctx) if when.strip() else None
    reading = read_repeat(repeat, ctx, due)
    value = reading.value
    if value is None:
        raise Refusal("That stops a repeat.", "Say how often: “every Tuesday”.")
    check_repeat(value)
    zone = None if due is None else due.zone
    found: list[Due] = []
    for key in islice(keys(value, None), PREVIEWED * 10):
        at = due_on(value, key, zone, ctx.person, holidays)
        if at is not None:
            found.append(at)
        if len(found) >= min(max(n, 1), PREVIEWED):
            break
    return Preview(value, tuple(found), ctx.person, ctx.now, reading.assumptions)


def parsed(ctx: Context, text: str, context: str, plain: Spans) -> Parsed:
    """How quick add reads a text; several lines are several tasks, the first one is shown."""
    lines = [line for line in text.splitlines() if line.strip()]
    first = lines[0] if len(lines) > 1 else text
    try:
        reading = read_task(first, ctx, plain=list(plain), context=context)
    except Refusal:
        reading = Reading(NewTask(first.strip()))
    command = understand(text, ctx) if len(lines) == 1 else None
    if command is not None and not _is_command(command):
        command = None
    return Parsed(reading, len(lines), command, ctx.person, ctx.now)


def _is_command(known: Understanding) -> bool:
    tools = {call.tool for call in known.calls}
    sure = known.kind == "act" and known.confidence >= SURE
    return sure and bool(tools) and "add_tasks" not in tools
