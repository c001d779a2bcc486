"""Dead letters of a cluster: kept in PostgreSQL as they come, sent to their consumer again."""

from collections.abc import Sequence

import orjson

from tasklark.domain.errors import Refusal
from tasklark.domain.events import CloudEvent
from tasklark.runtime.dapr import DaprRuntime
from tasklark.runtime.dapr_dead import DeadLetter
from tasklark.runtime.dapr_sidecar import SidecarError
from tasklark.runtime.dapr_wire import NotAnEvent, envelope, event_of
from tasklark.runtime.letters import Letter, Replayed, Told
from tasklark.store.codec import instant, micros
from tasklark.store.postgres_pool import EVERYONE, Pool

_KEEP = (
    "INSERT INTO dead_letter (owner, letter, consumer, topic, event, body, tries, cause, at)"
    " VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (owner, letter) DO UPDATE"
    " SET tries = excluded.tries, cause = excluded.cause, at = excluded.at"
)
_LISTED = "SELECT id, consumer, topic, event, tries, cause, at FROM dead_letter ORDER BY id"
_GONE = "DELETE FROM dead_letter WHERE id = ?"
_DIGITS = 16
"""Fewer than these has the number of every person."""
_LONGEST_BODY = 100_000
"""Characters that are kept of what is no event."""


class DaprLetters:
    """Keeps `Letters`. `keep` is the handler of the topics `<topic>.dlq`.

    Without a `runtime` they can be looked at, from wherever the database can be reached.
    """

    def __init__(self, pool: Pool, runtime: DaprRuntime | None = None) -> None:
        self._pool = pool
        self._runtime = runtime

    async def keep(self, letter: DeadLetter) -> None:
        """Note a letter; the same one again is the same row."""
        event = letter.event
        row = (
            _owner(event), letter.id, letter.consumer, letter.topic,
            None if event is None else _text(envelope(event)),
            _text(letter.body)[:_LONGEST_BODY] if event is None else None,
            letter.tries, letter.cause, micros(letter.at),
        )  # fmt: skip
        await self._pool.rows(EVERYONE, _KEEP, row)

    async def listed(self) -> Sequence[Letter]:
        """See `Letters.listed`."""
        return [
            Letter(id_, consumer, topic, _event(text), tries, cause, instant(at))
            for id_, consumer, topic, text, tries, cause, at in await self._pool.rows(
                EVERYONE, _LISTED
            )
        ]

    async def replay(self, letters: Sequence[Letter], told: Told) -> Replayed:
        """See `Letters.replay`; a letter goes once its event is published.

        Raises:
            Refusal: If there is no sidecar to publish through.
        """
        if self._runtime is None:
            raise Refusal("There is no sidecar here.", "Run it in a pod of the relay.")
        failed: dict[int, str] = {}
        for done, letter in enumerate(letters, 1):
            assert letter.event is not None
            try:
                await self._runtime.publish_again(letter.consumer, letter.topic, letter.event)
                await self._pool.rows(EVERYONE, _GONE, (letter.id,))
            except SidecarError as problem:
                failed[letter.id] = str(problem)
            told(done, len(letters))
        return Replayed(tuple(letter.id for letter in letters), failed, known=False)


def _owner(event: CloudEvent | None) -> int:
    key = "" if event is None else event.partitionkey
    return int(key) if key.isdecimal() and len(key) < _DIGITS else 0


def _text(value: object) -> str:
    # PostgreSQL keeps no NUL in a text; JSON has it escaped, and so it stays.
    return orjson.dumps(value).decode()


def _event(text: str | None) -> CloudEvent | None:
    try:
        return None if text is None else event_of(orjson.loads(text))
    except NotAnEvent:
        return None
