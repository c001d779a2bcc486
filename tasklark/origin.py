"""One origin: which app answers which path of the one address."""

import asyncio
import json
import logging
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from importlib import import_module
from typing import Any

from tasklark.health import PATHS, ASGIApp, Readiness, Receive, Scope, Send

CONVERSATION = "/agui"
MCP = ("/mcp", "/.well-known/oauth-protected-resource")
_AHEAD = 1024 * 1024
"""Bytes of a request that are read before its app is there."""
_importing = threading.Lock()
logger = logging.getLogger(__name__)


class Later:
    """An app whose modules load in a thread while others serve already: requests wait for it.

    When loading fails they are told so, and the next request begins another try. `settled` hears
    when nothing is loaded any more.
    """

    def __init__(
        self,
        what: str,
        modules: Sequence[str],
        serve: Callable[[], AbstractAsyncContextManager[ASGIApp]],
        ready: Readiness,
        settled: Callable[[], None],
    ) -> None:
        self._what = what
        self._modules = modules
        self._serve = serve
        self._ready = ready
        self._settled = settled
        self._app = _nothing_yet()
        self._wanted, self._closing = asyncio.Event(), asyncio.Event()
        self._serving = False
        ready.not_ready(what)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as soon as the app can."""
        if self._app.done() and self._app.result() is None:
            self._app = _nothing_yet()
            self._wanted.set()
        if not self._app.done():
            receive = await _read_ahead(scope, receive)
        app = await asyncio.shield(self._app)
        if app is None:
            await _unavailable(self._what, send)
        else:
            await app(scope, receive, send)

    @asynccontextmanager
    async def loading(self) -> AsyncIterator[None]:
        """Load it, then serve until this is left."""
        # A task of its own: what it opens must be closed in the task that opened it.
        work = asyncio.create_task(self._run(), name=self._what)
        try:
            yield
        finally:
            self._closing.set()
            self._wanted.set()
            if not self._serving:
                work.cancel()
            await asyncio.wait({work})

    async def _run(self) -> None:
        while not self._closing.is_set():
            self._wanted.clear()
            try:
                await self._load_and_serve()
            except Exception:
                logger.exception("%s could not be loaded", self._what)
                self._end(None)
                self._settled()
                await self._wanted.wait()

    async def _load_and_serve(self) -> None:
        await _in_daemon(self._import, self._what)
        async with self._serve() as app:
            self._serving = True
            self._end(app)
            self._ready.done(self._what)
            if not self._ready.waiting_for:
                self._settled()
            await self._closing.wait()

    def _import(self) -> None:
        # One after the other: two threads that import the same modules may see half of each.
        with _importing:
            for module in self._modules:
                if not self._closing.is_set():
                    import_module(module)

    def _end(self, app: ASGIApp | None) -> None:
        if not self._app.done():
            self._app.set_result(app)


async def _read_ahead(scope: Scope, receive: Receive) -> Receive:
    """What is sent while nobody can read it is kept: a page that leaves meanwhile has said it."""
    if scope["type"] != "http":
        return receive
    kept, size, more = deque[MutableMapping[str, Any]](), 0, True
    while more and size <= _AHEAD:
        message = await receive()
        kept.append(message)
        size += len(message.get("body", b""))
        more = message.get("more_body", False)

    async def replayed() -> MutableMapping[str, Any]:
        return kept.popleft() if kept else await receive()

    return replayed


async def _in_daemon(work: Callable[[], None], name: str) -> None:
    """Do `work` in a thread that nobody waits for when the process ends."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def finish(problem: BaseException | None) -> None:
        if done.done():
            return
        if problem is None:
            done.set_result(None)
        else:
            done.set_exception(problem)

    def run() -> None:
        problem: BaseException | None = None
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            problem = error
        # The loop may have ended meanwhile, and with it whoever waited.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(finish, problem)

    threading.Thread(target=run, name=name, daemon=True).start()
    await done


def _nothing_yet() -> asyncio.Future[ASGIApp | None]:
    return asyncio.get_running_loop().create_future()


async def _unavailable(what: str, send: Send) -> None:
    problem = {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": f"{what[:1].upper()}{what[1:]} could not be loaded.",
        "hint": "Try again; the log says more.",
    }
    headers = [(b"content-type", b"application/problem+json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(problem).encode()})


def one_origin(page: ASGIApp, mcp: ASGIApp, conversation: ASGIApp, operation: ASGIApp) -> ASGIApp:
    """Send each path to its app; mounting one inside another breaks one of them."""
    places: Mapping[str, ASGIApp] = {
        **dict.fromkeys(PATHS, operation),
        **dict.fromkeys(MCP, mcp),
        CONVERSATION: conversation,
    }

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        path = str(scope["path"])
        for start, chosen in places.items():
            if path == start or path.startswith(f"{start}/"):
                await chosen(scope, receive, send)
                return
        await page(scope, receive, send)

    return app


async def _lifespan(receive: Receive, send: Send) -> None:
    """The apps are opened and closed by whoever composed them."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
