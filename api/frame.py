"""The frame of a request: who asks, and what makes a repeat of it the same request."""

from hashlib import sha256
from typing import Annotated

import orjson
from fastapi import Depends, Header, Path, Request, Response

from api.bodies import MAX_ID
from api.terms import MUST
from tasklark.access import caller_in
from tasklark.asks import Call, Target
from tasklark.domain.identity import Principal

KEY_LIMIT = 200
"""Characters of a request's key."""


def who(request: Request) -> Principal:
    """Whom a token stands for, else the local person; every tab of the page is one client."""
    return caller_in(request.scope, "web")


async def call(
    request: Request,
    person: Annotated[Principal, Depends(who)],
    key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            min_length=1,
            max_length=KEY_LIMIT,
            description=MUST["Idempotency-Key"],
        ),
    ] = None,
) -> Call:
    """The frame of a write: the same key with another path or body is another request."""
    if key is None:
        return Call(person)
    return Call(person, request_id=key, arguments=await sent(request))


async def sent(request: Request) -> str:
    """A digest of what a request asks for: its method, path and body."""
    asked = b" ".join((request.method.encode(), request.url.path.encode(), await request.body()))
    return sha256(asked).hexdigest()


Who = Annotated[Principal, Depends(who)]
Frame = Annotated[Call, Depends(call)]
TaskId = Annotated[int, Path(ge=1, le=MAX_ID, description=MUST["id"])]


def row(id: int, occurrence: str | None = None) -> Target:
    """One task by its id."""
    return Target(rows=(id,), occurrence=occurrence)


def as_json(content: object, status: int = 200) -> Response:
    """An answer that no cache may keep."""
    headers = {"Cache-Control": "no-store"}
    return Response(orjson.dumps(content), status, headers, media_type="application/json")
