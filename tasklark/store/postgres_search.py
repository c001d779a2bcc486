"""Words in PostgreSQL: what is kept of a task, and what is asked.

Every lexeme carries its owner, so that the index alone knows whose it is. Weights tell where a
word stands: A in the title, B in the rest, C and D their stems.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasklark.domain.task import Task
from tasklark.store.tokens import Term, Words, stem, words_of
from tasklark.store.where import Where

LONGEST = 200
"""Letters of a word that count: a lexeme has a limit."""
_GAP = 2
"""Between title and the rest, so that no phrase reaches across."""
_LAST_PLACE = 16_000
"""Positions end at 16,383: words further on are found, phrases among them are not told apart."""
_PLACES = 250
"""A lexeme keeps at most 256 positions."""
_REMEMBERED = 200_000
"""Words of all people that need no second look."""
_USUAL = 10_000
"""Words whose stem is remembered: most of what people write is the same few thousand."""


@dataclass(frozen=True, slots=True)
class Lexemes:
    """A task's words: as a tsvector's text, and each word once for the vocabulary."""

    vector: str
    lexicon: tuple[str, ...]


class Lexicon:
    """Words that are in the vocabulary already, as far as this process has seen."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, str], None] = OrderedDict()

    def unknown(self, owner: int, words: Iterable[str]) -> list[str]:
        """Those that may be missing."""
        return [word for word in words if (owner, word) not in self._known]

    def learn(self, owner: int, words: Iterable[str]) -> None:
        """They are in the vocabulary now."""
        for word in words:
            self._known[owner, word] = None
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def lexemes_of(task: Task) -> Lexemes:
    """What is kept of a task's words."""
    title = words_of(task.title)
    rest = words_of(f"{task.notes} {' '.join(task.tags)} {task.project or ''}")
    places: dict[str, list[str]] = {}
    for start, words, (whole, bare) in ((1, title, "AC"), (len(title) + _GAP, rest, "BD")):
        for place, word in enumerate(words, start):
            at = min(place, _LAST_PLACE)
            kept, stemmed = _forms(word)
            places.setdefault(kept, []).append(f"{at}{whole}")
            if stemmed:
                places.setdefault(stemmed, []).append(f"{at}{bare}")
    vector = " ".join(
        f"'{task.owner}.{word}':{','.join(found[:_PLACES])}" for word, found in places.items()
    )
    return Lexemes(vector, tuple(places))


@lru_cache(_USUAL)
def _forms(word: str) -> tuple[str, str]:
    """A word and its stem as they are kept; no stem where it is the word itself."""
    bare = stem(word)
    return word[:LONGEST], "" if bare == word else bare[:LONGEST]


def query_of(terms: Sequence[Term], owner: int, joint: str = " & ") -> str:
    """Terms as a tsquery. Words hold letters and digits alone."""
    return joint.join(_term(term, owner, "") for term in terms)


def in_title(terms: Sequence[Term], owner: int) -> str:
    """Terms as a tsquery that only a title meets."""
    return " & ".join(_term(term, owner, "A" if _is_phrase(term) else "AC") for term in terms)


def _is_phrase(term: Term) -> bool:
    return len(term.words) > 1 or term.exact


def _term(term: Term, owner: int, weights: str) -> str:
    *before, last = (word[:LONGEST] for word in term.words)
    if _is_phrase(term):
        where = weights or "AB"
        parts = [f"'{owner}.{word}':{where}" for word in before]
        parts.append(f"'{owner}.{last}':{where}{'*' if term.prefix else ''}")
        return f"({' <-> '.join(parts)})"
    marks = f"{weights}{'*' if term.prefix else ''}"
    asked = [f"'{owner}.{last}'{':' if marks else ''}{marks}"]
    if (bare := stem(term.words[0])) != term.words[0]:
        asked.append(f"'{owner}.{bare[:LONGEST]}'{':' if weights else ''}{weights}")
    return f"({' | '.join(asked)})"


def search_words(found: Where, words: Words, owner: int) -> None:
    """The conditions for words: the match drives, what is excluded is a condition."""
    if words.terms:
        found.match = query_of(words.terms, owner)
    if words.without:
        found.add(
            "task.id NOT IN (SELECT task FROM task_search WHERE owner = ? AND words @@ ?::tsquery)",
            owner,
            query_of(words.without, owner, " | "),
        )
