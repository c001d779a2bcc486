"""Trying dead letters again: which ones, and what may not be."""

from collections.abc import Sequence

from tasklark.domain.errors import Refusal
from tasklark.runtime.letters import Letters, Replayed, Told


async def replay(
    letters: Letters, ids: Sequence[int] = (), told: Told = lambda *_: None
) -> Replayed:
    """Try the letters with these ids again, or all without any; the events keep their ids.

    Raises:
        Refusal: If there is no such letter, or one of them is no event; then none is tried.
    """
    there = {letter.id: letter for letter in await letters.listed()}
    unknown = [id_ for id_ in ids if id_ not in there]
    if unknown:
        raise Refusal(
            f"There is no dead letter {unknown[0]}.",
            "See “tasklark dead-letters list”.",
            kind="unknown",
        )
    chosen = [there[id_] for id_ in dict.fromkeys(ids)] if ids else list(there.values())
    no_event = [letter.id for letter in chosen if letter.event is None]
    if ids and no_event:
        raise Refusal(
            f"Dead letter {no_event[0]} is no event.", "Leave it: no consumer could take it."
        )
    return await letters.replay([one for one in chosen if one.event is not None], told)
