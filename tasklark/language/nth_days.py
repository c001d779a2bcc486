"""Days counted within a month: the last day, the second Friday, the first workday."""

from collections.abc import Sequence

from tasklark.language.days import year_of
from tasklark.language.grammar import Match, Token
from tasklark.language.shapes import Shape, Which


def last_day(match: Match) -> Shape | None:
    """`last day of the month`, `the 5th last day of May`."""
    back = -(match.ints("ordinal") or [1])[0]
    months = tuple(match.ints("month"))
    which: Which = "next" if match.has("next") else "this" if match.has("this") else ""
    if match.all("unit")[0].value != "day":
        return None
    return Shape(days=(back,), months=months, year=year_of(match), period="month", which=which)


def nth_weekday(match: Match) -> Shape | None:
    nths = nth_list(match)
    months = tuple(match.ints("month"))
    which: Which = "next" if match.has("next") else "this" if match.has("this") else ""
    return Shape(nths=nths, months=months, year=year_of(match), which=which) if nths else None


def nth_list(match: Match) -> tuple[tuple[int, int], ...]:
    """Every ordinal with the weekday behind it: `2nd and last Friday`."""
    weekdays = match.ints("weekday", "weekdays")
    ordinals: list[int] = []
    covered = match.tokens[match.lo : match.hi]
    for at, token in enumerate(covered):
        if token.kind == "ordinal" and isinstance(token.value, int):
            back = any(other.kind == "last" for other in covered[at + 1 : at + 4])
            joined = any(other.kind in ("and", "comma") for other in covered[at + 1 : at + 4])
            ordinals.append(-token.value if back and not joined else token.value)
        elif token.kind == "last" and not _counted_back(covered, at):
            ordinals.append(-1)
    return tuple((nth, weekday) for nth in ordinals if abs(nth) <= 5 for weekday in weekdays)


def _counted_back(covered: Sequence[Token], at: int) -> bool:
    """Whether `last` belongs to an ordinal before it: `2nd to last`, `2nd last`."""
    back = covered[max(0, at - 3) : at]
    kinds = [token.kind for token in back if token.kind != "the"]
    return bool(kinds) and (kinds[-1] == "ordinal" or kinds[-2:] == ["ordinal", "to"])


def nth_workday(match: Match) -> Shape | None:
    nth = -1 if match.has("last") else (match.ints("ordinal") or [1])[0]
    if match.has("last") and match.has("ordinal"):
        nth = -match.ints("ordinal")[0]
    return Shape(workday=nth, months=tuple(match.ints("month")), which=_which_month(match))


def _which_month(match: Match) -> Which:
    return "next" if match.has("next") else ""
