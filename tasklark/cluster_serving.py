"""`tasklark service NAME`: one process of a cluster, served until it is told to end."""

import asyncio
import contextlib
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from api.guard import guard
from tasklark import compose
from tasklark.access import Tokens
from tasklark.cluster import Addresses, Process, process
from tasklark.gate import gate, noting, recognising
from tasklark.health import PATHS, ASGIApp, Receive, Scope, Send, operation
from tasklark.member import ENDING, Member, open_member
from tasklark.runtime import dapr_routes
from tasklark.serving import address, bind
from tasklark.settings import LOOPBACK, Loaded
from tasklark.tracing import traced
from tasklark.webserver import until_signalled, web_server

DRAIN_S = 8
"""Seconds that requests and handlers under way may take to end."""


def service(loaded: Loaded, name: str) -> None:
    """Serve one process until SIGTERM: then nothing more is taken, what is in hand is finished.

    Raises:
        Refusal: If there is no process of that name.
        StoreError: If the settings are not a cluster's, or the database cannot be used.
    """
    chosen = process(name)
    settings = loaded.settings
    with contextlib.closing(bind(settings.host, settings.port)) as listener:
        url = address(listener)
        with asyncio.Runner(loop_factory=compose.event_loop) as runner:
            runner.run(_serve(loaded, chosen, url, listener))


async def _serve(loaded: Loaded, chosen: Process, url: str, listener: socket.socket) -> None:
    addresses = _addresses(loaded, url)
    async with (
        open_member(loaded, live=chosen.live) as member,
        chosen.serving(member, addresses) as own,
    ):
        server = web_server(_whole(member, own, addresses), DRAIN_S)
        with until_signalled(server, lambda: member.ready.not_ready(ENDING)):
            compose.all_loaded()
            await server.serve(sockets=[listener])


def _addresses(loaded: Loaded, url: str) -> Addresses:
    """The public address and this process's own; the first is the canonical one."""
    known = [*filter(None, [loaded.settings.public_url]), url]
    return [urlsplit(one).netloc for one in known], known


def _whole(member: Member, own: ASGIApp | None, addresses: Addresses) -> ASGIApp:
    """Operation, the sidecar's routes, and the process's own app behind the guard."""
    pushed = dapr_routes.app(member.runtime.routes)
    looked_at = operation(member.ready)
    places: Mapping[str, ASGIApp] = {
        **dict.fromkeys(PATHS, looked_at),
        **dict.fromkeys(dapr_routes.PATHS, pushed),
    }
    tokens = Tokens(member.store.access, compose.now)
    recognise = recognising(tokens, member.loaded.settings.token_key, compose.now)
    # Beyond this computer nobody is taken for its person: who has no token is told to bring one.
    beyond = member.loaded.settings.host not in LOOPBACK
    rest = guard(
        gate(own or _nothing, recognise, noting(member.commands), required=beyond), *addresses
    )

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope["path"])
        for start, place in places.items():
            if path == start or path.startswith(f"{start}/"):
                await place(scope, receive, send)
                return
        await rest(scope, receive, send)

    return traced(app)


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    """What a process answers that serves no people."""
    del receive
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})
