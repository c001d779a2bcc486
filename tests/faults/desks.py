"""A real MCP client that starts the program over stdio, as Claude Desktop does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import CallToolResult, Implementation, TextContent

from tests.running import Tasklark


@asynccontextmanager
async def desktop(program: Tasklark) -> AsyncIterator[Client]:
    """A client on the data of `program`; its server is a process of its own."""
    command, *arguments = program.command("mcp", "--stdio")
    server = StdioServerParameters(
        command=command, args=arguments, env=program.environment(), cwd=program.data.parent
    )
    info = Implementation(name="Claude Desktop", version="1")
    log_file = program.data.parent / "stdio.log"
    # A file of ours: what stands for stderr in a test need not be one.
    with log_file.open("a") as log:
        async with Client(stdio_client(server, log), client_info=info) as client:
            yield client


async def call(client: Client, tool: str, **arguments: Any) -> str:
    """The text of a result that went well."""
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    text = "\n".join(part.text for part in result.content if isinstance(part, TextContent))
    assert not result.is_error, text
    return text
