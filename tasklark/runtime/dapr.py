"""The runtime on Dapr: events through Kafka, state in PostgreSQL, timers by the scheduler."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from fastapi import APIRouter

from tasklark.consumer import PAUSES
from tasklark.domain.events import CloudEvent, Topic
from tasklark.runtime.assembled import Assembled
from tasklark.runtime.dapr_consumers import Consumers
from tasklark.runtime.dapr_dead import DeadLetterHandler, read_dead_letter
from tasklark.runtime.dapr_fan import Fans
from tasklark.runtime.dapr_jobs import DaprJobs
from tasklark.runtime.dapr_publishing import Publisher
from tasklark.runtime.dapr_routes import router
from tasklark.runtime.dapr_sidecar import Sidecar, SidecarError
from tasklark.runtime.dapr_state import DaprState
from tasklark.runtime.dapr_wire import Json
from tasklark.runtime.port import Handler

logger = logging.getLogger(__name__)

_DRAIN_S = 5.0
_JOIN_S = 60.0
_BREATH_S = 1.0


def utc_now() -> datetime:
    """The instant, aware UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Names:
    """What the components in `dapr/` are called."""

    pubsub: str = "kafka-pubsub"
    state: str = "statestore"
    secrets: str = "kubernetes-secrets"


class DaprRuntime(Assembled):
    """Keeps `Runtime` over the sidecar beside this process.

    `routes` must be served on the app port that the sidecar was given. `live` names the topics
    that this process subscribes to by the component with a group per replica.
    """

    def __init__(
        self,
        sidecar: Sidecar,
        app_token: str,
        names: Names | None = None,
        *,
        clock: Callable[[], datetime] = utc_now,
        pauses: Sequence[float] = PAUSES,
        live: Sequence[Topic] = (),
    ) -> None:
        self._sidecar = sidecar
        self._names = names or Names()
        self._publisher = Publisher(sidecar, self._names.pubsub)
        self._timers = DaprJobs(sidecar, clock)
        super().__init__(DaprState(sidecar, self._names.state), self._timers)
        self._consumers = Consumers(self._timers, self._publisher, clock, pauses)
        self._fans = Fans(self._publisher, live)
        self._dead_letter: DeadLetterHandler | None = None
        self._ready = asyncio.Event()
        self._joining: asyncio.Task[None] | None = None
        self.routes: APIRouter = router(self, app_token)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Self]:
        """Started, and closed afterwards."""
        await self.start()
        try:
            yield self
        finally:
            await self.close()

    async def start(self) -> None:
        """Begin to look for the sidecar; `ready` tells when everything can be used."""
        self._joining = asyncio.get_running_loop().create_task(self._join())

    async def close(self) -> None:
        """Let handlers in flight finish, within bounds; what comes then comes again later."""
        if self._joining is not None:
            self._joining.cancel()
            with suppress(asyncio.CancelledError):
                await self._joining
        await self._consumers.close(_DRAIN_S)
        await self._fans.close()
        await self._sidecar.close()

    @property
    def ready(self) -> bool:
        """Whether the sidecar was ready and live topics come here."""
        return self._ready.is_set()

    async def wait_until_ready(self, seconds: float) -> None:
        """Wait without holding up anything else.

        Raises:
            SidecarError: If it takes longer.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._ready.wait()
        except TimeoutError:
            raise SidecarError(
                f"The Dapr sidecar was not ready within {seconds:g} s.",
                "See the log of daprd: it ends when Kafka or PostgreSQL is away at its start.",
            ) from None

    def consume(self, name: str, topic: Topic, handler: Handler) -> None:
        """See `EventBus.consume`."""
        self._consumers.add(name, topic, handler)

    def fan_out(self, topic: Topic, handler: Handler) -> Callable[[], None]:
        """See `EventBus.fan_out`."""
        return self._fans.listen(topic, handler)

    async def publish(self, topic: Topic, event: CloudEvent) -> None:
        """See `EventBus.publish`."""
        await self._publisher.publish(topic, event)

    async def publish_all(self, topic: Topic, events: Sequence[CloudEvent]) -> list[CloudEvent]:
        """Publish many in order; returns those that were not taken."""
        return await self._publisher.publish_all(topic, events)

    async def publish_again(self, consumer: str, topic: str, event: CloudEvent) -> None:
        """Give an event to one consumer of its topic again, to all of them if none is named."""
        # A channel (`name-…`) reads where its consumer does.
        reader = consumer.partition("-")[0]
        await self._publisher.publish(f"{reader}.again" if reader else topic, event)

    def on_dead_letter(self, handler: DeadLetterHandler) -> None:
        """Who keeps what was given up; the process must subscribe to the `.dlq` topics."""
        self._dead_letter = handler

    async def secret(self, name: str) -> Mapping[str, str]:
        """The entries of a secret in the secret store."""
        return await self._sidecar.secret(self._names.secrets, name)

    async def pushed_event(self, consumer: str, body: object) -> Json:
        """See `Pushed`."""
        return await self._consumers.push(consumer, body)

    async def pushed_live(self, topic: str, body: object) -> None:
        """See `Pushed`."""
        self._fans.push(topic, body)

    async def pushed_dead_letter(self, topic: str, body: object) -> None:
        """See `Pushed`."""
        if self._dead_letter is None:
            raise LookupError("nobody here keeps dead letters")
        await self._dead_letter(read_dead_letter(topic, body))

    async def pushed_job(self, name: str, body: bytes) -> None:
        """See `Pushed`."""
        await self._timers.call_back(name, body)

    async def _join(self) -> None:
        await self._sidecar.wait_until_ready()
        while not self.ready:
            try:
                async with asyncio.timeout(_JOIN_S):
                    await self._fans.join()
                self._ready.set()
            except (SidecarError, TimeoutError):
                logger.exception("live topics do not come yet")
                await asyncio.sleep(_BREATH_S)
