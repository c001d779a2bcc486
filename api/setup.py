"""This installation: which model answers, versions and events, clients to connect."""

import asyncio

from fastapi import APIRouter, Response

from api.bodies import NOTHING, ModelBody, Nothing
from api.deps import ApiDeps
from api.frame import as_json
from tasklark.connect import CLIENTS, Plan, plan, write
from tasklark.domain.errors import Refusal
from tasklark.domain.shape import Json


def setup_router(deps: ApiDeps) -> APIRouter:
    """The routes of the installation."""
    routes = APIRouter(prefix="/api", tags=["setup"])
    _model(routes, deps)
    _connect(routes, deps)

    @routes.get("/about")
    async def about() -> Response:
        """Versions, where the data lies, whether events flow."""
        return as_json({**await deps.about(), "connected": dict(await deps.connected())})

    return routes


def _model(routes: APIRouter, deps: ApiDeps) -> None:
    @routes.get("/model")
    async def model() -> Response:
        """Which model answers."""
        return as_json(deps.model().json())

    @routes.patch("/model")
    async def save_model(body: ModelBody) -> Response:
        """Let another model answer; what the environment sets stays."""
        given = {name: getattr(body, name) for name in body.model_fields_set}
        changes = {name: (text or "").strip() for name, text in given.items()}
        if not changes:
            raise Refusal("There is nothing to change.", "Send model, url or key.")
        url = changes.get("url", "")
        if url and not url.startswith(("http://", "https://")):
            raise Refusal("“url” must be an address that begins with http:// or https://.")
        return as_json((await deps.set_model(changes)).json())

    @routes.post("/model/test")
    async def test_model(body: Nothing = NOTHING) -> Response:
        """Ask the model for a word."""
        del body
        ok, said = await deps.test_model()
        return as_json({"ok": ok, "said": said})


def _connect(routes: APIRouter, deps: ApiDeps) -> None:
    @routes.get("/connect/{client}")
    async def look(client: str) -> Response:
        """What would be written into a client's configuration."""
        return as_json(await _shown(deps, await _plan(deps, client)))

    @routes.post("/connect/{client}")
    async def connect(client: str, body: Nothing = NOTHING) -> Response:
        """Write it; what is there is kept."""
        del body
        ready = await _plan(deps, client)
        if ready.changes:
            await asyncio.to_thread(write, ready)
        return as_json(await _shown(deps, await _plan(deps, client)))


async def _plan(deps: ApiDeps, client: str) -> Plan:
    if client not in CLIENTS:
        known = ", ".join(CLIENTS)
        raise Refusal("I cannot connect that client.", f"Known are: {known}.", kind="unknown")
    return await asyncio.to_thread(plan, client, deps.data, deps.home)


async def _shown(deps: ApiDeps, ready: Plan) -> Json:
    return {
        "client": ready.client,
        "name": CLIENTS[ready.client],
        "path": str(ready.path),
        "diff": ready.diff,
        "connected": not ready.changes,
        "seen": dict(await deps.connected()),
    }
