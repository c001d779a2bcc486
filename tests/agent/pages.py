"""A browser's view of the conversation's routes, over a real web server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from fastapi import FastAPI

from agent.app import router
from evals.agent.house import House
from tests.agent.endpoints import served
from tests.agui import run_input

Json = dict[str, Any]


@asynccontextmanager
async def page(home: House) -> AsyncIterator[httpx.AsyncClient]:
    """A tab on the routes of a house."""
    app = FastAPI()
    app.include_router(router(home.chat))
    async with served(app) as url, httpx.AsyncClient(base_url=url, timeout=60) as client:
        yield client


def message(text: str, run: str = "r1", thread: str = "t", **more: Any) -> Json:
    """A run's input in the conversation `t`."""
    return run_input(thread, run, text, **more)
