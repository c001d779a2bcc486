"""What a question leaves with the client until the answer: sealed, for one call of one person."""

import os
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mcp.server.context import CallNext, HandlerResult, ServerMiddleware, ServerRequestContext
from mcp_types.methods import is_input_required

from mcp_server.callers import caller

if TYPE_CHECKING:
    from mcp.server.request_state import RequestStateBoundary

_USE = b"tasklark/mcp/request-state\0"
"""The key signs other things too: each use has one of its own."""


def sealing(server: str, key: str | None) -> ServerMiddleware[dict[str, Any]]:
    """Seals on the way out and checks on the way in; without a key for this process alone.

    Whatever was changed, is ten minutes old, or comes with another call or from another person is
    refused by the library before a tool sees it.
    """
    boundary = _once_needed(server, key)

    async def sealed(
        ctx: ServerRequestContext[dict[str, Any], Any], call_next: CallNext
    ) -> HandlerResult:
        if (ctx.params or {}).get("requestState") is not None:
            return await boundary()(ctx, call_next)
        result = await call_next(ctx)
        if not is_input_required(result):
            return result

        async def answered(_: ServerRequestContext[Any, Any]) -> HandlerResult:
            return result

        return await boundary()(ctx, answered)

    return sealed


def _once_needed(server: str, key: str | None) -> Callable[[], "RequestStateBoundary"]:
    @cache
    def boundary() -> "RequestStateBoundary":
        # Loaded with the first question: most clients never see one, and all wait for the start.
        from mcp.server.request_state import RequestStateBoundary, RequestStateSecurity

        secret = os.urandom(32) if key is None else sha256(_USE + key.encode()).digest()
        security = RequestStateSecurity(
            keys=[secret], bind_principal=lambda context: str(caller(context).person)
        )
        return RequestStateBoundary(security, default_audience=server)

    return boundary
