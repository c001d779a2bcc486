"""A run's numbered events: in memory for this process, in the state store for every other."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

from tasklark.domain.errors import TasklarkError
from tasklark.runtime.port import StateStore

logger = logging.getLogger(__name__)

Event = tuple[int, str]
"""Its number and its JSON."""

CHUNK_S = 0.15
CHUNK_BYTES = 4_096
KEPT_S = 24 * 3600
"""Seconds that a run's events are kept: the conversation holds what they came to."""
_POLL_S = 0.15


class RunLog:
    """The events of one run as they happen."""

    def __init__(self, state: StateStore, key: str) -> None:
        self._state = state
        self._key = key
        self._events: list[str] = []
        self._written = 0
        self._chunks = 0
        self._bytes = 0
        self._news = asyncio.Event()
        self._full = asyncio.Event()
        self._writing = asyncio.Lock()
        self._closed = False
        self.ended = False

    @property
    def events(self) -> list[dict[str, Any]]:
        """All events so far."""
        return [json.loads(event) for event in self._events]

    @property
    def last(self) -> int:
        """The number of the newest event."""
        return len(self._events)

    def add(self, event: str) -> None:
        """Number an event and wake those who read along."""
        self._events.append(event)
        self._bytes += len(event)
        if self._bytes >= CHUNK_BYTES:
            self._full.set()
        self._wake()

    async def end(self) -> None:
        """Nothing follows; durable when it returns."""
        self.ended = True
        self._full.set()
        try:
            await self.flush()
        finally:
            # Whoever reads along here needs nothing that is written.
            self._wake()

    async def flush(self) -> None:
        """Write what is not written yet; a chunk cut off on its way is written again."""
        async with self._writing:
            upto, ended = len(self._events), self.ended
            if self._closed or (upto == self._written and not ended):
                return
            chunk = {"events": self._events[self._written : upto], "end": ended}
            value = json.dumps(chunk, ensure_ascii=False).encode()
            await self._state.put(f"{self._key}/{self._chunks}", value, ttl_seconds=KEPT_S)
            self._chunks += 1
            self._written, self._closed = upto, ended
            self._bytes = 0
            self._full.clear()

    async def write_along(self) -> None:
        """Write a chunk each 150 ms or 4 kB, until the end."""
        while not self.ended:
            await self._something_new(self._written)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._full.wait(), CHUNK_S)
            try:
                await self.flush()
            except TasklarkError as problem:
                logger.warning("a run is written later", extra={"cause": str(problem)})
                await asyncio.sleep(_POLL_S)

    async def follow(self, after: int) -> AsyncIterator[Event]:
        """Every event later than `after`, until the run ends."""
        while True:
            for number in range(after + 1, self.last + 1):
                yield number, self._events[number - 1]
                after = number
            if self.ended and after >= self.last:
                return
            await self._something_new(after)

    async def _something_new(self, after: int) -> None:
        while self.last <= after and not self.ended:
            await self._news.wait()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()


async def stored(state: StateStore, key: str) -> tuple[list[str], bool]:
    """The events of a run that are written, and whether it has ended."""
    events: list[str] = []
    chunk = 0
    while (document := await state.get(f"{key}/{chunk}")) is not None:
        data = json.loads(document.value)
        events += data["events"]
        if data["end"]:
            return events, True
        chunk += 1
    return events, False


async def follow_stored(
    state: StateStore, key: str, going: Callable[[], Awaitable[bool]], after: int
) -> AsyncIterator[Event]:
    """Every event later than `after` of a run in another process, until it ends or is cut off."""
    seen = 0
    chunk = 0
    while True:
        alive = await going()
        while (document := await state.get(f"{key}/{chunk}")) is not None:
            data = json.loads(document.value)
            chunk += 1
            for event in data["events"]:
                seen += 1
                if seen > after:
                    yield seen, event
            if data["end"]:
                return
        if not alive:
            return
        await asyncio.sleep(_POLL_S)


def run_key(person: int, run: str) -> str:
    """Where a run's events stand."""
    return f"run/{person}/{run}"
