"""One address for the browser before many processes: each path goes to the one that answers it.

One request for each connection, passed on byte by byte: streams and WebSockets need no more.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

ROUTES: Mapping[str, str] = {
    "/mcp": "mcp",
    "/.well-known/oauth-protected-resource": "mcp",
    "/agui": "agent",
    "/live": "live",
}
"""As in the chart; everything else is `api`'s."""
_HEAD_BYTES = 64 * 1024
_HEAD_S = 30.0
_CONNECT_S = 1.0
_CHUNK = 64 * 1024

Ports = Callable[[str], Sequence[int]]
"""Where the replicas of a process listen, the ready ones first."""


def process_of(path: str) -> str:
    """Which process answers a path."""
    for start, name in ROUTES.items():
        if path == start or path.startswith(f"{start}/"):
            return name
    return "api"


class Gateway:
    """Listens on one port and passes on."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._turn = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def start(self, port: int) -> int:
        """Listen on loopback; returns the port."""
        self._server = await asyncio.start_server(
            self._accept, "127.0.0.1", port, limit=_HEAD_BYTES
        )
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Take nothing more, and let go of what is open."""
        if self._server is not None:
            self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Held here: the loop itself keeps no hold of what it begins.
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_HEAD_S):
                head = await reader.readuntil(b"\r\n\r\n")
            await self._pass_on(head, reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            return
        finally:
            writer.close()

    async def _pass_on(
        self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        target = head.split(b" ", 2)[1].decode("latin-1")
        name = process_of(target.partition("?")[0])
        upstream = await self._connect(name)
        if upstream is None:
            writer.write(_away(name))
            await writer.drain()
            return
        behind, before = upstream
        before.write(_once(head))
        sending = asyncio.create_task(_pipe(reader, before))
        try:
            await _pipe(behind, writer)
        finally:
            sending.cancel()
            before.close()

    async def _connect(self, name: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        ports = self._ports(name)
        self._turn += 1
        for number in range(len(ports)):
            port = ports[(self._turn + number) % len(ports)]
            with suppress(OSError, TimeoutError):
                async with asyncio.timeout(_CONNECT_S):
                    return await asyncio.open_connection("127.0.0.1", port)
        return None


def _once(head: bytes) -> bytes:
    """The request as the last one of its connection, unless it becomes a WebSocket."""
    lines = head[:-4].split(b"\r\n")
    names = [line.partition(b":")[0].strip().lower() for line in lines]
    if b"upgrade" in names:
        return head
    kept = [line for line, name in zip(lines, names, strict=True) if name != b"connection"]
    return b"\r\n".join([*kept, b"Connection: close", b"", b""])


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()


def _away(name: str) -> bytes:
    problem = {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": f"The process {name} does not answer.",
        "hint": "Try again in a moment; its log says more.",
    }
    body = json.dumps(problem).encode()
    head = (
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
        f"Content-Length: {len(body)}\r\nRetry-After: 1\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
