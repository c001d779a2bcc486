"""Words as reminders: offsets, absolute moments, nagging."""

from dataclasses import replace
from datetime import time

from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Retime
from tasklark.domain.reminder import Remind, RingAt, RingBefore
from tasklark.domain.task import Due
from tasklark.language.grammar import Piece
from tasklark.language.reading import Context, Reading, Span
from tasklark.language.readings import find_when, read_when, unread
from tasklark.language.reminds import Before, Nag, find_reminds, reminders
from tasklark.language.scan import Scan, scan
from tasklark.language.tongues import tongue

HINT = "Try “30 minutes before”, “the day before at 18:00” or “tomorrow at 9”."


_ASKING = {"remind", "me", "reminder", "ring", "again", "tell", "alert", "also", "then"}
_ASKING |= {"recuérdame", "recuerdame", "recuérdamelo", "avísame", "avisame", "aviso", "también"}


def read_remind(text: str, ctx: Context, due: Due | None = None) -> Reading[tuple[Remind, ...]]:
    """Reminders as said: `30 min before`, `the day before at 6pm`, `every 10m until done`.

    Raises:
        Refusal: If the words ask for no reminder that is understood.
    """
    table = tongue(text, ctx.person)
    seen = scan(text, table)
    if seen.tokens and seen.tokens[0].kind == "none":
        return Reading(())
    if any(token.kind == "due" for token in seen.tokens[:3]):
        # Alone in its field “at due time” needs no “remind me” before it.
        text = f"remind {text}"
        seen = scan(text, table)
    pieces = find_reminds(seen)
    if not pieces:
        return _absolute(text, seen, ctx, due)
    nags = [piece for piece in pieces if isinstance(piece.value, Nag)]
    if nags and len(nags) < len(seen.tokens) and _outside(seen, nags):
        return _nagging(seen, nags, ctx, due)
    found = reminders(pieces, ctx)
    left = [word for word in unread(seen, pieces) if word not in _ASKING]
    if left:
        raise Refusal(f"I can read a reminder there, but not “{' '.join(left)[:60]}”.", HINT)
    spans = []
    for piece in pieces:
        begin, end = seen.span(piece)
        spans.append(Span(begin, end, "remind", text[begin:end].strip(" ,"), piece.value))
    return Reading(found, tuple(spans))


def _outside(seen: Scan, nags: list[Piece]) -> str:
    """The words beside `every 10 minutes until done`."""
    text = seen.text
    for piece in reversed(nags):
        start, end = seen.span(piece)
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split()).strip(" ,")


def _nagging(
    seen: Scan, nags: list[Piece], ctx: Context, due: Due | None
) -> Reading[tuple[Remind, ...]]:
    """A reminder of any kind that rings again until the task is done."""
    told = read_remind(_outside(seen, nags), ctx, due)
    minutes = nags[-1].value.minutes if isinstance(nags[-1].value, Nag) else None
    value = (*told.value[:-1], *(replace(one, nag_minutes=minutes) for one in told.value[-1:]))
    span = Span(0, len(seen.text), "remind", seen.text.strip(), value)
    return Reading(value, (span,), told.assumptions)


def _absolute(text: str, seen: Scan, ctx: Context, due: Due | None) -> Reading[tuple[Remind, ...]]:
    bare = find_reminds(scan(f"{text.strip()} before", tongue(text, ctx.person)))
    if bare and isinstance(bare[0].value, Before) and not seen.pieces:
        # “30 minutes”: so long before the due, when there is one.
        return Reading(reminders(bare, ctx), (Span(0, len(text), "remind", text.strip()),))
    when, used = find_when(seen, seen.pieces, ctx)
    if when is None or when.due is None:
        raise Refusal(f"I cannot read “{' '.join(text.split())[:60]}” as a reminder.", HINT)
    left = [word for word in unread(seen, used) if word not in _ASKING]
    if left:
        raise Refusal(f"I can read a reminder there, but not “{' '.join(left)[:60]}”.", HINT)
    moment = when.due
    day_said = any(piece.name in ("date", "moment") for piece in when.pieces)
    if due is not None and not day_said:
        # A clock time alone rings on the day of the due.
        moment = Due(due.day, _on_that_day(text, ctx) or moment.time, due.zone)
        if moment == due:
            return Reading((Remind(RingBefore(0)),), (Span(0, len(text), "remind", text.strip()),))
    if moment.time is None:
        moment = Due(moment.day, ctx.person.morning, moment.zone)
    span = Span(0, len(text), "remind", text.strip(), moment)
    return Reading((Remind(RingAt(moment)),), (span,), when.assumptions)


def _on_that_day(text: str, ctx: Context) -> time | None:
    """The clock time for a day there is already: a bare 9 is then in the morning."""
    try:
        value = read_when(text, ctx, dated=True).value
    except Refusal:
        return None
    return value.time if isinstance(value, Retime) else None
