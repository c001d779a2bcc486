"""The use cases on a real store, with a clock that moves when told and services that follow."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tasklark.asks import Call, Draft, Edits, FilterWords, RepeatWords, Target
from tasklark.commands import Commands
from tasklark.domain.changes import Applied
from tasklark.domain.identity import Principal
from tasklark.domain.task import Task
from tasklark.exchange import Exchange
from tasklark.naming import Naming
from tasklark.queries import Queries
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.store.sqlite import SqliteStore
from tests.contract.builders import ME, StillClock, no_holidays, open_sqlite


@dataclass
class Desk:
    """A person's desk: short words for what the use cases do."""

    store: SqliteStore
    commands: Commands
    queries: Queries
    clock: StillClock
    who: Principal = ME
    delivered: set[str] = field(default_factory=set)

    @property
    def naming(self) -> Naming:
        """The use cases about names."""
        return Naming(self.store)

    @property
    def exchange(self) -> Exchange:
        """The use cases about files."""
        return Exchange(self.store, self.clock)

    def call(self, request_id: str | None = None, **frame: object) -> Call:
        return Call(self.who, request_id, **frame)  # type: ignore[arg-type]

    async def add(self, words: str, **fields: object) -> Task:
        draft = Draft(words, quick=True, **fields)  # type: ignore[arg-type]
        return (await self.commands.add(self.call(), [draft])).tasks[0]

    async def update(self, number: int, **edits: object) -> Applied:
        given = Edits(**edits)  # type: ignore[arg-type]
        return await self.commands.update(self.call(), Target(ids=[number]), given)

    async def done(self, *names: int | str, **how: object) -> Applied:
        applied = await self.commands.complete(self.call(), Target(ids=names), **how)  # type: ignore[arg-type]
        await self.follow_up(applied)
        return applied

    async def repeat(self, number: int, **words: object) -> Applied:
        change = RepeatWords(**words)  # type: ignore[arg-type]
        return await self.commands.set_recurrence(self.call(), Target(ids=[number]), change)

    async def undo(self, *codes: str | None) -> Applied:
        return await self.commands.undo(self.call(), [code for code in codes if code])

    async def follow_up(self, applied: Applied) -> None:
        """What the service `recurring` does when it hears of completions."""
        for task in applied.tasks:
            if task.status == "done" and task.repeat is not None and applied.code is not None:
                request_id = f"recurring:{task.id}:{task.seq}"
                call = Call(self.who.acting_as("recurring"), request_id)
                await self.commands.spawn_next(call, task.id, applied.code)

    async def now(self, number: int) -> Task:
        """The open occurrence of a number, else the latest."""
        return (await self.queries.by_number(self.who, number)).tasks[0]

    async def titles(self, **words: object) -> list[str]:
        found = await self.queries.search(self.who, FilterWords(**words), limit=100)  # type: ignore[arg-type]
        return [task.title for task in found.page.tasks]


def notes(applied: Applied) -> list[str]:
    """The kinds of facts an answer tells beside its rows."""
    return [note.kind for note in applied.notes]


@pytest.fixture
async def desk(tmp_path: Path, clock: StillClock) -> AsyncIterator[Desk]:
    async with await open_sqlite(tmp_path / "tasks.sqlite3", clock) as store:
        runtime = EmbeddedRuntime(store)
        commands = Commands(store, runtime, clock)
        queries = Queries(store, runtime, no_holidays, clock)
        yield Desk(store, commands, queries, clock)
