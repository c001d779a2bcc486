"""A person with a client on stdio: the real program, real time, the calls of a model counted."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
from mcp import Client, StdioServerParameters
from mcp_types import Implementation

from tests.mcp.desk import Told
from tests.running import Tasklark

MOST = 2
"""Calls that one request may take."""


@dataclass
class Person:
    """Asks for things through a client; `called` are the calls it took."""

    client: Client
    called: list[str] = field(default_factory=list)

    async def given(self, tool: str, **arguments: Any) -> Told:
        """Something that was so before the request; it must work and is not counted."""
        told = Told(await self.client.call_tool(tool, arguments))
        assert not told.refused, told.text
        return told

    async def added(self, *titles: str, **fields: Any) -> list[int]:
        """Tasks that are there already; their numbers."""
        tasks = [{"title": title, **fields} for title in titles]
        numbers: list[int] = (await self.given("add_tasks", tasks=tasks)).fact("ids")
        return numbers

    async def call(self, tool: str, **arguments: Any) -> Told:
        """A call of the model."""
        self.called.append(tool)
        return Told(await self.client.call_tool(tool, arguments))

    async def does(self, tool: str, **arguments: Any) -> Told:
        """A call of the model that works."""
        told = await self.call(tool, **arguments)
        assert not told.refused, told.text
        return told

    async def soon_does(self, tool: str, **arguments: Any) -> Told:
        """The same, as soon as the services have done what it stands on."""
        self.called.append(tool)
        with anyio.fail_after(60):
            while (told := Told(await self.client.call_tool(tool, arguments))).refused:
                await anyio.lowlevel.checkpoint()
        return told

    async def shows(self, text: str = "", **arguments: Any) -> str:
        """What search_tasks tells afterwards, below its clock line."""
        condition = {**({"text": text} if text else {}), **arguments.pop("filter", {})}
        told = await self.given("search_tasks", filter=condition, **arguments)
        return "\n".join(told.lines[1:])

    async def soon_shows(self, wanted: str, text: str) -> str:
        """The same, once the services have done their part."""
        with anyio.fail_after(60):
            while wanted not in (seen := await self.shows(text)):
                # Each look is a round trip: the wait is the program's own pace.
                await anyio.lowlevel.checkpoint()
        return seen

    async def today(self) -> date:
        """The person's day by the clock line."""
        line = (await self.given("get_agenda")).lines[0]
        words = line.removeprefix("now ").split()
        moment = datetime.strptime(" ".join(words[1:5]), "%d %b %Y %H:%M")  # noqa: DTZ007
        return (moment - timedelta(hours=4)).date()


def day(wanted: date, today: date) -> str:
    """A day as results write it: the year only where it is another."""
    year = "" if wanted.year == today.year else f" {wanted.year}"
    return f"{wanted:%a} {wanted.day} {wanted:%b}{year}"


def next_weekday(today: date, weekday: int) -> date:
    """The first such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


@asynccontextmanager
async def person(folder: Path) -> AsyncIterator[Person]:
    """`tasklark mcp --stdio` on a data folder, and its client."""
    program = Tasklark(folder / "data")
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "tasklark", "mcp", "--stdio"],
        env=program.environment(),
        cwd=folder,
    )
    info = Implementation(name="Claude Desktop", version="1")
    async with Client(server, cache=None, client_info=info) as client:
        asked = Person(client)
        yield asked
        assert len(asked.called) <= MOST, asked.called
