"""Calling a tool without a client, for the command line."""

from collections.abc import Mapping

from mcp_server.server import answer
from mcp_server.tools import TOOLS, Answer, Desk
from tasklark.commands import Commands
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.queries import Queries


async def call(
    commands: Commands,
    queries: Queries,
    who: Principal,
    tool: str,
    arguments: Mapping[str, object],
) -> Answer:
    """Call a tool as `who`.

    Raises:
        Refusal: If there is no such tool.
    """
    found = TOOLS.get(tool)
    if found is None:
        raise Refusal(f"There is no tool “{tool}”.", f"Known are {', '.join(TOOLS)}.")
    return await answer(found, Desk(commands, queries, who, tool, arguments))
