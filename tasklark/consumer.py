"""A consumer: each event to its handler, again after a failure, dead after five tries."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tasklark.domain.events import CloudEvent, Topic
from tasklark.runtime.port import Handler

logger = logging.getLogger(__name__)

PAUSES = (2.0, 6.0, 16.0, 36.0)
"""Seconds between the five tries of an event: about a minute in all."""
AGAIN = logging.DEBUG
"""Says a failure that was said once: the end of it, a dead letter, is said again."""
_BATCH = 200
_KEEP_AFTER_S = 0.5
"""How late a position may be written: what a crash repeats, handlers must bear anyway."""
_HANDLER_S = 30
_BREATH_S = 1.0


@dataclass(frozen=True, slots=True)
class Parked:
    """An event that failed `tries` times and stands aside while others go on."""

    id: int
    event: CloudEvent
    tries: int


@dataclass(frozen=True, slots=True)
class Look:
    """What is there for a consumer: new events with their places, and those to try again now.

    `full` tells that there is more behind `position`.
    """

    events: Sequence[tuple[int, CloudEvent]]
    position: int
    full: bool = False
    retries: Sequence[Parked] = ()
    next_retry: datetime | None = None


class Log(Protocol):
    """The topics as a consumer reads them, and its lasting notes."""

    async def position(self, name: str) -> int:
        """How far the consumer has come; a new one begins with the oldest event kept."""
        ...

    async def look(self, name: str, topic: Topic, position: int, limit: int) -> Look:
        """Events after `position`, and parked ones whose time has come."""
        ...

    async def keep(self, name: str, position: int) -> None:
        """Note how far the consumer has come."""
        ...

    async def park(
        self, name: str, topic: Topic, place: int, event: CloudEvent, retry_at: datetime, cause: str
    ) -> None:
        """Put a failed event aside."""
        ...

    async def again(self, parked: Parked, retry_at: datetime | None, cause: str) -> None:
        """A retry failed as well; without `retry_at` the event is a dead letter."""
        ...

    async def settle(self, parked: Parked) -> None:
        """A retry worked."""
        ...


class Consumer:
    """Takes a topic's events one by one, from where it stood.

    A failed event stands aside and does not hold up the others: handlers need no order.
    """

    def __init__(
        self,
        name: str,
        topic: Topic,
        handler: Handler,
        log: Log,
        clock: Callable[[], datetime],
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self.name = name
        self.topic: Topic = topic
        self._handler = handler
        self._log = log
        self._clock = clock
        self._pauses = pauses
        self._position = self._kept = 0

    @property
    def position(self) -> int:
        """The place of the last event that was handled."""
        return self._position

    async def run(self, woken: asyncio.Event, closing: asyncio.Event) -> None:
        """Consume until `closing`; the event in hand is finished and the position noted.

        `woken` tells that something may have come; it is set at closing too.
        """
        while not closing.is_set():
            try:
                self._position = self._kept = await self._log.position(self.name)
                while not closing.is_set():
                    await self._step(woken, closing)
                await self._keep()
            except Exception:
                logger.exception("consumer stumbled", extra={"consumer": self.name})
                await wait(closing, _BREATH_S)

    async def _step(self, woken: asyncio.Event, closing: asyncio.Event) -> None:
        woken.clear()
        look = await self._log.look(self.name, self.topic, self._position, _BATCH)
        for parked in look.retries:
            await self._retry(parked)
        for place, event in look.events:
            if closing.is_set():
                return
            await self._deliver(place, event)
            self._position = place
        self._position = look.position
        if self._position - self._kept >= _BATCH:
            await self._keep()
        # When nothing more comes for a while, it is a good moment to note the position.
        if not look.full and not await wait(woken, self._pause(look)):
            await self._keep()

    def _pause(self, look: Look) -> float | None:
        pause = None if self._position == self._kept else _KEEP_AFTER_S
        if look.next_retry is None:
            return pause
        until = max(0.0, (look.next_retry - self._clock()).total_seconds())
        return until if pause is None else min(pause, until)

    async def _deliver(self, place: int, event: CloudEvent) -> None:
        cause = await self._try(event, logging.ERROR)
        if cause is not None:
            retry_at = self._clock() + timedelta(seconds=self._pauses[0])
            await self._log.park(self.name, self.topic, place, event, retry_at, cause)

    async def _retry(self, parked: Parked) -> None:
        cause = await self._try(parked.event, AGAIN)
        if cause is None:
            await self._log.settle(parked)
            return
        tried = parked.tries
        last = tried >= len(self._pauses)
        pause = None if last else timedelta(seconds=self._pauses[tried])
        if last:
            facts = {"consumer": self.name, "event": parked.event.id, "cause": cause}
            logger.error("dead letter", extra=facts)
        await self._log.again(parked, None if pause is None else self._clock() + pause, cause)

    async def _try(self, event: CloudEvent, level: int) -> str | None:
        """Hand the event over; returns why that failed, which is logged at a level."""
        try:
            async with asyncio.timeout(_HANDLER_S):
                await self._handler(event)
        except Exception as problem:
            facts = {"consumer": self.name, "event": event.id}
            logger.log(level, "handler failed", extra=facts, exc_info=True)
            return f"{type(problem).__name__}: {problem}"
        return None

    async def _keep(self) -> None:
        if self._position != self._kept:
            await self._log.keep(self.name, self._position)
            self._kept = self._position


async def wait(event: asyncio.Event, seconds: float | None) -> bool:
    """Wait for an event for so long at most; returns whether it came."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
            return True
    return False
