"""Who may speak to this process: the Host and Origin of every request, WebSockets included."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Any

import orjson

from tasklark.health import ASGIApp, Receive, Scope, Send

HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        b"frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types tasklark",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
"""Nothing of the page comes from elsewhere, and nothing of it shows inside another page."""
_POLICY_VIOLATION = 1008


def guard(app: ASGIApp, hosts: Collection[str], origins: Collection[str]) -> ASGIApp:
    """Serve only requests to one of `hosts`, and from pages of `origins` or from no page at all.

    The first of `origins` is the canonical address: `localhost` is sent there, because a
    browser's permissions and service worker belong to one origin. Answers carry the headers that
    keep the page to itself.
    """
    known = {host.lower() for host in hosts}
    from_here = {origin.lower() for origin in origins}
    home = next(iter(origins), "")

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await app(scope, receive, send)
            return
        host, origin = _header(scope, b"host"), _header(scope, b"origin")
        if host is not None and host.lower() in known and _is_ours(origin, from_here):
            await app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        elif home and host is not None and _is_localhost(host) and origin is None:
            await _redirect(send, home + _target(scope))
        else:
            await _refuse(send, home)

    return guarded


def _header(scope: Scope, name: bytes) -> str | None:
    """A header's one value; twice the same header is as good as none."""
    values = [value for key, value in scope["headers"] if key == name]
    return values[0].decode("latin-1") if len(values) == 1 else "" if values else None


def _is_ours(origin: str | None, known: Collection[str]) -> bool:
    return origin is None or origin.lower() in known


def _is_localhost(host: str) -> bool:
    return host.rsplit(":", 1)[0].lower() == "localhost"


def _target(scope: Scope) -> str:
    path = bytes(scope.get("raw_path") or str(scope["path"]).encode()).decode("latin-1")
    query = bytes(scope.get("query_string", b"")).decode("latin-1")
    return f"{path}?{query}" if query else path


def _with_headers(send: Send) -> Send:
    async def sent(message: Any) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
        await send(message)

    return sent


async def _redirect(send: Send, address: str) -> None:
    headers = [(b"location", address.encode("latin-1")), (b"cache-control", b"no-store")]
    status = HTTPStatus.TEMPORARY_REDIRECT.value
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(send: Send, home: str) -> None:
    status = HTTPStatus.FORBIDDEN
    body = orjson.dumps(
        {
            "type": "about:blank",
            "title": status.phrase,
            "status": status.value,
            "detail": "This address or page may not use Tasklark.",
            "hint": f"Open {home}." if home else "",
        }
    )
    headers = [(b"content-type", b"application/problem+json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": body})
