"""A browser's view of the conversation's routes, over a real web server."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from fastapi import FastAPI

from agent.app import router
from evals.agent.house import House
from tests.agent.endpoints import served

Json = dict[str, Any]


@asynccontextmanager
async def page(home: House) -> AsyncIterator[httpx.AsyncClient]:
    """A tab on the routes of a house."""
    app = FastAPI()
    app.include_router(router(home.chat))
    async with served(app) as url, httpx.AsyncClient(base_url=url, timeout=20) as client:
        yield client


def message(text: str, run: str = "r1", thread: str = "t", **more: Any) -> Json:
    """A run's input as the page sends it."""
    return {
        "threadId": thread,
        "runId": run,
        "state": {},
        "messages": [{"id": f"m-{run}", "role": "user", "content": text}],
        "tools": [],
        "context": [],
        "forwardedProps": {"selection": []},
        **more,
    }


def events_of(response: httpx.Response) -> list[Json]:
    """Server-sent events with their ids."""
    out = []
    for block in filter(None, response.text.split("\n\n")):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        out.append({"n": int(fields["id"]), **json.loads(fields["data"])})
    return out
