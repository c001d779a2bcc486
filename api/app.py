"""The browser's door: REST under /api, the web app everywhere else."""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from api.deps import ApiDeps
from api.files import files_router
from api.limit import BodyLimit
from api.names import names_router
from api.page import add_page
from api.past import past_router
from api.person import person_router
from api.problems import PROBLEMS, translate
from api.push import push_router
from api.reading import reading_router
from api.setup import setup_router
from api.tasks import tasks_router
from api.tokens import tokens_router


def build_app(deps: ApiDeps, routers: Sequence[APIRouter] = ()) -> FastAPI:
    """The app; `routers` are those of other rooms (the conversation, the live socket).

    An address that is none of theirs and none of the page's is a 404 problem, never the page. It
    checks no Host and no Origin: whoever serves it puts `guard` around everything.
    """
    app = FastAPI(
        title="Tasklark",
        version=deps.version,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_name,
    )
    app.add_middleware(BodyLimit)
    translate(app, deps.commands)
    own = (
        *(tasks_router, person_router, names_router),
        *(reading_router, past_router, files_router),
        *(push_router, setup_router, tokens_router),
    )
    for router in own:
        app.include_router(router(deps), responses=PROBLEMS)
    for extra in routers:
        app.include_router(extra)
    add_page(app, deps.static)
    return app


def _name(route: APIRoute) -> str:
    """`tasks-complete`: rooms name their routes without looking at each other."""
    return "-".join([*map(str, route.tags[:1]), route.name])
