"""Dead letters of the embedded runtime: rows beside the outbox, tried again where they stand."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.runtime.letters import Letter, Replayed, Told

PATIENCE_S = 60.0
_STEP_S = 0.02
_UNTRIED = "not tried yet; another program does the background work and is busy"


class EmbeddedLetters:
    """Keeps `Letters`; the consumers have to be at work, here or in another process."""

    def __init__(self, runtime: EmbeddedRuntime, patience_s: float = PATIENCE_S) -> None:
        self._runtime = runtime
        self._patience_s = patience_s

    async def listed(self) -> Sequence[Letter]:
        """See `Letters.listed`."""
        return [
            Letter(one.id, one.consumer, one.topic, one.event, one.tries, one.cause, one.at)
            for one in await self._runtime.dead_letters()
        ]

    async def replay(self, letters: Sequence[Letter], told: Told) -> Replayed:
        """See `Letters.replay`; waits until each was tried once."""
        sent = await self._runtime.revive([letter.id for letter in letters])
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience_s):
                # Polled: another process may be the one that works.
                while await self._untried(sent, told):  # noqa: ASYNC110
                    await asyncio.sleep(_STEP_S)
        left = await self._runtime.untaken(sent)
        failed = {id_: cause if tries else _UNTRIED for id_, (tries, cause) in left.items()}
        return Replayed(sent, failed)

    async def _untried(self, sent: Sequence[int], told: Told) -> int:
        left = await self._runtime.untaken(sent)
        untried = sum(not tries for tries, _ in left.values())
        told(len(sent) - untried, len(sent))
        return untried
