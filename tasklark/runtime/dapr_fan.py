"""Fan-out behind the sidecar: this replica's own group, every event to everyone who listens here.

A group that is joining misses what is published meanwhile. So before this replica calls itself
ready it publishes marks of its own to the topic until they come back from every partition.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from tasklark.domain.events import CloudEvent, Topic
from tasklark.runtime.dapr_publishing import Publisher
from tasklark.runtime.dapr_wire import MARK, NotAnEvent, event_of
from tasklark.runtime.port import Handler

logger = logging.getLogger(__name__)

_MARKS = 24
"""Keys of one round: of a few partitions none is likely to be left out."""
_ROUND_S = 0.2
_WAITING = 10_000


class _Listener:
    """One handler with a queue of its own: a slow one holds back no other."""

    def __init__(self, topic: Topic, handler: Handler) -> None:
        self._topic = topic
        self._handler = handler
        self._waiting: asyncio.Queue[CloudEvent] = asyncio.Queue(_WAITING)
        self.task = asyncio.get_running_loop().create_task(self._run())

    def hear(self, event: CloudEvent) -> None:
        try:
            self._waiting.put_nowait(event)
        except asyncio.QueueFull:
            logger.warning("fan-out is too slow, event left out", extra={"event": event.id})

    async def _run(self) -> None:
        while True:
            event = await self._waiting.get()
            try:
                await self._handler(event)
            except Exception:
                logger.exception("fan-out handler failed", extra={"event": event.id})


class Fans:
    """Who listens in this process, by topic."""

    def __init__(self, publisher: Publisher, topics: Sequence[Topic]) -> None:
        self._publisher = publisher
        self._topics = topics
        self._listeners: dict[str, list[_Listener]] = {}
        self._round = secrets.token_hex(8)
        self._missing: dict[str, set[str]] = {}
        self._heard = asyncio.Event()

    def listen(self, topic: Topic, handler: Handler) -> Callable[[], None]:
        """See `EventBus.fan_out`."""
        listener = _Listener(topic, handler)
        here = self._listeners.setdefault(topic, [])
        here.append(listener)

        def end() -> None:
            if listener in here:
                here.remove(listener)
                if listener.task is not asyncio.current_task():
                    listener.task.cancel()

        return end

    def push(self, topic: str, body: object) -> None:
        """What the sidecar pushed; nothing of it is ever tried again."""
        entries = body.get("entries") if isinstance(body, dict) else None
        for one in [e.get("event") for e in entries] if isinstance(entries, list) else [body]:
            try:
                event = event_of(one)
            except NotAnEvent as fault:
                logger.warning("not an event", extra={"topic": topic, "cause": str(fault)})
                continue
            if event.type == MARK:
                self._mark(topic, event.id)
                continue
            for listener in self._listeners.get(topic, ()):
                listener.hear(event)

    async def join(self) -> None:
        """Return once everything published from now on comes here. Bound it with a timeout."""
        self._missing = {
            topic: {f"{self._round}:{n}" for n in range(_MARKS)} for topic in self._topics
        }
        while any(self._missing.values()):
            for topic, missing in self._missing.items():
                await self._publisher.publish_all(topic, [_mark(name) for name in sorted(missing)])
            self._heard.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(_ROUND_S):
                    while any(self._missing.values()):
                        await self._heard.wait()
                        self._heard.clear()

    async def close(self) -> None:
        """Nobody hears anything any more."""
        tasks = [one.task for here in self._listeners.values() for one in here]
        self._listeners.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _mark(self, topic: str, name: str) -> None:
        self._missing.get(topic, set()).discard(name)
        self._heard.set()


def _mark(name: str) -> CloudEvent:
    return CloudEvent(name, MARK, datetime.now(UTC), {}, partitionkey=name)
