"""Tool calls over plain sockets: the rate of a server, not of a client's library."""

import asyncio
import json
import time
from collections.abc import Callable
from urllib.parse import urlsplit

FLIGHT, SECONDS = 8, 5.0
"""Calls on the way at once, and for how long."""


async def rate(
    url: str, tool: str, arguments: Callable[[int], dict[str, object]]
) -> tuple[float, float]:
    """Calls a second and the 99th percentile in milliseconds, after a warm second."""
    numbers = iter(range(10**9))
    times: list[float] = []
    warm = time.perf_counter() + 1.0
    end = warm + SECONDS

    async def caller() -> None:
        place = urlsplit(url)
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        while (begin := time.perf_counter()) < end:
            number = next(numbers)
            writer.write(_request(place.netloc, tool, arguments(number), number))
            await _answer(reader)
            if begin > warm:
                times.append((time.perf_counter() - begin) * 1000)
        writer.close()

    await asyncio.gather(*(caller() for _ in range(FLIGHT)))
    return len(times) / SECONDS, sorted(times)[int(len(times) * 0.99)]


def _request(host: str, tool: str, arguments: dict[str, object], number: int) -> bytes:
    prefix = "io.modelcontextprotocol/"
    meta = {
        f"{prefix}protocolVersion": "2026-07-28",
        f"{prefix}clientCapabilities": {},
        f"{prefix}clientInfo": {"name": "bench", "version": "1"},
    }
    params = {"name": tool, "arguments": arguments, "_meta": meta}
    call = {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}
    body = json.dumps(call).encode()
    head = (
        f"POST /mcp HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        "Accept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2026-07-28\r\n"
        f"Mcp-Method: tools/call\r\nMcp-Name: {tool}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length"))
    body = await reader.readexactly(length)
    if b" 200 " not in lines[0] or b'"iserror":true' in body.lower().replace(b" ", b""):
        raise RuntimeError(f"The call failed: {lines[0]!r} {body[:300]!r}")
