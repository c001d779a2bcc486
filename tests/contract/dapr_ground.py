"""The Dapr adapter on the fake sidecar."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import httpx
from fastapi import FastAPI

from tasklark.domain.events import TOPICS, Topic
from tasklark.runtime.dapr import DaprRuntime
from tasklark.runtime.dapr_dead import DeadLetter
from tasklark.runtime.dapr_sidecar import Sidecar
from tasklark.runtime.port import Handler
from tests.contract.builders import StillClock
from tests.contract.fake_engine import FakeEngine
from tests.contract.fake_sidecar import FakeSidecar, Subscription
from tests.contract.grounds import PAUSES, Letter

TOKEN, APP_TOKEN = "the sidecar's token", "the app's token"
READY_S = 5.0


class FakeProcess(DaprRuntime):
    """A process of its own: the adapter, the app it serves and a sidecar beside it."""

    def __init__(self, ground: "FakeGround", app: str = "tasklark") -> None:
        self._ground = ground
        self.fake = FakeSidecar(ground.engine, app, TOKEN, APP_TOKEN)
        transport = httpx.ASGITransport(self.fake)
        sidecar = Sidecar("http://sidecar", TOKEN, transport=transport)
        super().__init__(
            sidecar, APP_TOKEN, clock=ground.now, pauses=PAUSES, live=("task-updates",)
        )
        self.app = FastAPI()
        self.app.include_router(self.routes)
        self._subscriptions = [
            Subscription(f"live {id(self)}", "task-updates", "/dapr/live/task-updates", newest=True)
        ]

    def consume(self, name: str, topic: Topic, handler: Handler) -> None:
        super().consume(name, topic, handler)
        route, again, bulk = f"/dapr/events/{name}", f"{name}.again", self._ground.bulk
        self._subscriptions += [
            Subscription(name, topic, route, again, bulk),
            Subscription(name, again, route, again, bulk, raw=True),
        ]

    def keep_dead_letters(self) -> None:
        """Subscribe to the dead letters, as one process of the cluster does."""
        self.on_dead_letter(self._ground.bury)
        self._subscriptions += [
            Subscription("dead", f"{topic}.dlq", f"/dapr/dead-letters/{topic}", raw=True)
            for topic in TOPICS
        ]

    async def start(self) -> None:
        await super().start()
        self.fake.start(self.app, self._subscriptions)
        await self.wait_until_ready(READY_S)

    async def close(self) -> None:
        await super().close()
        await self.fake.stop()


class FakeGround:
    """One fake engine and a clock that moves when told."""

    def __init__(self, bulk: bool) -> None:
        self.bulk = bulk
        self._clock = StillClock()
        self.now = self._clock
        self.engine = FakeEngine(self._clock)
        self._letters: list[Letter] = []

    def process(self, app: str = "tasklark") -> FakeProcess:
        return FakeProcess(self, app)

    async def passes(self, seconds: float) -> None:
        self._clock.passes(seconds=seconds)
        self.engine.ring()
        await anyio.lowlevel.checkpoint()

    async def bury(self, letter: DeadLetter) -> None:
        self._letters.append(
            Letter(letter.consumer, letter.topic, letter.event, letter.tries, letter.cause)
        )

    async def dead_letters(self) -> list[Letter]:
        return self._letters


@asynccontextmanager
async def fake(folder: Path, *, bulk: bool = False) -> AsyncIterator[FakeGround]:
    """Events pushed one by one, or with `bulk` many at a time."""
    del folder
    ground = FakeGround(bulk)
    keeper = ground.process("keeper")
    keeper.keep_dead_letters()
    async with keeper.running():
        yield ground


@asynccontextmanager
async def fake_bulk(folder: Path) -> AsyncIterator[FakeGround]:
    """As `fake`, pushed in bulk."""
    async with fake(folder, bulk=True) as ground:
        yield ground
