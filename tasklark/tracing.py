"""Which work belongs together, by W3C Trace Context: from a request to all that follows from it."""

import re
import secrets
from contextvars import ContextVar

from tasklark.health import ASGIApp, Receive, Scope, Send

TRACE = "traceparent"
traceparent: ContextVar[str] = ContextVar(TRACE, default="")
"""The trace of what is being done now, as the header of that name has it; empty: of nothing."""
_KNOWN = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})")
_NOT_SAMPLED = "00"


def traced(app: ASGIApp) -> ASGIApp:
    """Handle each request as part of the trace that it names, or of a new one."""

    async def within(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            named = dict(scope["headers"]).get(TRACE.encode(), b"")
            traceparent.set(continued(named.decode("latin-1")))
        await app(scope, receive, send)

    return within


def continued(named: str) -> str:
    """A step of our own in the trace that is named; in a new one, if it names none (§ 3.2)."""
    known = _KNOWN.fullmatch(named)
    trace, flags = known.groups() if known else (secrets.token_hex(16), _NOT_SAMPLED)
    return f"00-{trace}-{secrets.token_hex(8)}-{flags}"
