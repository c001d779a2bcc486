"""Web Push: browsers that want to be rung while the page is closed."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.bodies import NOTHING, Nothing, PushBody
from api.deps import ApiDeps
from api.frame import Who, as_json
from tasklark.domain.identity import Principal
from tasklark.domain.shape import Json
from tasklark.pushing.sending import Outcome

_Id = Annotated[str, Path(min_length=1, max_length=40)]


def push_router(deps: ApiDeps) -> APIRouter:
    """The routes under `/api/push`."""
    routes = APIRouter(prefix="/api/push", tags=["push"])
    pushes = deps.pushes

    @routes.get("")
    async def listed(who: Who) -> Response:
        """The key to subscribe with, and the browsers that are subscribed."""
        return as_json(await _listed(deps, who))

    @routes.post("", status_code=201)
    async def subscribe(who: Who, body: PushBody) -> Response:
        """Push to this browser from now on; the same one again takes its newer keys."""
        keys = body.keys
        one = await pushes.subscribe(who, body.endpoint, keys.p256dh, keys.auth, body.device)
        return as_json({"id": one.id, **await _listed(deps, who)}, 201)

    @routes.delete("/{id}")
    async def unsubscribe(who: Who, id: _Id) -> Response:
        """Push to that browser no more."""
        await pushes.unsubscribe(who, id)
        return as_json(await _listed(deps, who))

    @routes.post("/{id}/test")
    async def test(who: Who, id: _Id, body: Nothing = NOTHING) -> Response:
        """Send that browser a word, and say what came of it."""
        del body
        outcome = await pushes.test(who, id)
        said = {"ok": outcome.kind == "sent", "said": _said(outcome)}
        return as_json({**said, **await _listed(deps, who)})

    return routes


async def _listed(deps: ApiDeps, who: Principal) -> Json:
    """Endpoints are as good as a key to the browser: they never leave."""
    return {
        "key": await deps.pushes.key(),
        "subscriptions": [
            {
                "id": one.id,
                "device": one.device,
                "added_at": one.added_at,
                "last_at": one.last_at,
                "problem": one.problem,
            }
            for one in await deps.pushes.listed(who)
        ],
    }


def _said(outcome: Outcome) -> str:
    return "Sent. It rings there in a moment." if outcome.kind == "sent" else outcome.why
