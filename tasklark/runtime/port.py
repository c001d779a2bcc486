"""The runtime's ports: events, conversation state, timers. Every adapter keeps these promises."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tasklark.domain.events import CloudEvent, Topic

Handler = Callable[[CloudEvent], Awaitable[None]]
JobHandler = Callable[[str, bytes], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Document:
    """A state document; `etag` is what the next put must name."""

    value: bytes
    etag: str


class EventBus(Protocol):
    """At least once to each consumer of a topic.

    A failed handler is tried again with backoff, five times over about a minute, then the event
    is a dead letter with its cause and others go on; one consumer never holds back another. What
    was published while a consumer was down arrives when it returns. A fan-out consumer gets
    what is published from now on, on every replica. Events of one person are published in order.
    """

    def consume(self, name: str, topic: Topic, handler: Handler) -> None:
        """Register before the bus starts; `name` is the consumer's lasting position."""
        ...

    def fan_out(self, topic: Topic, handler: Handler) -> Callable[[], None]:
        """Every event from now on, in this process; returns what ends it."""
        ...

    async def publish(self, topic: Topic, event: CloudEvent) -> None:
        """Publish outside a change of tasks (a notice, a refused call)."""
        ...


class StateStore(Protocol):
    """Documents by key with etags and a time to live. No transaction over several keys."""

    async def get(self, key: str) -> Document | None: ...

    async def put(
        self, key: str, value: bytes, *, etag: str | None = None, ttl_seconds: int | None = None
    ) -> str:
        """Write and return the new etag; `etag` None overwrites.

        Raises:
            StaleState: If the document has another etag, or is gone.
        """
        ...

    async def create(self, key: str, value: bytes, *, ttl_seconds: int | None = None) -> str:
        """Write a document that must not exist. Raises StaleState if it does."""
        ...

    async def delete(self, key: str, *, etag: str | None = None) -> None:
        """Absent afterwards. Raises StaleState when `etag` is given and is another."""
        ...


class Jobs(Protocol):
    """Calls back once, at or after a moment, never before. Scheduling a name again replaces it.

    A failing callback is called again until it works.
    """

    def on_due(self, handler: JobHandler) -> None: ...

    async def schedule(self, name: str, at: datetime, payload: bytes) -> None: ...

    async def cancel(self, name: str) -> None: ...


class Runtime(EventBus, StateStore, Jobs, Protocol):
    """All three, as one adapter offers them."""
