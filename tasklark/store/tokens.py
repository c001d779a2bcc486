"""Words as search knows them: folded, split, lightly stemmed; and the query a person types."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
# Scripts written without spaces: each character is a word, a run of them a phrase.
_SOLID = re.compile("[぀-ヿ㐀-鿿豈-﫿]|[^぀-ヿ㐀-鿿豈-﫿]+")
_QUERY = re.compile(r'(?P<no>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_FOLDS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae"})
_SHORTEST_STEM = 3
_USUAL = 4096
"""Words whose stems are remembered: most of what a person writes."""
WORDS_LIMIT = 24
"""Words of a query that count; more add time and no meaning."""
NEWEST = 300
"""Matches that are ranked; older ones follow by age, so that a common word costs no more."""
COUNTED = 1000
"""Matches that are counted: beyond it, exactly how many there are costs more than it tells."""
LENGTH_LIMIT = 1000
"""Characters of a query that are looked at."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together; `prefix` lets the last of them go on."""

    words: tuple[str, ...]
    prefix: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A query: every term must be there, none of `without`."""

    terms: tuple[Term, ...]
    without: tuple[Term, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing searchable was typed."""
        return not self.terms and not self.without


def fold(text: str) -> str:
    """Text without case and accents, spaces collapsed: what counts as the same when searching."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDS))
    kept = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    found = _WORD.findall(fold(text))
    if text.isascii():
        return found
    return [part for word in found for part in _SOLID.findall(word)]


@lru_cache(_USUAL)
def stem(word: str) -> str:
    """A word without its commonest endings; English plurals, -ing and -ed, and plurals in -es."""
    if not word.isascii() or word.isdigit():
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_STEM + 1:
        return f"{word[:-3]}y"
    for ending in ("ing", "ed", "es", "s"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= _SHORTEST_STEM and not word.endswith("ss"):
            return _undoubled(bare) if ending in ("ing", "ed") else bare.removesuffix("e")
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


def _undoubled(word: str) -> str:
    doubled = len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls"
    return word[:-1] if doubled else word.removesuffix("e")


def stems_of(words: list[str]) -> list[str]:
    """The stems that differ from their words, each once."""
    return list(dict.fromkeys(bare for word in words if (bare := stem(word)) != word))


def read_query(text: str) -> Words:
    """What a person typed as terms; `"…"` is a phrase, `-word` excludes, all else are words.

    The last word may be a beginning. Nothing in the text is an operator of the database.
    """
    terms: list[Term] = []
    without: list[Term] = []
    cut = text[:LENGTH_LIMIT]
    for found in _QUERY.finditer(cut):
        phrase = found["phrase"]
        goes_on = phrase is None and found.end() == len(cut)
        words = tuple(words_of(phrase if phrase is not None else found["word"]))
        if words:
            kept = without if found["no"] else terms
            kept.append(Term(words, goes_on and not found["no"], phrase is not None))
    return Words(tuple(terms[:WORDS_LIMIT]), tuple(without[:WORDS_LIMIT]))
