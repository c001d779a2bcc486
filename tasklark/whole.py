"""Everything in one process: what `tasklark up` serves."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from api.app import build_app
from api.deps import ApiDeps, ModelSetting, model_setting, model_values
from api.guard import guard
from services import live
from tasklark import models
from tasklark.access import Tokens, caller_in
from tasklark.compose import Core, all_loaded, now, open_core, working
from tasklark.connections import Connections
from tasklark.domain.shape import Json
from tasklark.exchange import Exchange
from tasklark.feeds import Feeds
from tasklark.gate import gate, noting, recognising
from tasklark.health import ASGIApp, Readiness, operation
from tasklark.naming import Naming
from tasklark.origin import Later, one_origin
from tasklark.pushing.pushes import Pushes
from tasklark.settings import Loaded
from tasklark.store.opening import DATABASE
from tasklark.tracing import traced

if TYPE_CHECKING:
    from agent.chat import Chat

VERSION = version("tasklark")
# What takes longest to load is not waited for before the page is there.
_TOOLS = ("mcp_server.http", "mcp_server.server")
_ASSISTANT = ("agent.app", "agent.chat", "agent.model")


@dataclass(frozen=True, slots=True)
class Whole:
    """The app of the one address, and what the terminal tells at the end."""

    app: ASGIApp
    core: Core

    async def reminders_ahead(self) -> int:
        """How many reminders are still to ring."""
        return await self.core.store.reminders_ahead()


class Talk:
    """The conversation and the model that answers in it."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._chat: Chat | None = None
        self.loaded = core.loaded

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[ASGIApp]:
        """The conversation's app, its modules being loaded."""
        from agent.app import conversation
        from agent.chat import open_chat
        from mcp_server.server import build_server

        core, choice = self._core, models.choice_of(self.loaded)
        server = build_server(core.commands, core.queries)
        async with open_chat(server, core.runtime, core.queries, choice, clock=now) as chat:
            await chat.warm_up()
            self._chat = chat
            yield conversation(chat)

    def setting(self) -> ModelSetting:
        """Which model is set."""
        return model_setting(self.loaded, models.label(self.loaded.settings))

    async def choose(self, changes: Mapping[str, str]) -> ModelSetting:
        """Answer with another model from the next message on.

        Raises:
            Refusal: If the settings do not fit together.
        """
        values = model_values(changes)
        self.loaded = await asyncio.to_thread(models.changed, self.loaded, values)
        if self._chat is not None:
            await self._chat.use(models.choice_of(self.loaded))
        return self.setting()


@asynccontextmanager
async def everything(loaded: Loaded, url: str) -> AsyncIterator[Whole]:
    """The whole system in this process, at `url`.

    Raises:
        StoreError: If the folder or the database cannot be used.
    """
    ready = Readiness()
    hosts, origins = _addresses(loaded, url)
    async with AsyncExitStack() as stack:
        core = await stack.enter_async_context(open_core(loaded))
        await stack.enter_async_context(working(core))
        clients, talk = Connections(core.runtime, now), Talk(core)
        tools = Later("the tools", _TOOLS, _tools(core, clients, hosts, origins), ready, all_loaded)
        chat = Later("the assistant", _ASSISTANT, talk.serving, ready, all_loaded)
        # In this order: what the assistant needs, the tools have loaded by then.
        await stack.enter_async_context(tools.loading())
        await stack.enter_async_context(chat.loading())
        page = build_app(
            _deps(core, talk, clients),
            [
                live.router(
                    core.runtime, core.queries, VERSION, who=lambda s: caller_in(s.scope, "web")
                )
            ],
        )
        app = one_origin(page, tools, chat, operation(ready))
        tokens = Tokens(core.store.access, now)
        recognise = recognising(tokens, loaded.settings.token_key, now)
        gated = gate(app, recognise, noting(core.commands))
        yield Whole(traced(guard(gated, hosts, origins)), core)


def _tools(
    core: Core, clients: Connections, hosts: list[str], origins: list[str]
) -> Callable[[], AbstractAsyncContextManager[ASGIApp]]:
    @asynccontextmanager
    async def serving() -> AsyncIterator[ASGIApp]:
        from mcp_server import http
        from mcp_server.server import build_server
        from tasklark.around import around

        beside = around(core.loaded.settings, core.store, now, origins[0])
        server = build_server(core.commands, core.queries, clients.met, core.runtime, beside)
        tools = http.app(server, hosts, origins)
        async with tools.running():
            yield tools

    return serving


def _addresses(loaded: Loaded, url: str) -> tuple[list[str], list[str]]:
    """The hosts and origins this process goes by; the first is the canonical one."""
    known = [url, *filter(None, [loaded.settings.public_url])]
    return [urlsplit(one).netloc for one in known], known


def _deps(core: Core, talk: Talk, clients: Connections) -> ApiDeps:
    folder = core.loaded.settings.data

    async def about() -> Json:
        standing = await core.runtime.standing()
        setting = talk.setting()
        lags = [{"name": name, "lag": lag} for name, lag in standing.consumers]
        return {
            "version": VERSION,
            "data": str(folder / DATABASE),
            "model": {
                "name": setting.label,
                "source": setting.source["model"],
                "kind": setting.kind,
            },
            "pipeline": {"consumers": lags, "dead_letters": standing.dead_letters},
        }

    return ApiDeps(
        commands=core.commands,
        queries=core.queries,
        naming=Naming(core.store),
        exchange=Exchange(core.store, now),
        feeds=Feeds(core.runtime),
        pushes=Pushes(core.runtime, now),
        tokens=Tokens(core.store.access, now),
        data=folder,
        model=talk.setting,
        set_model=talk.choose,
        test_model=lambda: models.try_out(talk.loaded),
        about=about,
        connected=clients.seen,
        now=now,
        version=VERSION,
    )
