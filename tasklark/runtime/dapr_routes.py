"""The routes that the sidecar pushes to. None of them answers 404: Dapr takes that for done."""

import hmac
import logging
from collections.abc import Awaitable
from typing import Protocol

import orjson
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response

from tasklark.health import ASGIApp
from tasklark.runtime.dapr_sidecar import TOKEN_HEADER
from tasklark.runtime.dapr_wire import Json

logger = logging.getLogger(__name__)


PATHS = ("/dapr", "/job")
"""Where the routes are."""


class Pushed(Protocol):
    """Who takes what the sidecar pushes."""

    async def pushed_event(self, consumer: str, body: object) -> Json: ...

    async def pushed_live(self, topic: str, body: object) -> None: ...

    async def pushed_dead_letter(self, topic: str, body: object) -> None: ...

    async def pushed_job(self, name: str, body: bytes) -> None: ...


def router(pushed: Pushed, token: str) -> APIRouter:
    """Routes for subscriptions (`dapr/subscriptions.yaml`) and timers; `token` is APP_API_TOKEN."""

    def known(request: Request) -> None:
        given = request.headers.get(TOKEN_HEADER, "")
        if not hmac.compare_digest(given.encode(), token.encode()):
            logger.warning("call without the sidecar's token", extra={"path": request.url.path})
            raise HTTPException(401)

    routes = APIRouter(include_in_schema=False, dependencies=[Depends(known)])

    @routes.get("/dapr/subscribe")
    async def subscriptions() -> list[str]:
        """Subscriptions are declared in files; there are no others."""
        return []

    @routes.post("/dapr/events/{consumer}")
    async def event(request: Request, consumer: str) -> Response:
        return _said(await pushed.pushed_event(consumer, await _json(request)))

    @routes.post("/dapr/live/{topic}")
    async def live(request: Request, topic: str) -> Response:
        body = await _json(request)
        await pushed.pushed_live(topic, body)
        return _said(_all_taken(body))

    @routes.post("/dapr/dead-letters/{topic}")
    async def dead_letter(request: Request, topic: str) -> Response:
        return await _done(pushed.pushed_dead_letter(topic, await _json(request)), topic)

    @routes.post("/job/{name:path}")
    async def job(request: Request, name: str) -> Response:
        return await _done(pushed.pushed_job(name, await request.body()), name)

    return routes


def app(routes: APIRouter) -> ASGIApp:
    """The routes as an app of their own."""
    alone = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    alone.include_router(routes)
    return alone


async def _done(work: Awaitable[None], name: str) -> Response:
    """200 when it worked; 500 brings it again."""
    try:
        await work
    except Exception:
        logger.exception("callback failed", extra={"callback": name})
        return Response(status_code=500)
    return _said({"status": "SUCCESS"})


async def _json(request: Request) -> object:
    body = await request.body()
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return body.decode("utf-8", "replace")


def _all_taken(body: object) -> Json:
    entries = body.get("entries") if isinstance(body, dict) else None
    if not isinstance(entries, list):
        return {"status": "SUCCESS"}
    return {"statuses": [{"entryId": e.get("entryId"), "status": "SUCCESS"} for e in entries]}


def _said(answer: Json) -> Response:
    return Response(orjson.dumps(answer), media_type="application/json")
