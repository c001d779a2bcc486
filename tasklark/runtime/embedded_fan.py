"""A fan-out subscriber: every event of a topic from now on, in this process, without retries."""

import asyncio
import logging
import sqlite3

from tasklark.consumer import wait
from tasklark.domain.events import Topic
from tasklark.runtime.embedded_topics import Stretch, stretch
from tasklark.runtime.port import Handler
from tasklark.store.sqlite import SqliteStore

logger = logging.getLogger(__name__)

_BATCH = 200
_BREATH_S = 1.0


class Fan:
    """One subscriber with a place of its own in the outbox: a slow one holds back no other."""

    def __init__(self, store: SqliteStore, topic: Topic, handler: Handler) -> None:
        self._store = store
        self._topic: Topic = topic
        self._handler = handler
        self._ended = False
        self.task: asyncio.Task[None] | None = None
        self.bell = asyncio.Event()

    def end(self) -> None:
        """No event after this one."""
        self._ended = True
        if self.task is not None and self.task is not asyncio.current_task():
            self.task.cancel()

    async def run(self, position: int, closing: asyncio.Event) -> None:
        """Hand over what comes after `position` until it is ended or closed."""
        while not self._ended and not closing.is_set():
            try:
                self.bell.clear()
                found = await self._next(position)
                await self._hand_over(found)
                position = found.position
                if not found.full:
                    await wait(self.bell, None)
            except Exception:
                logger.exception("fan-out stumbled", extra={"topic": self._topic})
                await wait(closing, _BREATH_S)

    async def _next(self, position: int) -> Stretch:
        def read(connection: sqlite3.Connection) -> Stretch:
            return stretch(connection, self._topic, position, _BATCH)

        return await self._store.read(read)

    async def _hand_over(self, found: Stretch) -> None:
        for _, event in found.events:
            if self._ended:
                return
            try:
                await self._handler(event)
            except Exception:
                logger.exception("fan-out handler failed", extra={"event": event.id})
