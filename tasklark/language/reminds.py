"""The fragments of language that ask for a reminder: `30 minutes before`, `the evening before`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from tasklark.domain.reminder import Remind, RingAt, RingBefore, RingDayBefore
from tasklark.domain.task import Due
from tasklark.language.amounts import from_now
from tasklark.language.dues import combine, pick
from tasklark.language.grammar import Match, Piece, Rule, best, find
from tasklark.language.reading import Context
from tasklark.language.scan import Scan
from tasklark.language.times import Clock, Part, clock, number_clock

NAG = 60
"""Minutes between rings when someone asks for nagging without saying how often."""
MINUTES = {"day": 1440, "week": 10080, "fortnight": 20160}


@dataclass(frozen=True, slots=True)
class Before:
    """So long before the due, or so many days before at a clock time or part of day."""

    minutes: int = 0
    days: int | None = None
    at: Clock | Part | None = None


@dataclass(frozen=True, slots=True)
class Nag:
    """Ring again every so many minutes until done."""

    minutes: int


def before(match: Match) -> Before | None:
    """`30 minutes before`, `an hour and a half ahead`, `2 days before at 6pm`."""
    if match.has("hour"):
        passed = from_now(match)
        if passed is None or (passed.passed.total_seconds() < 60 and passed.days == 0):
            return None
        return Before(int(passed.passed.total_seconds() // 60) + MINUTES["day"] * passed.days)
    unit = match.texts("unit")[0]
    amount = (match.ints("number", "couple") or [1])[0]
    per = MINUTES.get(unit, 43_200 if unit == "month" else 0)
    at = _at(match)
    if not per or amount * per > 525_600:
        return None
    if at is not None and per % MINUTES["day"] == 0:
        return Before(days=amount * per // MINUTES["day"], at=at)
    return Before(amount * per)


def day_before(match: Match) -> Before | None:
    """`the day before at 6pm`, `the evening before`, `on the morning of`."""
    units = match.texts("unit")
    parts = match.texts("part")
    at = _at(match)
    days = 0 if match.has("of") else 1
    if units and units[0] not in ("day", "week"):
        return None
    if units and units[0] == "week":
        days = 7
    if at is None and parts:
        return Before(days=days, at=Part(parts[0]))
    if at is None:
        return Before(MINUTES["day"] * days)
    if parts and not at.sure and parts[0] in ("evening", "night"):
        at = Clock(at.hour % 12 + 12, at.minute, True)
    return Before(days=days, at=at)


def _at(match: Match) -> Clock | None:
    if match.has("clock"):
        return clock(match)
    covered = match.tokens[match.lo : match.hi]
    ats = [at for at, token in enumerate(covered) if token.kind == "at"]
    if not ats:
        return None
    tail = Match(match.tokens, match.lo + ats[0], match.hi)
    return number_clock(tail) if tail.has("number") else None


def same_day(match: Match) -> Before | None:
    """`on the day at 8`: the due's own day."""
    if match.texts("unit")[0] != "day":
        return None
    return Before(days=0, at=_at(match))


def on_time(_match: Match) -> Before:
    return Before(0)


def nag(match: Match) -> Nag:
    if not match.has("hour"):
        return Nag(NAG)
    unit = match.texts("hour")[0]
    amount = (match.ints("number", "couple") or [1])[0]
    if match.has("half"):
        return Nag(30)
    return Nag(max(1, amount * (60 if unit == "hour" else 1)))


_ME = "(comma|and)* (remind me? (about|at|on)* | with? a? remind)?".replace("with? ", "")
_AMOUNT = "(number | a | half a | couple | number and a half | a half | slash | a quarter of? a)"
_CLOCK = "(at? clock ampm? | at number (ampm|oclock)?)"
_THEN = "(before (the? due)? | ahead | due)".replace(" | due", "")

RULES: tuple[Rule, ...] = (
    Rule(
        "remind",
        f"{_ME} {_AMOUNT} hour ((and|comma)* (number|a) hour)* (and a half)? {_THEN}",
        before,
    ),
    Rule("remind", f"{_ME} {_AMOUNT} unit {_THEN} {_CLOCK}?", before),
    Rule(
        "remind",
        f"{_ME} {_CLOCK}? (on|in)? the? (unit|part) before (in the part)? {_CLOCK}?",
        day_before,
    ),
    Rule("remind", f"{_ME} {_CLOCK}? (on|in)? the? part of", day_before),
    Rule("remind", f"{_ME} (at|on|before)? the? due", on_time),
    Rule("remind", f"{_ME} on? the unit {_CLOCK}", same_day),
    Rule("remind", f"{_ME} (and|comma)* every (number|half a?|couple|other)? hour repeatedly", nag),
    Rule("remind", f"{_ME} repeatedly", nag),
)


def find_reminds(scan: Scan) -> list[Piece]:
    """The reminder fragments of a text: offsets and nagging, then `remind me` with a moment."""
    found = [
        piece for piece in find(RULES, scan.tokens) if _said(scan, piece) and _free(scan, piece)
    ]
    return best(found)


_DATED = ("date", "time", "moment", "part")


def _said(scan: Scan, piece: Piece) -> bool:
    """Whether nothing follows that the amount would belong to: `get gas before the trip`."""
    value = piece.value
    tokens = scan.tokens
    if isinstance(value, Before) and value.minutes == 0 and value.days is None:
        return any(token.kind == "remind" for token in tokens[piece.lo : piece.hi])
    if piece.hi >= len(tokens) or tokens[piece.hi - 1].kind in ("ahead", "repeatedly"):
        return True
    asked = any(token.kind == "remind" for token in tokens[piece.lo : piece.hi])
    if asked and any(p.name in _DATED and p.lo >= piece.hi for p in scan.pieces):
        # “remind me 15 minutes before my 3 pm meeting”: the meeting says when it is.
        return True
    if any(token.kind == "of" for token in tokens[piece.lo : piece.hi]):
        return tokens[piece.hi].kind in ("comma", "stop", "dot", "and")
    after = tokens[piece.hi]
    loose = ("comma", "stop", "dot", "and", "at", "mark", "remind", "strict", "until", "repeatedly")
    return after.kind in loose or after.text in ("that", "it", "then", "is", "please", "it's")


def _free(scan: Scan, piece: Piece) -> bool:
    """Whether the fragment is not the inside of a day: `2 weeks before Christmas`."""
    return not any(
        other.name == "date" and other.lo <= piece.lo and other.hi > piece.hi
        for other in scan.pieces
    )


def reminders(pieces: Sequence[Piece], ctx: Context) -> tuple[Remind, ...]:
    """The reminders that the fragments ask for; nagging joins the one before it."""
    out: list[Remind] = []
    for piece in pieces:
        if isinstance(piece.value, Before):
            out.append(Remind(_trigger(piece.value, ctx)))
        elif isinstance(piece.value, Nag):
            last = out.pop() if out else Remind(RingBefore(0))
            out.append(replace(last, nag_minutes=piece.value.minutes))
        elif isinstance(piece.value, Due):
            out.append(Remind(RingAt(piece.value)))
    return tuple(dict.fromkeys(out))


def _trigger(said: Before, ctx: Context) -> RingBefore | RingDayBefore:
    if said.days is None:
        return RingBefore(said.minutes)
    return RingDayBefore(said.days, _clock_of(said.at, ctx))


def _clock_of(at: Clock | Part | None, ctx: Context) -> time:
    if isinstance(at, Clock):
        if at.sure or at.hour == 0:
            return time(at.hour, at.minute)
        return time(at.hour if 7 <= at.hour < 12 else at.hour % 12 + 12, at.minute)
    if isinstance(at, Part):
        return ctx.person.named_times.get(at.name, ctx.person.morning)
    return ctx.person.morning


def moment_after(scan: Scan, at: int, ctx: Context) -> tuple[Piece, Due] | None:
    """The moment said right behind token `at`: `remind me` tomorrow at 9."""
    run: list[Piece] = []
    end = at + 1
    for piece in scan.pieces:
        if piece.lo < end or piece.name not in ("date", "time", "part", "moment"):
            continue
        gap = scan.tokens[end : piece.lo]
        if any(token.kind not in ("at", "on", "comma", "about", "for", "me") for token in gap):
            break
        run.append(piece)
        end = piece.hi
    when = combine(pick(scan, run), ctx) if run else None
    if when is None or when.due is None:
        return None
    due = when.due if when.due.time else Due(when.due.day, ctx.person.morning, when.due.zone)
    return Piece("remind", at, end, due), due
