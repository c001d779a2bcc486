"""The largest body that is taken in: what is larger is refused before it is kept anywhere."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem

MB = 1024 * 1024
BODY_LIMIT = MB
FILE_LIMIT = 10 * MB
_FILES = frozenset({"/api/import"})
"""Addresses that take files."""


class BodyLimit:
    """Refuses by the size that is announced, and stops reading when more comes than that."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request within the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = FILE_LIMIT if scope["path"] in _FILES else BODY_LIMIT
        if _announced(scope) > limit:
            hint = f"Send at most {limit // MB} MB."
            await problem(413, "The request is too large.", hint)(scope, receive, send)
        else:
            await self._app(scope, _counted(receive, limit), send)


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value[:20])
    return 0


def _counted(receive: Receive, limit: int) -> Receive:
    size = 0

    async def received() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise HTTPException(413)
        return message

    return received
