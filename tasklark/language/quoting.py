"""Text in quotes: one title, in which nothing is read."""

import re

_QUOTED = re.compile(r'"[^"\n]+"|“[^”\n]+”|«[^»\n]+»|„[^“\n]+“')
Spans = tuple[tuple[int, int], ...]


def quoted_spans(text: str) -> Spans:
    """Where text in quotes stands."""
    return tuple(found.span() for found in _QUOTED.finditer(text))


def unquoted(text: str) -> str:
    """The text without the quotes around all of it."""
    text = text.strip()
    whole = _QUOTED.fullmatch(text)
    return text[1:-1].strip() if whole is not None else text


def outside(at: int, spans: Spans) -> bool:
    """Whether a place is in no quotes."""
    return not any(start <= at < end for start, end in spans)
