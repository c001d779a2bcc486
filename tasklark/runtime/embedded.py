"""The embedded runtime: events, state and timers on the file of the tasks, nothing beside it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Self

from tasklark.consumer import PAUSES, Consumer, wait
from tasklark.domain.events import CloudEvent, Topic
from tasklark.runtime.assembled import Assembled
from tasklark.runtime.embedded_fan import Fan
from tasklark.runtime.embedded_jobs import EmbeddedJobs
from tasklark.runtime.embedded_log import DeadLetter, OutboxLog, Standing
from tasklark.runtime.embedded_state import EmbeddedState
from tasklark.runtime.embedded_topics import insert
from tasklark.runtime.embedded_watch import Watch
from tasklark.runtime.port import Handler
from tasklark.store.lock import FileLock
from tasklark.store.sqlite import SqliteStore

logger = logging.getLogger(__name__)

LOCK = "background.lock"
_DRAIN_S = 5.0
_TIDY_S = 600.0


class EmbeddedRuntime(Assembled):
    """Keeps `Runtime`. Consumers and timers run in the process that holds the file's lock.

    The kernel frees that lock when its holder dies; the next process that asks has it then.
    """

    def __init__(
        self, store: SqliteStore, *, poll_ms: int = 250, pauses: Sequence[float] = PAUSES
    ) -> None:
        self._store = store
        self._pauses = pauses
        self._log = OutboxLog(store, store.clock)
        self._timers = EmbeddedJobs(store, store.clock)
        super().__init__(EmbeddedState(store, store.clock), self._timers)
        self._watch = Watch(store, poll_ms / 1000)
        self._consumers: list[Consumer] = []
        self._fans: list[Fan] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._closing = asyncio.Event()
        self._lock: FileLock | None = None
        self.working = False
        """Whether this process does the background work."""

    @asynccontextmanager
    async def running(self, *, background: bool = True) -> AsyncIterator[Self]:
        """Started, and closed afterwards."""
        await self.start(background=background)
        try:
            yield self
        finally:
            await self.close()

    async def start(self, *, background: bool = True) -> None:
        """Begin; with `background` take the consumers and timers as soon as nobody has them."""
        self._watch.open()
        for fan in self._fans:
            self._begin_fan(fan)
        self._begin(self._watch.run(self._closing))
        if background:
            self._lock = FileLock(self._store.path.with_name(LOCK))
            self._take(self._lock)
            if not self.working:
                self._begin(self._wait_for_lock(self._lock))

    async def close(self) -> None:
        """Let what is under way finish, within bounds, and give the lock away."""
        self._closing.set()
        self._watch.ring()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_DRAIN_S)
            for task in late:
                task.cancel()
            for task in late:
                with suppress(asyncio.CancelledError):
                    await task
        self._watch.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        self.working = False

    def consume(self, name: str, topic: Topic, handler: Handler) -> None:
        """See `EventBus.consume`."""
        clock: Callable[[], datetime] = self._store.clock
        self._consumers.append(Consumer(name, topic, handler, self._log, clock, self._pauses))

    def fan_out(self, topic: Topic, handler: Handler) -> Callable[[], None]:
        """See `EventBus.fan_out`."""
        fan = Fan(self._store, topic, handler)
        self._fans.append(fan)
        if self._watch.opened:
            self._begin_fan(fan)

        def end() -> None:
            if fan in self._fans:
                self._fans.remove(fan)
                self._watch.forget(fan.bell)
                self._watch.watched_closely(bool(self._fans))
                fan.end()

        return end

    async def publish(self, topic: Topic, event: CloudEvent) -> None:
        """See `EventBus.publish`."""
        await self._store.write(lambda connection: insert(connection, topic, event))

    async def dead_letters(self) -> tuple[DeadLetter, ...]:
        """Events that were given up after five tries."""
        return await self._log.dead_letters()

    async def revive(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Let dead letters be tried again by their consumers; returns which of `ids` were dead."""
        return await self._log.revive(ids)

    async def untaken(self, ids: Sequence[int]) -> Mapping[int, tuple[int, str]]:
        """Which of the events put aside are still there: how often tried, and the last cause."""
        return await self._log.untaken(ids)

    async def standing(self) -> Standing:
        """How far behind the consumers are."""
        return await self._log.standing()

    async def settled(self) -> bool:
        """Whether every event so far was handled here, or noted where the work is done."""
        if self.working:
            end = self._watch.end()
            return all(consumer.position >= end for consumer in self._consumers)
        return not any(lag for _, lag in (await self.standing()).consumers)

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.append(task)
        task.add_done_callback(self._tasks.remove)
        return task

    def _begin_fan(self, fan: Fan) -> None:
        self._watch.watched_closely(True)
        self._watch.bell(fan.bell)
        fan.task = self._begin(fan.run(self._watch.end(), self._closing))

    def _take(self, lock: FileLock) -> None:
        if self.working or not lock.try_acquire():
            return
        self.working = True
        for consumer in self._consumers:
            self._begin(consumer.run(self._watch.bell(), self._closing))
        self._begin(self._timers.run(self._watch.bell(), self._closing))
        self._begin(self._keep_tidy())

    async def _wait_for_lock(self, lock: FileLock) -> None:
        while not self.working and not self._closing.is_set():
            await wait(self._closing, self._watch.poll_s)
            if not self._closing.is_set():
                self._take(lock)

    async def _keep_tidy(self) -> None:
        closing = False
        while not closing:
            try:
                await self._log.shorten([consumer.name for consumer in self._consumers])
                await self._store.tidy()
            except Exception:
                logger.exception("tidying failed")
            closing = await wait(self._closing, _TIDY_S)
