"""The services over a real store and runtime, and time that passes when told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from services import SERVICES, Ground
from tasklark.asks import Call, Draft, Target
from tasklark.commands import Commands
from tasklark.domain.events import CloudEvent, Topic
from tasklark.domain.identity import local
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.language.say import WORDING
from tasklark.queries import Queries
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.store.sqlite import SqliteStore, open_store
from tests.contract.builders import StillClock, no_holidays

ME = local("web")
_PAUSES = (0.01, 0.01, 0.01, 0.01)


@dataclass
class House:
    """Use cases with the services at work behind them."""

    store: SqliteStore
    runtime: EmbeddedRuntime
    commands: Commands
    queries: Queries
    clock: StillClock

    async def add(self, text: str) -> Task:
        """One task as quick add reads it."""
        return (await self.commands.add(Call(ME), [Draft(text, quick=True)])).tasks[0]

    async def complete(self, task: Task) -> str:
        """Finish a task; returns the undo code."""
        target = Target(rows=(task.id,), occurrence=task.occurrence)
        code = (await self.commands.complete(Call(ME), target)).code
        assert code is not None
        return code

    async def settled(self) -> None:
        """Until every consumer has seen every event."""

        async def caught_up() -> bool:
            return not any(lag for _, lag in (await self.runtime.standing()).consumers)

        await until(caught_up)

    async def rows(self, number: int) -> list[Task]:
        """All rows of a number, in the order in which they were changed."""
        page = await self.queries.changed_since(ME, 0, 500)
        return [task for task in page.tasks if task.number == number]

    @property
    def stand(self) -> Ground:
        """What services stand on."""
        return Ground(self.runtime, self.commands, self.queries, self.store, self.clock)

    async def reminders(self, task: Task) -> tuple[Reminder, ...]:
        """A task's reminders as they are."""
        return (await self.queries.task(ME, task.id)).reminders


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something holds; the test's own time limit ends a wait in vain."""
    while not await holds():  # noqa: ASYNC110 - a commit may make it hold, not an event
        await asyncio.sleep(0.005)


@asynccontextmanager
async def ground(folder: Path, clock: StillClock) -> AsyncIterator[House]:
    """The store and use cases; no service runs yet."""
    store = await open_store(
        folder / "tasks.sqlite3", clock, no_holidays, zone="Europe/Madrid", says=WORDING
    )
    async with store:
        runtime = EmbeddedRuntime(store, poll_ms=5, pauses=_PAUSES)
        commands = Commands(store, runtime, clock)
        queries = Queries(store, runtime, no_holidays, clock)
        yield House(store, runtime, commands, queries, clock)


@asynccontextmanager
async def opened(folder: Path, clock: StillClock) -> AsyncIterator[House]:
    """The whole house at work."""
    async with ground(folder, clock) as house:
        for service in SERVICES:
            service.attach(house.stand)
        async with house.runtime.running():
            yield house


class Heard:
    """A consumer that keeps what it hears."""

    def __init__(self) -> None:
        self.events: list[CloudEvent] = []

    async def __call__(self, event: CloudEvent) -> None:
        self.events.append(event)


async def recorded(house: House, topic: Topic, does: Callable[[], Awaitable[object]]) -> Heard:
    """What a topic carries from now until what is done has settled."""
    heard = Heard()
    end = house.runtime.fan_out(topic, heard)
    await does()
    await house.settled()
    await asyncio.sleep(0.05)  # what must not come is given the time to
    end()
    return heard
