"""The processes of a cluster on this machine: what each is started with."""

import asyncio
import json
import os
import secrets
import shutil
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import yaml

from scripts.engine_parts import Parts
from scripts.engine_servers import App, daprd, free_port, is_open, kafka, scheduler
from scripts.kept import Kept, Ready, answers, listens
from scripts.postgres import lasting, takes_people
from scripts.progress import ROOT
from tasklark.store.postgres_schema import make_role, migrate

_ROLE = "tasklark_app"
_READY_S = 150.0
_CONNECTIONS = "200"
_POOL = "4"
Json = dict[str, object]


class Kit:
    """What lasts from one start to the next: ports and secrets, in a file of the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        self._file = folder / "kit.json"
        self._known: dict[str, str] = (
            json.loads(self._file.read_text()) if self._file.exists() else {}
        )

    def port(self, name: str) -> int:
        """The port it had before, or another if somebody else has that."""
        known = int(self._known.get(f"port {name}", 0))
        if not known or is_open(known):
            known = free_port()
            self._keep(f"port {name}", str(known))
        return known

    def secret(self, name: str) -> str:
        """A secret of that name."""
        if f"secret {name}" not in self._known:
            self._keep(f"secret {name}", secrets.token_urlsafe(32))
        return self._known[f"secret {name}"]

    def _keep(self, name: str, value: str) -> None:
        self._known[name] = value
        self._file.touch(mode=0o600)
        self._file.write_text(json.dumps(self._known))


@dataclass(frozen=True, slots=True)
class Ground:
    """The servers that everything stands on, running."""

    kit: Kit
    parts: Parts
    database: str
    owner: str
    brokers: str
    timers: int
    servers: Mapping[str, Kept]


async def begin_ground(kit: Kit, parts: Parts, stack: AsyncExitStack) -> Ground:
    """Start PostgreSQL, Kafka and the scheduler, and migrate; the stack ends them.

    Raises:
        StepFailed: If one cannot be set up.
        TimeoutError: If one does not become ready.
    """
    port = kit.port("postgres")
    folder = kit.folder
    command = await asyncio.to_thread(
        lasting, parts.postgres, folder / "postgres", port, max_connections=_CONNECTIONS
    )
    pid_file = folder / "postgres" / "data" / "postmaster.pid"
    log = folder / "logs"
    log.mkdir(exist_ok=True)
    database = Kept(
        "PostgreSQL", command, log / "postgres.log", _takes_people(port), pid_file=pid_file
    )
    broker = await asyncio.to_thread(
        kafka, parts, folder / "kafka", (kit.port("kafka"), kit.port("controller"))
    )
    names = ("scheduler", "peer", "etcd", "scheduler health", "scheduler metrics")
    timers = scheduler(parts, folder / "scheduler", [kit.port(name) for name in names])
    kept = {
        "postgres": database,
        "kafka": Kept("Kafka", broker.command, log / "kafka.log", listens(broker.port)),
        "scheduler": Kept(
            "Dapr scheduler", timers.command, log / "scheduler.log", listens(timers.port)
        ),
    }
    for one in kept.values():
        one.begin()
        stack.push_async_callback(one.stop)
    await asyncio.gather(*(one.until_ready(_READY_S) for one in kept.values()))
    owner = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    password = kit.secret("database")
    await migrate(owner)
    await make_role(owner, _ROLE, password)
    url = f"postgresql://{_ROLE}:{password}@127.0.0.1:{port}/postgres"
    return Ground(kit, parts, url, owner, f"127.0.0.1:{broker.port}", timers.port, kept)


def _takes_people(port: int) -> Ready:
    async def ready() -> bool:
        return await asyncio.to_thread(takes_people, port)

    return ready


@dataclass(slots=True)
class Replica:
    """One of our processes and the sidecar beside it."""

    name: str
    number: int
    port: int
    app: Kept
    sidecar: Kept
    url: str = field(init=False)

    def __post_init__(self) -> None:
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def title(self) -> str:
        """Its name and, of several, its number."""
        return f"{self.name}-{self.number}"

    def begin(self) -> None:
        """Start both."""
        self.app.begin()
        self.sidecar.begin()

    async def stop(self) -> None:
        """The process first: what it still has to publish goes through its sidecar."""
        await self.app.stop()
        await self.sidecar.stop()


def resources(ground: Ground) -> Path:
    """The files of `dapr/` with this machine's broker in them."""
    folder = ground.kit.folder / "dapr"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path in (ROOT / "dapr").glob("*.yaml"):
        documents = [one for one in yaml.safe_load_all(path.read_text()) if one is not None]
        for one in documents:
            for item in one.get("spec", {}).get("metadata", []) if _is_component(one) else []:
                if item["name"] == "brokers":
                    item["value"] = ground.brokers
        (folder / path.name).write_text(yaml.safe_dump_all(documents))
    return folder


def _is_component(document: Json) -> bool:
    return document.get("kind") == "Component"


def replica(
    ground: Ground, files: Path, name: str, number: int, public: str, client: httpx.AsyncClient
) -> Replica:
    """A process of ours by name, with its sidecar; not started yet."""
    port = free_port()
    kit = ground.kit
    app = App(name, port, kit.secret("app token"), kit.secret("sidecar token"))
    pod = f"{name}-{number}-{secrets.token_hex(2)}"
    logs = kit.folder / "logs"
    made = daprd(ground.parts.daprd, app, files, ground.timers, logs, pod)
    health = f"http://127.0.0.1:{made.port}/v1.0/healthz/outbound"
    dsn = {"TASKLARK_STATE_DSN": ground.owner}
    title = f"{name}-{number}"
    sidecar = Kept(
        f"daprd of {title}", made.command, logs / f"{title}.daprd.log", answers(client, health),
        {**made.env, **dsn},
    )  # fmt: skip
    env = {
        "TASKLARK_RUNTIME": "dapr",
        "TASKLARK_DATABASE_URL": ground.database,
        "TASKLARK_DATABASE_POOL": _POOL,
        "TASKLARK_TOKEN_KEY": kit.secret("token key"),
        "TASKLARK_PUBLIC_URL": public,
        "TASKLARK_MCP_URL": f"{public}/mcp",
        "TASKLARK_PORT": str(port),
        "TASKLARK_DATA": str(kit.folder / "data"),
        "TASKLARK_DAPR_SECRETS": "secrets",
        "DAPR_HTTP_PORT": str(made.port),
        "DAPR_API_TOKEN": app.sidecar_token,
        "APP_API_TOKEN": app.token,
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }
    process = Kept(
        title, [sys.executable, "-m", "tasklark", "service", name], logs / f"{title}.log",
        answers(client, f"http://127.0.0.1:{port}/readyz"), env,
    )  # fmt: skip
    return Replica(name, number, port, process, sidecar)
