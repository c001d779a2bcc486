"""A cluster in small: real processes on PostgreSQL, each beside a sidecar that the test plays."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import uvicorn
import yaml

from scripts.engine_servers import free_port
from scripts.progress import ROOT
from tests.contract.fake_engine import FakeEngine
from tests.contract.fake_sidecar import FakeSidecar, Subscription
from tests.contract.servers import Servers
from tests.running import ZONE

TOKEN, APP_TOKEN = "the sidecar's token", "the app's token"
KEY = "a key of thirty-two characters, or a few more"
READY_S = 60.0
_LOOK_S = 0.02


class _Sidecars(uvicorn.Server):
    """A sidecar's port, in the loop of the test."""

    def capture_signals(self) -> Any:
        return nullcontext()


def declared(app: str, pod: str) -> list[Subscription]:
    """What the files of `dapr/` subscribe an app to."""
    documents = yaml.safe_load_all((ROOT / "dapr" / "subscriptions.yaml").read_text())
    return [_subscription(one, app, pod) for one in documents if app in one.get("scopes", [app])]


def _subscription(document: dict[str, Any], app: str, pod: str) -> Subscription:
    spec = document["spec"]
    live = spec["pubsubname"] == "kafka-live"
    return Subscription(
        group=pod if live else app,
        topic=spec["topic"],
        route=spec["routes"]["default"],
        dead_letter_topic=spec.get("deadLetterTopic", ""),
        bulk="bulkSubscribe" in spec,
        raw=spec.get("metadata", {}).get("rawPayload") == "true",
        newest=live,
    )


class Process:
    """A process of the cluster and its sidecar."""

    def __init__(self, small: "Small", name: str) -> None:
        self.name = name
        self.port, self._sidecar_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._small = small
        self._pod = f"{name}-{self.port}"
        self.fake = FakeSidecar(small.engine, name, TOKEN, APP_TOKEN)
        self._serving: asyncio.Task[None] | None = None
        self._server: _Sidecars | None = None
        self.log = small.folder / f"{self._pod}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tasklark", "service", name],
                env=self._environment(), cwd=small.folder, stdout=log, stderr=log,
            )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.defpath,
            "HOME": str(self._small.folder),
            "TASKLARK_DATA": str(self._small.folder / "data"),
            "TASKLARK_ZONE": ZONE,
            "TASKLARK_PORT": str(self.port),
            "TASKLARK_PUBLIC_URL": "http://127.0.0.1:7400",
            "DAPR_HTTP_PORT": str(self._sidecar_port),
            **self._small.settings,
        }

    async def begin_sidecar(self) -> None:
        """Its port opens, and what is in the topics is pushed."""
        config = uvicorn.Config(
            self.fake, port=self._sidecar_port, log_level="critical", lifespan="off"
        )
        self._server = _Sidecars(config)
        self._serving = asyncio.get_running_loop().create_task(self._server.serve())
        self.fake.start(self.url, declared(self.name, self._pod))

    async def says(self, path: str, status: int) -> str:
        """The answer of an operation route, once it has that status."""
        async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(READY_S):
            while True:
                assert self.process.poll() is None, self.log.read_text()
                try:
                    answer = await client.get(f"{self.url}{path}")
                    if answer.status_code == status:
                        return answer.text
                except httpx.TransportError:
                    pass
                await asyncio.sleep(_LOOK_S)

    async def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it and its sidecar; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = await asyncio.to_thread(self.process.wait, 30)
        await self.fake.stop()
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
            self._server = None
        return code


class Small:
    """The processes that a test wants, on one database and one engine."""

    def __init__(self, address: str, folder: Path) -> None:
        self.folder = folder
        self.engine = FakeEngine(lambda: datetime.now(UTC))
        self._processes: list[Process] = []
        self.settings = {
            "TASKLARK_RUNTIME": "dapr",
            "TASKLARK_DATABASE_URL": address,
            "TASKLARK_DATABASE_POOL": "3",
            "TASKLARK_TOKEN_KEY": KEY,
            "DAPR_API_TOKEN": TOKEN,
            "APP_API_TOKEN": APP_TOKEN,
        }

    def process(self, name: str) -> Process:
        """Start one, without its sidecar."""
        made = Process(self, name)
        self._processes.append(made)
        return made

    async def ready(self, *names: str) -> list[Process]:
        """Start some with their sidecars, and wait until they are ready."""
        made = [self.process(name) for name in names]
        for one in made:
            await one.begin_sidecar()
        for one in made:
            await one.says("/readyz", 200)
        return made

    async def tick(self) -> None:
        """Time passes for timers."""
        while True:
            self.engine.ring()
            await asyncio.sleep(_LOOK_S)

    async def close(self) -> None:
        """End them all."""
        await asyncio.gather(*(one.end() for one in self._processes))


@asynccontextmanager
async def small_cluster(address: str, folder: Path) -> AsyncIterator[Small]:
    """Processes of this test alone."""
    small = Small(address, folder)
    ticking = asyncio.create_task(small.tick())
    try:
        yield small
    finally:
        await small.close()
        ticking.cancel()
        await asyncio.gather(ticking, return_exceptions=True)


@pytest.fixture
async def small(servers: Servers, tmp_path: Path) -> AsyncIterator[Small]:
    facts = psycopg.conninfo.conninfo_to_dict(await servers.empty())
    address = "postgresql://{user}:{password}@{host}:{port}/{dbname}".format(**facts)
    (tmp_path / "data").mkdir()
    async with small_cluster(address, tmp_path) as made:
        yield made


def page(process: Process) -> httpx.AsyncClient:
    """The page's requests to a process."""
    headers = {"host": "127.0.0.1:7400", "origin": "http://127.0.0.1:7400"}
    return httpx.AsyncClient(base_url=process.url, headers=headers, trust_env=False, timeout=10)


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Several programs start, on a machine that may be busy."""
    for item in items:
        if "tests/cluster/" in item.nodeid:
            item.add_marker(pytest.mark.timeout(120), append=False)
            item.add_marker(pytest.mark.slow)
