"""Small real parts for the conversation alone: a state store, a tool server, a person."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from agents import Model
from mcp.server.mcpserver import MCPServer
from mcp_types import CallToolResult, TextContent

from agent.assistant import Budget
from agent.chat import Chat, open_chat
from agent.failures import Answering
from agent.model import ModelChoice, choose
from agent.runs import Event
from agent.turns import Said
from tasklark.asks import CALLER
from tasklark.domain.changes import Change
from tasklark.domain.errors import StaleState
from tasklark.domain.identity import Principal, local
from tasklark.domain.person import Person
from tasklark.runtime.port import Document

ME = local("web")
START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
Json = dict[str, Any]


@dataclass
class Clock:
    """A clock that tests move."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **more: float) -> None:
        self.now += timedelta(**more)


class MemoryState:
    """Keeps `StateStore` in a dictionary; time to live by the given clock."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._documents: dict[str, tuple[Document, datetime | None]] = {}
        self._etags = 0

    async def get(self, key: str) -> Document | None:
        document, ends = self._documents.get(key, (None, None))
        return None if ends is not None and ends <= self._clock() else document

    async def put(
        self, key: str, value: bytes, *, etag: str | None = None, ttl_seconds: int | None = None
    ) -> str:
        there = await self.get(key)
        if etag is not None and (there is None or there.etag != etag):
            raise StaleState(f"{key} was changed.")
        self._etags += 1
        ends = None if ttl_seconds is None else self._clock() + timedelta(seconds=ttl_seconds)
        self._documents[key] = Document(value, str(self._etags)), ends
        return str(self._etags)

    async def create(self, key: str, value: bytes, *, ttl_seconds: int | None = None) -> str:
        if await self.get(key) is not None:
            raise StaleState(f"{key} is there.")
        return await self.put(key, value, ttl_seconds=ttl_seconds)

    async def delete(self, key: str, *, etag: str | None = None) -> None:
        there = await self.get(key)
        if etag is not None and there is not None and there.etag != etag:
            raise StaleState(f"{key} was changed.")
        self._documents.pop(key, None)

    def keys(self, start: str = "") -> list[str]:
        return [key for key in self._documents if key.startswith(start)]


@dataclass
class SmallPeople:
    """One person, and the changes that are put here."""

    person: Person = field(default_factory=lambda: Person(1, "Europe/Madrid"))
    recorded: list[Change] = field(default_factory=list)

    async def me(self, who: Principal) -> Person:
        del who
        return self.person

    async def changes(
        self, who: Principal, limit: int, before: int | None = None
    ) -> Sequence[Change]:
        del who
        found = [c for c in reversed(self.recorded) if before is None or c.number < before]
        return found[:limit]


@dataclass
class Shelf:
    """Titles by number behind four of the real server's tools, thin, and who called them."""

    titles: dict[int, str] = field(default_factory=dict)
    calls: list[tuple[str, Json, Principal | None]] = field(default_factory=list)
    sets: dict[str, list[int]] = field(default_factory=dict)
    before: Callable[[], Awaitable[None]] | None = None
    """What a test lets happen when a task is about to be added."""

    async def add_tasks(self, tasks: list[Json], request_id: str = "") -> CallToolResult:
        self._note("add_tasks", tasks=tasks, request_id=request_id)
        if self.before is not None:
            await self.before()
        numbers = []
        for task in tasks:
            numbers.append(max(self.titles, default=0) + 1)
            self.titles[numbers[-1]] = task["title"]
        said = f"Added “{tasks[-1]['title']}”"
        return self._answer("now Wed\nadded", numbers, said=said, undo="a1")

    async def search_tasks(
        self, ids: list[str] | None = None, filter: Json | None = None, limit: int = 25
    ) -> CallToolResult:
        self._note("search_tasks", filter=filter)
        numbers = self._found(ids, filter)[:limit]
        lines = "\n".join(f"#{n} {self.titles[n]}" for n in numbers)
        return self._answer(f"now Wed\n{lines or 'Nothing found.'}", numbers, said="Looked")

    async def get_agenda(self, day: str = "today", days: int = 1) -> CallToolResult:
        self._note("get_agenda", day=day, days=days)
        return self._answer("now Wed\nNothing on.", [], said="Nothing on")

    async def delete_tasks(
        self,
        ids: list[str] | None = None,
        filter: Json | None = None,
        expect: int | None = None,
        dry_run: bool = False,
        request_id: str = "",
    ) -> CallToolResult:
        self._note("delete_tasks", ids=ids, dry_run=dry_run, request_id=request_id)
        numbers = self._found(ids, filter)
        if expect not in (None, len(numbers)):
            return self._answer("Several match.", numbers, refused=True, said="Several match.")
        if dry_run:
            code = f"s{len(self.sets)}"
            self.sets[code] = numbers
            return self._answer("would delete", numbers, set=code)
        answer = self._answer("deleted", numbers, undo="d1", said=f"Deleted {len(numbers)}")
        for number in numbers:
            del self.titles[number]
        return answer

    def _note(self, tool: str, **arguments: Any) -> None:
        self.calls.append((tool, arguments, CALLER.get()))

    def _found(self, ids: list[str] | None, filter: Json | None) -> list[int]:
        if ids and ids[0].startswith("set:"):
            return [n for n in self.sets[ids[0][4:]] if n in self.titles]
        if ids:
            numbers = [int(one.lstrip("#")) for one in ids]
            return [number for number in numbers if number in self.titles]
        words = str((filter or {}).get("text", "")).lower()
        return [n for n, title in self.titles.items() if words in title.lower()]

    def _answer(self, text: str, numbers: Sequence[int], **meta: Any) -> CallToolResult:
        tasks = [{"id": 1000 + n, "number": n, "title": self.titles[n]} for n in numbers]
        facts = {"ids": list(numbers), "total": len(numbers), "tasks": tasks, **meta}
        facts["task_ids"] = [1000 + n for n in numbers]
        return CallToolResult(
            content=[TextContent(type="text", text=text)],
            _meta={f"tasklark/{name}": value for name, value in facts.items()},
        )


def small_server(shelf: Shelf) -> MCPServer:
    """The shelf's tools as a server."""
    server = MCPServer("small", log_level="ERROR")
    for tool in (shelf.add_tasks, shelf.search_tasks, shelf.get_agenda, shelf.delete_tasks):
        server.add_tool(tool, structured_output=False)
    return server


@dataclass
class Bench:
    """A chat over small parts."""

    clock: Clock = field(default_factory=Clock)
    shelf: Shelf = field(default_factory=Shelf)
    people: SmallPeople = field(default_factory=SmallPeople)
    state: MemoryState = field(init=False)

    def __post_init__(self) -> None:
        self.state = MemoryState(self.clock)

    @asynccontextmanager
    async def open(
        self, model: Model | ModelChoice | None = None, budget: Budget | None = None
    ) -> AsyncIterator[Chat]:
        """A process that serves the chat; opened twice it is a restart."""
        choice = answering(model) if isinstance(model, Model) else model
        async with open_chat(
            small_server(self.shelf),
            self.state,
            self.people,
            choice,
            clock=self.clock,
            budget=budget,
        ) as chat:
            yield chat


def answering(model: Model) -> ModelChoice:
    """A model as the one that was chosen."""
    closed = choose().close
    return ModelChoice("test", "endpoint", model, Answering("test", "model.test", 1), closed)


async def said(
    chat: Chat, text: str, *, run: str, thread: str = "t", selection: tuple[int, ...] = ()
) -> list[Json]:
    """Say something and read the run to its end."""
    return await read(await chat.say(ME, thread, run, Said(f"m-{run}", text, selection)))


async def read(events: AsyncIterator[Event]) -> list[Json]:
    """All events of a run with their numbers."""
    return [{"n": number, **json.loads(data)} async for number, data in events]


def words(events: Sequence[Json]) -> str:
    """What the assistant said."""
    return "".join(event["delta"] for event in events if event["type"] == "TEXT_MESSAGE_CONTENT")


def custom(events: Sequence[Json], name: str) -> list[Json]:
    """The values of our own events of one name."""
    return [e["value"] for e in events if e["type"] == "CUSTOM" and e["name"] == name]
