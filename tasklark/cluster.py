"""The processes of a cluster, one function each: what it serves, and what it hears."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tasklark.compose import now
from tasklark.domain.errors import Refusal
from tasklark.domain.events import Topic
from tasklark.health import ASGIApp
from tasklark.member import Member
from tasklark.outbox import Relay, Terms, holder
from tasklark.runtime.dapr_letters import DaprLetters
from tasklark.store.postgres_listen import listen
from tasklark.store.postgres_outbox import CHANNEL, Outbox

if TYPE_CHECKING:
    from agent.tools import TaskServer, TaskTools
    from services import Ground, Service

logger = logging.getLogger(__name__)

Addresses = tuple[list[str], list[str]]
"""Hosts and origins that a process goes by."""
Serving = Callable[[Member, Addresses], AbstractAsyncContextManager[ASGIApp | None]]
_TO_PAGES: tuple[Topic, ...] = ("task-updates",)


@dataclass(frozen=True, slots=True)
class Process:
    """A process by name. `live` are topics of which each of its replicas gets everything."""

    name: str
    serving: Serving
    live: Sequence[Topic] = ()


@asynccontextmanager
async def _api(member: Member, addresses: Addresses) -> AsyncIterator[ASGIApp | None]:
    """REST and the page."""
    del addresses
    from api.app import build_app
    from tasklark.cluster_page import deps

    async with member.joined():
        yield build_app(deps(member))


@asynccontextmanager
async def _agent(member: Member, addresses: Addresses) -> AsyncIterator[ASGIApp | None]:
    """The conversation. Its tools are the MCP server's: of that process, or in memory."""
    del addresses
    from agent.app import conversation
    from agent.chat import open_chat
    from tasklark.models import choice_of

    async with member.joined():
        choice = choice_of(member.loaded, member.runtime.secret)
        tools = _tools_of(member)
        async with open_chat(tools, member.runtime, member.queries, choice, clock=now) as chat:
            await chat.warm_up()
            yield conversation(chat)


def _tools_of(member: Member) -> "TaskServer | TaskTools":
    settings = member.loaded.settings
    if not settings.mcp_url or settings.token_key is None:
        from mcp_server.server import build_server

        return build_server(member.commands, member.queries)
    from agent.remote import RemoteServer
    from tasklark.internal import Internal

    internal = Internal(settings.token_key.get_secret_value(), now)
    return RemoteServer(settings.mcp_url, internal.mint, settings.public_url)


@asynccontextmanager
async def _mcp(member: Member, addresses: Addresses) -> AsyncIterator[ASGIApp | None]:
    """The tools for other programs, over HTTP."""
    from mcp_server import http
    from mcp_server.server import build_server
    from tasklark.around import around
    from tasklark.connections import Connections

    clients = Connections(member.runtime, now)
    beside = around(member.loaded.settings, member.store, now, addresses[1][0])
    server = build_server(member.commands, member.queries, clients.met, member.runtime, beside)
    tools = http.app(server, *addresses)
    async with member.joined(), tools.running():
        yield tools


@asynccontextmanager
async def _live(member: Member, addresses: Addresses) -> AsyncIterator[ASGIApp | None]:
    """The live socket of every open page."""
    del addresses
    from services import live
    from tasklark.cluster_page import VERSION

    async with member.joined():
        yield live.app(live.router(member.runtime, member.queries, VERSION))


@asynccontextmanager
async def _relay(member: Member, addresses: Addresses) -> AsyncIterator[ASGIApp | None]:
    """The outbox's way to Kafka; woken by commits, and by itself where that is not heard.

    The dead letters of all consumers are kept here too.
    """
    del addresses
    member.runtime.on_dead_letter(DaprLetters(member.store.pool, member.runtime).keep)
    settings = member.loaded.settings
    terms = Terms(poll_s=settings.poll_ms / 1000)
    outbox = Outbox(member.store.pool, holder())
    relay = Relay(outbox, member.runtime, now, terms, member.store.tidy)
    closing = asyncio.Event()
    address = settings.database_url.get_secret_value()
    async with member.joined():
        working = asyncio.create_task(relay.run(closing))
        hearing = asyncio.create_task(listen(address, CHANNEL, relay.wake))
        try:
            yield None
        finally:
            hearing.cancel()
            closing.set()
            relay.wake()
            await working
            with suppress(asyncio.CancelledError):
                await hearing


def _service(name: str) -> Serving:
    """A service of `services`, by its name."""

    @asynccontextmanager
    async def serving(member: Member, addresses: Addresses) -> AsyncIterator[ASGIApp | None]:
        del addresses
        from services import SERVICES, Ground

        every = timedelta(seconds=member.loaded.settings.sweep_s)
        ground = Ground(member.runtime, member.commands, member.queries, member.store, now, every)
        service = next(one for one in SERVICES if one.name == name)
        service.attach(ground)
        async with member.joined(), _sweeping(service, ground):
            yield None

    return serving


@asynccontextmanager
async def _sweeping(service: "Service", ground: "Ground") -> AsyncIterator[None]:
    """What timers forgot is looked for, every so often."""

    async def sweep() -> None:
        while service.sweep is not None:
            await asyncio.sleep(ground.sweep.total_seconds())
            try:
                await service.sweep(ground)
            except Exception:
                # Whatever it was: the next one is made.
                logger.exception("the sweep failed", extra={"action": service.name})

    work = asyncio.create_task(sweep())
    try:
        yield
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work


_SERVICES = ("recurring", "reminders", "notifications", "audit")
PROCESSES: Mapping[str, Process] = {
    one.name: one
    for one in (
        Process("api", _api),
        Process("agent", _agent),
        Process("mcp", _mcp, _TO_PAGES),
        Process("live", _live, _TO_PAGES),
        Process("relay", _relay),
        *(Process(name, _service(name)) for name in _SERVICES),
    )
}
"""Every process of a cluster."""


def process(name: str) -> Process:
    """The process of that name.

    Raises:
        Refusal: If there is none.
    """
    if name not in PROCESSES:
        raise Refusal(f"There is no process “{name[:40]}”.", f"Say one of {', '.join(PROCESSES)}.")
    return PROCESSES[name]
