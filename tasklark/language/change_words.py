"""Words that are nothing but a new date, time, repeat or reminder."""

import re
from dataclasses import dataclass, replace
from datetime import time

from tasklark.domain.intents import Shift
from tasklark.domain.task import Due
from tasklark.language.dues import Chosen, combine, pick
from tasklark.language.grammar import Piece
from tasklark.language.reading import Context
from tasklark.language.readings import KINDS, unread
from tasklark.language.reminds import Before, find_reminds
from tasklark.language.repeat_reading import starting, used
from tasklark.language.rhythm import find_rhythm
from tasklark.language.ruletext import rule_text
from tasklark.language.scan import Scan, scan
from tasklark.language.tongues import tongue


@dataclass(frozen=True, slots=True)
class Change:
    """The new values that were said, in words and read."""

    words: str
    due: Due | None = None
    clock: time | None = None
    repeat: str = ""
    rule: str = ""
    remind: tuple[str, ...] = ()
    before: int | None = None
    shift: Shift | None = None


def read_change(words: str, ctx: Context) -> Change | None:
    """Words that are nothing but a new date, time, repeat or reminder."""
    seen = scan(words, tongue(words, ctx.person))
    reminds = find_reminds(seen)
    left = _left(seen, reminds)
    rhythm = find_rhythm(left, ctx)
    if rhythm is not None:
        start = starting(left, rhythm, ctx)
        if unread(left, (*used(left, rhythm), *start.pieces, *reminds)):
            return None
        return Change(
            words,
            repeat=words,
            rule=rule_text(rhythm, ctx),
            clock=start.clocks[0] if start.clocks else None,
        )
    pieces = [p for p in left.pieces if p.name in KINDS and p.name not in ("repeat", "lasting")]
    chosen = pick(left, pieces) if pieces else Chosen()
    when = combine(chosen, ctx) if chosen.pieces else None
    if when is None and not reminds:
        bare = _bare_hour(words, ctx)
        return bare
    rest = [
        word
        for word in unread(seen, (*chosen.pieces, *reminds))
        if word not in ("instead", "same", "remind", "me", "also")
    ]
    if rest:
        return None
    before = next((p.value.minutes for p in reminds if isinstance(p.value, Before)), None)
    if when is None:
        return Change(words, remind=(words.strip(),), before=before)
    dated = chosen.day is not None or chosen.moment is not None or _today_part(chosen)
    return Change(
        _outside(words, [seen.span(piece) for piece in reminds]),
        due=when.due if dated else None,
        clock=when.clock,
        remind=tuple(asked_for(words[slice(*seen.span(piece))]) for piece in reminds),
        before=before,
    )


def _outside(words: str, cuts: list[tuple[int, int]]) -> str:
    """The words without some stretches of them."""
    out, at = [], 0
    for start, end in sorted(cuts):
        out.append(words[at:start])
        at = end
    return re.sub(r"\s*\b(?:and|y|,)\s*$", "", " ".join((*out, words[at:])).strip()).strip(" ,")


_ASKED = re.compile(
    r"^[\s,]*(?:(?:and|then|also|y)\s+)*(?:(?:please\s+)?(?:remind|tell|alert|notify|ping|warn|"
    r"nudge)"
    r"\s+(?:me|us)\b|let me know|recu[eé]rdame(?:lo)?|av[ií]same)?\s*(?:about it\s+)?",
    re.IGNORECASE,
)


def asked_for(words: str) -> str:
    """A reminder without `and tell me` before it."""
    return _ASKED.sub("", words).strip(" ,")


def _today_part(chosen: Chosen) -> bool:
    return chosen.part is not None and chosen.clock is None


def _bare_hour(words: str, ctx: Context) -> Change | None:
    """`to 5`, `to 5:45`: a bare hour."""
    if not re.fullmatch(r"\s*\d{1,2}\s*", words):
        return None
    found = read_change(f"at {words.strip()}", ctx)
    return found


def _left(seen: Scan, reminds: list[Piece]) -> Scan:
    kept = tuple(
        piece for piece in seen.pieces if all(piece.hi <= r.lo or piece.lo >= r.hi for r in reminds)
    )
    return replace(seen, pieces=kept)
