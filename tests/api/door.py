"""The browser's door over a real store, and requests to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from api.app import build_app
from api.deps import ApiDeps, ModelSetting
from tasklark.access import Tokens
from tasklark.commands import Commands
from tasklark.domain.shape import Json
from tasklark.exchange import Exchange
from tasklark.feeds import Feeds
from tasklark.language.say import WORDING
from tasklark.naming import Naming
from tasklark.pushing.pushes import Pushes
from tasklark.queries import Queries
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.store.sqlite import SqliteStore, open_store
from tests.contract.builders import StillClock, no_holidays

OFFLINE = ModelSetting(
    kind="offline",
    model="",
    url="",
    key_set=False,
    key_found=False,
    source={"model": "default", "url": "default", "key": "default"},
    label="Built-in planner",
)


@dataclass
class Settings:
    """A model setting that is kept in memory."""

    now: ModelSetting = OFFLINE
    saved: list[dict[str, str]] = field(default_factory=list)

    def read(self) -> ModelSetting:
        return self.now

    async def write(self, changes: Any) -> ModelSetting:
        self.saved.append(dict(changes))
        self.now = replace(
            self.now,
            kind="endpoint" if changes.get("model") else "offline",
            model=changes.get("model", self.now.model),
            url=changes.get("url", self.now.url),
            key_set=bool(changes.get("key")) or self.now.key_set,
        )
        return self.now

    async def test(self) -> tuple[bool, str]:
        return True, "The built-in planner always answers."


@dataclass
class Door:
    """The door, what is behind it, and a client in front of it."""

    store: SqliteStore
    runtime: EmbeddedRuntime
    commands: Commands
    queries: Queries
    clock: StillClock
    deps: ApiDeps
    settings: Settings
    client: httpx.AsyncClient

    async def get(self, path: str, **query: Any) -> Json:
        """The JSON of an answer that went well."""
        answer = await self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def send(self, method: str, path: str, body: Any = None, key: str = "") -> Json:
        """The JSON of a write that went well."""
        headers = {"Idempotency-Key": key} if key else {}
        answer = await self.client.request(method, path, json=body, headers=headers)
        assert answer.status_code in (200, 201), answer.text
        found: Json = answer.json()
        return found

    async def add(self, text: str, **more: Any) -> Json:
        """One task as quick add reads it."""
        answer = await self.send("POST", "/api/tasks", {"text": text, **more})
        task: Json = answer["tasks"][0]  # type: ignore[index]
        return task

    async def refused(self, method: str, path: str, status: int, **how: Any) -> Json:
        """The problem of a request that must be refused so."""
        answer = await self.client.request(method, path, **how)
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        problem: Json = answer.json()
        assert problem["status"] == status
        assert problem["detail"]
        return problem


@asynccontextmanager
async def opened(folder: Path, clock: StillClock) -> AsyncIterator[Door]:
    """The door over a store in `folder`; no service runs."""
    store = await open_store(
        folder / "tasks.sqlite3", clock, no_holidays, zone="Europe/Madrid", says=WORDING
    )
    async with store:
        runtime = EmbeddedRuntime(store, poll_ms=5)
        commands = Commands(store, runtime, clock)
        queries = Queries(store, runtime, no_holidays, clock)
        settings = Settings()
        deps = ApiDeps(
            commands=commands,
            queries=queries,
            naming=Naming(store),
            exchange=Exchange(store, clock),
            feeds=Feeds(runtime),
            pushes=Pushes(runtime, clock, private=True),
            tokens=Tokens(store.access, clock),
            data=folder / "data",
            model=settings.read,
            set_model=settings.write,
            test_model=settings.test,
            about=_about,
            connected=_connected,
            now=clock,
            version="0.1.0",
            static=_page(folder),
            home=folder,
        )
        app = build_app(deps)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://door") as client:
            yield Door(store, runtime, commands, queries, clock, deps, settings, client)


@asynccontextmanager
async def moved(door: Door, static: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the same door with its page elsewhere."""
    app = build_app(replace(door.deps, static=door.deps.static.with_name(static)))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://door") as client:
        yield client


async def _about() -> Json:
    return {
        "version": "0.1.0",
        "data": "tasklark.sqlite3",
        "model": {"name": "Built-in planner", "source": "default", "kind": "offline"},
        "pipeline": {"consumers": [{"name": "recurring", "lag": 0}], "dead_letters": 0},
    }


async def _connected() -> dict[str, str]:
    return {"Claude Desktop": "2026-11-25T10:00:00.000Z"}


def _page(folder: Path) -> Path:
    static = folder / "static"
    (static / "assets").mkdir(parents=True, exist_ok=True)
    (static / "index.html").write_text("<!doctype html><title>Tasklark</title>")
    (static / "sw.js").write_text("// the worker")
    (static / "icon.svg").write_text("<svg/>")
    (static / "manifest.webmanifest").write_text("{}")
    (static / "icons").mkdir(exist_ok=True)
    (static / "icons" / "192.png").write_bytes(b"\x89PNG")
    (static / "assets" / "index-D2QC.js").write_text("// the app\n" * 200)
    return static
