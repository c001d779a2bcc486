"""Everything that can go wrong at this door, as RFC 9457 problem details in one sentence."""

import difflib
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.frame import KEY_LIMIT, sent, who
from api.terms import MUST
from api.values import value
from tasklark.asks import Call
from tasklark.commands import Commands
from tasklark.connect import ConnectError
from tasklark.domain.errors import Refusal, RefusalKind, StaleState, TasklarkError
from tasklark.settings import SettingsError

_STATUS: Mapping[RefusalKind, int] = {
    "invalid": 422,
    "unknown": 404,
    "conflict": 409,
    "ambiguous": 409,
    "too_large": 413,
    "forbidden": 403,
}
_LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})
_SEE = "See /api/openapi.json."
_PLAIN: Mapping[int, tuple[str, str]] = {
    400: ("The request cannot be read.", "Send a JSON object."),
    404: ("There is nothing at this address.", _SEE),
    405: ("This address does not take that method.", _SEE),
    413: ("The request is too large.", "Send at most 1 MB."),
}
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "hint"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence: what happened."},
        "hint": {"type": "string", "description": "One sentence: what to do."},
        "numbers": {
            "type": "array",
            "items": {"type": "integer"},
            "description": "Tasks among which to choose.",
        },
        "conflicts": {
            "type": "object",
            "description": "Fields changed elsewhere meanwhile.",
            "additionalProperties": {
                "type": "object",
                "required": ["theirs", "yours"],
                "properties": {"theirs": {}, "yours": {}},
            },
        },
    },
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": HTTPStatus(status).phrase,
        "content": {"application/problem+json": {"schema": _SCHEMA}},
    }
    for status in (400, 401, 403, 404, 409, 413, 422, 429, 503)
}
"""The problems of every route, for the OpenAPI document."""


def problem(status: int, what: str, hint: str = "", **more: object) -> Response:
    """A problem as an answer."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": what,
        "hint": hint,
        **more,
    }
    return Response(
        orjson.dumps(body),
        status,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store"},
    )


def translate(app: FastAPI, commands: Commands) -> None:
    """Let every failure of `app` be answered by a problem; a refused write is an event too."""

    async def failed(request: Request, error: TasklarkError) -> Response:
        if isinstance(error, Refusal):
            await _noted(commands, request, error)
        return _failed(error)

    async def malformed(request: Request, error: RequestValidationError) -> Response:
        what, hint = sentence(error.errors())
        await _noted(commands, request, Refusal(what, hint))
        return problem(422, what, hint)

    app.exception_handler(TasklarkError)(failed)
    app.exception_handler(SettingsError)(_settings)
    app.exception_handler(RequestValidationError)(malformed)
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(OverflowError)(_overflow)
    app.exception_handler(Exception)(_unexpected)


async def _noted(commands: Commands, request: Request, refusal: Refusal) -> None:
    """Make a refused write known; a look that was refused is nobody's business."""
    if request.method in _LOOKS:
        return
    name = f"{request.method} {getattr(request.scope.get('route'), 'path', request.url.path)}"
    key = request.headers.get("Idempotency-Key", "")[:KEY_LIMIT] or None
    await commands.refused(Call(who(request), key, await sent(request)), name, refusal)


def _failed(error: TasklarkError) -> Response:
    if isinstance(error, Refusal):
        return _refused(error)
    if isinstance(error, ConnectError | StaleState):
        return problem(409, error.what, error.hint)
    return problem(503, error.what, error.hint)


def _refused(refusal: Refusal) -> Response:
    more: dict[str, object] = {}
    if refusal.conflicts:
        more["conflicts"] = {
            field: {"theirs": value(theirs), "yours": value(yours)}
            for field, (theirs, yours) in refusal.conflicts.items()
        }
    if refusal.numbers:
        more["numbers"] = list(refusal.numbers)
    return problem(_STATUS[refusal.kind], refusal.what, refusal.hint, **more)


async def _settings(request: Request, error: SettingsError) -> Response:
    del request
    return problem(422, str(error))


async def _http(request: Request, error: HTTPException) -> Response:
    del request
    what, hint = _PLAIN.get(error.status_code, (HTTPStatus(error.status_code).phrase + ".", ""))
    answer = problem(error.status_code, what, hint)
    answer.headers.update(error.headers or {})
    return answer


async def _overflow(request: Request, error: OverflowError) -> Response:
    del request, error
    return problem(422, "A date or number in that is out of range.", "Choose a nearer one.")


async def _unexpected(request: Request, error: Exception) -> Response:
    # The server's own log has the trace: the error goes on to it after this answer.
    del request, error
    return problem(500, "Something went wrong here.", "Try again; the log says more.")


def sentence(errors: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """What is wrong with a request, and what to do: its first fault, in our words."""
    fault = errors[0]
    kind, place = str(fault["type"]), [part for part in fault["loc"][1:] if isinstance(part, str)]
    if kind == "json_invalid":
        return "The request is not valid JSON.", f"Look at character {fault['loc'][-1]}."
    if not place:
        return "The request is not a JSON object.", "Send one, with Content-Type: application/json."
    if kind == "extra_forbidden":
        return _unknown(place[-1])
    if place[0] == "fields" and len(place) > 1:
        place = place[1:]
    name = next((part for part in place if part in MUST), place[0])
    must = MUST.get(name, "another value")
    if kind == "missing" and fault["loc"][-1] == name:
        return f"“{name}” is missing.", f"It must be {must}."
    return f"“{name}” must be {must}.", ""


def _unknown(name: str) -> tuple[str, str]:
    shown = name if len(name) <= 60 else name[:59] + "…"
    near = difflib.get_close_matches(name, MUST, 1)
    return f"“{shown}” is not a field here.", f"Did you mean “{near[0]}”?" if near else _SEE
