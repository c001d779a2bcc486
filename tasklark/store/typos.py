"""What a mistyped word most likely was, among the words that are known. Knows no database."""

from collections.abc import Collection, Mapping

from tasklark.store.tokens import Term

SHORTEST = 4
"""Shorter words are taken as they are."""
_LONG = 8
"""From this length two slips are forgiven, below it one."""
_GUESSES = 8


def may_be_mistyped(term: Term) -> bool:
    """Whether another word may stand for it: a single word, not quoted, and not short."""
    return len(term.words) == 1 and not term.exact and len(term.words[0]) >= SHORTEST


def slips(word: str) -> int:
    """How many slips are forgiven in a word."""
    return 2 if len(word) >= _LONG else 1


def near(word: str, known: Collection[str]) -> list[tuple[float, str]]:
    """The nearest known words with their distances, a few."""
    # Imported here: only a word that nobody wrote needs it.
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(
        word, list(known), scorer=OSA.distance, score_cutoff=slips(word), limit=_GUESSES
    )
    return [(distance, other) for other, distance, _ in found]


def likeliest(guesses: list[tuple[float, str]], counts: Mapping[str, int]) -> str | None:
    """The nearest of the guesses that are in use, the commonest of equals."""
    ranked = sorted(
        (distance, -counts[word], word) for distance, word in guesses if counts.get(word)
    )
    return ranked[0][2] if ranked else None
