"""MCP over Streamable HTTP at `/mcp`: stateless, plain JSON answers, both protocol eras."""

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings

from mcp_server.server import TaskServer

PATH = "/mcp"
BODY_LIMIT = 1024 * 1024
"""Bytes of a request: fifty tasks with long notes fit."""
Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class McpApp:
    """An ASGI app that answers at `/mcp` while its `running` context is entered."""

    def __init__(
        self,
        server: TaskServer,
        allowed_hosts: Sequence[str],
        allowed_origins: Sequence[str],
        *,
        streams: bool = False,
    ) -> None:
        self._manager = StreamableHTTPSessionManager(
            app=server,
            json_response=not streams,
            stateless=not streams,
            # Said explicitly: left away, the check is off on 0.0.0.0 and refuses every host name.
            security_settings=TransportSecuritySettings(
                enable_dns_rebinding_protection=True,
                allowed_hosts=list(allowed_hosts),
                allowed_origins=list(allowed_origins),
            ),
            max_request_body_size=BODY_LIMIT,
        )

    def running(self) -> AbstractAsyncContextManager[None]:
        """Serve until this is left; it can be entered once."""
        return self._manager.run()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; any other path is not found."""
        if scope["type"] != "http" or scope["path"].rstrip("/") != PATH:
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        await self._manager.handle_request(_trimmed(scope), receive, send)


def _trimmed(scope: Scope) -> Scope:
    """The request with plain header values: space around one is no part of it (RFC 9110 5.5)."""
    headers = [(name, value.strip(b" \t")) for name, value in scope["headers"]]
    return {**scope, "headers": headers}


def app(
    server: TaskServer,
    allowed_hosts: Sequence[str],
    allowed_origins: Sequence[str],
    *,
    streams: bool = False,
) -> McpApp:
    """The app for these hosts (`127.0.0.1:*`) and origins (`http://127.0.0.1:*`).

    With `streams` answers are event streams and old clients get sessions: for a server that tells
    of its progress or asks back in the old way. Ours does neither and runs on any replica.
    """
    return McpApp(server, allowed_hosts, allowed_origins, streams=streams)
