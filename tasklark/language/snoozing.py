"""How long a reminder is put off: `for 10 minutes`, `till after lunch`, `until 3pm`."""

import re
from datetime import datetime

from tasklark.language.amounts import FromNow, from_now
from tasklark.language.command import Aim, Command
from tasklark.language.grammar import Rule, find
from tasklark.language.reading import Context
from tasklark.language.readings import find_when
from tasklark.language.scan import scan
from tasklark.language.tongues import tongue

DEFAULT = 10
"""Minutes of a snooze that names no time."""
_AMOUNT = Rule(
    "amount", "(number|a|half a?|couple|a couple|more)* (hour|unit) (and a half)?", from_now
)
_LEAD = re.compile(
    (
        r"^(?:(?:the|this|my|that|current)\s+)*(?:(?:alarm|reminder|alert|it|"
        r"that|this|one|button|snooze)s?\b\s*)*(?:please|once|again|"
        r"now)?[\s.,]*"
    ),
    re.IGNORECASE,
)


def snooze_of(said: str, body: str, ctx: Context) -> Command:
    """The snooze that was asked for; ten minutes when no time was named."""
    words = re.sub(r"\b(until|till|to|hasta)\s+(?=\d{1,2}$)", r"\1 at ", body.strip(" .,!?"))
    seen = scan(words, tongue(words, ctx.person))
    amounts = [p for p in find((_AMOUNT,), seen.tokens) if isinstance(p.value, FromNow)]
    amounts = [piece for piece in amounts if _minutes(piece.value)]
    when, pieces = find_when(seen, seen.pieces, ctx)
    if when is not None and when.due is not None and not amounts:
        start = min(seen.span(piece)[0] for piece in pieces)
        text = words[start:]
        target = words[:start]
        minutes = None
        if when.due.time is not None:
            moment = datetime.combine(when.due.day, when.due.time)
            minutes = max(1, round((moment - ctx.wall).total_seconds() / 60))
        return Command("snooze", said, aim=_aim(target), when=text, before=minutes)
    if amounts:
        longest = max(amounts, key=lambda piece: piece.size)
        start, end = seen.span(longest)
        target = f"{words[:start]} {words[end:]}"
        return Command(
            "snooze", said, aim=_aim(target), when=words[start:end], before=_minutes(longest.value)
        )
    return Command(
        "snooze",
        said,
        aim=_aim(words),
        when=f"{DEFAULT} minutes",
        before=DEFAULT,
        assumptions=(f"{DEFAULT} minutes",),
    )


def _minutes(value: object) -> int:
    if not isinstance(value, FromNow):
        return 0
    return round(value.passed.total_seconds() / 60) + 1440 * value.days


def _aim(words: str) -> Aim:
    numbers = re.findall(r"#(\d+)", words)
    if numbers:
        return Aim(ids=tuple(numbers))
    words = _LEAD.sub("", " ".join(words.split()))
    words = re.sub(
        (
            r"\b(?:for|until|till|to|hasta|para|by|in|on|at|a|an|more|another|minute|snooze|"
            r"the|please|all|my|of)\b"
        ),
        " ",
        words,
        flags=re.IGNORECASE,
    )
    words = " ".join(words.split()).strip(" ,.")
    words = re.sub(r"\s*\b(?:reminder|alarm|one|thing)s?$", "", words, flags=re.IGNORECASE).strip()
    return Aim(text=words, that=not words)
