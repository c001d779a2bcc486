"""Operation routes as plain ASGI: /healthz (alive), /readyz (serving), /metrics (Prometheus)."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

PATHS = ("/healthz", "/readyz", "/metrics")


class Readiness:
    """Why the process cannot serve yet; no reason left means ready."""

    def __init__(self, *reasons: str) -> None:
        self._reasons = dict.fromkeys(reasons)

    def done(self, reason: str) -> None:
        """Strike a reason off."""
        self._reasons.pop(reason, None)

    def not_ready(self, reason: str) -> None:
        """Stop being ready, as before a shutdown."""
        self._reasons[reason] = None

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """The reasons left."""
        return tuple(self._reasons)


def operation(ready: Readiness) -> ASGIApp:
    """Answer `PATHS`; /readyz is 503 with the reasons until there are none."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        status, kind, body = _answer(str(scope["path"]), ready)
        headers = [(b"content-type", kind.encode()), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def _answer(path: str, ready: Readiness) -> tuple[int, str, bytes]:
    if path == "/metrics":
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest  # not needed at start

        return 200, CONTENT_TYPE_LATEST, generate_latest()
    waiting = ready.waiting_for if path == "/readyz" else ()
    text = f"waiting for {', '.join(waiting)}" if waiting else "ok"
    return 503 if waiting else 200, "text/plain; charset=utf-8", text.encode()
