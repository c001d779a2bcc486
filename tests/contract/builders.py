"""Small decisions, a clock that stands still, and words: what the contract suites build with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol

from tasklark.domain.changes import Applied, ChangeSet, ReminderChange, RowUpdate, World
from tasklark.domain.clock import due_at, late_at
from tasklark.domain.identity import LOCAL_PERSON, Principal, local
from tasklark.domain.person import Person
from tasklark.domain.reminder import Reminder, RingBefore
from tasklark.domain.task import Due, Repeat, Task
from tasklark.store.port import Decide, Need, Ref, Request, TaskStore
from tasklark.store.postgres import PostgresStore, open_postgres
from tasklark.store.sqlite import SqliteStore, open_store

ME = local("web")
NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
"""Noon in Madrid on a Wednesday."""


AS_IT_COMES = Request()


class StillClock:
    """A clock that moves only when told."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **span: float) -> None:
        """Let so much time go by."""
        self.now += timedelta(**span)


class PlainWords:
    """The shortest wording there can be."""

    def repeat(self, repeat: Repeat) -> str:
        return repeat.rule

    def reminder(self, reminder: Reminder, task: Task) -> str:
        return f"{reminder.id} of {task.number}"


def no_holidays(calendar: str, day: date) -> bool:
    return False


async def open_sqlite(
    path: Path, clock: Callable[[], datetime], full_text: bool | None = None
) -> SqliteStore:
    """A store as the tests want it."""
    return await open_store(
        path, clock, no_holidays, zone="Europe/Madrid", says=PlainWords(), full_text=full_text
    )


class Kept(TaskStore, Protocol):
    """A store with what keeping it in order takes."""

    async def add_person(self, person: Person) -> None: ...

    async def tidy(self) -> None: ...


async def open_pg(
    address: str, clock: Callable[[], datetime], prepare: bool = True
) -> PostgresStore:
    """A store on PostgreSQL as the tests want it, the local person in it."""
    store = await open_postgres(
        address, clock, no_holidays, says=PlainWords(), size=8, prepare=prepare, checked=False
    )
    await store.add_person(Person(LOCAL_PERSON, zone="Europe/Madrid"))
    return store


def new(world: World, title: str, **fields: object) -> Task:
    """A task of this world with its instants worked out."""
    task = Task(next(world.ids), world.person.id, title, world.now, world.now)
    task = replace(task, **fields)  # type: ignore[arg-type]
    return replace(
        task,
        due_at=due_at(task.due, world.person),
        late_at=late_at(task.due, world.person),
        completed_at=world.now if task.status == "done" else None,
    )


def adding(*titles: str, **fields: object) -> Decide:
    """Add tasks."""
    return lambda world: ChangeSet(inserts=tuple(new(world, title, **fields) for title in titles))


def setting(cause: str | None = None, **fields: object) -> Decide:
    """Give the targets other values."""

    def decide(world: World) -> ChangeSet:
        updates = [
            RowUpdate(
                task.id,
                task.version,
                {name: (getattr(task, name), value) for name, value in fields.items()},
            )
            for task in (world.tasks[id_] for id_ in world.targets)
        ]
        return ChangeSet(updates=tuple(updates), cause=cause)

    return decide


def reminding(**fields: object) -> Decide:
    """Add a reminder to the targets."""

    def decide(world: World) -> ChangeSet:
        made = [
            replace(Reminder(next(world.ids), id_, RingBefore(0)), **fields)  # type: ignore[arg-type]
            for id_ in world.targets
        ]
        return ChangeSet(reminders=tuple(ReminderChange(None, reminder) for reminder in made))

    return decide


def changing_reminder(**fields: object) -> Decide:
    """Give the first target's first reminder other values."""

    def decide(world: World) -> ChangeSet:
        before = world.reminders[world.targets[0]][0]
        after = replace(before, **fields)  # type: ignore[arg-type]
        return ChangeSet(reminders=(ReminderChange(before, after),))

    return decide


def nothing(world: World) -> ChangeSet:
    """Change nothing."""
    return ChangeSet()


async def add(store: TaskStore, title: str, who: Principal = ME, **fields: object) -> Task:
    """Add a task and return it."""
    return (await store.change(who, Need(), adding(title, **fields))).tasks[0]


async def change(
    store: TaskStore, task: Task, decide: Decide, request: Request = AS_IT_COMES
) -> Applied:
    """Decide about a task by its number."""
    return await store.change(ME, Need(refs=(Ref(task.number, task.occurrence),)), decide, request)


def on(day: str, clock: str | None = None, zone: str | None = None) -> Due:
    """A due."""
    return Due(date.fromisoformat(day), None if clock is None else time.fromisoformat(clock), zone)
