"""MCP over stdin and stdout, for one client such as Claude Desktop."""

from mcp_server.beside import NOTHING, Beside
from mcp_server.lean import stdio_server
from mcp_server.patience import Incoming, Outgoing, Unanswered
from mcp_server.server import Met, build_server
from tasklark.commands import Commands
from tasklark.queries import Queries
from tasklark.runtime.port import EventBus


async def serve(
    commands: Commands,
    queries: Queries,
    met: Met | None = None,
    bus: EventBus | None = None,
    beside: Beside = NOTHING,
) -> None:
    """Serve until stdin ends; nothing but the protocol is written to stdout."""
    server = build_server(commands, queries, met, bus, beside)
    unanswered = Unanswered()
    async with stdio_server() as (reads, writes):
        outgoing = Outgoing(writes, unanswered)
        incoming = Incoming(reads, outgoing, unanswered)
        await server.run(incoming, outgoing, server.create_initialization_options())
