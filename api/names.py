"""Tags and projects: their lists, and their names renamed, merged, deleted, put in order."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Path, Response

from api import answers
from api.bodies import NameBody, PlaceBody, ProjectBody
from api.deps import ApiDeps
from api.frame import Frame, Who, as_json
from api.terms import MUST
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.domain.shape import Json
from tasklark.language import say_names
from tasklark.naming import Named

TheName = Annotated[str, Path(min_length=1, max_length=100, description=MUST["name"])]


def names_router(deps: ApiDeps) -> APIRouter:
    """The routes of names."""
    routes = APIRouter(prefix="/api", tags=["names"])
    _lists(routes, deps)
    _tags(routes, deps)
    _projects(routes, deps)
    return routes


def _lists(routes: APIRouter, deps: ApiDeps) -> None:
    queries = deps.queries

    @routes.get("/tags")
    async def tags(who: Who) -> Response:
        """Tags of open tasks with their counts."""
        return as_json({"tags": counted(await queries.tags(who))})

    @routes.get("/projects")
    async def projects(who: Who) -> Response:
        """Projects with their open tasks."""
        return as_json({"projects": counted(await queries.projects(who))})

    @routes.post("/projects", status_code=201)
    async def add_project(frame: Frame, body: ProjectBody) -> Response:
        """Put a project on the list."""
        applied = await deps.commands.add_project(frame, body.name)
        answer = await answers.written(deps, applied, "added")
        if applied.code is not None:
            answer["said"] = f"Added the project “{body.name.strip()}”"
        return as_json(answer, 201)


def _tags(routes: APIRouter, deps: ApiDeps) -> None:
    naming = deps.naming

    @routes.patch("/tags/{name:path}")
    async def rename_tag(frame: Frame, name: TheName, body: NameBody) -> Response:
        """Rename a tag in every task; into one that is there already it is merged."""
        return await _said(deps, frame.who, await naming.rename(frame, "tag", name, body.name))

    @routes.delete("/tags/{name:path}")
    async def delete_tag(frame: Frame, name: TheName) -> Response:
        """Take a tag off all tasks."""
        return await _said(deps, frame.who, await naming.delete(frame, "tag", name))


def _projects(routes: APIRouter, deps: ApiDeps) -> None:
    naming = deps.naming

    @routes.patch("/projects/{name:path}")
    async def change_project(frame: Frame, name: TheName, body: PlaceBody) -> Response:
        """Rename a project (into one that is there already: merge it), or move it in the list."""
        if (body.name is None) == (body.rank is None):
            raise Refusal("Send “name” or “rank”, one of them.", "Each is an undo of its own.")
        if body.name is not None:
            named = await naming.rename(frame, "project", name, body.name)
            return await _said(deps, frame.who, named)
        moved = await naming.place(frame, name, body.rank or 0)
        return await _said(deps, frame.who, moved, moved=True)

    @routes.delete("/projects/{name:path}")
    async def delete_project(frame: Frame, name: TheName) -> Response:
        """Take a project off the list and off all its tasks, which stay."""
        return await _said(deps, frame.who, await naming.delete(frame, "project", name))


async def _said(deps: ApiDeps, who: Principal, named: Named, *, moved: bool = False) -> Response:
    """The list as it is now; the tasks themselves come by the live socket."""
    queries, applied = deps.queries, named.applied
    listed = await (queries.tags(who) if named.kind == "tag" else queries.projects(who))
    return as_json(
        {
            f"{named.kind}s": counted(listed),
            "name": named.after,
            "merged": named.merged,
            "changed": len(applied.tasks),
            "undo": applied.code,
            "said": _sentence(named, moved=moved),
            "seq": applied.seq,
        }
    )


def _sentence(named: Named, *, moved: bool) -> str:
    if named.applied.code is None:
        return "Nothing was changed"
    if moved:
        return say_names.placed(named.before)
    count = len(named.applied.tasks)
    return say_names.named(named.kind, named.before, named.after, count, merged=named.merged)


def counted(names: Iterable[tuple[str, int]]) -> list[Json]:
    """Names with their open tasks."""
    return [{"name": name, "open": count} for name, count in names]
