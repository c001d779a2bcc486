"""Streams that end only when what was asked is answered: a client may ask and close at once."""

from contextvars import Context
from types import TracebackType
from typing import Protocol, Self

import anyio
from mcp.shared.message import SessionMessage
from mcp_types import JSONRPCError, JSONRPCRequest, JSONRPCResponse

from mcp_server.unreadable import answer_to

PATIENCE_S = 1.5
"""How long answers may take after the last request; a client waits two seconds for the end."""
_ENDLESS = "subscriptions/listen"
"""A stream that its client ends; nobody waits for its answer."""


class Closes(Protocol):
    """What can be closed."""

    async def aclose(self) -> None: ...


class Reads(Closes, Protocol):
    """What messages come from."""

    async def receive(self) -> SessionMessage | Exception: ...


class Writes(Closes, Protocol):
    """Where messages go."""

    async def send(self, item: SessionMessage, /) -> None: ...


class Unanswered:
    """The requests that were read and are not answered yet."""

    def __init__(self) -> None:
        self._ids: set[int | str] = set()
        self._changed = anyio.Event()

    def asked(self, item: SessionMessage | Exception) -> None:
        """Note a request."""
        if not isinstance(item, SessionMessage) or not isinstance(item.message, JSONRPCRequest):
            return
        if item.message.method != _ENDLESS:
            self._ids.add(item.message.id)

    def answered(self, item: SessionMessage) -> None:
        """Note an answer."""
        if isinstance(item.message, JSONRPCResponse | JSONRPCError):
            self._ids.discard(item.message.id)
            self._changed.set()

    async def settled(self) -> None:
        """Wait until every request is answered, within bounds."""
        with anyio.move_on_after(PATIENCE_S):
            while self._ids:
                self._changed = anyio.Event()
                await self._changed.wait()


class Ends:
    """A stream that is closed when its context is left."""

    def __init__(self, inner: Closes) -> None:
        self._closing = inner

    async def aclose(self) -> None:
        """Use it no more."""
        await self._closing.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()


class Outgoing(Ends):
    """Messages to a client."""

    def __init__(self, inner: Writes, unanswered: Unanswered) -> None:
        super().__init__(inner)
        self._inner = inner
        self._unanswered = unanswered

    async def send(self, item: SessionMessage, /) -> None:
        """Send a message."""
        await self._inner.send(item)
        self._unanswered.answered(item)


class Incoming(Ends):
    """Messages of a client; the end comes when its requests are answered.

    A line that is no message is answered here, where it says whose answer that is.
    """

    def __init__(self, inner: Reads, outgoing: Outgoing, unanswered: Unanswered) -> None:
        super().__init__(inner)
        self._inner = inner
        self._outgoing = outgoing
        self._unanswered = unanswered

    @property
    def last_context(self) -> Context | None:
        """The context in which the last message was sent; the library looks for it."""
        return getattr(self._inner, "last_context", None)

    async def receive(self) -> SessionMessage | Exception:
        """The next message."""
        try:
            item = await self._inner.receive()
        except anyio.EndOfStream:
            await self._unanswered.settled()
            raise
        self._unanswered.asked(item)
        if isinstance(item, Exception) and (answer := answer_to(item)) is not None:
            await self._outgoing.send(SessionMessage(answer))
        return item

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> SessionMessage | Exception:
        try:
            return await self.receive()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None
