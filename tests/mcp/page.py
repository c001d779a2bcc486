"""The examples of the pages: `python -m tests.mcp.page` writes what the tools answer into them."""

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from mcp import Client, StdioServerParameters

from tests.mcp.desk import Told, desk

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "mcp.md"
REQUESTS = DOCS / "requests.md"
SET = "k3f"
"""What a page calls a set: the code is another one each time."""
_BLOCK = re.compile(r"```\n(?P<calls>› .*?)```\n", re.DOTALL)
_CALL = re.compile(r"^› (?P<tool>\w+) (?P<arguments>\{.*\})$", re.MULTILINE)


class Calls(Protocol):
    """A client of the tools."""

    async def call(self, tool: str, **arguments: Any) -> Told: ...


async def written(tools: Calls, page: str) -> str:
    """The page with the answers under its calls, which are made one after the other."""
    out, at, kept = [], 0, SET
    for block in _BLOCK.finditer(page):
        parts = []
        for call in _CALL.finditer(block["calls"]):
            given = json.loads(call["arguments"].replace(f"set:{SET}", f"set:{kept}"))
            told = await tools.call(call["tool"], **given)
            kept = told.fact("set") or kept
            text = told.text.replace(f"set:{kept}", f"set:{SET}")
            parts.append(f"{call.group()}\n{text}\n")
        out.append(page[at : block.start()] + "```\n" + "\n".join(parts) + "```\n")
        at = block.end()
    return "".join(out) + page[at:]


@dataclass(frozen=True, slots=True)
class Stdio:
    """A client of the server in which time stands still."""

    client: Client

    async def call(self, tool: str, **arguments: Any) -> Told:
        return Told(await self.client.call_tool(tool, arguments))


@asynccontextmanager
async def on_stdio(folder: Path) -> AsyncIterator[Stdio]:
    """The server of `tests.mcp.still` on a folder, and its client."""
    arguments = ["-m", "tests.mcp.still", str(folder)]
    server = StdioServerParameters(
        command=sys.executable, args=arguments, cwd=Path(__file__).parents[2]
    )
    async with Client(server, cache=None) as client:
        yield Stdio(client)


async def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with desk(Path(folder)) as tools:
            PAGE.write_text(await written(tools, PAGE.read_text("utf-8")), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        async with on_stdio(Path(folder)) as client:
            REQUESTS.write_text(await written(client, REQUESTS.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    asyncio.run(_write())
