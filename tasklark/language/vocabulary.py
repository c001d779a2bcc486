"""The vocabulary of one language as data: words to kinds, and the table of languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

Meaning = tuple[str, object]
Words = Mapping[str, Meaning]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language. `words` and `phrases` (several words) map to (kind, value).

    `units_after_number` are words that mean a unit only behind a number (`5 m`). `doubtful` are
    words that count only beside the kinds named. `typos` are corrected first; names listed in
    `guessed` are also found with one letter wrong.
    """

    code: str
    words: Words
    phrases: Words
    after_number: Words
    doubtful: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    typos: Mapping[str, str]
    guessed: tuple[str, ...]
    innocent: frozenset[str]
    markers: frozenset[str]
    tens: Mapping[str, int] = field(default_factory=dict)
    accents: bool = False
    index: dict[str, list[tuple[tuple[str, ...], Meaning]]] = field(default_factory=dict)

    def longest(self, first: str) -> list[tuple[tuple[str, ...], Meaning]]:
        """The phrases that begin with a word, longest first."""
        if not self.index:
            for phrase, meaning in self.phrases.items():
                words = tuple(phrase.split())
                self.index.setdefault(words[0], []).append((words, meaning))
            for listed in self.index.values():
                listed.sort(key=lambda entry: -len(entry[0]))
        return self.index.get(first, [])


LANGUAGES = {"en": "vocabulary_en", "es": "vocabulary_es"}


@cache
def vocabulary(code: str) -> Vocabulary:
    """The table of a language; it is loaded when first needed."""
    module = import_module(f"tasklark.language.{LANGUAGES[code]}")
    table: Vocabulary = module.VOCABULARY
    return table
