"""What the relay's tests stand on: PostgreSQL, and Dapr's adapter on a sidecar in the process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tasklark.outbox import Publishing, Relay, Terms, holder
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_outbox import Outbox
from tests.contract.builders import StillClock, open_pg
from tests.contract.dapr_ground import FakeGround
from tests.contract.servers import Servers

QUICK = Terms(poll_s=0.01)


@pytest.fixture
async def address(servers: Servers) -> str:
    return await servers.empty()


@pytest.fixture
async def store(address: str, clock: StillClock) -> AsyncIterator[PostgresStore]:
    async with await open_pg(address, clock) as opened:
        yield opened


@pytest.fixture
def ground(tmp_path: Path) -> FakeGround:
    return FakeGround(bulk=False)


class Topics:
    """What stands in the topics of a fake engine."""

    def __init__(self, ground: FakeGround) -> None:
        self._engine = ground.engine
        self._bell = ground.engine.bell()

    def ids(self, topic: str = "task-events", owner: int | None = None) -> list[str]:
        """Ids as first seen, in the order of each partition."""
        found = [
            str(message.event["id"])
            for part in self._engine.partitions(topic)
            for message in part
            if owner is None or message.key == str(owner)
        ]
        return list(dict.fromkeys(found))

    def count(self, topic: str = "task-events") -> int:
        """Messages, doubled ones too."""
        return sum(map(len, self._engine.partitions(topic)))

    async def hold(
        self, number: int, topic: str = "task-events", owner: int | None = None
    ) -> list[str]:
        """Ids, once there are so many different ones."""
        while len(self.ids(topic, owner)) < number:
            self._bell.clear()
            await self._bell.wait()
        return self.ids(topic, owner)


@pytest.fixture
def topics(ground: FakeGround) -> Topics:
    return Topics(ground)


@asynccontextmanager
async def relaying(
    store: PostgresStore, publishing: Publishing, terms: Terms = QUICK
) -> AsyncIterator[Relay]:
    """A relay at work; politely ended."""
    relay = Relay(Outbox(store.pool, holder()), publishing, store.clock, terms)
    closing = asyncio.Event()
    work = asyncio.get_running_loop().create_task(relay.run(closing))
    try:
        yield relay
    finally:
        closing.set()
        relay.wake()
        await work
