"""From fragments to a due: the day, the clock, the part of day and the zone put together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from tasklark.domain.clock import today as day_on
from tasklark.domain.task import Due
from tasklark.language.amounts import FromNow
from tasklark.language.counting import count, spell
from tasklark.language.grammar import Piece
from tasklark.language.reading import Context
from tasklark.language.scan import Scan
from tasklark.language.shapes import DAY, Counted, Shape
from tasklark.language.times import HALVES, Clock, Part, Zoned

EARLY, NOON, LATE = 7, 12, 22
NEAR = 45 * DAY
"""How far ahead a date without a month is looked for before its number is an hour."""


@dataclass(frozen=True, slots=True)
class When:
    """What was read of a moment, and by which fragments.

    `others` are second readings: the fragment and the due that it would mean.
    """

    day: date | None = None
    clock: time | None = None
    zone: str | None = None
    pieces: tuple[Piece, ...] = ()
    others: tuple[tuple[Piece, Due, str], ...] = ()
    assumptions: tuple[str, ...] = ()
    grain: str = ""

    @property
    def due(self) -> Due | None:
        """The due, when a day is known."""
        return None if self.day is None else Due(self.day, self.clock, self.zone)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The fragments that speak of one moment."""

    day: Piece | None = None
    clock: Piece | None = None
    part: Piece | None = None
    moment: Piece | None = None
    zone: Piece | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        every = (self.day, self.clock, self.part, self.moment, self.zone)
        return tuple(sorted((piece for piece in every if piece), key=lambda piece: piece.lo))


def combine(chosen: Chosen, ctx: Context) -> When | None:
    """The moment that the chosen fragments mean together; None when there is none."""
    if chosen.moment is not None:
        return _from_now(chosen, ctx)
    day = _day(chosen, ctx)
    if chosen.day is not None and day is None:
        return None
    if day is not None and _far(chosen, day, ctx):
        return _hour_beside(chosen, ctx)
    date_said = _date_beside(chosen, day)
    if date_said is not None:
        return When(date_said, pieces=chosen.pieces, grain="day")
    return _timed(chosen, day, ctx)


def _far(chosen: Chosen, day: Counted, ctx: Context) -> bool:
    """`Friday 20` where no such Friday is near."""
    shape = chosen.day.value if chosen.day is not None else None
    loose = isinstance(shape, Shape) and shape.loose and chosen.clock is None
    return loose and day.day - ctx.today > NEAR


def _hour_beside(chosen: Chosen, ctx: Context) -> When | None:
    assert chosen.day is not None
    shape = chosen.day.value
    assert isinstance(shape, Shape)
    day = count(Shape(weekdays=shape.weekdays), ctx)
    if day is None:
        return None
    clock = time(shape.days[0])
    said = (f"{shape.days[0]} is {clock:%H:%M}",)
    return When(day.day, clock, None, chosen.pieces, assumptions=said, grain="minute")


def _date_beside(chosen: Chosen, day: Counted | None) -> date | None:
    """`Friday 4` where the coming Friday is the 4th: the number is its date, no hour."""
    if day is None or chosen.day is None or chosen.clock is None or chosen.part is not None:
        return None
    shape, clock = chosen.day.value, chosen.clock.value
    plain = isinstance(shape, Shape) and shape == Shape(weekdays=shape.weekdays)
    if not plain or not isinstance(clock, Clock) or not clock.tight or clock.minute:
        return None
    if chosen.clock.lo < chosen.day.hi or clock.sure or clock.hour != day.day.day:
        return None
    return day.day


def _from_now(chosen: Chosen, ctx: Context) -> When:
    assert chosen.moment is not None
    passed = chosen.moment.value
    assert isinstance(passed, FromNow)
    # The person's own zone, wherever it was said: an amount from now is an instant, also for one
    # who travels meanwhile.
    zone = ctx.person.zone_on(day_on(ctx.now, ctx.person))
    wall = ctx.now.astimezone(zone).replace(tzinfo=None) + DAY * passed.days
    instant = passed.at or wall.replace(tzinfo=zone).astimezone(UTC) + passed.passed
    moment = instant.astimezone(zone).replace(tzinfo=None, microsecond=0)
    return When(moment.date(), moment.time(), zone.key, chosen.pieces, grain="minute")


def _day(chosen: Chosen, ctx: Context) -> Counted | None:
    if chosen.day is None or not isinstance(chosen.day.value, Shape):
        return None
    counted = count(chosen.day.value, ctx)
    return counted


def _timed(chosen: Chosen, day: Counted | None, ctx: Context) -> When | None:
    zone = chosen.zone.value.name if chosen.zone and isinstance(chosen.zone.value, Zoned) else None
    clock, other, said = _clock(chosen, None if day is None else day.day, ctx)
    if day is None and clock is None:
        return None
    on = day.day if day is not None else _first_day(clock, chosen, ctx, zone)
    if clock == time(0) and _is_midnight(chosen) and day is not None:
        on = on + DAY if _relative(chosen) else on
    others = _others(chosen, day, on, clock, other, zone, ctx)
    grain = "minute" if clock is not None else (day.grain if day is not None else "day")
    return When(on, clock, zone, chosen.pieces, others, said, grain)


def _relative(chosen: Chosen) -> bool:
    return chosen.day is not None and isinstance(chosen.day.value, Shape)


def _is_midnight(chosen: Chosen) -> bool:
    part = chosen.part.value if chosen.part else None
    return isinstance(part, Part) and part.name == "midnight"


def _first_day(clock: time | None, chosen: Chosen, ctx: Context, zone: str | None) -> date:
    """The day of a time without a date: today when it is still ahead, else tomorrow."""
    wall = ctx.wall if zone is None else ctx.now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert clock is not None
    if _only_today(chosen):
        return ctx.today
    return wall.date() if datetime.combine(wall.date(), clock) > wall else wall.date() + DAY


def _only_today(chosen: Chosen) -> bool:
    """`this afternoon`, `tonight`: said of today, whatever the clock says."""
    return (
        chosen.part is not None
        and isinstance(chosen.part.value, Part)
        and (chosen.part.value.name == "tonight" or chosen.part.value.today)
    )


def _clock(
    chosen: Chosen, day: date | None, ctx: Context
) -> tuple[time | None, time | None, tuple[str, ...]]:
    """The clock time, the other one it may be, and what was assumed."""
    part = chosen.part.value.name if chosen.part and isinstance(chosen.part.value, Part) else ""
    if chosen.clock is None or not isinstance(chosen.clock.value, Clock):
        named = _named(part, ctx) if part else None
        said = () if named is None else (f"{part} is {named:%H:%M}",)
        return named, None, said if part not in ("noon", "midnight") else ()
    clock = chosen.clock.value
    if clock.sure or _as_written(clock, ctx, part):
        return time(clock.hour, clock.minute), None, ()
    half = HALVES.get(part, "")
    if part in ("noon", "midnight") or clock.hour == 0:
        return time(clock.hour, clock.minute), None, ()
    if half:
        return _in_half(clock, half, part), None, ()
    first, second = _open(clock, day, ctx)
    words = f"{clock.hour}{f':{clock.minute:02}' if clock.minute else ''}"
    same = clock.minute > 0 and words.zfill(5) == f"{first:%H:%M}"
    half = "in the morning" if first.hour < NOON else "in the afternoon"
    return first, second, (f"{words} is {half}" if same else f"{words} is {first:%H:%M}",)


def _as_written(clock: Clock, ctx: Context, part: str) -> bool:
    """`9:30`, `12:30` for a person with a 24-hour clock: nothing to assume."""
    return clock.written and ctx.person.clock24 and clock.hour >= EARLY and not HALVES.get(part)


def _in_half(clock: Clock, half: str, part: str) -> time:
    if part in ("night", "tonight") and clock.hour in (12, 1, 2, 3, 4):
        return time(clock.hour % 12, clock.minute)
    return time(clock.hour % 12 + (12 if half == "p" else 0), clock.minute)


def _open(clock: Clock, day: date | None, ctx: Context) -> tuple[time, time]:
    """An hour without am or pm: behaviour 2, and never a past one where the other is ahead."""
    early = time(clock.hour % 12, clock.minute)
    late = time(clock.hour % 12 + 12, clock.minute)
    if day is not None and day != ctx.today:
        return (early, late) if EARLY <= clock.hour < NOON else (late, early)
    wall = ctx.wall
    if day is not None:
        ahead = [choice for choice in (early, late) if datetime.combine(day, choice) > wall]
        usual = early if EARLY <= clock.hour < NOON else late
        first = usual if usual in ahead or not ahead else ahead[0]
        return first, late if first == early else early
    return _soonest(early, late, wall)


def _soonest(early: time, late: time, wall: datetime) -> tuple[time, time]:
    """The next of the two between 07:00 and 22:00."""
    moments = [
        datetime.combine(wall.date() + DAY * plus, choice)
        for plus in (0, 1)
        for choice in (early, late)
        if time(EARLY) <= choice <= time(LATE)
    ]
    ahead = [moment for moment in moments if moment > wall]
    first = (ahead or moments or [datetime.combine(wall.date(), late)])[0].time()
    return first, late if first == early else early


def _named(part: str, ctx: Context) -> time | None:
    fixed = {"noon": time(12), "midnight": time(0), "breakfast": time(8)}
    named = ctx.person.named_times
    return named.get(part) or fixed.get(part) or named.get("morning")


def _others(
    chosen: Chosen,
    day: Counted | None,
    on: date,
    clock: time | None,
    other: time | None,
    zone: str | None,
    ctx: Context,
) -> tuple[tuple[Piece, Due, str], ...]:
    out: list[tuple[Piece, Due, str]] = []
    if day is not None and day.other is not None and chosen.day is not None:
        out.append((chosen.day, Due(day.other, clock, zone), spell(day.other, ctx.today)))
    if other is not None and chosen.clock is not None:
        that = Due(on, other, zone)
        if day is None:
            that = Due(_first_day(other, chosen, ctx, zone), other, zone)
        out.append((chosen.clock, that, f"{other:%H:%M}"))
    return tuple(out)


def pick(scan: Scan, pieces: Sequence[Piece]) -> Chosen:
    """The fragments of one moment: the first day, and what stands nearest to it."""
    chosen = Chosen()
    for piece in pieces:
        if piece.name != "zone" or _zone_said(scan, piece, pieces):
            chosen = _with(chosen, piece)
    return chosen


def _zone_said(scan: Scan, piece: Piece, pieces: Sequence[Piece]) -> bool:
    """`in London`, `9am London`, `New York time`; the Oslo of “fly to Oslo at 7” is a place."""
    token = scan.tokens[piece.lo]
    if token.kind != "zone" or token.text in ("utc", "gmt") or token.text.endswith(" time"):
        return True
    return any(
        other.hi == piece.lo and other.name in ("time", "part", "moment") for other in pieces
    )


def _with(chosen: Chosen, piece: Piece) -> Chosen:
    slot = {"date": "day", "time": "clock", "part": "part", "moment": "moment", "zone": "zone"}
    name = slot.get(piece.name)
    if name is None or getattr(chosen, name) is not None:
        return chosen
    return replace(chosen, **{name: piece})
