"""Days and times that there cannot be: `31 February`, `25 o'clock`, `2026-02-30`."""

from tasklark.language.counting import count
from tasklark.language.reading import Context
from tasklark.language.scan import Scan
from tasklark.language.shapes import Shape

DAY, TIME = "day", "clock"
"""What a word's value says that looks like a date or a clock time and is none."""


def impossible(seen: Scan, ctx: Context) -> tuple[str, str]:
    """`DAY` or `TIME`, and the words that say it; twice empty when there is no such thing."""
    for at, token in enumerate(seen.tokens):
        if token.kind == "word" and token.value in (DAY, TIME):
            return str(token.value), token.text
        behind = seen.tokens[at + 1].kind if at + 1 < len(seen.tokens) else ""
        hour = token.value if token.kind == "number" and isinstance(token.value, int) else 0
        if hour > 24 and behind == "oclock" and not seen.text[token.start : token.end].isalpha():
            return TIME, f"{token.text} {seen.tokens[at + 1].text}"
    for piece in seen.pieces:
        shape = piece.value
        if isinstance(shape, Shape) and shape.days and shape.months and count(shape, ctx) is None:
            return DAY, seen.text[slice(*seen.span(piece))]
    return "", ""
