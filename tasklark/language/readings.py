"""Words as a date, a moment or a shift: what every `when` argument is read with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from tasklark.domain import clock
from tasklark.domain.errors import Refusal
from tasklark.domain.intents import Retime, Shift
from tasklark.domain.months import add_months
from tasklark.domain.task import Due
from tasklark.language.amounts import FromNow, from_now
from tasklark.language.assumed import assumed
from tasklark.language.counting import spell
from tasklark.language.days import in_units
from tasklark.language.dues import Chosen, When, combine, pick
from tasklark.language.grammar import Match, Piece, Rule, Token, find
from tasklark.language.hinglish import in_english
from tasklark.language.impossible import DAY, TIME, impossible
from tasklark.language.reading import Alternative, Context, Reading, Span, SpanKind
from tasklark.language.scan import FILLERS, Scan, scan
from tasklark.language.shapes import Shape
from tasklark.language.times import Clock
from tasklark.language.tongues import tongue

LOOSE = FILLERS | {"some", "due", "this", "strict", "stop", "until", "starting", "a", "to", "early"}
LOOSE |= {"floating"}
"""“Wherever I am” is how a time is kept anyway."""
KINDS: dict[str, SpanKind] = {
    "date": "date",
    "part": "time",
    "time": "time",
    "moment": "date",
    "zone": "zone",
    "lasting": "date",
    "repeat": "repeat",
}
_SHIFT = Rule("shift", "(plus|minus) (number|a|couple) (unit|hour)", from_now)
_AMOUNT = Rule("date", "(number|couple) unit", in_units)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def read_when(
    text: str, ctx: Context, *, dated: bool = False
) -> Reading[Due | Shift | Retime | None]:
    """A date as said. A clock time without a day is a `Retime`: the day is left to the reader.

    `dated` tells that the clock time is for a day there is already, so that a bare `9` is in the
    morning; else it is the next 9 there is (behaviour 2).

    Raises:
        Refusal: If the words hold no date, or something beside it that is not understood.
    """
    text = in_english(text)
    seen = scan(text, tongue(text, ctx.person))
    if not seen.tokens:
        raise Refusal("No date was given.", "Try “tomorrow at 9”, “Fri 27 Nov” or “in 2 weeks”.")
    if seen.tokens[0].kind == "none" and len(seen.tokens) <= 2:
        return Reading(None)
    shift = _shift(seen)
    if shift is not None:
        return Reading(shift, (Span(0, len(text), "date", text.strip(), shift),))
    when, used = find_when(seen, seen.pieces, ctx)
    if when is None or when.due is None:
        raise unreadable(text, ctx)
    left = unread(seen, used)
    if any(token.value == "clock" for token in seen.tokens):
        raise unreadable(text, ctx)
    if left:
        raise Refusal(
            f"I can read a date in “{_short(text)}”, but not “{_short(' '.join(left))}”.",
            "Try “tomorrow at 9”, “Fri 27 Nov” or “in 2 weeks”.",
        )
    if dated and when.clock is not None and {piece.name for piece in used} <= {"time", "zone"}:
        on_a_day = replace(pick(seen, used), day=Piece("date", 0, 0, Shape(shift=(2, 0))))
        other = combine(on_a_day, ctx)
        clock = when.clock if other is None else other.clock
        return Reading(Retime(time=clock, zone=when.zone), spans(seen, when, ctx))
    value = _retimed(when, used)
    notes = assumed(when.assumptions, tongue(text, ctx.person).code)
    return Reading(value, spans(seen, when, ctx), notes, alternatives(seen, when, ctx))


def _retimed(when: When, used: Sequence[Piece]) -> Due | Retime:
    assert when.due is not None
    names = {piece.name for piece in used}
    if names & {"moment", "date", "part"}:
        return when.due
    return Retime(time=when.clock, zone=when.zone)


def _shift(seen: Scan) -> Shift | None:
    found = next(iter(find((_SHIFT,), seen.tokens)), None)
    if found is None or found.lo or found.hi < len(seen.tokens):
        return None
    match = Match(seen.tokens, found.lo, found.hi)
    sign = -1 if match.has("minus") else 1
    unit = str(match.all("unit", "hour")[0].value)
    amount = sign * (match.ints("number", "couple") or [1])[0]
    if unit in _MONTHS:
        return Shift(months=amount * _MONTHS[unit])
    if unit in ("hour", "minute"):
        return Shift(minutes=amount * (60 if unit == "hour" else 1))
    return Shift(days=amount * {"week": 7, "fortnight": 14}.get(unit, 1))


def find_when(
    seen: Scan, pieces: Sequence[Piece], ctx: Context
) -> tuple[When | None, tuple[Piece, ...]]:
    """The moment that the fragments of a text mean, and which of them it took."""
    usable = [
        piece
        for piece in map(_first_time, pieces)
        if piece.name in KINDS and piece.name not in ("lasting", "repeat")
    ]
    chosen = pick(seen, usable)
    when = combine(chosen, ctx) if chosen.pieces else None
    if when is None:
        lasting = [piece for piece in pieces if isinstance(piece.value, FromNow)]
        if lasting and not chosen.pieces:
            moment = Piece("moment", lasting[0].lo, lasting[0].hi, lasting[0].value)
            when = combine(pick(seen, [moment]), ctx)
    if when is None and not chosen.pieces:
        amount = next(iter(find((_AMOUNT,), seen.tokens)), None)
        if amount is not None and amount.hi < len(seen.tokens):
            # “one week before Ann's birthday” counts from a day that is not known here.
            amount = None if seen.tokens[amount.hi].kind in ("before", "after") else amount
        when = combine(Chosen(day=amount), ctx) if amount else None
    return when, when.pieces if when else ()


def _first_time(piece: Piece) -> Piece:
    """`at 7 and 8`: a moment is one time, the first that was said."""
    if piece.name == "times" and isinstance(piece.value, tuple):
        return Piece("time", piece.lo, piece.hi, piece.value[0])
    return piece


def unread(seen: Scan, used: Sequence[Piece]) -> tuple[str, ...]:
    """The words outside the fragments that are more than glue."""
    covered = {at for piece in used for at in range(piece.lo, piece.hi)}
    return tuple(
        token.text
        for at, token in enumerate(seen.tokens)
        if at not in covered and token.kind not in LOOSE and not _glue(token)
    )


def _glue(token: Token) -> bool:
    return token.text in {
        "please",
        "then",
        "it",
        "is",
        "date",
        "day",
        "time",
        "(",
        ")",
        ":",
        "'",
        "/",
    }


def unreadable(text: str, ctx: Context) -> Refusal:
    """The refusal for words that hold no date, with what was impossible in them."""
    shown = _short(text)
    hint = "Try “tomorrow at 9”, “Fri 27 Nov” or “in 2 weeks”."
    kind, words = impossible(scan(text, tongue(text, ctx.person)), ctx)
    if kind == TIME:
        return Refusal(f"“{words}” is not a time of day.", "Try “9:30”, “21:30” or “9pm”.")
    if kind == DAY:
        return Refusal(
            f"There is no such day as “{shown}”.",
            "Try “28 February” or “last day of February”.",
        )
    return Refusal(f"I cannot read “{shown}” as a date.", hint)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"


def spans(seen: Scan, when: When, ctx: Context) -> tuple[Span, ...]:
    """The fragments of a moment as labelled spans of the text."""
    out = []
    for piece in when.pieces:
        start, end = seen.span(piece)
        out.append(Span(start, end, KINDS[piece.name], _label(piece, when, ctx), when.due))
    return tuple(out)


def _label(piece: Piece, when: When, ctx: Context) -> str:
    if piece.name == "zone":
        return when.zone or ""
    if piece.name in ("time", "part") and when.clock is not None:
        return f"{when.clock:%H:%M}"
    if when.day is None:
        return ""
    text = spell(when.day, ctx.today)
    return f"{text} {when.clock:%H:%M}" if piece.name == "moment" and when.clock else text


def alternatives(seen: Scan, when: When, ctx: Context) -> tuple[Alternative, ...]:
    """The other readings, with the words that would choose them."""
    out = []
    english = tongue(seen.text, ctx.person).code == "en"
    for piece, due, label in when.others:
        start, end = seen.span(piece)
        if isinstance(piece.value, Clock):
            lead = "at " if english else ""
            words = f"{lead}{due.time:%H:%M}" if due.time else label
        elif english:
            words = f"{due.day:%a} {due.day.day} {due.day:%b} {due.day.year}"
        else:
            words = due.day.isoformat()
        out.append(Alternative(start, end, label, words))
    return tuple(out)


def read_moment(text: str, ctx: Context, *, past: bool = False) -> Reading[datetime]:
    """An instant (aware UTC): when to ring again, or with `past` when something was done.

    Raises:
        Refusal: If the words hold no moment, or one on the wrong side of now.
    """
    seen = scan(text, tongue(text, ctx.person))
    when, _ = find_when(seen, seen.pieces, ctx)
    bare = when is None
    if bare:
        # “10 minutes”, “an hour”: so long from now.
        seen = scan(f"in {text.strip()}", tongue(text, ctx.person))
        when, _ = find_when(seen, seen.pieces, ctx)
    if when is None or when.due is None:
        raise unreadable(text, ctx)
    due = _of_the_past(seen, when, ctx) if past else when.due
    if due.time is None:
        due = Due(due.day, ctx.wall.time() if past else ctx.person.morning, due.zone)
    assert due.time is not None
    moment = clock.instant(datetime.combine(due.day, due.time), clock.due_zone(due, ctx.here))
    if not past and moment <= ctx.now.astimezone(UTC):
        raise Refusal(
            f"“{_short(text)}” is past.", "Try “in 10 minutes”, “tonight” or “tomorrow at 9”."
        )
    if bare:
        return Reading(moment, (Span(0, len(text), "date", text.strip(), due),), when.assumptions)
    return Reading(moment, spans(seen, when, ctx), when.assumptions, alternatives(seen, when, ctx))


def _of_the_past(_seen: Scan, when: When, ctx: Context) -> Due:
    """The last such day: the Friday before today, `9:00` today's or yesterday's, last October."""
    assert when.due is not None
    due = when.due
    back = timedelta(days=7)
    dated = any(isinstance(piece.value, Shape) for piece in when.pieces)
    if not dated:
        back = timedelta(days=1)
    else:
        shape = next(piece.value for piece in when.pieces if isinstance(piece.value, Shape))
        if shape.months and not shape.year:
            back = due.day - add_months(due.day, -12)
        elif not shape.weekdays or shape.days:
            back = timedelta(0)
    if back and datetime.combine(due.day, due.time or time(0)) > ctx.wall:
        return Due(due.day - back, due.time, due.zone)
    return due
