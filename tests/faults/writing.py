"""A process that writes to a task file and says what was acknowledged, to be killed by tests."""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tasklark.domain.changes import ChangeSet, World
from tasklark.domain.events import CloudEvent
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.store.port import Need, Request
from tasklark.store.sqlite import SqliteStore
from tests.contract.builders import ME, adding, open_sqlite, setting


def now() -> datetime:
    return datetime.now(UTC)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def write(store: SqliteStore, client: int, number: int) -> None:
    """Add tasks one after the other, saying each one's number and seq once it is acknowledged."""
    for n in range(number):
        applied = await store.change(ME, Need(), adding(f"{client}-{n}"))
        (task,) = applied.tasks
        say(f"{task.number} {task.seq} {task.title}")


async def some(path: Path, number: int, clients: int) -> None:
    """Begin when told, so that several processes write at once."""
    async with await open_sqlite(path, now) as store:
        say("ready")
        await asyncio.to_thread(sys.stdin.readline)
        await asyncio.gather(*(write(store, client, number) for client in range(clients)))


async def consume(path: Path, dies_at: int) -> None:
    """Follow up on each added task with a change of it; the events wait in the file already.

    Dies between the commit of follow-up `dies_at` and the end of its handler.
    """
    async with await open_sqlite(path, now) as store:
        runtime = EmbeddedRuntime(store)
        handled = count(1)

        async def follow_up(event: CloudEvent) -> None:
            task = event.data["task_data"]
            assert isinstance(task, dict)
            if event.data["event_type"] != "created":
                return
            service = ME.acting_as("follow-up")
            request = Request(id=f"follow-up:{event.id}")
            await store.change(service, Need(ids=(task["id"],)), _followed, request)
            if next(handled) == dies_at:
                os.kill(os.getpid(), signal.SIGKILL)
            say(str(task["number"]))

        runtime.consume("follow-up", "task-events", follow_up)
        async with runtime.running():
            await asyncio.to_thread(sys.stdin.readline)


def _followed(world: World) -> ChangeSet:
    (id_,) = world.targets
    return setting(notes=world.tasks[id_].notes + "followed ")(world)


if __name__ == "__main__":
    what, file, *numbers = sys.argv[1:]
    work = consume if what == "consume" else some
    asyncio.run(work(Path(file), *map(int, numbers)))
