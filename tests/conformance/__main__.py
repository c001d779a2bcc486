"""`python -m tests.conformance`: our server with the suite's fixtures, on an empty folder."""

import asyncio
import sys
from pathlib import Path

import uvicorn

from api.guard import guard
from mcp_server import http
from mcp_server.server import build_server
from tasklark import compose
from tasklark.serving import address, bind
from tasklark.settings import load
from tests.conformance.pack import equip


async def serve(folder: Path) -> None:
    """Serve until the process is ended; the address is printed first."""
    listener = bind("127.0.0.1", 0)
    url = address(listener)
    hosts, origins = [url.removeprefix("http://")], [url]
    async with compose.open_core(load({"data": folder})) as core:
        server = equip(build_server(core.commands, core.queries, bus=core.runtime))
        app = http.app(server, hosts, origins, streams=True)
        async with core.runtime.running(background=False), app.running():
            sys.stdout.write(f"{url}\n")
            sys.stdout.flush()
            config = uvicorn.Config(guard(app, hosts, origins), lifespan="off", log_level="error")
            await uvicorn.Server(config).serve([listener])


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
