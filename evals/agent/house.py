"""The whole system but its web server, in a folder of its own, with a clock that is moved."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from agent.approval import Answer
from agent.assistant import Budget
from agent.chat import Chat, open_chat
from agent.model import ModelChoice
from agent.runs import Event
from agent.turns import Said
from mcp_server.server import build_server
from services import SERVICES
from services.service import Ground
from tasklark.asks import Call, Draft, FilterWords
from tasklark.commands import Commands
from tasklark.domain.identity import Principal, local
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.holiday import on_holiday
from tasklark.language.say import WORDING
from tasklark.queries import Queries
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.store.sqlite import SqliteStore, open_store

ME = local("web")
ZONE = "Europe/Madrid"
Json = dict[str, Any]
_SETTLE_S = 5.0


@dataclass(slots=True)
class Hands:
    """A clock that stands still until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **span: float) -> None:
        """Let so much time go by."""
        self.now += timedelta(**span)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message came to: the run's events."""

    events: Sequence[Json]

    @property
    def words(self) -> str:
        """What the assistant said."""
        deltas = [e["delta"] for e in self.events if e["type"] == "TEXT_MESSAGE_CONTENT"]
        return "".join(deltas)

    @property
    def error(self) -> str:
        """The sentence of a run that failed."""
        return "".join(e["message"] for e in self.events if e["type"] == "RUN_ERROR")

    @property
    def chips(self) -> list[Json]:
        """The answers to click."""
        return [chip for value in self.own("chips") for chip in value["chips"]]

    @property
    def tickets(self) -> list[Json]:
        """What each call came to."""
        return self.own("ticket")

    @property
    def approval(self) -> Json | None:
        """The question of consent that it ended with."""
        return next(iter(self.own("approval")), None)

    def own(self, name: str) -> list[Json]:
        """The values of our own events of one name."""
        return [e["value"] for e in self.events if e["type"] == "CUSTOM" and e["name"] == name]


@dataclass(slots=True)
class House:
    """A store, its services, its tools and the conversation over them."""

    clock: Hands
    store: SqliteStore
    runtime: EmbeddedRuntime
    commands: Commands
    queries: Queries
    chat: Chat
    last: Heard | None = None
    _said: list[tuple[str, Heard]] = field(default_factory=list)

    async def say(
        self, text: str, *, thread: str = "t", run: str = "", selection: tuple[int, ...] = ()
    ) -> Heard:
        """Say something and read the run to its end."""
        run = run or uuid4().hex
        events = await self.chat.say(ME, thread, run, Said(f"m-{run}", text, selection))
        self.last = await heard(events)
        self._said.append((text, self.last))
        return self.last

    def said(self) -> list[str]:
        """The conversation so far in lines, for those who look for a fault."""
        lines = []
        for text, then in self._said:
            lines.append(f"> {text}")
            lines += [f"  {t['tool']} {t['arguments']}: {t['said']}" for t in then.tickets]
            lines += [f"  “{then.words}”"] if then.words else []
        return lines

    async def answer(
        self,
        before: Heard,
        approved: bool = True,
        *,
        unticked: Sequence[str] = (),
        who: Principal = ME,
        thread: str = "t",
    ) -> Heard:
        """Answer every question of an approval; `unticked` are titles of rows taken off."""
        assert before.approval is not None, f"nothing was asked: {before.words}"
        answers = [
            Answer(
                call["toolCallId"],
                approved,
                tuple(task["id"] for task in call["tasks"] if task["title"] in unticked),
            )
            for call in before.approval["calls"]
        ]
        return await self.give(answers, who, thread)

    async def give(
        self, answers: Sequence[Answer], who: Principal = ME, thread: str = "t"
    ) -> Heard:
        """Give answers to an approval's questions."""
        return await heard(await self.chat.answer(who, thread, uuid4().hex, answers))

    async def show(self, thread: str = "t") -> Json:
        """A conversation as the page shows it."""
        return dict(await self.chat.show(ME, thread))

    async def add(self, *titles: str) -> None:
        """Add tasks as the board does, each read like quick add."""
        for title in titles:
            await self.commands.add(Call(ME), [Draft(title, quick=True)])

    async def tasks(self, status: str = "open") -> list[Task]:
        """Tasks of a status by number."""
        words = FilterWords(status=status)  # type: ignore[arg-type]  # the scenario's own word
        page = (await self.queries.search(ME, words, limit=100)).page
        return sorted(page.tasks, key=lambda task: (task.number, task.occurrence or ""))

    async def the(self, title: str, status: str = "open") -> Task:
        """The only task of that title."""
        [found] = [task for task in await self.tasks(status) if task.title == title]
        return found

    async def titles(self, status: str = "open") -> list[str]:
        """Titles of a status, by number."""
        return [task.title for task in await self.tasks(status)]

    async def reminders(self, task: Task) -> tuple[Reminder, ...]:
        """The reminders of a task."""
        return (await self.queries.task(ME, task.id)).reminders

    async def ring(self) -> None:
        """Ring what is due at the clock's time."""
        for due in await self.store.reminders_due(self.clock()):
            who = Principal(due.person, "reminders").acting_as("reminders")
            request_id = f"reminders:{due.reminder}:{due.revision}"
            await self.commands.fire(Call(who, request_id=request_id), due.reminder, due.revision)

    async def settled(self) -> None:
        """Wait until the services have seen every event so far."""
        async with asyncio.timeout(_SETTLE_S):
            # Polled: the services tell nobody when they have nothing left.
            while any(lag for _, lag in (await self.runtime.standing()).consumers):  # noqa: ASYNC110
                await asyncio.sleep(0.005)


@asynccontextmanager
async def house(
    folder: Path,
    now: datetime,
    choice: ModelChoice | None = None,
    budget: Budget | None = None,
    zone: str = ZONE,
) -> AsyncIterator[House]:
    """Everything over one folder; opened twice it is a restart."""
    clock = Hands(now)
    async with AsyncExitStack() as stack:
        opening = open_store(folder / "tasks.sqlite3", clock, on_holiday, zone=zone, says=WORDING)
        store = await stack.enter_async_context(await opening)
        runtime = EmbeddedRuntime(store, poll_ms=20)
        commands = Commands(store, runtime, clock)
        queries = Queries(store, runtime, on_holiday, clock)
        for service in SERVICES:
            service.attach(Ground(runtime, commands, queries, store, clock))
        await stack.enter_async_context(runtime.running(background=True))
        server = build_server(commands, queries)
        chat = await stack.enter_async_context(
            open_chat(server, runtime, queries, choice, clock=clock, budget=budget)
        )
        yield House(clock, store, runtime, commands, queries, chat)


async def heard(events: AsyncIterator[Event]) -> Heard:
    """All events of a run."""
    return Heard([json.loads(data) async for _, data in events])
