"""Words, or RRULE text, as the repeat value of a task."""

from dataclasses import replace
from datetime import date, datetime, time

from tasklark.domain.errors import Refusal
from tasklark.domain.task import Anchor, Due, Repeat
from tasklark.language.assumed import assumed
from tasklark.language.dues import Chosen, combine
from tasklark.language.grammar import Piece
from tasklark.language.reading import Context, Reading, Span
from tasklark.language.readings import unread
from tasklark.language.rhythm import Rhythm, find_rhythm
from tasklark.language.rule_words import Spoken, rule_in
from tasklark.language.ruletext import repeat_of, rule_text
from tasklark.language.scan import Scan, scan
from tasklark.language.shapes import DAY, Shape
from tasklark.language.times import Part
from tasklark.language.tongues import tongue
from tasklark.recurrence import Rule, RuleError

HINT = "Try “every Tuesday at 9”, “every 2 weeks” or “last workday of every month”."


def read_repeat(text: str, ctx: Context, due: Due | None = None) -> Reading[Repeat | None]:
    """A repeat as said; `none` stops repeating. Without a due it starts at its first date ahead.

    Raises:
        Refusal: If the words say no repeat, or something beside it that is not understood.
    """
    if "FREQ=" in text.upper():
        return Reading(_of_rule(text, ctx, due), (Span(0, len(text), "repeat", text.strip()),))
    seen = scan(text, tongue(text, ctx.person))
    if not seen.tokens:
        raise Refusal("No repeat was given.", HINT)
    if seen.tokens[0].kind == "none":
        return Reading(None)
    exact = rule_in(text)
    if exact is not None:
        return _spoken(text, exact, ctx, due)
    rhythm = find_rhythm(seen, ctx, forced=True)
    if rhythm is None:
        raise Refusal(f"I cannot read “{shortened(text)}” as a repeat.", HINT)
    start = starting(seen, rhythm, ctx, due)
    left = unread(seen, (*used(seen, rhythm), *start.pieces))
    if left:
        raise Refusal(
            f"I can read a repeat in “{shortened(text)}”, but not “{shortened(' '.join(left))}”.",
            HINT,
        )
    return repeat_reading(seen, rhythm, start, ctx)


def shortened(text: str) -> str:
    """Words as a refusal quotes them."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"


def _of_rule(text: str, ctx: Context, due: Due | None) -> Repeat:
    try:
        rule = str(Rule.parse(text.strip()))
    except RuleError as error:
        raise Refusal(f"That rule is not valid: {error}", HINT) from error
    return repeat_of(rule, ctx, due, spoken=False)


def _spoken(text: str, said: Spoken, ctx: Context, due: Due | None) -> Reading[Repeat | None]:
    """A repeat in a rule's own words."""
    first = _first_ahead(said.clocks, ctx) if due is None else min(said.clocks, default=due.time)
    repeat = repeat_of(said.rule, ctx, _from(due, first, ctx))
    anchor: Anchor = "completion" if said.completion else "schedule"
    repeat = replace(repeat, anchor=anchor, holidays=said.holidays)
    span = Span(0, len(text), "repeat", text.strip(), repeat)
    return Reading(repeat, (span,), _month_end(repeat))


def _from(due: Due | None, first: time | None, ctx: Context) -> Due:
    """From when a repeat counts that names no day to begin with: from now on, or from its due."""
    if due is not None:
        return replace(due, time=first)
    wall = ctx.wall
    if first is None:
        return Due(ctx.today)
    return Due(
        wall.date() if datetime.combine(wall.date(), first) > wall else wall.date() + DAY, first
    )


def _month_end(repeat: Repeat) -> tuple[str, ...]:
    return ("in shorter months, on the last day",) if repeat.month_end == "backward" else ()


class Start:
    """From when a repeat counts: the due it was given or the one its words say."""

    __slots__ = ("assumptions", "clocks", "due", "pieces")

    def __init__(
        self,
        due: Due | None,
        pieces: tuple[Piece, ...] = (),
        clocks: tuple[time, ...] = (),
        assumptions: tuple[str, ...] = (),
    ) -> None:
        self.due = due
        self.pieces = pieces
        self.clocks = clocks
        self.assumptions = assumptions


def starting(seen: Scan, rhythm: Rhythm, ctx: Context, due: Due | None = None) -> Start:
    """The first due a rhythm may have, by its start day, its clock time and now."""
    free = [piece for piece in seen.pieces if piece not in rhythm.pieces]
    clock_pieces = [piece for piece in free if piece.name in ("time", "times")]
    part = next((piece for piece in free if isinstance(piece.value, Part)), None)
    zone = next((piece for piece in free if piece.name == "zone"), None)
    if part is None and rhythm.every.part:
        part = Piece("part", 0, 0, Part(rhythm.every.part))
    clocks = _clocks(clock_pieces, part, rhythm, ctx)
    pieces = tuple(piece for piece in (*clock_pieces, part, zone) if piece and piece.size)
    first = _first_ahead(clocks, ctx) if rhythm.start is None and due is None else None
    first = first or (clocks[0] if clocks else None)
    day = rhythm.start or (due.day if due else None)
    if first is None and due is not None and due.time is not None:
        first = due.time
    if day is None and first is not None:
        wall = ctx.wall
        ahead = datetime.combine(wall.date(), first) > wall
        day = wall.date() if ahead else wall.date() + DAY
    day = day or ctx.today
    where = zone.value.name if zone is not None and hasattr(zone.value, "name") else None
    where = where or (due.zone if due else None)
    said = tuple(
        f"{rhythm.every.part} is {first:%H:%M}" for _ in (1,) if first and rhythm.every.part
    )
    return Start(Due(day, first, where), pieces, clocks, said)


def _first_ahead(clocks: tuple[time, ...], ctx: Context) -> time | None:
    """Of several clock times the one that comes next."""
    ahead = [clock for clock in clocks if clock > ctx.wall.time()]
    return min(ahead or clocks, default=None)


def _clocks(
    pieces: list[Piece], part: Piece | None, _rhythm: Rhythm, ctx: Context
) -> tuple[time, ...]:
    """The clock times of a repeat; one without am or pm is read as on any coming day."""
    out: list[time] = []
    single = [
        Piece("time", piece.lo, piece.hi, value)
        for piece in pieces
        for value in (piece.value if isinstance(piece.value, tuple) else (piece.value,))
    ]
    choices: list[Piece | None] = [*single] or [None]
    for piece in choices:
        chosen = Chosen(day=_some_day(), clock=piece, part=part)
        when = combine(chosen, ctx) if piece is not None or part is not None else None
        if when is not None and when.clock is not None:
            out.append(when.clock)
    return tuple(out)


def _some_day() -> Piece:
    return Piece("date", 0, 0, Shape(shift=(2, 0)))


def used(seen: Scan, rhythm: Rhythm) -> tuple[Piece, ...]:
    """The fragments of a rhythm, and the words that belong to it, as pieces."""
    words = tuple(Piece("repeat", lo, hi, None) for lo, hi in rhythm.words)
    glue = tuple(
        Piece("repeat", at, at + 1, None)
        for at, token in enumerate(seen.tokens)
        if token.kind in ("repeating", "completion", "holidays", "except")
    )
    return (*rhythm.pieces, *words, *glue)


def repeat_reading(
    seen: Scan, rhythm: Rhythm, start: Start, ctx: Context
) -> Reading[Repeat | None]:
    """The repeat with its spans and what was assumed."""
    rule = _whole_rule(seen, rhythm) or rule_text(rhythm, ctx, start.clocks)
    repeat = repeat_of(rule, ctx, start.due, rhythm)
    spans = []
    for piece in rhythm.pieces:
        begin, end = seen.span(piece)
        spans.append(Span(begin, end, "repeat", seen.text[begin:end], repeat))
    said = list(start.assumptions)
    said += _month_end(repeat)
    if rhythm.every.doubt:
        said.append(f"not {rhythm.every.doubt}")
    notes = assumed(said, tongue(seen.text, ctx.person).code)
    return Reading(repeat, tuple(spans), notes)


def _whole_rule(seen: Scan, rhythm: Rhythm) -> str | None:
    """Fragments that together are a rule's own words: `every year on 1 January and 1 July`."""
    if len(rhythm.pieces) < 2:
        return None
    ends = [seen.span(piece) for piece in rhythm.pieces]
    exact = rule_in(seen.text[min(start for start, _ in ends) : max(end for _, end in ends)])
    return exact.rule if exact is not None and not exact.clocks else None


def due_of(repeat: Repeat, zone: str | None = None) -> Due:
    """The first due of a repeat."""
    key = repeat.start
    if len(key) == len("2026-11-23"):
        return Due(date.fromisoformat(key), None, None)
    moment = datetime.fromisoformat(key)
    return Due(moment.date(), moment.time(), zone)
