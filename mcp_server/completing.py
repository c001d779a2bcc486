"""`completion/complete`: what a client offers while a person types a view or a task."""

from collections.abc import Awaitable, Callable
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CompleteRequestParams,
    CompleteResult,
    Completion,
    PromptReference,
)

from mcp_server.callers import caller
from mcp_server.prompts import PROMPTS
from mcp_server.resources import TASK_TEMPLATE, VIEW_TEMPLATE, VIEWS
from tasklark.asks import FilterWords
from tasklark.domain.identity import Principal
from tasklark.queries import Queries

OFFERED = 20
"""Tasks that are offered at once."""
Context = ServerRequestContext[dict[str, Any], Any]
Complete = Callable[[Context, CompleteRequestParams], Awaitable[CompleteResult]]


def completing(queries: Queries) -> Complete:
    """The handler of `completion/complete`."""

    async def complete(context: Context, params: CompleteRequestParams) -> CompleteResult:
        said = params.argument.value.strip()
        if isinstance(params.ref, PromptReference):
            if params.ref.name not in PROMPTS:
                raise MCPError(INVALID_PARAMS, f"Unknown prompt: {params.ref.name[:60]}")
            return _offer([])
        if params.ref.uri == VIEW_TEMPLATE:
            return _offer([view for view in VIEWS if view.startswith(said.lower())])
        if params.ref.uri == TASK_TEMPLATE:
            return _offer(await _numbers(queries, caller(context), said))
        raise MCPError(INVALID_PARAMS, f"There is no template {params.ref.uri[:60]}.")

    return complete


async def _numbers(queries: Queries, who: Principal, said: str) -> list[str]:
    """Numbers of open tasks: those whose title fits, or the number that was begun."""
    found = await queries.search(who, FilterWords(text=said), limit=OFFERED)
    fitting = [str(task.number) for task in found.page.tasks]
    if said.isdecimal() and said not in fitting:
        every = await queries.search(who, FilterWords(), limit=100)
        begun = [str(task.number) for task in every.page.tasks]
        fitting += [number for number in begun if number.startswith(said)]
    return list(dict.fromkeys(fitting))[:OFFERED]


def _offer(values: list[str]) -> CompleteResult:
    return CompleteResult(completion=Completion(values=values, total=len(values), has_more=False))
