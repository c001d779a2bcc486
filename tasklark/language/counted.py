"""Whether a number names a day or belongs to the word behind it."""

from tasklark.language.grammar import Match

JOINTS = frozenset(
    ["with", "w", "via", "if", "con", "then", "because", "please", "pls", "call", "buy", "pay"]
)
"""Words behind a number that it does not count."""
NUMBERED = frozenset(
    (
        *("chapter", "number", "no", "nr", "page", "room", "version", "season", "episode"),
        *("platform", "gate", "unit", "lesson", "part", "level", "issue", "ticket", "step"),
        *("flat", "building", "line", "bus", "track", "section", "volume", "question", "row"),
        *("exercise", "invoice", "case", "seat", "figure", "table", "item", "window", "form"),
        *("grade", "class", "aisle", "capítulo", "capitulo", "página", "pagina", "habitación"),
        *("puerta", "andén", "piso", "factura", "temporada", "número", "numero"),
    )
)
"""Nouns that the number behind them belongs to: `chapter 12`."""
_DAYS = ("weekday", "weekdays", "every", "this", "next", "last")
LEADS = frozenset(["on", "by", "until", "from", "starting", "before", "after", "due", *_DAYS])
"""Kinds of words that lead to a day."""


def counts_something(match: Match) -> bool:
    """Whether the number belongs to the word behind it: `Wednesday 4 o'clock`, `May 5 pm`."""
    behind = match.tokens[match.hi].kind if match.hi < len(match.tokens) else ""
    last = match.tokens[match.hi - 1].kind
    return last == "number" and behind in ("oclock", "ampm", "hour", "unit", "times")


def noun_behind(match: Match) -> bool:
    """`the second draft`, `version 2.4 notes`: a noun follows, and nothing leads to a day."""
    behind = match.tokens[match.hi] if match.hi < len(match.tokens) else None
    before = match.tokens[match.lo - 1].kind if match.lo else ""
    led = before in LEADS or match.has("on") or match.has("unit") or match.has("weekday")
    return behind is not None and behind.kind == "word" and behind.text not in JOINTS and not led


def named_by_month(match: Match) -> bool:
    """`the October expenses`, `for the January offer`: the month is a name of what follows."""
    behind = match.tokens[match.hi] if match.hi < len(match.tokens) else None
    before = match.tokens[match.lo - 1].kind if match.lo else ""
    led = before in ("the", "a") or match.tokens[match.hi - 2].kind in ("the", "a")
    noun = behind is not None and behind.kind == "word" and behind.text not in JOINTS
    return led and noun and not match.has("year")
