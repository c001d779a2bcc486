"""Words as stretches of time: which dues to look for, and when something was done."""

import re
from datetime import date, datetime, time, timedelta

from tasklark.domain import clock
from tasklark.domain.errors import Refusal
from tasklark.domain.months import add_months
from tasklark.domain.query import DueSpan
from tasklark.domain.query import Span as Instants
from tasklark.domain.task import Due
from tasklark.language.counting import count
from tasklark.language.dues import When
from tasklark.language.grammar import Piece
from tasklark.language.reading import Context, Reading
from tasklark.language.readings import find_when, spans, unreadable
from tasklark.language.scan import Scan, scan
from tasklark.language.shapes import DAY, Shape, next_weekday, week_start
from tasklark.language.tongues import tongue

WEEK = timedelta(days=6)
_FIXED = re.compile(
    r"(?P<over>over-?due|late|vencidas?|atrasadas?)|(?P<undated>no (?:due "
    r")?date|undated|without (?:a )?date"
    r"|none|someday|sin fecha)|(?P<any>any ?time|all|any|dated|todas?)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?:(?:in |over |for )?the )?(?P<which>next|coming|last|past|previous|"
    r"within|pr[oó]xim[oa]s|[uú]ltim[oa]s)"
    r" (?P<n>\d+|two|three|four|five|six|seven|ten|few|couple of|dos|tres|siete)? ?"
    r"(?P<unit>days?|weeks?|months?|years?|d[ií]as?|semanas?|mes(?:es)?)$",
    re.IGNORECASE,
)
_AMOUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
    "few": 3,
    "couple of": 2,
    "dos": 2,
    "tres": 3,
    "siete": 7,
}
_RANGE = re.compile(
    r"^(?:from|between|de|desde|entre)?\s*(?P<low>.+?)\s*(?:\.\.|…|\s(?:to|"
    r"until|till|through|and|-|–|hasta|y)\s)"
    r"\s*(?P<high>.+)$",
    re.IGNORECASE,
)
_LUNCH = re.compile(r"^(?:since |after )?lunch(?:time)?$", re.IGNORECASE)
_LUNCH_OVER = time(14, 0)
_EDGE = re.compile(
    (
        r"^(?P<side>before|until|by|up to|after|since|from|antes de|hasta|"
        r"despu[eé]s de|desde)\s+(?P<rest>.+)$"
    ),
    re.IGNORECASE,
)


def read_day_span(text: str, ctx: Context) -> Reading[DueSpan]:
    """Which dues: `overdue`, `today` (with overdue), `this week`, `no date`, `A..B`, a day.

    Raises:
        Refusal: If the words name no day or stretch of days.
    """
    said = " ".join(text.split()).strip(" .?!")
    today = ctx.today
    fixed = _FIXED.fullmatch(said)
    if fixed is not None:
        if fixed["over"]:
            return Reading(DueSpan(high=today - DAY))
        return Reading(DueSpan(undated=True) if fixed["undated"] else DueSpan(high=date.max))
    low, high = _days(said, ctx)
    if low == high == today:
        low = None
    return Reading(_with_time(said, ctx, low, high))


def _with_time(said: str, ctx: Context, low: date | None, high: date | None) -> DueSpan:
    """A clock time beside the day asks for that minute."""
    seen = scan(said, tongue(said, ctx.person))
    when, _ = find_when(seen, seen.pieces, ctx)
    exact = when is not None and any(piece.name == "time" for piece in when.pieces)
    if not exact or when is None or when.due is None or when.due.time is None or ".." in said:
        return DueSpan(low, high)
    moment = clock.due_at(when.due, ctx.here)
    assert moment is not None
    return DueSpan(
        when.due.day, when.due.day, from_instant=moment, to_instant=moment + timedelta(minutes=1)
    )


def _days(said: str, ctx: Context) -> tuple[date | None, date | None]:
    ahead = _AHEAD.search(said)
    if ahead is not None and (ahead["n"] or ahead["unit"].lower() in ("days", "días", "dias")):
        return _counted(ahead, ctx)
    spanned = _RANGE.match(said)
    if spanned is not None and _is_range(spanned, ctx):
        low, high = _days(spanned["low"], ctx)[0], _days(spanned["high"], ctx)[1]
        if low and high and high < low:
            raise Refusal(f"“{said[:60]}” ends before it begins.", "Give the earlier day first.")
        return low, high
    edge = _EDGE.match(said)
    if edge is not None:
        low, high = _days(edge["rest"], ctx)
        side = edge["side"].lower()
        if side in ("before", "antes de"):
            return None, low and low - DAY
        if side in ("until", "by", "up to", "hasta"):
            return None, high
        after = side in ("after", "después de", "despues de")
        return (high and high + DAY if after else low), None
    return _one_stretch(said, ctx)


def _is_range(spanned: re.Match[str], ctx: Context) -> bool:
    if ".." in spanned.group() or "…" in spanned.group():
        return True
    table = tongue(spanned["high"], ctx.person)
    names = [
        {piece.name for piece in scan(part, table).pieces}
        for part in (spanned["low"], spanned["high"])
    ]
    return all("date" in found for found in names)


def _counted(found: re.Match[str], ctx: Context) -> tuple[date, date]:
    said = (found["n"] or "1").lower()
    amount = int(said) if said.isdigit() else _AMOUNTS.get(said, 1)
    unit = found["unit"].lower()
    today = ctx.today
    backwards = found["which"].lower() in ("last", "past", "previous") or found[
        "which"
    ].lower().startswith(("ú", "u"))
    sign = -1 if backwards else 1
    if unit.startswith(("month", "mes")):
        other = add_months(today, sign * amount)
    elif unit.startswith("year"):
        other = add_months(today, sign * 12 * amount)
    else:
        days = amount * (7 if unit.startswith(("week", "semana")) else 1)
        other = today + sign * timedelta(days=days - (not backwards))
    return (other, today) if backwards else (today, other)


def _one_stretch(said: str, ctx: Context) -> tuple[date, date]:
    seen = scan(said, tongue(said, ctx.person))
    when, _ = find_when(seen, seen.pieces, ctx)
    if when is None or when.due is None:
        raise unreadable(said, ctx)
    shape = next((piece.value for piece in when.pieces if isinstance(piece.value, Shape)), None)
    if shape is not None and shape.period:
        return _period(shape, when.due.day, ctx)
    if shape is not None and when.grain == "month" and shape.months:
        first = when.due.day.replace(day=1)
        return first, add_months(first, 1) - DAY
    if when.grain == "year":
        return when.due.day, when.due.day.replace(month=12, day=31)
    return when.due.day, when.due.day


def _period(shape: Shape, day: date, ctx: Context) -> tuple[date, date]:
    if shape.days or shape.weekdays:
        return day, day
    if shape.period == "week":
        first = week_start(day, ctx.person.week_start)
        return first, first + WEEK
    if shape.period == "weekend":
        saturday = day if day.weekday() != 6 else day - DAY
        return saturday, next_weekday(saturday, 6)
    months = {"month": 1, "quarter": 3, "year": 12}[shape.period]
    first = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    return first, add_months(first, months) - DAY


def read_past_span(text: str, ctx: Context) -> Reading[Instants]:
    """When something happened: `today`, `last week`, `since Friday`, `in the last 3 days`.

    Raises:
        Refusal: If the words name no day or stretch of days.
    """
    said = _LUNCH.sub(_after_lunch(ctx), " ".join(text.split()).strip(" .?!"))
    seen = scan(said, tongue(said, ctx.person))
    when, _ = find_when(seen, seen.pieces, ctx)
    low, high = _past_days(said, seen, when, ctx)
    exact = _exact_since(said, when, ctx)
    if exact is not None:
        return Reading(exact)
    return Reading(
        Instants(
            clock.day_begins(low, ctx.here) if low else None,
            clock.day_begins(high + DAY, ctx.here) if high else None,
        ),
        spans(seen, when, ctx) if when else (),
    )


def _after_lunch(ctx: Context) -> str:
    return f"since {ctx.person.named_times.get('after lunch', _LUNCH_OVER):%H:%M}"


def _past_days(
    said: str, seen: Scan, _when: When | None, ctx: Context
) -> tuple[date | None, date | None]:
    low, high = _days(said, ctx)
    shape = next((piece.value for piece in seen.pieces if isinstance(piece.value, Shape)), None)
    back = _backwards(shape, low or high, ctx)
    return (low and low - back), (high and high - back)


def _backwards(shape: Shape | None, day: date | None, ctx: Context) -> timedelta:
    """A weekday or a date still ahead means the one before it."""
    if shape is None or day is None or day <= ctx.today:
        return timedelta(0)
    if shape.weekdays and not shape.days:
        return timedelta(days=7 * ((day - ctx.today).days // 7 + 1))
    if shape.months:
        earlier = add_months(day, -12)
        return day - earlier
    return timedelta(0)


def _exact_since(said: str, when: When | None, ctx: Context) -> Instants | None:
    """`since 9:00`, `in the last hour`: instants rather than days."""
    hours = re.search(r"(?:last|past) (?:(\d+) )?(hour|minute)s?$", said, re.IGNORECASE)
    if hours is not None:
        amount = int(hours[1] or 1) * (60 if hours[2].lower() == "hour" else 1)
        return Instants(ctx.now - timedelta(minutes=amount), ctx.now)
    edge = _EDGE.match(said)
    if edge is None or when is None or when.due is None or when.due.time is None:
        return None
    if edge["side"].lower() not in ("since", "after", "desde"):
        return None
    due = when.due
    if datetime.combine(due.day, due.time or time(0)) > ctx.wall:
        due = Due(due.day - DAY, due.time, due.zone)
    return Instants(clock.due_at(due, ctx.here), None)


def day_count(piece: Piece, ctx: Context) -> date | None:
    """The day a fragment names."""
    counted = count(piece.value, ctx) if isinstance(piece.value, Shape) else None
    return None if counted is None else counted.day
