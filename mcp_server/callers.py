"""Who calls a tool: our own agent's person, a token's, or the local one by the client's name."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mcp.server.context import ServerRequestContext

from tasklark.access import CALLER_KEY, INSIDE_KEY
from tasklark.asks import CALLER
from tasklark.domain.identity import Principal, local

UNNAMED = "mcp"
_LIBRARIES = frozenset(
    {"python-httpx", "python-httpx2", "node", "node-fetch", "undici", "axios", "mozilla", "curl"}
)
"""Names that say nothing about who calls."""
NAME_SHOWN = 60
"""Characters of a client's own name that are kept."""
_ID_LIMIT = 200
"""Characters of a run's or a thread's id that are kept."""


def caller(context: ServerRequestContext[Any, Any]) -> Principal:
    """The principal of this request; what a client says about itself is a name, no identity.

    Which run and thread a call belongs to is believed of our own agent alone.
    """
    known = CALLER.get() or _scope(context).get(CALLER_KEY)
    if not isinstance(known, Principal):
        return local(client_name(context))
    if not is_inside(context):
        return known
    marks = _marks(context)
    run, thread = marks.get("tasklark/run"), marks.get("tasklark/thread")
    if CALLER.get() is None and isinstance(thread, str):
        known = replace(known, client=f"{known.client}/{thread[:_ID_LIMIT]}")
    return replace(known, run=run[:_ID_LIMIT]) if isinstance(run, str) else known


def is_inside(context: ServerRequestContext[Any, Any]) -> bool:
    """Whether our own agent calls: in this process, or with a token that only it can mint."""
    return CALLER.get() is not None or _scope(context).get(INSIDE_KEY) is True


def client_name(context: ServerRequestContext[Any, Any]) -> str:
    """How the client calls itself, in letters that may be shown."""
    told = context.session.client_params
    name = _program(context) if told is None else told.client_info.name
    shown = "".join(letter for letter in name if letter.isprintable())
    return " ".join(shown.split())[:NAME_SHOWN] or UNNAMED


def _program(context: ServerRequestContext[Any, Any]) -> str:
    """The program that sent an HTTP request; without a session the handshake's name is gone."""
    headers = getattr(context.request, "headers", None) or {}
    name = str(headers.get("user-agent", "")).partition("/")[0].strip()
    return "" if name.lower() in _LIBRARIES else name


def _scope(context: ServerRequestContext[Any, Any]) -> Mapping[str, Any]:
    """The HTTP request's scope, in which the gate names who called."""
    scope = getattr(context.request, "scope", None)
    return scope if isinstance(scope, Mapping) else {}


def _marks(context: ServerRequestContext[Any, Any]) -> dict[str, Any]:
    """The request's `_meta` as sent."""
    sent = (context.params or {}).get("_meta")
    return sent if isinstance(sent, dict) else {}
