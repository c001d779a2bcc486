"""The routes of the conversation: AG-UI over server-sent events, threads as JSON."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from http import HTTPStatus
from typing import Annotated, Any

from ag_ui.core import RunAgentInput, TextPart, UserMessage
from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import ClientDisconnect

from agent.approval import Answer
from agent.chat import Chat
from agent.runs import Event
from agent.turn import Thread
from agent.turns import Said
from tasklark.access import caller_in
from tasklark.domain.errors import Refusal, RefusalKind, TasklarkError
from tasklark.domain.identity import Principal

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BODY_LIMIT = 256 * 1024
_SELECTED = 1_000
_PING_S = 15.0
"""Seconds after which a proxy may think that nobody is there."""
_STATUS: dict[RefusalKind, int] = {
    "invalid": 422,
    "unknown": 404,
    "conflict": 409,
    "ambiguous": 409,
    "too_large": 413,
    "forbidden": 403,
}
_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {"description": "AG-UI events, numbered", "content": {"text/event-stream": {}}}
}
Who = Callable[[Request], Principal]


_MALFORMED = Refusal("The request has another form.", "See /api/openapi.json.")


class Title(BaseModel):
    """A conversation's new title."""

    model_config = ConfigDict(extra="forbid")

    title: str


def on_this_computer(request: Request) -> Principal:
    """Whom a token stands for, else the local person, through the page."""
    return caller_in(request.scope, "web")


def router(chat: Chat, who: Who = on_this_computer) -> APIRouter:
    """The conversation's routes; `who` tells whose they are."""
    routes = APIRouter(tags=["assistant"], route_class=_Refusing)
    _run_routes(routes, chat, who)
    _thread_routes(routes, chat, who)
    return routes


def conversation(chat: Chat, who: Who = on_this_computer) -> FastAPI:
    """The conversation's routes as an app of their own."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(router(chat, who))
    return app


def _run_routes(routes: APIRouter, chat: Chat, who: Who) -> None:
    @routes.post("/agui", responses=_EVENTS)
    async def run(request: Request) -> Response:
        """Run the assistant on a message, or go on with the answers to an approval."""
        given = await _input(request)
        person = who(request)
        thread, run_id = _named(given.thread_id), _named(given.run_id)
        answers = _answers(given)
        said = _said(given)
        if answers and said is None:
            return _sse(await chat.answer(person, thread, run_id, answers))
        if said is None:
            raise Refusal("There is no message.", "Send the person's message.")
        return _sse(await chat.say(person, thread, run_id, said))

    @routes.get("/agui/threads/{id}/events", responses=_EVENTS)
    async def events(request: Request, id: str, after: Annotated[int, Query(ge=0)] = 0) -> Response:
        """The current run's events later than `after`, until it ends."""
        return _sse(await chat.follow(who(request), _named(id), after))

    @routes.post("/agui/threads/{id}/stop")
    async def stop(request: Request, id: str) -> Response:
        """Stop the run; without one nothing happens."""
        await chat.stop(who(request), _named(id))
        return JSONResponse({"stopped": True})


def _thread_routes(routes: APIRouter, chat: Chat, who: Who) -> None:
    @routes.get("/agui/threads")
    async def threads(request: Request, q: str = "") -> Response:
        """Conversations, the newest first; `q` looks in their titles."""
        person = who(request).person
        return JSONResponse({"threads": await chat.threads.list(person, q, chat.now())})

    @routes.get("/agui/threads/{id}")
    async def thread(request: Request, id: str) -> Response:
        """One conversation: messages, current run, open approval."""
        return JSONResponse(await chat.show(who(request), _named(id)))

    @routes.patch("/agui/threads/{id}")
    async def rename(request: Request, id: str, title: Title) -> Response:
        """Give a conversation another title."""
        person = who(request)
        await chat.threads.rename(Thread(person.person, _named(id)), title.title)
        return JSONResponse(await chat.show(person, id))

    @routes.delete("/agui/threads/{id}", status_code=204)
    async def delete(request: Request, id: str) -> Response:
        """Delete a conversation; tasks stay as they are."""
        await chat.delete(who(request), _named(id))
        return Response(status_code=204)


class _Refusing(APIRoute):
    """Refusals become problem details at this edge, whatever app the routes are in."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler with refusals translated."""
        inner = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await inner(request)
            except Refusal as refusal:
                return _problem(refusal, _STATUS[refusal.kind])
            except RequestValidationError:
                return _problem(_MALFORMED, 422)
            except TasklarkError as error:
                return _problem(error, 503)
            except ClientDisconnect:
                # It left before all was said: nothing was begun, and nobody reads this.
                return Response(status_code=400)

        return handler


def _problem(error: TasklarkError, status: int) -> Response:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": error.what,
        "hint": error.hint,
    }
    return JSONResponse(body, status, media_type="application/problem+json")


async def _input(request: Request) -> RunAgentInput:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _BODY_LIMIT:
            raise Refusal("The request is too large.", "Send less text.", kind="too_large")
    try:
        return RunAgentInput.model_validate_json(body)
    except ValidationError:
        raise Refusal(
            "The request is no AG-UI run input.", "Send threadId, runId and messages."
        ) from None


def _named(id: str) -> str:
    """An id of the client's, fit to be part of a key."""
    if _ID.fullmatch(id) is None:
        raise Refusal("That id cannot be used.", "Use up to 64 letters, digits, “-” and “_”.")
    return id


def _said(given: RunAgentInput) -> Said | None:
    """The last message, when it is the person's."""
    last = given.messages[-1] if given.messages else None
    if not isinstance(last, UserMessage):
        return None
    if isinstance(last.content, str):
        text = last.content
    else:
        text = "\n".join(part.text for part in last.content if isinstance(part, TextPart))
    return Said(last.id, text, _selection(given.forwarded_props))


def _selection(props: object) -> tuple[int, ...]:
    chosen = props.get("selection") if isinstance(props, dict) else None
    if not isinstance(chosen, list):
        return ()
    return tuple(one for one in chosen[:_SELECTED] if isinstance(one, int))


def _answers(given: RunAgentInput) -> list[Answer]:
    """The answers to an approval; one that was walked away from is a no."""
    out = []
    for entry in given.resume or []:
        payload = entry.payload if isinstance(entry.payload, dict) else {}
        unticked = payload.get("unticked")
        rows = unticked if isinstance(unticked, list) else []
        out.append(
            Answer(
                entry.interrupt_id,
                entry.status == "resolved" and payload.get("approved") is True,
                tuple(row for row in rows if isinstance(row, int)),
            )
        )
    return out


def _sse(events: AsyncIterator[Event]) -> Response:
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return EventSourceResponse(_wire(events), headers=headers)


async def _wire(events: AsyncIterator[Event]) -> AsyncIterator[bytes]:
    """Events as they come, a ping when nothing does. Leaving ends the reading, not the run."""
    waiting: asyncio.Task[Event] | None = None
    try:
        while True:
            waiting = waiting or asyncio.ensure_future(_next(events))
            done, _ = await asyncio.wait({waiting}, timeout=_PING_S)
            if not done:
                yield KEEPALIVE_COMMENT
                continue
            try:
                number, data = waiting.result()
            except StopAsyncIteration:
                return
            waiting = None
            yield format_sse_event(data_str=data, id=str(number))
    finally:
        if waiting is not None:
            waiting.cancel()


async def _next(events: AsyncIterator[Event]) -> Event:
    return await anext(events)
