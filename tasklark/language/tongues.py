"""Which language a text is in: the person's, unless its words say another one."""

import re
from functools import cache

from tasklark.domain.person import Person
from tasklark.language import tongue_words
from tasklark.language.vocabulary import LANGUAGES, Vocabulary, vocabulary

SPANISH = frozenset(tongue_words.SPANISH.split())
FOREIGN = frozenset(tongue_words.FOREIGN.split())
_SHARED = frozenset(["a", "no", "me", "es", "de", "la", "y"])
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _table(code: str) -> Vocabulary:
    return vocabulary(code)


def tongue(text: str, person: Person) -> Vocabulary:
    """The vocabulary to read a text with."""
    own = person.locale[:2] if person.locale[:2] in LANGUAGES else "en"
    words = _WORD.findall(text[:400].lower())
    spanish = sum(word in SPANISH for word in words)
    if spanish == 0:
        return _table("en" if own == "en" or _reads_english(words) else own)
    english = sum(word in _table("en").words or word in _table("en").markers for word in words)
    shared = sum(word in _SHARED for word in words)
    if spanish > english or (spanish - shared > 0 and spanish == english and own == "es"):
        return _table("es")
    return _table("en")


def _reads_english(words: list[str]) -> bool:
    table = _table("en")
    return any(word in table.words or word in table.markers for word in words)


def foreign(text: str) -> bool:
    """Whether a message is in a language that is not read here: another script, other words."""
    letters = [ch for ch in text if ch.isalpha()]
    if letters and sum(ch > "\u024f" for ch in letters) > len(letters) / 2:
        return True
    words = _WORD.findall(text.lower())
    strange = sum(word in FOREIGN for word in words)
    known = sum(
        word in _table("en").words or word in _table("en").markers or word in SPANISH
        for word in words
    )
    return strange >= 2 and strange > known
