"""A run under way in this process: its task, and how it is stopped."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from agent import phrases
from agent.agui import Wire
from agent.claims import TTL_S, Claim
from agent.runs import RunLog
from agent.turn import Turn
from tasklark.domain.errors import TasklarkError

logger = logging.getLogger(__name__)

_RENEW_S = 5.0
_PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds between tries to write the end of a run."""


@dataclass(slots=True)
class Live:
    """A run and what belongs to it while it goes on."""

    turn: Turn
    log: RunLog
    wire: Wire
    claim: Claim
    stopped: bool = False
    settled: bool = False
    task: asyncio.Task[None] | None = None
    _holding: asyncio.Task[None] | None = None

    def start(self, work: Callable[["Live"], Awaitable[None]]) -> asyncio.Task[None]:
        """Run `work` on its own: it ends with the process, not with a request."""
        self.task = asyncio.create_task(self._guarded(work), name=f"run {self.turn.run}")
        return self.task

    def stop(self) -> None:
        """End the run; what a call under way does is still recorded."""
        if self.task is not None and not (self.task.done() or self.stopped or self.settled):
            self.stopped = True
            self.task.cancel()

    async def settle(self) -> None:
        """Let the next run begin: what this one came to is written."""
        self.settled = True
        if self._holding is not None:
            self._holding.cancel()
        await self.claim.release()

    async def _guarded(self, work: Callable[["Live"], Awaitable[None]]) -> None:
        writing = asyncio.create_task(self.log.write_along())
        self._holding = asyncio.create_task(self._hold())
        try:
            await work(self)
        except Exception:
            logger.exception("run failed", extra={"action": "run"})
            self.wire.failed(phrases.FAILED)
        finally:
            # Whoever reads along is told the end, also when it cannot be written anywhere.
            await self._surely(self.settle)
            self.wire.close()
            await self._surely(self.log.end)
            writing.cancel()
            await asyncio.gather(writing, self._holding, return_exceptions=True)

    async def _surely(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do what must be written at the end; the state store may be away for a moment."""
        for pause in (*_PAUSES, None):
            try:
                return await work()
            except TasklarkError as problem:
                logger.warning("the end of a run waits", extra={"cause": str(problem)})
                if pause is None:
                    logger.exception("the end of a run is not written", extra={"action": "run"})
                else:
                    await asyncio.sleep(pause)

    async def _hold(self) -> None:
        held = asyncio.get_running_loop().time()
        while True:
            await asyncio.sleep(_RENEW_S)
            now = asyncio.get_running_loop().time()
            try:
                mine = await self.claim.renewed()
                held = now
            except TasklarkError:
                # The state store is away; until the mark has run out nobody else begins.
                mine = now - held < TTL_S
            if not mine:
                self.stop()
                return
