"""Access tokens: what lets another program act for the person, and until when."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response

from api.bodies import Body, Text, must
from api.deps import ApiDeps
from api.frame import Who, as_json
from tasklark.access import DAYS, MOST_DAYS, NAME_LIMIT, state_of
from tasklark.domain.identity import Principal
from tasklark.domain.shape import Json, stamp

_Id = Annotated[str, Path(min_length=1, max_length=40)]


class TokenBody(Body):
    """A token to make."""

    name: Text = must("token_name", min_length=1, max_length=NAME_LIMIT)
    scope: Literal["read", "write"] = must("token_scope", default="read")
    days: int = must("token_days", default=DAYS, strict=True, ge=1, le=MOST_DAYS)


def tokens_router(deps: ApiDeps) -> APIRouter:
    """The routes under `/api/tokens`."""
    routes = APIRouter(prefix="/api/tokens", tags=["tokens"])
    tokens = deps.tokens

    @routes.get("")
    async def listed(who: Who) -> Response:
        """Every token by its name, the newest first; no token's text."""
        return as_json(await _listed(deps, who))

    @routes.post("", status_code=201)
    async def new(who: Who, body: TokenBody) -> Response:
        """Make a token. Its text is in this answer and never again."""
        one, text = await tokens.new(who, body.name, body.scope, body.days)
        return as_json({"id": one.id, "token": text, **await _listed(deps, who)}, 201)

    @routes.delete("/{id}")
    async def revoke(who: Who, id: _Id) -> Response:
        """Let a token open nothing any more, at once."""
        await tokens.revoke(who, id)
        return as_json(await _listed(deps, who))

    return routes


async def _listed(deps: ApiDeps, who: Principal) -> Json:
    now = deps.now()
    return {
        "tokens": [
            {
                "id": one.id,
                "name": one.name,
                "scopes": sorted(one.scopes),
                "state": state_of(one, now),
                "created_at": stamp(one.created_at),
                "expires_at": stamp(one.expires_at),
                "used_at": stamp(one.used_at),
                "revoked_at": stamp(one.revoked_at),
            }
            for one in await deps.tokens.listed(who)
        ]
    }
