"""Patterns over kinds of words: `on? the? ordinal` instead of letters, so that a language is data.

Each word of a text has a kind; each kind is one letter, so that a text becomes a short string of
letters and a pattern becomes a small regular expression over it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

KINDS = {
    "word": "_",
    "number": "n",
    "ordinal": "o",
    "weekday": "d",
    "weekdays": "D",
    "month": "m",
    "unit": "u",
    "hour": "h",
    "part": "p",
    "parts": "P",
    "relday": "r",
    "tonight": "g",
    "now": "w",
    "every": "e",
    "often": "f",
    "other": "v",
    "at": "a",
    "in": "i",
    "on": "s",
    "by": "b",
    "for": "F",
    "the": "t",
    "a": "A",
    "of": "O",
    "and": "y",
    "to": "j",
    "until": "U",
    "from": "S",
    "starting": "B",
    "before": "q",
    "after": "z",
    "next": "N",
    "this": "T",
    "last": "L",
    "coming": "c",
    "half": "H",
    "quarter": "Q",
    "past": "k",
    "ago": "G",
    "hence": "X",
    "zone": "Z",
    "about": "M",
    "clock": "C",
    "ampm": "x",
    "oclock": "K",
    "isodate": "I",
    "instant": "ı",
    "slash": "l",
    "dotted": "E",
    "dashed": "R",
    "workday": "W",
    "weekend": "V",
    "times": "Y",
    "once": "1",
    "begin": "2",
    "end": "3",
    "holiday": "4",
    "holidays": "5",
    "plus": "6",
    "minus": "0",
    "except": "7",
    "completion": "8",
    "early": "9",
    "due": "J",
    "aday": "-",
    "repeating": ":",
    "me": "µ",
    "floating": "ø",
    "year": "Ý",
    "stroke": "/",
    "ish": "§",
    "more": "*",
    "comma": ",",
    "stop": ";",
    "dot": "%",
    "mark": "@",
    "couple": '"',
    "strict": "!",
    "none": "<",
    "remind": ">",
    "ahead": "~",
    "some": "`",
    "repeatedly": "&",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of the text with its kind; offsets are those of the text."""

    kind: str
    text: str
    value: object
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens that a pattern covers; `lo`, `hi` are their positions among all tokens."""

    tokens: Sequence[Token]
    lo: int
    hi: int

    def all(self, *kinds: str) -> list[Token]:
        """The covered tokens of these kinds, in order."""
        return [token for token in self.tokens[self.lo : self.hi] if token.kind in kinds]

    def ints(self, *kinds: str) -> list[int]:
        """The whole numbers among the values of these kinds."""
        return [token.value for token in self.all(*kinds) if isinstance(token.value, int)]

    def has(self, kind: str) -> bool:
        """Whether a kind is covered."""
        return any(token.kind == kind for token in self.tokens[self.lo : self.hi])

    def texts(self, *kinds: str) -> list[str]:
        """The values that are text."""
        return [token.value for token in self.all(*kinds) if isinstance(token.value, str)]


Build = Callable[[Match], object | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means; `build` may decline with None."""

    name: str
    pattern: str
    build: Build


@dataclass(frozen=True, slots=True)
class Piece:
    """What a rule found: tokens `lo` to `hi` mean `value`."""

    name: str
    lo: int
    hi: int
    value: object

    @property
    def size(self) -> int:
        return self.hi - self.lo


_NAME = re.compile(r"[a-z]+")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of kinds as a regular expression over letters."""
    letters = _NAME.sub(lambda found: re.escape(KINDS[found.group()]), pattern)
    return re.compile(letters.replace(" ", "").replace("(", "(?:"))


@cache
def needed(pattern: str) -> frozenset[str]:
    """The kinds that a pattern cannot do without, as letters: most rules are ruled out by one."""
    depth, names = 0, set()
    for found in re.finditer(r"[a-z]+[?*]?|[()|]", pattern):
        text = found.group()
        depth += (text == "(") - (text == ")")
        if text == "|" and depth == 0:
            return frozenset()
        if depth == 0 and text.isalpha():
            names.add(KINDS[text])
    return frozenset(names)


def letters(tokens: Sequence[Token]) -> str:
    """The kinds of the tokens as letters."""
    return "".join(KINDS[token.kind] for token in tokens)


def find(rules: Sequence[Rule], tokens: Sequence[Token]) -> Iterator[Piece]:
    """Every place where a rule matches and its builder agrees."""
    line = letters(tokens)
    kinds = set(line)
    for rule in rules:
        if not needed(rule.pattern) <= kinds:
            continue
        for found in compiled(rule.pattern).finditer(line):
            value = rule.build(Match(tokens, *found.span()))
            if value is not None:
                yield Piece(rule.name, found.start(), found.end(), value)


def best(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces to keep where some overlap: longer ones first, then the rule listed first."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.size):
        if all(piece.hi <= other.lo or piece.lo >= other.hi for other in kept):
            kept.append(piece)
    return sorted(kept, key=lambda piece: piece.lo)
