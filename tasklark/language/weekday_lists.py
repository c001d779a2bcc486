"""Several weekdays in a row: singles, ranges, weekdays and weekends."""

from tasklark.language.grammar import Match, Token

WORKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)


def weekday_list(match: Match) -> tuple[int, ...]:
    """The weekdays of a stretch: singles, ranges, `weekdays` and `weekend`."""
    out: list[int] = []
    covered = list(match.tokens[match.lo : match.hi])
    for at, token in enumerate(covered):
        if token.kind in ("weekday", "weekdays") and isinstance(token.value, int):
            out.extend(_range(covered, at, out) if _ranged(covered, at) else [token.value])
        elif token.kind == "workday":
            out.extend(WORKDAYS)
        elif token.kind == "weekend":
            out.extend(WEEKEND)
    return tuple(dict.fromkeys(out))


def _ranged(covered: list[Token], at: int) -> bool:
    return (
        at >= 2
        and covered[at - 1].kind in ("to", "minus", "until")
        and bool(covered[at - 2].kind in ("weekday", "weekdays"))
    )


def _range(covered: list[Token], at: int, out: list[int]) -> list[int]:
    last = covered[at].value
    assert isinstance(last, int)
    day, days = out[-1], []
    while day != last:
        day = (day + 1) % 7
        days.append(day)
    return days
