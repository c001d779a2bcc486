"""Amounts of time: from now on, for so long, so many times."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from tasklark.language.grammar import Match, Token

HOUR_SECONDS = {"hour": 3600, "minute": 60, "second": 1}


@dataclass(frozen=True, slots=True)
class FromNow:
    """Real time from now, and whole days on the wall clock before that; or an instant in full."""

    passed: timedelta = timedelta(0)
    days: int = 0
    at: datetime | None = None


def from_now(match: Match) -> FromNow | None:
    """`in 20 minutes`, `an hour and a half from now`, `in 1d 2h`, `half an hour later`."""
    seconds, days, amount = Fraction(0), 0, Fraction(1)
    covered = match.tokens[match.lo : match.hi]
    for at, token in enumerate(covered):
        said = _amount(token)
        if said is not None:
            amount = said
        elif token.kind in ("half", "quarter"):
            share = Fraction(1, 2 if token.kind == "half" else 4)
            joined = at > 0 and any(other.kind == "and" for other in covered[max(0, at - 2) : at])
            amount, seconds = _share(share, joined, amount, seconds, covered, at)
        elif token.kind == "hour":
            seconds += amount * HOUR_SECONDS[str(token.value)]
            amount = Fraction(1)
        elif token.kind == "unit":
            days += int(amount) * {"day": 1, "week": 7}.get(str(token.value), 0)
            amount = Fraction(1)
    if seconds > 10_000_000 or days > 5000:
        return None
    if match.has("ago"):
        seconds, days = -seconds, -days
    return FromNow(timedelta(seconds=int(seconds)), days)


def _amount(token: Token) -> Fraction | None:
    """The number a word says: `3`, `a couple`, `1/2`, `1.5`."""
    if token.kind in ("number", "couple") and isinstance(token.value, int):
        return Fraction(token.value)
    if token.kind == "slash" and isinstance(token.value, tuple) and token.value[1]:
        return Fraction(token.value[0], token.value[1])
    return Fraction(token.text.rstrip(".")) if token.kind == "dotted" else None


def _share(
    share: Fraction, joined: bool, amount: Fraction, seconds: Fraction, covered: object, at: int
) -> tuple[Fraction, Fraction]:
    assert isinstance(covered, (list, tuple))
    unit_follows = any(token.kind == "hour" for token in covered[at + 1 : at + 3])
    if joined and unit_follows:
        return amount + share, seconds
    if joined:
        # “an hour and a half”: half of the unit said last.
        last = next(token for token in reversed(covered[:at]) if token.kind == "hour")
        return amount, seconds + share * HOUR_SECONDS[str(last.value)]
    return share, seconds


@dataclass(frozen=True, slots=True)
class Lasting:
    """A stretch of calendar time: `for 8 weeks`, `for the next year`."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many times in all."""

    times: int


def lasting_units(match: Match) -> Lasting | None:
    return Lasting((match.ints("number", "couple") or [1])[0], match.texts("unit")[0])


def times_count(match: Match) -> Count | None:
    amount = match.ints("number", "once")[0]
    ends = amount > 1 or match.has("times") or match.has("comma")
    return Count(amount) if ends else None


def bare_minutes(match: Match) -> FromNow | None:
    """`in 15`: minutes, unless a noun follows (`move in 3 boxes`)."""
    if match.hi < len(match.tokens) and match.tokens[match.hi].kind == "word":
        return None
    return FromNow(timedelta(minutes=match.ints("number")[0]))


def instant(match: Match) -> FromNow | None:
    """`2026-11-30T09:00:00Z`: the same moment wherever it is read."""
    value = match.all("instant")[0].value
    return FromNow(at=value) if isinstance(value, datetime) else None


def now(_match: Match) -> FromNow:
    return FromNow(timedelta(0))
