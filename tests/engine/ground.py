"""The Dapr adapter on real daprd, Kafka and PostgreSQL, with the files of `dapr/`."""

import asyncio
import copy
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn
import yaml
from fastapi import FastAPI

from scripts.engine import Engine, found
from scripts.engine_servers import App, Server, daprd, free_port
from scripts.progress import ROOT
from tasklark.domain.events import TOPICS, Topic
from tasklark.runtime.dapr import DaprRuntime, Names
from tasklark.runtime.dapr_dead import DeadLetter
from tasklark.runtime.dapr_sidecar import Sidecar
from tasklark.runtime.port import Handler
from tests.contract.grounds import PAUSES, Letter

TOKEN, APP_TOKEN = "the sidecar's token", "the app's token"
READY_S = 30.0
_NAMES = Names(secrets="secrets")
Json = dict[str, Any]


class _App(uvicorn.Server):
    """The app of a process, in the loop of the test."""

    def capture_signals(self) -> Any:
        return nullcontext()


def files() -> dict[str, Json]:
    """The documents of `dapr/` by kind and name."""
    documents = [
        document
        for path in sorted((ROOT / "dapr").glob("*.yaml"))
        for document in yaml.safe_load_all(path.read_text())
        if "kind" in document
    ]
    return {f"{one['kind']}/{one['metadata']['name']}": one for one in documents}


class _Beside(httpx.AsyncBaseTransport):
    """To the daprd of a process; before there is one, to one that the ground lends."""

    def __init__(self, process: "EngineProcess") -> None:
        self._process = process
        self._inner = httpx.AsyncHTTPTransport(retries=1)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(port=await self._process.sidecar_port())
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


class EngineProcess(DaprRuntime):
    """A process of its own: the adapter, the app it serves and its daprd."""

    def __init__(self, ground: "EngineGround", app: str = "app") -> None:
        self._ground = ground
        self._app_id = app
        self._pod = f"pod-{secrets.token_hex(3)}"
        sidecar = Sidecar("http://127.0.0.1", TOKEN, transport=_Beside(self))
        super().__init__(sidecar, APP_TOKEN, _NAMES, pauses=ground.pauses, live=ground.live_topics)
        self._port = free_port()
        app_ = FastAPI()
        app_.include_router(self.routes)
        app_.get("/healthz")(lambda: {"ok": True})
        self._app = _App(
            uvicorn.Config(app_, port=self._port, log_level="critical", lifespan="off")
        )
        self._serving: asyncio.Task[None] | None = None
        self._resources = ground.resources()
        if ground.live_topics:
            self._resources.append(ground.files["Subscription/live"])
        self.daprd: Server | None = None

    def consume(self, name: str, topic: Topic, handler: Handler) -> None:
        super().consume(name, topic, handler)
        self._resources += self._ground.subscription(name, topic)

    def keep_dead_letters(self) -> None:
        """Subscribe to the dead letters, as one process of the cluster does."""
        self.on_dead_letter(self._ground.bury)
        self._resources += [
            self._ground.files[f"Subscription/dead-letters-{topic}"] for topic in TOPICS
        ]

    async def sidecar_port(self) -> int:
        """Of the daprd that takes this process's calls now."""
        if self.daprd is not None:
            return self.daprd.port
        return await self._ground.lend()

    async def start(self) -> None:
        self._serving = asyncio.get_running_loop().create_task(self._app.serve())
        # One of the same app id would take this process's timers and have nobody to call.
        await self._ground.take_back()
        made = self._ground.sidecar(self._app_id, self._port, self._resources, self._pod)
        await asyncio.to_thread(made.start)
        self.daprd = made
        await super().start()
        await self.wait_until_ready(READY_S)

    async def close(self) -> None:
        await super().close()
        if self.daprd is not None:
            await asyncio.to_thread(self.daprd.stop)
        self._app.should_exit = True
        if self._serving is not None:
            await self._serving


class EngineGround:
    """A namespace of its own on the running engine: no test sees another's topics or timers."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.pauses = PAUSES
        self.live_topics: tuple[Topic, ...] = ("task-updates",)
        self._engine = engine
        self._folder = folder
        self._namespace = f"t{secrets.token_hex(4)}"
        self._letters: list[Letter] = []
        self._keeper: EngineProcess | None = None
        self.files = files()
        for one in self.files.values():
            one.pop("scopes", None)
            for item in one["spec"].get("metadata", []) if one["kind"] == "Component" else []:
                self._adapt(item)
        self._lent: Server | None = None
        self._lending = asyncio.Lock()

    def _adapt(self, item: Json) -> None:
        """The engine's address; with the literal {namespace} daprd keeps topics apart."""
        if item["name"] == "brokers":
            item["value"] = self._engine.brokers
        if item["name"] == "consumerGroup":
            item["value"] = "{namespace}." + item["value"]
        if item["name"] == "keyPrefix":
            item["value"] = self._namespace

    def resources(self) -> list[Json]:
        """What every sidecar has."""
        kinds = ("Component", "Configuration", "Resiliency")
        return [one for one in self.files.values() if one["kind"] in kinds]

    def subscription(self, name: str, topic: Topic) -> list[Json]:
        """A consumer as the services have it, in a group of its own within the same process."""
        component = copy.deepcopy(self.files["Component/kafka-pubsub"])
        component["metadata"]["name"] = f"kafka-{name}"
        for item in component["spec"]["metadata"]:
            if item["name"] == "consumerGroup":
                item["value"] += f".{name}"
        pairs = (("recurring", topic), ("recurring-again", f"{name}.again"))
        return [component, *(self._declared(name, like, topic) for like, topic in pairs)]

    def _declared(self, name: str, like: str, topic: str) -> Json:
        declared = copy.deepcopy(self.files[f"Subscription/{like}"])
        declared["metadata"]["name"] = f"{name}-{topic}"
        declared["spec"] |= {
            "pubsubname": f"kafka-{name}",
            "topic": topic,
            "routes": {"default": f"/dapr/events/{name}"},
            "deadLetterTopic": f"{name}.again",
        }
        return declared

    def sidecar(self, app: str, port: int, resources: list[Json], pod: str) -> Server:
        """A daprd beside an app."""
        folder = self._folder / f"{app}-{pod}"
        folder.mkdir()
        (folder / "all.yaml").write_text(yaml.safe_dump_all(resources))
        configuration = yaml.safe_dump(self.files["Configuration/tasklark"])
        (folder / "configuration.yaml").write_text(configuration)
        made = daprd(
            Path(self._engine.daprd),
            App(app, port, APP_TOKEN, TOKEN, self._namespace),
            folder,
            self._engine.scheduler,
            self._folder,
            pod,
        )
        made.env = {**made.env, "TASKLARK_STATE_DSN": self._engine.postgres}
        return made

    def process(self, app: str = "app") -> EngineProcess:
        return EngineProcess(self, app)

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def passes(self, seconds: float) -> None:
        # Real time: there is no other clock in the scheduler and in PostgreSQL.
        await asyncio.sleep(seconds)

    async def bury(self, letter: DeadLetter) -> None:
        self._letters.append(
            Letter(letter.consumer, letter.topic, letter.event, letter.tries, letter.cause)
        )

    async def dead_letters(self) -> list[Letter]:
        if self._keeper is None:
            self._keeper = self.process("keeper")
            self._keeper.keep_dead_letters()
            await self._keeper.start()
        return self._letters

    async def lend(self) -> int:
        """The port of a sidecar without an app."""
        async with self._lending:
            if self._lent is None:
                pod = f"lent-{secrets.token_hex(3)}"
                self._lent = self.sidecar("app", 0, self.resources(), pod)
                await asyncio.to_thread(self._lent.start)
            return self._lent.port

    async def take_back(self) -> None:
        """End that sidecar."""
        async with self._lending:
            if self._lent is not None:
                await asyncio.to_thread(self._lent.stop)
                self._lent = None

    async def close(self) -> None:
        if self._keeper is not None:
            await self._keeper.close()
        await self.take_back()


@asynccontextmanager
async def engine(folder: Path) -> AsyncIterator[EngineGround]:
    """On the engine that `TEST_ENGINE` describes."""
    ground = EngineGround(found(), folder)
    try:
        yield ground
    finally:
        await ground.close()
