"""The live socket: every change of a person's tasks to every page that is open."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import orjson
from fastapi import APIRouter, FastAPI, WebSocket, WebSocketDisconnect

from services import live_words
from tasklark.domain.errors import StoreError
from tasklark.domain.events import CloudEvent
from tasklark.domain.identity import Principal, local
from tasklark.domain.shape import Json, stamp
from tasklark.queries import Queries
from tasklark.runtime.port import EventBus

CATCH_UP = 500
"""More changes than this are fetched again by REST."""
QUEUE = 1_000
"""Messages that wait for a slow page before it has to fetch again."""
HEARTBEAT_S = 25.0
_RESYNC: Json = {"type": "resync"}
_DIGITS = 18
_TRY_AGAIN_LATER = 1013
_log = logging.getLogger(__name__)
Who = Callable[[WebSocket], Principal]
Beat = Callable[[], Awaitable[Json]]


def router(
    bus: EventBus,
    queries: Queries,
    version: str,
    *,
    who: Who = lambda _: local("web"),
    heartbeat_s: float = HEARTBEAT_S,
) -> APIRouter:
    """The route `/live?since=N`; `who` tells whose pages they are.

    While the database is away pages are told to come again later (WebSocket close code 1013).
    """
    live = Live(bus, queries, version)
    routes = APIRouter()

    @routes.websocket("/live")
    async def listen(socket: WebSocket, since: str = "") -> None:
        await socket.accept()
        known = since.isascii() and since.isdecimal() and len(since) <= _DIGITS
        person = who(socket)
        try:
            async with live.page(person, int(since) if known else None) as page:
                await _serve(socket, page, lambda: live.heartbeat(person), heartbeat_s)
        except StoreError as away:
            _log.warning("a page has to come again later", extra={"cause": away.what})
            with suppress(RuntimeError):
                await socket.close(_TRY_AGAIN_LATER, away.what)

    return routes


def app(routes: APIRouter) -> FastAPI:
    """The live socket as an app of its own."""
    alone = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    alone.include_router(routes)
    return alone


@dataclass(eq=False, slots=True)
class Page:
    """An open page: whose it is, and what is still to be sent to it."""

    person: str
    waiting: deque[Json] = field(default_factory=deque)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, message: Json) -> None:
        """Queue a message; when too many wait, all make room for a resync."""
        if len(self.waiting) >= QUEUE:
            self.waiting.clear()
            message = _RESYNC
        self.waiting.append(message)
        self.woken.set()

    def put_first(self, messages: list[Json]) -> None:
        """Queue messages before those that wait."""
        self.waiting.extendleft(reversed(messages))
        self.woken.set()

    async def next(self) -> Json:
        """The next message, as soon as there is one."""
        while not self.waiting:
            self.woken.clear()
            await self.woken.wait()
        return self.waiting.popleft()


class Live:
    """Hears the updates once for the whole process, and tells every open page."""

    def __init__(self, bus: EventBus, queries: Queries, version: str) -> None:
        self._bus = bus
        self._queries = queries
        self._version = version
        self._pages: set[Page] = set()
        self._silence: Callable[[], None] | None = None

    @property
    def silent(self) -> bool:
        """Whether nobody listens, and so nothing is looked for closely."""
        return self._silence is None

    @asynccontextmanager
    async def page(self, who: Principal, since: int | None) -> AsyncIterator[Page]:
        """A page that hears everything from now on, after what changed later than `since`.

        Without `since`, or with one that cannot be caught up from, it is told to fetch again.
        """
        page = Page(str(who.person))
        self._pages.add(page)
        if self._silence is None:
            self._silence = self._bus.fan_out("task-updates", self._hear)
        try:
            # Heard first, asked then: what changes in between is told twice, never not at all.
            page.put_first(await self._greeting(who, since))
            yield page
        finally:
            self._pages.discard(page)
            if not self._pages and self._silence is not None:
                self._silence()
                self._silence = None

    async def heartbeat(self, who: Principal) -> Json:
        """The newest number, so that a page notices what it missed."""
        page = await self._queries.changed_since(who, 0, 1)
        return {"type": "heartbeat", "seq": page.seq}

    async def _greeting(self, who: Principal, since: int | None) -> list[Json]:
        person = await self._queries.me(who)
        rung = live_words.unseen(await self._queries.rung(who))
        found = await self._queries.changed_since(who, since or 0, CATCH_UP)
        first = live_words.hello(found.seq, person.settings_version, rung, self._version)
        if since is None or since > found.seq or found.total > CATCH_UP:
            return [first, _RESYNC]
        missed = await self._queries.missed(person, found.tasks, found.now)
        return [first, *live_words.caught_up(found, missed)]

    async def _hear(self, event: CloudEvent) -> None:
        pages = [page for page in self._pages if page.person == event.partitionkey]
        if not pages:
            return
        if event.data["op"] == "notice":
            message = live_words.notice(event)
        else:
            message = await self._with_missed(live_words.update(event), event)
        for page in pages:
            page.put(message)

    async def _with_missed(self, message: Json, event: CloudEvent) -> Json:
        """A late repeating task with the dates it missed: they depend on now, no event has them."""
        task, seq = message["task"], message["seq"]
        assert isinstance(task, Mapping)
        assert isinstance(seq, int)
        if not _repeats_late(task, str(stamp(event.time))):
            return message
        who = Principal(int(event.partitionkey), "live")
        page = await self._queries.changed_since(who, seq - 1, 1)
        person = await self._queries.me(who)
        missed = await self._queries.missed(person, page.tasks, page.now)
        keys = list(missed.get(task["id"], ()))
        return {**message, "task": {**task, "repeat": {**task["repeat"], "missed": keys}}}


def _repeats_late(task: Mapping[str, object], now: str) -> bool:
    due = task["due"]
    if task["repeat"] is None or task["status"] != "open" or not isinstance(due, Mapping):
        return False
    return str(due["late_at"]) <= now


async def _serve(socket: WebSocket, page: Page, heartbeat: Beat, every_s: float) -> None:
    """Send until the page is gone. Raises StoreError when there is no database for a heartbeat."""
    both = [
        asyncio.create_task(_send(socket, page, heartbeat, every_s)),
        asyncio.create_task(_until_gone(socket)),
    ]
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in both:
            task.cancel()
        ended = await asyncio.gather(*both, return_exceptions=True)
    for problem in ended:
        if isinstance(problem, Exception) and not isinstance(problem, WebSocketDisconnect):
            raise problem


async def _send(socket: WebSocket, page: Page, heartbeat: Beat, every_s: float) -> None:
    loop = asyncio.get_running_loop()
    beat = loop.time() + every_s
    while True:
        try:
            async with asyncio.timeout_at(beat):
                message = await page.next()
        except TimeoutError:
            message, beat = await heartbeat(), loop.time() + every_s
        await socket.send_text(orjson.dumps(message).decode())


async def _until_gone(socket: WebSocket) -> None:
    """Read what the page says, of which nothing matters, until it is gone."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
