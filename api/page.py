"""The web app: its one page at every address of the app, its files, its service worker."""

import os
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Response
from fastapi import Path as InPath
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.problems import problem

PAGES = (
    *("today", "upcoming", "inbox", "all", "tag", "project", "task", "search", "done", "bin"),
    *("changes", "insights", "chat", "settings", "add"),
)
"""First parts of the app's own addresses."""
_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_READ = ["GET", "HEAD"]


class Assets(StaticFiles):
    """Built files, whose names change with what is in them."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """A file that may be kept for ever."""
        answer = super().file_response(full_path, stat_result, scope, status_code)
        answer.headers["cache-control"] = _FOREVER
        return answer


def add_page(app: FastAPI, static: Path) -> None:
    """Serve the app from `static`, after every other route."""
    assets = Assets(directory=static / "assets", check_dir=False)
    app.mount("/assets", GZipMiddleware(assets, minimum_size=1_000))
    routes = APIRouter(include_in_schema=False)

    @routes.api_route("/sw.js", methods=_READ)
    async def worker() -> Response:
        return _file(static / "sw.js", "text/javascript")

    @routes.api_route("/icon.svg", methods=_READ)
    async def icon() -> Response:
        return _file(static / "icon.svg", "image/svg+xml")

    @routes.api_route("/manifest.webmanifest", methods=_READ)
    async def manifest() -> Response:
        return _file(static / "manifest.webmanifest", "application/manifest+json")

    @routes.api_route("/icons/{name}.png", methods=_READ)
    async def picture(name: Annotated[str, InPath(pattern="^[a-z0-9-]{1,40}$")]) -> Response:
        return _file(static / "icons" / f"{name}.png", "image/png")

    async def page() -> Response:
        return _index(static)

    for path in ("/", *(f"/{name}" for name in PAGES), *(f"/{name}/{{_:path}}" for name in PAGES)):
        routes.add_api_route(path, page, methods=_READ)
    app.include_router(routes)


def _index(static: Path) -> Response:
    page = static / "index.html"
    if not page.is_file():
        return problem(503, "The page is not built.", "Run “make web”, then reload.")
    return _file(page, "text/html")


def _file(path: Path, kind: str) -> Response:
    if not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, media_type=kind, headers={"cache-control": _ASK_AGAIN})
