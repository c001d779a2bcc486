"""What is left of a sentence when its fragments are taken out: the title."""

import re
from collections.abc import Sequence

from tasklark.language.grammar import Token
from tasklark.language.scan import Scan

GLUE = {
    "on",
    "at",
    "by",
    "for",
    "due",
    "starting",
    "from",
    "until",
    "comma",
    "minus",
    "about",
    "some",
    "before",
    "after",
}
"""Words right before a fragment that go with it."""
_LEAD = re.compile(
    r"^(?:(?:please|pls|por favor)[,\s]+)?(?:(?:remind me(?: to| that| "
    r"about| of)?|recu[eé]rdame(?: que)?)\s+"
    r"(?=\S))",
    re.IGNORECASE,
)
_EDGES = " \t\r\n,;:–—-"


def title_of(text: str, seen: Scan, cuts: Sequence[tuple[int, int]]) -> str:
    """The text without the cut stretches and the small words that led to them."""
    wide = _widened(seen, cuts)
    out, at = [], 0
    for start, end in wide:
        out.append(text[at:start])
        at = max(at, end)
    out.append(text[at:])
    joined = " ".join(part.strip() for part in out if part.strip())
    return tidy(_LEAD.sub("", _joined(joined)))


def _joined(text: str) -> str:
    text = re.sub(r"\(\s*\)", " ", " ".join(text.split()))
    text = re.sub(r"(?:\s*,)+(?=\s*(?:,|$|and\b))", "", text)
    return re.sub(r"\s+([,.;!?])", r"\1", text)


def tidy(title: str) -> str:
    """A title without loose signs and joining words at its ends."""
    title = "".join(ch for ch in title if ch.isprintable())
    before = None
    while before != title:
        before = title
        title = title.strip(_EDGES)
        title = re.sub(r"\s+(?:and|then|also|y|e)$", "", title, flags=re.IGNORECASE)
        title = re.sub(r"^(?:and|then|also|,)\s+", "", title, flags=re.IGNORECASE)
        if title.endswith(".") and not title.endswith(("..", "etc.")):
            title = title[:-1]
    return title


def _widened(seen: Scan, cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The cuts in order, each with the glue before it, joined where they touch."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(cuts):
        start = _back(seen, start)
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _back(seen: Scan, start: int) -> int:
    before = [token for token in seen.tokens if token.end <= start]
    while before and before[-1].kind in GLUE and not _predicate(before):
        start = before.pop().start
    if before and before[-1].text.startswith("due ") and _predicate(before):
        return before[-1].start + len("due")
    return start


def _predicate(before: list[Token]) -> bool:
    """`rent is due`: the word belongs to what is said, not to the date behind it."""
    return before[-1].kind == "due" and len(before) > 1 and before[-2].text in ("is", "are", "was")
