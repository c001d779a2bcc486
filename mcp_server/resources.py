"""Views, tasks, the calendar and the board as resources: `tasks://today`, `task://131`."""

from collections.abc import Awaitable, Callable
from typing import Any, get_args

from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    ListResourcesResult,
    ListResourceTemplatesResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextResourceContents,
)

from mcp_server.beside import Beside
from mcp_server.callers import caller
from tasklark.asks import FilterWords
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.domain.query import View
from tasklark.language import say
from tasklark.queries import Queries
from tasklark.seen import Found

Context = ServerRequestContext[dict[str, Any], Any]
VIEWS: dict[str, View] = {view: view for view in get_args(View)}
PLAIN, ICAL = "text/plain", "text/calendar"
SHOWN = 100
"""Tasks of a view that a resource holds."""
_VIEW, _TASK = "tasks://", "task://"
VIEW_TEMPLATE, TASK_TEMPLATE = f"{_VIEW}{{view}}", f"{_TASK}{{number}}"
CALENDAR = f"{_VIEW}calendar.ics"
List = Callable[[Context, PaginatedRequestParams | None], Awaitable[ListResourcesResult]]
ListTemplates = Callable[
    [Context, PaginatedRequestParams | None], Awaitable[ListResourceTemplatesResult]
]


def view_uri(view: str) -> str:
    """The address of a view."""
    return f"{_VIEW}{view}"


def task_uri(number: object) -> str:
    """The address of a task."""
    return f"{_TASK}{number}"


def listing(beside: Beside) -> List:
    """The handler of `resources/list`: every view, and what the process has beside them."""
    listed = [_view(view) for view in VIEWS]
    if beside.calendar is not None:
        listed.append(_CALENDAR)
    if beside.board is not None:
        listed.append(beside.board.resource())

    async def list_resources(
        context: Context, params: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        del context, params
        return ListResourcesResult(resources=listed)

    return list_resources


def _view(view: str) -> Resource:
    return Resource(
        name=view,
        title=f"Tasks: {view}",
        uri=view_uri(view),
        description=f"The view “{view}” as text.",
        mime_type=PLAIN,
    )


_CALENDAR = Resource(
    name="calendar",
    title="Tasks as a calendar",
    uri=CALENDAR,
    description="Open tasks, and those finished in the last 30 days, as iCalendar.",
    mime_type=ICAL,
)
_TEMPLATES = (
    ResourceTemplate(
        name="view",
        title="A view of tasks",
        uri_template=VIEW_TEMPLATE,
        description=f"Tasks of a view: {', '.join(VIEWS)}.",
        mime_type=PLAIN,
    ),
    ResourceTemplate(
        name="task",
        title="A task",
        uri_template=TASK_TEMPLATE,
        description="A task with notes, subtasks, reminders and next dates.",
        mime_type=PLAIN,
    ),
)


def templates(beside: Beside) -> ListTemplates:
    """The handler of `resources/templates/list`: views by name, tasks by number."""
    listed = [*_TEMPLATES] if beside.board is None else [*_TEMPLATES, beside.board.template()]

    async def list_templates(
        context: Context, params: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        del context, params
        return ListResourceTemplatesResult(resource_templates=listed)

    return list_templates


def reading(
    queries: Queries, beside: Beside
) -> Callable[[Context, ReadResourceRequestParams], Awaitable[ReadResourceResult]]:
    """The handler of `resources/read`."""

    async def read(context: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        uri, who = params.uri, caller(context)
        file = None if beside.board is None else beside.board.read(uri)
        if file is not None:
            return file
        if uri == CALENDAR and beside.calendar is not None:
            return _contents(uri, ICAL, (await beside.calendar(who)).decode())
        try:
            return _contents(uri, PLAIN, await _text(queries, who, uri))
        except Refusal as refusal:
            raise MCPError(INVALID_PARAMS, str(refusal), {"uri": uri}) from None

    return read


def _contents(uri: str, mime_type: str, text: str) -> ReadResourceResult:
    contents = TextResourceContents(uri=uri, mime_type=mime_type, text=text)
    return ReadResourceResult(contents=[contents])


async def _text(queries: Queries, who: Principal, uri: str) -> str:
    view = VIEWS.get(uri.removeprefix(_VIEW)) if uri.startswith(_VIEW) else None
    if view is not None:
        board = await queries.board(who, view=view, limit=SHOWN)
        return say.found(Found(board.page, board.person))
    if not uri.startswith(_TASK):
        raise Refusal(f"There is no resource {uri[:60]}.", f"Views are {', '.join(VIEWS)}.")
    found = await queries.search(who, FilterWords(), ids=[uri.removeprefix(_TASK)])
    task = found.page.tasks[0]
    return say.found(found, {task.id: await queries.task(who, task.id)})
