"""`…, remind me at 8` behind a task: a moment of its own, or a clock time of the task's day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from tasklark.domain.task import Due
from tasklark.language.grammar import Piece, Token
from tasklark.language.reading import Context
from tasklark.language.reminds import Before, moment_after
from tasklark.language.scan import Scan
from tasklark.language.times import Clock

_DAYS = frozenset(["relday", "weekday", "month", "isodate", "slash", "in", "tonight", "ordinal"])


def remind_me(seen: Scan, ctx: Context) -> Piece | None:
    """`…, remind me tomorrow at 9`: an absolute reminder behind the rest of the sentence."""
    for at, token in enumerate(seen.tokens):
        me = seen.tokens[at + 1 : at + 2]
        if at < 2 or token.kind != "remind" or not me or me[0].kind != "me":
            continue
        found = moment_after(seen, at, ctx)
        if found is not None and found[0].hi >= len(seen.tokens) - 1:
            return found[0]
    return None


def clock_alone(seen: Scan, asked: Piece) -> time | None:
    """The clock time of `remind me at 8`; None when it names a day of its own."""
    covered = seen.tokens[asked.lo : asked.hi]
    moment = asked.value
    if any(token.kind in _DAYS for token in covered) or not isinstance(moment, Due):
        return None
    return _usual(covered, moment)


def on_its_day(seen: Scan, asked: Piece) -> Piece:
    """The reminder at a clock time of the task's own day, when no other day was said."""
    clock = clock_alone(seen, asked)
    if clock is None:
        return asked
    return replace(asked, value=Before(days=0, at=Clock(clock.hour, clock.minute, True)))


def _usual(covered: Sequence[Token], moment: Due) -> time | None:
    """A bare hour beside a date: 7 to 11 is in the morning (behaviour 2)."""
    if moment.time is None:
        return None
    bare = next((token.value for token in covered if token.kind == "number"), None)
    if isinstance(bare, int) and 7 <= bare < 12 and not any(t.kind == "ampm" for t in covered):
        return time(bare, moment.time.minute)
    return moment.time
