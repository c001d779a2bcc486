"""Mistyped words in PostgreSQL: unknown ones are looked for among those the person has written."""

from collections.abc import Sequence
from dataclasses import replace

from tasklark.store.postgres_pool import Ask, Pool, Row
from tasklark.store.postgres_search import query_of
from tasklark.store.tokens import Term, Words
from tasklark.store.typos import likeliest, may_be_mistyped, near, slips

_COUNTED = 2_000
"""Tasks looked at to tell which of two words is the commoner."""
_USED = "SELECT 1 FROM task_search WHERE owner = ? AND words @@ ?::tsquery LIMIT 1"
_VOCABULARY = (
    "SELECT word FROM word WHERE owner = ? AND word >= ? AND word < ?"
    " AND char_length(word) BETWEEN ? AND ? ORDER BY word"
)
# The words carry their owner; said again here, it would tempt to walk through all rows of theirs.
_COUNTS = (
    "SELECT guess, (SELECT count(*) FROM (SELECT 1 FROM task_search"
    " WHERE words @@ guess::tsquery LIMIT ?) AS found) FROM unnest(?::text[]) AS guess"
)


async def corrected(pool: Pool, owner: int, words: Words) -> Words:
    """The query with each unknown word replaced by the likeliest known one."""
    doubtful = [term for term in words.terms if may_be_mistyped(term)]
    if not doubtful:
        return words
    # Whether a word is known, and what it is near to if not, in one question for all of them.
    asks = [_used(owner, term) for term in doubtful]
    asks += [_vocabulary(owner, term.words[0][0], term.words[0]) for term in doubtful]
    told = await pool.ask(owner, *asks)
    better: dict[Term, Term] = {}
    for term, used, known in zip(
        doubtful, told[: len(doubtful)], told[len(doubtful) :], strict=True
    ):
        if not used and (word := await _likeliest(pool, owner, term.words[0], known)) is not None:
            better[term] = Term((word,))
    return replace(words, terms=tuple(better.get(term, term) for term in words.terms))


async def _likeliest(pool: Pool, owner: int, word: str, known: Sequence[Row]) -> str | None:
    """The nearest known word, the commonest of equals.

    Most slips leave the first letter right: `known` are the words that begin with it. Else the
    second may be the first, and only where nothing begins so all words are looked through.
    """
    if (found := await _commonest(pool, owner, word, known)) is not None:
        return found
    for first in (word[1], ""):
        (known,) = await pool.ask(owner, _vocabulary(owner, first, word))
        if known:
            return await _commonest(pool, owner, word, known)
    return None


async def _commonest(pool: Pool, owner: int, word: str, known: Sequence[Row]) -> str | None:
    guesses = near(word, [other for (other,) in known])
    for distance in sorted({distance for distance, _ in guesses}):
        # Only of the nearest is it asked which is the commonest; the others seldom matter.
        equals = [guess for guess in guesses if guess[0] == distance]
        queries = {f"'{owner}.{other}'": other for _, other in equals}
        enough = _COUNTED if len(equals) > 1 else 1
        counting = Ask(_COUNTS, (enough, list(queries)), generic=True)
        (rows,) = await pool.ask(owner, counting)
        counts = {queries[query]: count for query, count in rows}
        if (found := likeliest(equals, counts)) is not None:
            return found
    return None


def _used(owner: int, term: Term) -> Ask:
    return Ask(_USED, (owner, query_of((term,), owner)), fresh=True)


def _vocabulary(owner: int, first: str, word: str) -> Ask:
    shortest, longest = len(word) - slips(word), len(word) + slips(word)
    return Ask(_VOCABULARY, (owner, first, f"{first}\U0010ffff", shortest, longest))
