"""Open pages: real WebSockets to a real server on loopback."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import uvicorn
import websockets
from fastapi import FastAPI

from services.live import HEARTBEAT_S, router
from tests.services.house import House

Json = dict[str, Any]


class Tab:
    """One open page."""

    def __init__(self, connection: websockets.ClientConnection) -> None:
        self.connection = connection

    async def next(self, *kinds: str) -> Json:
        """The next message, or the next of these types."""
        while True:
            message: Json = json.loads(await self.connection.recv())
            if not kinds or message["type"] in kinds:
                return message

    async def many(self, count: int) -> list[Json]:
        """So many messages."""
        return [await self.next() for _ in range(count)]


class Server:
    """Where pages connect to."""

    def __init__(self, address: str) -> None:
        self.address = address

    @asynccontextmanager
    async def tab(self, since: object = 0) -> AsyncIterator[Tab]:
        """An open page that has seen everything up to `since`."""
        async with websockets.connect(f"{self.address}/live?since={since}", proxy=None) as there:
            yield Tab(there)


@asynccontextmanager
async def served(house: House, heartbeat_s: float = HEARTBEAT_S) -> AsyncIterator[Server]:
    """The live route on a port of the system's choice."""
    app = FastAPI()
    app.include_router(router(house.runtime, house.queries, "0.1.0", heartbeat_s=heartbeat_s))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        config = uvicorn.Config(
            app,
            log_config=None,
            lifespan="off",
            ws="websockets-sansio",
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield Server(f"ws://127.0.0.1:{listener.getsockname()[1]}")
        finally:
            server.should_exit = True
            with suppress(asyncio.CancelledError):
                await serving
