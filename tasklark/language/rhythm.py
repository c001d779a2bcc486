"""Putting the fragments of a repeat together: how often, on which days, from when, until when."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tasklark.domain.months import add_months
from tasklark.language.amounts import Count, Lasting
from tasklark.language.counting import count
from tasklark.language.feasts import FEASTS
from tasklark.language.grammar import Piece
from tasklark.language.reading import Context
from tasklark.language.repeats import Every
from tasklark.language.scan import Scan
from tasklark.language.shapes import Shape
from tasklark.language.times import Clock

UNIT_OF = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
PREFIX = {"until": "until", "starting": "start", "from": "start", "except": "except", "to": "to"}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A repeat as said, with the fragments it was read from."""

    every: Every
    pieces: tuple[Piece, ...]
    start: date | None = None
    until: date | None = None
    count: int | None = None
    exceptions: tuple[date, ...] = ()
    completion: bool = False
    holidays: bool = False
    clocks: tuple[Clock, ...] = ()
    words: tuple[tuple[int, int], ...] = field(default=())
    """Tokens that belong to it without being a fragment (`until`, `except holidays`)."""


def find_rhythm(scan: Scan, ctx: Context, *, forced: bool = False) -> Rhythm | None:
    """The repeat of a text, or None. `forced` takes `first Monday of the month` for one too."""
    cores = [piece for piece in scan.pieces if isinstance(piece.value, Every)]
    if not cores:
        return _implied(scan, ctx, forced)
    every = _merged([piece.value for piece in cores if isinstance(piece.value, Every)])
    return _filled(scan, Rhythm(every, tuple(cores)), ctx)


def _implied(scan: Scan, ctx: Context, forced: bool) -> Rhythm | None:
    """Days that repeat by themselves: plural weekdays, and bare shapes when a repeat is wanted."""
    for piece in scan.pieces:
        if isinstance(piece.value, Shape):
            every = _of_shape(piece.value, forced or _repeating(scan))
            if every is not None:
                return _filled(scan, Rhythm(every, (piece,)), ctx)
    if forced and any(token.kind == "completion" for token in scan.tokens):
        return _after_completion(scan)
    return None


def _repeating(scan: Scan) -> bool:
    return any(token.kind == "repeating" for token in scan.tokens)


def _after_completion(scan: Scan) -> Rhythm | None:
    """`3 weeks after I last did it`."""
    for at, token in enumerate(scan.tokens):
        if token.kind == "unit" and str(token.value) in UNIT_OF.values():
            amount = scan.tokens[at - 1].value if at else 1
            freq = next(key for key, unit in UNIT_OF.items() if unit == token.value)
            every = Every(freq, amount if isinstance(amount, int) else 1)
            return Rhythm(every, (), completion=True, words=((max(0, at - 1), at + 2),))
    return None


def _of_shape(shape: Shape, forced: bool) -> Every | None:
    if shape.plural and shape.weekdays:
        return Every("WEEKLY", weekdays=shape.weekdays)
    if not forced:
        return None
    if shape.nths:
        return Every("YEARLY" if shape.months else "MONTHLY", nths=shape.nths, months=shape.months)
    if shape.workday:
        return Every("MONTHLY", workday=shape.workday)
    if shape.weekdays and not shape.days:
        return Every("WEEKLY", weekdays=shape.weekdays)
    if shape.days and not shape.weekdays:
        return Every("YEARLY" if shape.months else "MONTHLY", days=shape.days, months=shape.months)
    return None


def _merged(found: Sequence[Every]) -> Every:
    every = found[0]
    for other in found[1:]:
        if other.freq == every.freq:
            every = _joined(every, other)
        elif {every.freq, other.freq} == {"DAILY", "WEEKLY"}:
            weekly = every if every.freq == "WEEKLY" else other
            every = replace(weekly, part=every.part or other.part)
    return every


def _joined(one: Every, two: Every) -> Every:
    return replace(
        one,
        interval=max(one.interval, two.interval),
        weekdays=tuple(dict.fromkeys((*one.weekdays, *two.weekdays))),
        nths=tuple(dict.fromkeys((*one.nths, *two.nths))),
        days=tuple(dict.fromkeys((*one.days, *two.days))),
        months=tuple(dict.fromkeys((*one.months, *two.months))),
        part=one.part or two.part,
        workday=one.workday or two.workday,
    )


def _filled(scan: Scan, rhythm: Rhythm, ctx: Context) -> Rhythm:
    for piece in scan.pieces:
        if piece in rhythm.pieces:
            continue
        rhythm = _with_piece(scan, rhythm, piece, ctx)
    completion = any(token.kind in ("completion",) for token in scan.tokens) or _strict(scan)
    holidays = [at for at, token in enumerate(scan.tokens) if token.kind == "holidays"]
    words = rhythm.words + _marks(scan)
    return replace(rhythm, completion=completion, holidays=bool(holidays), words=words)


def _strict(scan: Scan) -> bool:
    """`every! 3 days`: counted from completion."""
    return any(token.kind == "every" and token.text.endswith("!") for token in scan.tokens)


def _marks(scan: Scan) -> tuple[tuple[int, int], ...]:
    out = []
    for at, token in enumerate(scan.tokens):
        if token.kind == "holidays":
            back = at
            while back and scan.tokens[back - 1].kind in ("except", "on", "the", "comma"):
                back -= 1
            out.append((back, at + 1))
        elif token.kind == "completion":
            out.append((at, at + 1))
    return tuple(out)


def _prefix(scan: Scan, piece: Piece) -> tuple[str, int]:
    """What a day is to the repeat by the word before it, and where that word stands."""
    first = scan.tokens[piece.lo]
    if first.kind in PREFIX:
        return PREFIX[first.kind], piece.lo
    at = piece.lo - 1
    while at >= 0 and scan.tokens[at].kind in ("on", "the", "in", "at", "this", "coming"):
        at -= 1
    if at < 0:
        return "", piece.lo
    return PREFIX.get(scan.tokens[at].kind, ""), at


def _with_piece(scan: Scan, rhythm: Rhythm, piece: Piece, ctx: Context) -> Rhythm:
    if isinstance(piece.value, Shape):
        return _with_day(scan, rhythm, piece, piece.value, ctx)
    pieces = (*rhythm.pieces, piece)
    if isinstance(piece.value, Count):
        return replace(rhythm, count=piece.value.times, pieces=pieces)
    if isinstance(piece.value, Lasting):
        return _lasting(replace(rhythm, pieces=pieces), piece.value, ctx)
    return rhythm


def _with_day(scan: Scan, rhythm: Rhythm, piece: Piece, shape: Shape, ctx: Context) -> Rhythm:
    role, at = _prefix(scan, piece)
    counted = count(shape, ctx, rhythm.start)
    pieces = (*rhythm.pieces, piece)
    words = (*rhythm.words, (at, piece.hi)) if role else rhythm.words
    if role == "until" or (role == "to" and rhythm.start is not None):
        return replace(
            rhythm, until=None if counted is None else counted.day, pieces=pieces, words=words
        )
    if role == "start" and counted:
        return replace(rhythm, start=counted.day, pieces=pieces, words=words)
    if role == "except" and shape.weekdays and shape == Shape(weekdays=shape.weekdays):
        left = tuple(day for day in range(7) if day not in shape.weekdays)
        if rhythm.every.freq == "DAILY" and rhythm.every.interval == 1:
            every = replace(rhythm.every, freq="WEEKLY", weekdays=left)
            return replace(rhythm, every=every, pieces=pieces, words=words)
    if role == "except" or _after_except(scan, piece, rhythm):
        found = rhythm.exceptions + ((counted.day,) if counted else ())
        return replace(rhythm, exceptions=found, pieces=pieces, words=words)
    folded = fold(rhythm.every, shape)
    if folded is not None:
        return replace(rhythm, every=folded, pieces=pieces)
    if counted and rhythm.start is None and (shape.relative or shape.when or shape.days):
        return replace(rhythm, start=counted.day, pieces=pieces)
    return rhythm


def _after_except(scan: Scan, piece: Piece, rhythm: Rhythm) -> bool:
    return bool(rhythm.exceptions) and scan.kind_before(piece) in ("and", "comma", "on")


def _lasting(rhythm: Rhythm, lasting: Lasting, ctx: Context) -> Rhythm:
    every = rhythm.every
    same = UNIT_OF.get(every.freq) == lasting.unit and every.interval == 1
    if same and lasting.amount > 1 and len(every.weekdays) < 2:
        return replace(rhythm, count=lasting.amount)
    start = rhythm.start or ctx.today
    days = {"day": 1, "week": 7, "fortnight": 14}.get(lasting.unit, 0) * lasting.amount
    months = {"month": 1, "quarter": 3, "year": 12}.get(lasting.unit, 0) * lasting.amount
    return replace(rhythm, until=add_months(start, months) + timedelta(days=days))


def fold(every: Every, shape: Shape) -> Every | None:
    """A day that says on which days of the period it is: `weekly … on Monday`."""
    if shape.which or shape.shift is not None or shape.when or shape.year:
        return None
    if every.freq in ("DAILY", "WEEKLY") and shape == Shape(months=shape.months):
        return replace(every, months=shape.months)
    if (
        every.freq in ("DAILY", "WEEKLY", "HOURLY", "MINUTELY")
        and shape.weekdays
        and not shape.days
    ):
        freq = "WEEKLY" if every.freq == "DAILY" and every.interval == 1 else every.freq
        if every.weekdays and not set(shape.weekdays) - set(every.weekdays):
            return every
        return replace(every, freq=freq, weekdays=(*every.weekdays, *shape.weekdays))
    if every.freq == "MONTHLY":
        return _fold_month(every, shape)
    if every.freq == "YEARLY":
        return _fold_year(every, shape)
    return None


def _fold_month(every: Every, shape: Shape) -> Every | None:
    if shape.nths and not shape.months:
        return replace(every, nths=shape.nths)
    if shape.workday:
        return replace(every, workday=shape.workday)
    if shape.days and not shape.months and not shape.weekdays and not every.days:
        return replace(every, days=shape.days)
    if shape.weekdays and not shape.days and not every.nths and not every.days:
        return replace(every, nths=tuple((1, day) for day in shape.weekdays))
    return None


def _fold_year(every: Every, shape: Shape) -> Every | None:
    if shape.holiday and shape.holiday in FEASTS:
        day = FEASTS[shape.holiday](2026)
        return replace(every, months=(day.month,), days=(day.day,))
    if shape.numeric:
        return replace(every, numeric=shape.numeric)
    if shape.nths:
        return replace(every, nths=shape.nths, months=shape.months or every.months)
    if shape.workday and shape.months:
        return replace(every, workday=shape.workday, months=shape.months)
    if shape.days and not shape.weekdays:
        return replace(every, days=shape.days, months=shape.months or every.months)
    if shape.months:
        return replace(every, months=shape.months)
    return None
