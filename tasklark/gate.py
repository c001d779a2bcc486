"""Bearer tokens at every door: who a request is from, decided before any app sees it."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from http import HTTPStatus

from pydantic import SecretStr

from tasklark.access import CALLER_KEY, INSIDE_KEY, Denied, Tokens, is_personal
from tasklark.asks import Call
from tasklark.commands import Commands
from tasklark.domain.errors import Refusal, StoreError
from tasklark.domain.identity import WRITE, Principal
from tasklark.health import ASGIApp, Receive, Scope, Send
from tasklark.internal import Internal

DOORS = ("/api", "/mcp", "/agui", "/live")
_OWN = ("/api/tokens", "/api/model", "/api/connect", "/api/push")
"""What a person sets up by themselves, and no program that they lent a token to."""
_TOOLS = "/mcp"
_LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY_VIOLATION, _TRY_AGAIN_LATER = 1008, 1013
_NAME_LIMIT = 200
Noted = Callable[[Principal, str, Refusal], Awaitable[None]]
"""Hears of a write that a good token does not allow: whose, which, why."""
Recognise = Callable[[str], Awaitable[tuple[Principal, bool]]]


def recognising(tokens: Tokens, key: SecretStr | None, clock: Callable[[], datetime]) -> Recognise:
    """Whom a token stands for, and whether it comes from our own agent. Raises Denied.

    `key` is what the processes of a cluster sign internal tokens with.
    """
    internal = None if key is None else Internal(key.get_secret_value(), clock)

    async def recognise(text: str) -> tuple[Principal, bool]:
        if internal is None or is_personal(text):
            return await tokens.recognised(text), False
        return internal.recognised(text), True

    return recognise


def noting(commands: Commands) -> Noted:
    """Make what is refused here an event, as every refused write is."""

    async def noted(who: Principal, name: str, refusal: Refusal) -> None:
        await commands.refused(Call(who), name, refusal)

    return noted


def gate(app: ASGIApp, recognise: Recognise, noted: Noted, *, required: bool = False) -> ASGIApp:
    """Let requests with a good token through as its person, those without one as they are.

    With a token that opens nothing a request is 401 and goes nowhere: it is never taken for the
    local person's. `required` asks every request at a door for a token. While the database that
    knows the tokens is away, a request with one is 503.
    """

    async def gated(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or not _in(str(scope["path"]), DOORS):
            await app(scope, receive, send)
            return
        sent = [value for name, value in scope["headers"] if name == b"authorization"]
        if not sent and not required:
            await app(scope, receive, send)
            return
        try:
            who, inside = await recognise(_bearer(sent))
        except Denied as denied:
            await _answer(scope, send, HTTPStatus.UNAUTHORIZED, denied.what, denied.hint)
            return
        except StoreError as away:
            await _answer(scope, send, HTTPStatus.SERVICE_UNAVAILABLE, away.what, away.hint)
            return
        closed = _closed(scope, who, inside)
        if closed is not None:
            if not _looks(scope):
                name = f"{scope['method']} {scope['path']}"[:_NAME_LIMIT]
                await noted(who, name, Refusal(*closed, kind="forbidden"))
            await _answer(scope, send, HTTPStatus.FORBIDDEN, *closed)
            return
        await app({**scope, CALLER_KEY: who, INSIDE_KEY: inside}, receive, send)

    return gated


def _in(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)


def _bearer(sent: list[bytes]) -> str:
    scheme, _, text = sent[0].decode("latin-1").strip().partition(" ") if sent else ("", "", "")
    if len(sent) != 1 or scheme.lower() != "bearer" or not text.strip():
        raise Denied(
            "This address wants one access token.", "Send “Authorization: Bearer …” with it."
        )
    return text.strip()


def _closed(scope: Scope, who: Principal, inside: bool) -> tuple[str, str] | None:
    """Why a good token does not open this very door, in a sentence and a hint."""
    path = str(scope["path"])
    if inside and not _in(path, (_TOOLS,)):
        return "Internal tokens open the tools alone.", "Use a token of the person's own."
    if _in(path, _OWN):
        return "Tokens do not open this part of the settings.", "Open the page in a browser."
    # The tools say it themselves, each by what it does.
    if not _looks(scope) and WRITE not in who.scopes and not _in(path, (_TOOLS,)):
        return "This token may only read.", "Make one with “tasklark tokens new --write”."
    return None


def _looks(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["method"] in _LOOKS


async def _answer(scope: Scope, send: Send, status: HTTPStatus, what: str, hint: str) -> None:
    if scope["type"] == "websocket":
        away = status is HTTPStatus.SERVICE_UNAVAILABLE
        code = _TRY_AGAIN_LATER if away else _POLICY_VIOLATION
        await send({"type": "websocket.close", "code": code, "reason": what})
        return
    problem = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": what,
        "hint": hint,
    }
    headers = [(b"content-type", b"application/problem+json"), (b"cache-control", b"no-store")]
    if status is HTTPStatus.UNAUTHORIZED:
        headers.append((b"www-authenticate", b'Bearer realm="tasklark", error="invalid_token"'))
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send(
        {"type": "http.response.body", "body": json.dumps(problem, ensure_ascii=False).encode()}
    )
