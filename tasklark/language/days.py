"""The fragments of language that name a day, as patterns over kinds of words."""

from tasklark.language.counted import counts_something, named_by_month, noun_behind
from tasklark.language.grammar import Match, Token
from tasklark.language.shapes import Grain, Shape, Which
from tasklark.language.weekday_lists import weekday_list

UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def _which(match: Match) -> Which:
    found = match.all("next", "this", "last", "coming", "after")
    if not found:
        return ""
    kinds = {token.kind for token in found}
    if "next" in kinds:
        return "week after" if "after" in kinds else "next"
    if "after" in kinds:
        return "week after"
    return "last" if "last" in kinds else "this" if "this" in kinds else "coming"


def year_of(match: Match) -> int | None:
    """The year that was said."""
    numbers = match.ints("year")
    return numbers[-1] if numbers else None


def isodate(match: Match) -> Shape | None:
    value = match.all("isodate")[0].value
    return Shape(when=value[0]) if isinstance(value, tuple) else None


def numeric(match: Match) -> Shape | None:
    token = match.all("slash", "dotted", "dashed")[0]
    if not isinstance(token.value, tuple) or not _numeric_fits(token):
        return None
    if (token.kind == "dotted" and noun_behind(match)) or token.text in ("24/7", "1-1"):
        return None
    behind = match.tokens[match.hi].kind if match.hi < len(match.tokens) else ""
    if token.kind == "dashed" and behind == "ampm":
        return None  # “Wednesday 2-4pm” is a stretch of time.
    first, second = token.value[:2]
    year = token.value[2] if len(token.value) > 2 else year_of(match)
    weekdays = tuple(match.ints("weekday"))
    dotted = token.kind == "dotted" or (len(token.value) > 3 and token.value[3] == ".")
    if dotted and second <= 12:
        return Shape(days=(first,), months=(second,), year=year, weekdays=weekdays)
    return Shape(numeric=(first, second), year=year, weekdays=weekdays)


def _numeric_fits(token: Token) -> bool:
    assert isinstance(token.value, tuple)
    first, second = token.value[:2]
    return bool(1 <= min(first, second) <= 12 and max(first, second) <= 31)


def relday(match: Match) -> Shape:
    days = match.ints("relday")
    return Shape(shift=(days[0] if days else 0, 0), relative=True)


def weekday(match: Match) -> Shape:
    token = match.all("weekday", "weekdays")[-1]
    weekdays = tuple(match.ints("weekday", "weekdays"))
    in_week = any(value == "week" for value in match.texts("unit"))
    return Shape(
        weekdays=weekdays,
        which=_which(match),
        period="week" if in_week else "",
        plural=token.kind == "weekdays",
    )


def weekdays_listed(match: Match) -> Shape:
    """`Monday and Thursday`, `Mon to Wed`."""
    days = weekday_list(match)
    plural = all(token.kind == "weekdays" for token in match.all("weekday", "weekdays"))
    # “Mon/Wed/Fri” without “every” repeats as well: nobody means only the first of three.
    return Shape(weekdays=days, plural=plural or len(days) > 2)


def weekday_week(match: Match) -> Shape:
    """`Friday week`: the Friday after the coming one."""
    return Shape(weekdays=tuple(match.ints("weekday")), which="week after")


def week_from_weekday(match: Match) -> Shape:
    """`a week from Thursday`, `3 Fridays from now`."""
    weekday = match.ints("weekday", "weekdays")[0]
    amount = (match.ints("number", "couple") or [1])[0]
    if match.has("hence"):
        return Shape(shift=(7 * (amount - 1), 0), base=Shape(weekdays=(weekday,)))
    unit = match.texts("unit")[0]
    days, months = UNIT_DAYS.get(unit, 0) * amount, UNIT_MONTHS.get(unit, 0) * amount
    return Shape(shift=(days, months), base=Shape(weekdays=(weekday,)))


def weekday_and_day(match: Match) -> Shape | None:
    days = _days(match)
    if not days or (_bare_number(match) and days[0] <= 12):
        return None
    bare = _bare_number(match)
    return Shape(
        weekdays=tuple(match.ints("weekday"))[:1],
        days=days[:1],
        months=tuple(match.ints("month")),
        year=year_of(match),
        loose=bare and days[0] < 24,
    )


def _bare_number(match: Match) -> bool:
    """`Friday 10`: without `the`, `on` or a month the number may be an hour (see `dues`)."""
    bare = not match.has("ordinal") and not match.has("month")
    return bare and match.tokens[match.hi - 2].kind in ("weekday", "comma")


def month_and_day(match: Match) -> Shape | None:
    days = _days(match)
    if not days or set(match.texts("unit")) - {"day"}:
        return None
    return Shape(
        days=days, months=tuple(match.ints("month")), year=year_of(match), which=_which(match)
    )


def _days(match: Match) -> tuple[int, ...]:
    if not match.has("ordinal") and counts_something(match):
        return ()
    values = match.ints("ordinal") or match.ints("number")[:1]
    extra = match.ints("number") if match.has("ordinal") and not match.has("month") else []
    return tuple(value for value in (*values, *extra) if 1 <= value <= 31)


def first_of_days(match: Match) -> Shape | None:
    """`June 3-5`, `3 to 10 August`: where it begins."""
    dashed = match.all("dashed")
    if dashed and isinstance(dashed[0].value, tuple):
        day = dashed[0].value[0]
    else:
        day = match.ints("ordinal", "number")[0]
    if match.lo and match.tokens[match.lo - 1].kind == "at":
        return None  # “at 9 to 12 May” would be an hour.
    if not isinstance(day, int) or not 1 <= day <= 31:
        return None
    return Shape(days=(day,), months=tuple(match.ints("month")), year=year_of(match))


def day_alone(match: Match) -> Shape | None:
    days = _days(match)
    if not days or noun_behind(match):
        return None
    return Shape(days=days, which=_which(match), period="month" if match.has("unit") else "")


def days_named(match: Match) -> Shape | None:
    """`the 1st and last day`, `the 1st and 15th day`."""
    days = (*_days(match), *(-1 for _ in match.all("last")))
    return Shape(days=days) if match.texts("unit") == ["day"] and len(days) > 1 else None


def the_number(match: Match) -> Shape | None:
    """`the 15`, `el 15`: a day of the month when nothing follows that it would count."""
    day = match.ints("number")[0]
    behind = match.tokens[match.hi].kind if match.hi < len(match.tokens) else "comma"
    loose = behind in ("comma", "stop", "dot", "at", "mark", "and", "strict", "remind", "every")
    return Shape(days=(day,)) if loose and 1 <= day <= 31 else None


def numbered_day(match: Match) -> Shape | None:
    """`on day 20`, `el día 15`."""
    day = match.ints("number", "ordinal")[0]
    if match.texts("unit")[0] != "day" or not 1 <= day <= 31:
        return None
    return Shape(days=(day,))


def edge(match: Match) -> Shape | None:
    """`end of the month`, `beginning of next week`, `the end of May`."""
    at = match.ints("begin", "end")[0]
    if match.has("month"):
        months = tuple(match.ints("month"))
        return Shape(days=(at,), months=months, year=year_of(match))
    unit = match.texts("unit")[0]
    if unit == "day":
        return None
    if unit == "quarter":
        return Shape(period="quarter", which="next") if at == 1 else None
    period = unit if unit in ("week", "month", "year") else "month"
    return Shape(days=(at,), period=period, which=_which(match))  # type: ignore[arg-type]


def in_units(match: Match) -> Shape | None:
    """`in 3 weeks`, `a month from now`, `2 days ago`."""
    amount = _amount(match)
    unit = match.texts("unit")
    if not unit:
        return None
    sign = -1 if match.has("ago") else 1
    shift = _shift(unit[0], amount * sign)
    grain: Grain = "day"
    return None if shift is None else Shape(shift=shift, grain=grain, relative=True)


def _amount(match: Match) -> float:
    amount = float((match.ints("number", "couple") or [1])[0])
    if match.has("half"):
        amount = amount + 0.5 if match.has("and") or match.has("number") else 0.5
    return amount


def _shift(unit: str, amount: float) -> tuple[int, int] | None:
    if abs(amount) > 5000:
        return None
    if unit in UNIT_DAYS:
        return round(UNIT_DAYS[unit] * amount), 0
    months = UNIT_MONTHS[unit] * amount
    return 0, round(months)


def next_unit(match: Match) -> Shape | None:
    unit = match.texts("unit")
    which = _which(match)
    which = "next" if which == "coming" else which
    if match.has("weekend"):
        return Shape(period="weekend", which=which)
    if unit[0] == "day":
        return Shape(shift=(1, 0)) if which == "next" else None
    period = unit[0]
    if period == "fortnight":
        return None
    if match.has("last") and match.ints("number"):
        return None
    return Shape(period=period, which=which, grain="week")  # type: ignore[arg-type]


def units_before_day(match: Match) -> Shape | None:
    """`three weeks from tomorrow`, `2 days after today`."""
    shift = _shift(match.texts("unit")[0], _amount(match))
    if shift is None:
        return None
    days = match.ints("relday") or [0]
    if match.has("before"):
        shift = (-shift[0], -shift[1])
    base = Shape(shift=(days[0], 0))
    return Shape(shift=shift, base=base)


def month_alone(match: Match) -> Shape | None:
    months = tuple(match.ints("month"))[:1]
    if named_by_month(match):
        return None
    if any(token.text == "mid" for token in match.all("early")):
        return Shape(days=(15,), months=months, year=year_of(match))
    return Shape(months=tuple(match.ints("month"))[:1], year=year_of(match), which=_which(match))


def holiday(match: Match) -> Shape | None:
    names = match.texts("holiday")
    if match.has("unit"):
        return Shape(shift=(0, 0), base=Shape(holiday=names[0]))
    return Shape(holiday=names[0], year=year_of(match), which=_which(match))


def year_alone(match: Match) -> Shape | None:
    year = year_of(match)
    return Shape(year=year) if year else None
