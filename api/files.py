"""Files: tasks of other programs in, all tasks out, and the calendar that others follow."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.exceptions import HTTPException

from api import answers
from api.bodies import NOTHING, Nothing
from api.deps import ApiDeps
from api.frame import Frame, Who, as_json
from api.terms import MUST
from tasklark.domain.shape import Json
from tasklark.exchange import Arrival, To, problems_of
from tasklark.interchange.record import FileKind
from tasklark.language import say_files

SHOWN = 20
"""Tasks of a file that an answer shows."""
_PROBLEMS = 100
_FILE = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def files_router(deps: ApiDeps) -> APIRouter:
    """The routes of files."""
    routes = APIRouter(prefix="/api", tags=["files"])
    _exchange(routes, deps)
    _calendar(routes, deps)
    return routes


def _exchange(routes: APIRouter, deps: ApiDeps) -> None:
    @routes.post("/import", openapi_extra=_FILE)
    async def bring(
        request: Request,
        frame: Frame,
        dry_run: Annotated[bool, Query(description=MUST["dry_run"])] = False,
        name: Annotated[str, Query(max_length=300, description=MUST["file"])] = "",
        kind: Annotated[FileKind | None, Query(alias="kind", description=MUST["kind"])] = None,
    ) -> Response:
        """Add the tasks of a file, which is the body as it is; with `dry_run` only look."""
        content = await request.body()
        call = replace(frame, dry_run=dry_run)
        return as_json(_arrival(await deps.exchange.bring(call, content, name, kind or "")))

    @routes.get("/export")
    async def export(
        who: Who, to: Annotated[To, Query(description=MUST["format"])] = "json"
    ) -> Response:
        """Every task that is not in the bin, as a file."""
        parcel = await deps.exchange.parcel(who, to)
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{parcel.name}"',
        }
        return Response(parcel.content, headers=headers, media_type=parcel.media)


def _arrival(found: Arrival) -> Json:
    applied, problems = found.applied, list(problems_of(found))
    return {
        "kind": found.kind,
        "dry_run": applied.dry_run,
        "total": found.total,
        "added": len(applied.tasks),
        "known": found.known,
        "projects": list(found.projects),
        "tasks": [
            answers.task(one, applied.reminders.get(one.id, ())) for one in applied.tasks[:SHOWN]
        ],
        "problems": problems[:_PROBLEMS],
        "left": len(problems),
        "undo": applied.code,
        "said": say_files.arrived(len(applied.tasks), found.known, dry_run=applied.dry_run),
        "seq": applied.seq,
    }


def _calendar(routes: APIRouter, deps: ApiDeps) -> None:
    feeds = deps.feeds

    @routes.get("/calendar")
    async def link(who: Who) -> Response:
        """The secret address of the calendar, null while there is none."""
        return as_json(_address(await feeds.secret(who)))

    @routes.post("/calendar")
    async def renew(who: Who, body: Nothing = NOTHING) -> Response:
        """Make the address, or another one; the one before opens nothing any more."""
        del body
        return as_json(_address(await feeds.renew(who)))

    @routes.delete("/calendar")
    async def end(who: Who) -> Response:
        """No address any more."""
        await feeds.end(who)
        return as_json(_address(None))

    @routes.get("/calendar/{secret}.ics")
    async def feed(secret: Annotated[str, Path(max_length=100)]) -> Response:
        """Open tasks, and what was done in the last 30 days, for calendars that follow."""
        reader = await feeds.reader(secret)
        if reader is None:
            raise HTTPException(404)
        headers = {"Cache-Control": "no-store"}
        content = await deps.exchange.feed(reader)
        return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")


def _address(secret: str | None) -> Json:
    return {"path": None if secret is None else f"/api/calendar/{secret}.ics"}
