"""The fragments of language that say how often: `every other Tuesday`, `monthly`, `weekends`."""

from dataclasses import dataclass

from tasklark.language.grammar import Match
from tasklark.language.nth_days import nth_list
from tasklark.language.weekday_lists import weekday_list

FREQUENCY = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
TIMED = {"hour": "HOURLY", "minute": "MINUTELY", "second": "SECONDLY"}


@dataclass(frozen=True, slots=True)
class Every:
    """How often, in the words of RFC 5545; what is not named is empty.

    `part` is a part of day that was said with it, `doubt` another reading in words.
    """

    freq: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nths: tuple[tuple[int, int], ...] = ()
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    workday: int = 0
    workdays: tuple[int, ...] = ()
    part: str = ""
    numeric: tuple[int, int] | None = None
    doubt: str = ""
    holiday: str = ""


def _interval(match: Match) -> int:
    if match.has("other"):
        return 2
    return (match.ints("number", "couple", "ordinal") or [1])[0]


def every_unit(match: Match) -> Every | None:
    token = match.all("unit", "hour")[0]
    interval = _interval(match)
    if not 1 <= interval <= 1000:
        return None
    return _of_unit(str(token.value), interval, match.has("half"))


def _of_unit(unit: str, interval: int, half: bool) -> Every | None:
    if half:
        return Every("MINUTELY", 30) if unit == "hour" else None
    if unit == "fortnight":
        return Every("WEEKLY", 2 * interval)
    if unit == "quarter":
        return Every("MONTHLY", 3 * interval)
    return Every(FREQUENCY.get(unit) or TIMED[unit], interval)


def every_weekdays(match: Match) -> Every | None:
    weekdays = weekday_list(match)
    interval = _interval(match)
    if match.has("ordinal"):
        nths = tuple((nth, day) for nth in match.ints("ordinal") for day in weekdays)
        doubt = f"every {interval} weeks" if len(nths) == 1 else ""
        return Every("MONTHLY", nths=nths, doubt=doubt) if interval <= 5 else None
    if match.has("last"):
        return Every("MONTHLY", nths=tuple((-1, day) for day in weekdays))
    return Every("WEEKLY", interval, weekdays, part=_part(match))


def _part(match: Match) -> str:
    return (match.texts("part", "parts", "tonight") or [""])[0]


def plural_days(match: Match) -> Every:
    return Every("WEEKLY", _interval(match), weekday_list(match), part=_part(match))


def every_part(match: Match) -> Every:
    return Every("DAILY", _interval(match), part=_part(match))


def often(match: Match) -> Every | None:
    value = match.all("often")[0].value
    if not isinstance(value, tuple):
        return None
    freq, interval = value[:2]
    if interval == -2:
        return Every(freq, days=(1, 15))
    return Every(freq, interval, part=value[2] if len(value) > 2 else "")


def month_days(match: Match) -> Every | None:
    """`every 4th and 10th`, `the 1st of every other month`, `every 27`."""
    covered = list(match.tokens[match.lo : match.hi])
    every = next((at for at, token in enumerate(covered) if token.kind == "every"), 0)
    unit = match.texts("unit")
    tail = [token.value for token in covered[every:] if token.kind in ("number", "ordinal")]
    head = [token.value for token in covered[:every] if token.kind in ("number", "ordinal")]
    values = head or tail
    interval = 2 if match.has("other") else _int(tail) if head else 1
    days = tuple(value for value in values if isinstance(value, int) and 1 <= value <= 31)
    if match.has("last"):
        days = (*days, -1) if not head or match.has("and") else tuple(-day for day in days) or (-1,)
    if unit and unit[-1] == "year":
        return None
    months = 3 if unit and unit[-1] == "quarter" else 1
    return Every("MONTHLY", interval * months, days=days) if days else None


def _int(values: list[object]) -> int:
    return next((value for value in values if isinstance(value, int)), 1)


def nth_of_every(match: Match) -> Every | None:
    """`first Friday of every 3rd month`, `2nd and last Friday of each month`."""
    covered = list(match.tokens[match.lo : match.hi])
    every = max(at for at, token in enumerate(covered) if token.kind == "every")
    if every == 0:
        every = len(covered)
    head = Match(match.tokens, match.lo, match.lo + every)
    tail = [token.value for token in covered[every:] if token.kind in ("number", "ordinal")]
    unit = (match.texts("unit") or ["month"])[-1]
    freq = "YEARLY" if unit == "year" else "MONTHLY"
    interval = 2 if match.has("other") else _int(tail)
    return Every(
        freq, interval * (3 if unit == "quarter" else 1), nths=nth_list(head), part=_part(head)
    )


def paired_nths(match: Match) -> Every | None:
    """`second Tuesday and fourth Friday of every month`: each ordinal with its own weekday."""
    covered = list(match.tokens[match.lo : match.hi])
    every = max(at for at, token in enumerate(covered) if token.kind == "every")
    at = 0
    nths: list[tuple[int, int]] = []
    for end, token in enumerate(covered[:every]):
        if token.kind in ("weekday", "weekdays"):
            nths += nth_list(Match(match.tokens, match.lo + at, match.lo + end + 1))
            at = end + 1
    tail = Match(match.tokens, match.lo + every, match.hi)
    unit = tail.texts("unit")[0]
    if unit not in ("month", "quarter", "year"):
        return None
    interval = _interval(tail) * (3 if unit == "quarter" else 1)
    return Every("YEARLY" if unit == "year" else "MONTHLY", interval, nths=tuple(nths))


def nth_of_every_month(match: Match) -> Every | None:
    """`fourth Thursday of every November`."""
    return Every("YEARLY", nths=nth_list(match), months=tuple(match.ints("month")))


def weekday_on_day(match: Match) -> Every | None:
    """`every Friday the 13th`."""
    days = tuple(day for day in match.ints("ordinal") if day <= 31)
    return Every("MONTHLY", days=days, weekdays=weekday_list(match)) if days else None


def last_days(match: Match) -> Every | None:
    """`every month on the 2nd last day`."""
    units = match.texts("unit")
    if units[0] not in ("month", "quarter") or units[-1] != "day":
        return None
    every = Match(match.tokens, match.lo, match.lo + 3)
    back = (match.ints("ordinal") or [1])[-1]
    interval = _interval(every) * (3 if units[0] == "quarter" else 1)
    return Every("MONTHLY", interval, days=(-back,))


def every_nth(match: Match) -> Every | None:
    """`every month on the 3rd Tuesday`, `every year on the fourth Thursday in November`."""
    covered = match.tokens[match.lo : match.hi]
    head = next(at for at, token in enumerate(covered) if token.kind in ("unit", "often")) + 1
    tail = Match(match.tokens, match.lo + head, match.hi)
    front = Match(match.tokens, match.lo, match.lo + head)
    core = often(front) if front.has("often") else every_unit(front)
    if core is None or core.freq not in ("MONTHLY", "YEARLY"):
        return None
    return Every(core.freq, core.interval, nths=nth_list(tail), months=tuple(tail.ints("month")))


def plural_group(match: Match) -> Every | None:
    """`weekdays`, `on weekends`, `weekday mornings`."""
    plural = match.has("parts") or any(value == 2 for value in match.ints("workday", "weekend"))
    return Every("WEEKLY", 1, weekday_list(match), part=_part(match)) if plural else None


def times_a(match: Match) -> Every | None:
    """`three times a day`: every day; its clock times say when."""
    unit = match.texts("unit")[0]
    return Every(FREQUENCY[unit]) if unit in FREQUENCY else None


def nth_of_the_month(match: Match) -> Every | None:
    return Every("MONTHLY", nths=nth_list(match))


def workday_of_every(match: Match) -> Every | None:
    nth = (match.ints("ordinal") or [1])[0]
    if match.has("and"):
        # “first and last workday”
        also = (*match.ints("ordinal"), *(-1 for _ in match.all("last")))
    else:
        also = ()
        nth = -nth if match.has("last") else nth
    unit = (match.texts("unit") or ["month"])[-1]
    interval = 2 if match.has("other") else (match.ints("number") or [1])[0]
    return Every("MONTHLY", interval * (3 if unit == "quarter" else 1), workday=nth, workdays=also)


def last_day_of_every(match: Match) -> Every | None:
    units = match.texts("unit")
    if not units or units[0] != "day":
        return None
    back = -(match.ints("ordinal") or [1])[0]
    unit = units[-1] if len(units) > 1 else "month"
    if unit == "year":
        return Every("YEARLY", months=(12,), days=(31,))
    return Every("MONTHLY", 3 if unit == "quarter" else 1, days=(back,))


def edge_of_every(match: Match) -> Every | None:
    at = match.ints("begin", "end")[0]
    unit = match.texts("unit")[-1]
    if unit == "month" or unit == "quarter":
        return Every("MONTHLY", 3 if unit == "quarter" else 1, days=(at,))
    if unit == "week":
        return Every("WEEKLY", weekdays=(0 if at == 1 else 4,))
    if unit == "year":
        return Every("YEARLY", months=(1 if at == 1 else 12,), days=(1 if at == 1 else 31,))
    return None


def every_date(match: Match) -> Every | None:
    """`every 27 January`, `every August on the 20th and 30th`, `each 4/15`, `every Christmas`."""
    slashes = match.all("slash")
    if slashes and isinstance(slashes[0].value, tuple):
        first, second = slashes[0].value[:2]
        return Every("YEARLY", numeric=(first, second)) if 1 <= first <= 31 else None
    if match.has("holiday"):
        return Every("YEARLY", holiday=match.texts("holiday")[0])
    days = tuple(day for day in match.ints("number", "ordinal") if 1 <= day <= 31)
    return Every("YEARLY", months=tuple(match.ints("month")), days=days)


def week_numbers(match: Match) -> Every | None:
    """`every Tuesday and Friday in week 14`, `every 3 years in week 12`."""
    covered = list(match.tokens[match.lo : match.hi])
    at = max(i for i, token in enumerate(covered) if token.kind == "unit")
    weeks = [token.value for token in covered[at:] if token.kind == "number"]
    if covered[at].value != "week":
        return None
    head = Match(match.tokens, match.lo, match.lo + at)
    years = head.texts("unit")
    interval = _interval(head) if years else 1
    found = tuple(week for week in weeks if isinstance(week, int) and 1 <= week <= 53)
    return Every("YEARLY", interval, weekdays=weekday_list(head), weeks=found)
