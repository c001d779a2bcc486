"""The fragments of a text: every rule tried, overlaps settled, numbers beside a day made times."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasklark.language import day_rules, lexer, repeat_rules, time_rules
from tasklark.language.counted import JOINTS, NUMBERED
from tasklark.language.grammar import Piece, Token, best, find
from tasklark.language.shapes import Shape
from tasklark.language.times import Clock, Part
from tasklark.language.vocabulary import Vocabulary, vocabulary

RULES = (*repeat_rules.RULES, *day_rules.RULES, *time_rules.RULES)
FILLERS = {"comma", "at", "on", "by", "for", "the", "about", "dot", "and", "of", "in", "minus"}


@dataclass(frozen=True, slots=True)
class Scan:
    """A text with its words and the fragments found among them, in order."""

    text: str
    tokens: Sequence[Token]
    pieces: tuple[Piece, ...]

    def span(self, piece: Piece) -> tuple[int, int]:
        """Where a fragment stands in the text."""
        return self.tokens[piece.lo].start, self.tokens[piece.hi - 1].end

    def kind_before(self, piece: Piece) -> str:
        """The kind of the word before a fragment, empty at the start."""
        return self.tokens[piece.lo - 1].kind if piece.lo else ""


def scan(text: str, table: Vocabulary, plain: Sequence[tuple[int, int]] = ()) -> Scan:
    """Find the fragments of a text; words under `plain` spans mean nothing."""
    return _scanned(text, table.code, tuple(plain))


@lru_cache(maxsize=32)
def _scanned(text: str, code: str, plain: tuple[tuple[int, int], ...]) -> Scan:
    # A message is looked at from several sides; its words are found once.
    table = vocabulary(code)
    tokens = [_plain(token, plain) for token in lexer.tokens(text, table)]
    found = list(find(RULES, tokens))
    loose = [piece for piece in found if not _tight(piece)]
    kept = best(loose)
    tight = [piece for piece in found if _tight(piece)]
    kept = _beside(kept, tight, tokens)
    return Scan(text, tokens, tuple(_compose(kept, tokens)))


def _plain(token: Token, plain: Sequence[tuple[int, int]]) -> Token:
    if any(token.start < end and start < token.end for start, end in plain):
        return Token("word", token.text, None, token.start, token.end)
    return token


def _tight(piece: Piece) -> bool:
    value = piece.value
    return (isinstance(value, (Clock, Part)) and value.tight) or piece.name.startswith("tight")


def _beside(kept: list[Piece], tight: list[Piece], tokens: Sequence[Token]) -> list[Piece]:
    """Accept a bare number as a time where it stands beside a day or a part of day."""
    out = list(kept)
    for piece in sorted(tight, key=lambda piece: -piece.size):
        clashes = [other for other in out if piece.lo < other.hi and other.lo < piece.hi]
        if any(not _yields(other) for other in clashes):
            continue
        if isinstance(piece.value, Part):
            fits = (
                not clashes and _touches(piece, out, tokens) and not _game_night(piece, out, tokens)
            )
            out += [piece] if fits else []
            continue
        if piece.name == "tight weekend":
            out += [Piece("date", piece.lo, piece.hi, piece.value)] if len(tokens) == 1 else []
            continue
        if any(other.name == "time" for other in out if other not in clashes):
            continue
        if piece.lo and tokens[piece.lo - 1].text in NUMBERED:
            continue  # “read chapter 12 tomorrow”
        if _leads(piece, out, tokens) or _follows(piece, out, tokens):
            out = [other for other in out if other not in clashes]
            out.append(Piece("time", piece.lo, piece.hi, piece.value))
    return sorted(out, key=lambda piece: piece.lo)


def _game_night(piece: Piece, kept: Sequence[Piece], tokens: Sequence[Token]) -> bool:
    """`game night Thursday at 7`: a noun, when a word stands before it and a time is said."""
    night = tokens[piece.hi - 1].text in ("night", "morning", "evening")
    led = piece.lo > 0 and tokens[piece.lo - 1].kind == "word"
    return night and led and any(other.name == "time" for other in kept)


def _touches(piece: Piece, kept: Sequence[Piece], tokens: Sequence[Token]) -> bool:
    """Whether a day, a time or a repeat stands directly before or behind."""
    before, behind = piece.lo, piece.hi
    while before > 0 and tokens[before - 1].kind in FILLERS:
        before -= 1
    while behind < len(tokens) and tokens[behind].kind in FILLERS:
        behind += 1
    return any(
        other.hi in (piece.lo, before) or other.lo in (piece.hi, behind)
        for other in kept
        if other.name in ("date", "time", "repeat")
    )


def _yields(other: Piece) -> bool:
    """A dotted pair read as a date gives way when another day stands beside it."""
    return (
        other.name == "date"
        and other.size == 1
        and isinstance(other.value, Shape)
        and bool(other.value.months and other.value.days)
    )


def _leads(piece: Piece, kept: Sequence[Piece], tokens: Sequence[Token]) -> bool:
    """`eight tonight`, `9 tomorrow evening`, `10, tonight`."""
    at = piece.hi
    while at < len(tokens) and tokens[at].kind in ("comma",):
        at += 1
    return any(other.lo == at and (other.name == "part" or _near_day(other)) for other in kept)


def _near_day(piece: Piece) -> bool:
    return piece.name == "date" and isinstance(piece.value, Shape) and piece.value.relative


def _follows(piece: Piece, kept: Sequence[Piece], tokens: Sequence[Token]) -> bool:
    """`Friday the 26th 4`, `on Sunday 1925`: a number behind a day, and no noun behind it."""
    behind = tokens[piece.hi] if piece.hi < len(tokens) else None
    noun = behind is not None and behind.kind in ("word", "number", "unit", "hour")
    if noun and behind is not None and behind.text not in JOINTS:
        return False
    at = piece.lo
    while at > 0 and tokens[at - 1].kind in FILLERS:
        at -= 1
    return any(
        other.hi == at and other.name in ("date", "part", "repeat") and other.size > 0
        for other in kept
    )


def _compose(kept: list[Piece], tokens: Sequence[Token]) -> list[Piece]:
    """`3 days after January 12th`: an amount before a day becomes one fragment."""
    offsets = list(find(day_rules.COMPOSED, tokens))
    out = list(kept)
    for offset in offsets:
        if any(offset.lo < other.hi and other.lo < offset.hi for other in out):
            continue
        at = offset.hi + (1 if offset.hi < len(tokens) and tokens[offset.hi].kind == "the" else 0)
        day = next(
            (piece for piece in out if piece.name == "date" and piece.lo in (at, at - 1)), None
        )
        if day is None or not isinstance(offset.value, Shape) or not isinstance(day.value, Shape):
            continue
        out[out.index(day)] = _joined(offset, day, tokens)
    return sorted(out, key=lambda piece: piece.lo)


def _joined(offset: Piece, day: Piece, tokens: Sequence[Token]) -> Piece:
    assert isinstance(offset.value, Shape)
    assert isinstance(day.value, Shape)
    shift = offset.value.shift or (0, 0)
    if tokens[offset.hi - 1].kind == "before":
        shift = (-shift[0], -shift[1])
    return Piece("date", offset.lo, day.hi, Shape(shift=shift, base=day.value))
