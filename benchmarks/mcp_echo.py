"""The library's own echo tool, plainly served: the raw limit of an MCP call on this machine."""

import sys
from typing import Annotated

from mcp.server.mcpserver import MCPServer
from pydantic import Field

server = MCPServer("echo", log_level="ERROR")


@server.tool(structured_output=False)
async def echo(text: Annotated[str, Field(max_length=200)]) -> str:
    """Say it again."""
    return text


if __name__ == "__main__":
    if sys.argv[1] == "stdio":
        server.run("stdio")
    else:
        import uvicorn

        app = server.streamable_http_app(json_response=True, stateless_http=True)
        uvicorn.run(app, port=int(sys.argv[1]), log_level="error")
