"""Consumers behind the sidecar: each pushed event to its handler, failures stand aside.

An event that fails is put aside as a timer of its own and tried again with the pauses of every
runtime, while the sidecar goes on with the next one; after the last try it is published to
`<topic>.dlq` with its cause. The sidecar's own retry lies beneath, for what nobody is to blame for:
the store or the scheduler is away, this process is about to end. Its dead letters are no dead
letters: it gives up whatever it retries when it is stopped, so the same consumer reads them again.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

import orjson

from tasklark.consumer import AGAIN, PAUSES
from tasklark.domain.errors import StoreError
from tasklark.domain.events import CloudEvent, Topic
from tasklark.runtime.dapr_dead import dead_letter
from tasklark.runtime.dapr_jobs import DaprJobs
from tasklark.runtime.dapr_publishing import Publisher
from tasklark.runtime.dapr_sidecar import SidecarError
from tasklark.runtime.dapr_wire import (
    MARK,
    Json,
    NotAnEvent,
    envelope,
    event_of,
    unwrapped,
)
from tasklark.runtime.port import Handler
from tasklark.tracing import TRACE, traceparent

logger = logging.getLogger(__name__)

Status = Literal["SUCCESS", "RETRY"]
RETRIES = "retry"
_HANDLER_S = 30
_NAME_DIGITS = 24


@dataclass(frozen=True, slots=True)
class _Consumer:
    name: str
    topic: Topic
    handler: Handler


class _Later(Exception):
    """Nothing is wrong with the event; whatever it needs is away."""


class Consumers:
    """The consumers of this process, by name."""

    def __init__(
        self,
        jobs: DaprJobs,
        publisher: Publisher,
        clock: Callable[[], datetime],
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self._jobs = jobs
        self._publisher = publisher
        self._clock = clock
        self._pauses = pauses
        self._consumers: dict[str, _Consumer] = {}
        self._in_flight: set[asyncio.Task[None]] = set()
        self._closing = False
        jobs.on_due(self._again, RETRIES)

    def add(self, name: str, topic: Topic, handler: Handler) -> None:
        """See `EventBus.consume`."""
        self._consumers[name] = _Consumer(name, topic, handler)

    async def push(self, name: str, body: object) -> Json:
        """What the sidecar pushed, one event or many, and what it is told about each.

        Never DROP: what cannot be read is a dead letter of ours, with its cause.
        """
        entries = body.get("entries") if isinstance(body, dict) else None
        if not isinstance(entries, list):
            return {"status": await self._take(name, unwrapped(body))}
        return {"statuses": await self._take_all(name, entries)}

    async def close(self, drain_s: float) -> None:
        """Take nothing more; let what is in hand finish, within bounds."""
        self._closing = True
        if self._in_flight:
            _, late = await asyncio.wait(self._in_flight, timeout=drain_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _take_all(self, name: str, entries: Sequence[Mapping[str, object]]) -> list[Json]:
        """One after the other for each owner, all owners at once."""
        by_owner: dict[str, list[tuple[object, object]]] = {}
        for entry in entries:
            event = unwrapped(entry.get("event"))
            owner = event.get("partitionkey") if isinstance(event, dict) else None
            by_owner.setdefault(str(owner), []).append((entry.get("entryId"), event))

        async def take(some: list[tuple[object, object]]) -> list[Json]:
            return [
                {"entryId": id_, "status": await self._take(name, event)} for id_, event in some
            ]

        parts = await asyncio.gather(*map(take, by_owner.values()))
        return [status for part in parts for status in part]

    async def _take(self, name: str, body: object) -> Status:
        consumers = self._at(name)
        if not consumers or self._closing:
            # Another replica, or the next start, may know it: nothing is given up here.
            return "RETRY"
        try:
            for consumer in consumers:
                await self._handle(consumer, body)
        except (_Later, SidecarError, asyncio.CancelledError) as problem:
            logger.warning("event is taken later", extra={"consumer": name, "cause": str(problem)})
            return "RETRY"
        return "SUCCESS"

    def _at(self, name: str) -> list[_Consumer]:
        """Who hears what is pushed under a name: the consumer, and its own channels (`name-…`).

        They share a subscription; what fails stands aside for each of them alone.
        """
        return [
            one
            for known, one in self._consumers.items()
            if known == name or known.startswith(f"{name}-")
        ]

    async def _handle(self, consumer: _Consumer, body: object) -> None:
        try:
            event = event_of(body)
        except NotAnEvent as fault:
            await self._bury(consumer, body, 1, f"NotAnEvent: {fault}")
            return
        if event.type == MARK:
            return
        cause = await self._try(consumer, event, logging.ERROR)
        if cause is not None:
            await self._put_aside(consumer, event, 1, cause)

    async def _put_aside(
        self, consumer: _Consumer, event: CloudEvent, tries: int, cause: str
    ) -> None:
        if tries > len(self._pauses):
            await self._bury(consumer, envelope(event), tries, cause)
            return
        kept = {"consumer": consumer.name, "event": envelope(event), "tries": tries}
        at = self._clock() + timedelta(seconds=self._pauses[tries - 1])
        await self._jobs.schedule(
            _retry_name(consumer.name, event.id, tries), at, orjson.dumps(kept), RETRIES
        )

    async def _again(self, name: str, payload: bytes) -> None:
        """The pause of an event that stands aside is over."""
        kept = orjson.loads(payload)
        consumer = self._consumers.get(kept["consumer"])
        if consumer is None or self._closing:
            raise _Later(f"{name} waits for its consumer")
        event = event_of(kept["event"])
        cause = await self._try(consumer, event, AGAIN)
        if cause is not None:
            await self._put_aside(consumer, event, kept["tries"] + 1, cause)

    async def _bury(self, consumer: _Consumer, body: object, tries: int, cause: str) -> None:
        letter = dead_letter(consumer.name, consumer.topic, body, tries, cause, self._clock())
        facts = {"consumer": consumer.name, "event": letter.subject, "cause": cause}
        logger.error("dead letter", extra=facts)
        await self._publisher.publish(f"{consumer.topic}.dlq", letter)

    async def _try(self, consumer: _Consumer, event: CloudEvent, level: int) -> str | None:
        """Hand the event over; returns why that failed, which is logged at a level.

        Raises:
            _Later: If the store is away: then every event would fail, and none is to blame.
        """
        work = asyncio.create_task(_handed(consumer.handler, event))
        self._in_flight.add(work)
        work.add_done_callback(self._in_flight.discard)
        try:
            await work
        except StoreError as problem:
            raise _Later(str(problem)) from problem
        except Exception as problem:
            facts = {"consumer": consumer.name, "event": event.id}
            logger.log(level, "handler failed", extra=facts, exc_info=True)
            return f"{type(problem).__name__}: {problem}"
        return None


async def _handed(handler: Handler, event: CloudEvent) -> None:
    traceparent.set(event.extensions.get(TRACE, ""))
    async with asyncio.timeout(_HANDLER_S):
        await handler(event)


def _retry_name(consumer: str, event: str, tries: int) -> str:
    # The same for a redelivery, so that an event stands aside once.
    digest = sha256(event.encode()).hexdigest()[:_NAME_DIGITS]
    return f"retry.{consumer}.{digest}.{tries}"
