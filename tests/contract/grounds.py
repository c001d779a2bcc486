"""What runtimes stand on in the contract suite: each adapter on the ground it was made for."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import anyio

from tasklark.domain.events import CloudEvent
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.runtime.port import Runtime
from tests.contract.builders import StillClock, open_sqlite

PAUSES = (0.01, 0.01, 0.01, 0.01)
"""Between the tries of an event; a minute would be too long for a test."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter, whichever runtime wrote it."""

    consumer: str
    topic: str
    event: CloudEvent | None
    tries: int
    cause: str


class Process(Runtime, Protocol):
    """A runtime with the life of a process."""

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    def running(self) -> "AbstractAsyncContextManager[Process]": ...


class Ground(Protocol):
    """Makes runtimes on the same ground, as several processes or restarts would."""

    def process(self) -> Process: ...

    def now(self) -> datetime: ...

    async def passes(self, seconds: float) -> None:
        """Let so much time go by; others get their turn."""
        ...

    async def dead_letters(self) -> list[Letter]: ...


class EmbeddedGround:
    """One SQLite file and a clock that moves when told."""

    def __init__(self, make: Callable[[], EmbeddedRuntime], clock: StillClock) -> None:
        self._make = make
        self._clock = clock
        self.now = clock

    def process(self) -> Process:
        return self._make()

    async def passes(self, seconds: float) -> None:
        self._clock.passes(seconds=seconds)
        await anyio.lowlevel.checkpoint()

    async def dead_letters(self) -> list[Letter]:
        return [
            Letter(one.consumer, one.topic, one.event, one.tries, one.cause)
            for one in await self._make().dead_letters()
        ]


@asynccontextmanager
async def embedded(folder: Path) -> AsyncIterator[EmbeddedGround]:
    """The embedded runtime on a file."""
    clock = StillClock()
    async with await open_sqlite(folder / "ground.sqlite3", clock) as store:

        def make() -> EmbeddedRuntime:
            return EmbeddedRuntime(store, poll_ms=5, pauses=PAUSES)

        yield EmbeddedGround(make, clock)


Grounds = Callable[[Path], AbstractAsyncContextManager[Ground]]
