"""OpenAI-compatible endpoints on loopback that follow a script."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import uvicorn

Json = dict[str, Any]


@dataclass
class Endpoint:
    """What was asked of it, and where it listens."""

    url: str = ""
    requests: list[Json] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    hanging: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when somebody waits for an answer that never ends."""


def words(text: str) -> list[Json]:
    """A streamed answer in words."""
    pieces = re.findall(r"\S+\s*", text)
    parts = [{"role": "assistant", "content": ""}, *({"content": piece} for piece in pieces)]
    return [*(_chunk(part) for part in parts), _chunk({}, "stop")]


def call(tool: str, arguments: Json, call_id: str = "call_1") -> list[Json]:
    """A streamed call of a tool, its arguments in two pieces."""
    text = json.dumps(arguments)
    half = len(text) // 2
    head = {"index": 0, "id": call_id, "type": "function"}
    first = {**head, "function": {"name": tool, "arguments": text[:half]}}
    rest = {"index": 0, "function": {"arguments": text[half:]}}
    return [
        _chunk({"role": "assistant", "content": None, "tool_calls": [first]}),
        _chunk({"tool_calls": [rest]}),
        _chunk({}, "tool_calls"),
    ]


def _chunk(delta: Json, finish: str | None = None) -> Json:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [choice],
    }


@asynccontextmanager
async def endpoint(
    script: Sequence[list[Json]] = (),
    *,
    status: int = 200,
    hangs: bool = False,
    raw: bytes | None = None,
) -> AsyncIterator[Endpoint]:
    """An endpoint that answers by the script, with raw bytes or a status.

    With `hangs` it never answers what stands behind the script, nor ends the raw bytes.
    """
    known = Endpoint()
    answers = list(script)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        known.keys.append(headers.get(b"authorization", b"").decode())
        known.requests.append(json.loads(await _body(receive)))
        if raw is not None:
            await _raw(send, raw)
        elif answers or not hangs:
            await _answer(send, status, answers)
            return
        if hangs:
            known.hanging.set()
            while (await receive())["type"] != "http.disconnect":
                pass

    async with served(app) as url:
        known.url = f"{url}/v1"
        yield known


@asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """An app on a port of the system's choice; yields its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            with suppress(asyncio.CancelledError):
                await serving


async def _body(receive: Any) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


async def _raw(send: Any, body: bytes) -> None:
    """A streamed answer that is these bytes; it is never ended here."""
    headers = [(b"content-type", b"text/event-stream")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _answer(send: Any, status: int, answers: list[list[Json]]) -> None:
    streamed = status == 200
    kind = b"text/event-stream" if streamed else b"application/json"
    headers = [(b"content-type", kind)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if not streamed:
        error = {"error": {"message": "secret details", "type": "e", "code": "c"}}
        await send({"type": "http.response.body", "body": json.dumps(error).encode()})
        return
    for chunk in answers.pop(0):
        line = f"data: {json.dumps(chunk)}\n\n".encode()
        await send({"type": "http.response.body", "body": line, "more_body": True})
    await send({"type": "http.response.body", "body": b"data: [DONE]\n\n"})
