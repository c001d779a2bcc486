"""Figures of the whole cluster on this machine: `python -m scripts.cluster_measures [name …]`."""

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from scripts.cluster import Cluster, cluster
from scripts.cluster_status import memory_mb
from scripts.engine_measures import Figures, spread
from tasklark.domain.changes import ChangeSet, ReminderChange, World
from tasklark.domain.identity import LOCAL_PERSON, Principal
from tasklark.domain.reminder import Reminder, RingBefore
from tasklark.domain.task import Task
from tasklark.holiday import on_holiday
from tasklark.store.port import Need
from tasklark.store.postgres import PostgresStore, open_postgres
from tasklark.store.postgres_pool import EVERYONE
from tests.agui import run_input
from tests.cluster import stories
from tests.cluster.stories import Doors, word

_ADDS, _SAID, _WARM = 300, 60, 10
_RINGS, _AT_ONCE = 1_000, 50
_LEAD_S, _OVER_S, _PATIENCE_S = 30.0, 60.0, 180.0
_ME = Principal(LOCAL_PERSON, "measure")


def _now() -> datetime:
    return datetime.now(UTC)


def doors(made: Cluster) -> Doors:
    """Everything by the one address, as a browser has it."""
    return Doors(made.url, {name: [made.url] for name in ("api", "live", "agent")})


async def _page_to_page(made: Cluster) -> Figures:
    """A task is added in one page; until another page is told."""
    took = []
    async with doors(made).page() as page, doors(made).live() as tab:
        for _ in range(_ADDS):
            title = f"m {word(20)}"
            begun = time.perf_counter()
            await stories.add(page, title)
            await tab.update_of(title)
            took.append(time.perf_counter() - begun)
    return {"adds": len(took) - _WARM, **spread(took[_WARM:])}


async def _chat_to_page(made: Cluster) -> Figures:
    """The assistant (built-in planner) is told to add one; until another page is told."""
    took = []
    async with doors(made).page("agent") as chat, doors(made).live() as tab:
        for number in range(_SAID):
            title = f"c{word(12)}"
            run = run_input("measure", f"run-{uuid4().hex}-{number}", f"add {title}")
            begun = time.perf_counter()
            said = asyncio.create_task(chat.post("/agui", json=run))
            await tab.update_of(title)
            took.append(time.perf_counter() - begun)
            await said
    return {"messages": len(took) - _WARM, **spread(took[_WARM:])}


async def _rings(made: Cluster) -> Figures:
    """A thousand reminders over a minute: how late each rang, as the database noted it."""
    store = await open_postgres(made.ground.database, _now, on_holiday, size=4)
    async with store:
        first = _now() + timedelta(seconds=_LEAD_S)
        moments = [first + timedelta(seconds=_OVER_S * n / _RINGS) for n in range(_RINGS)]
        begun = time.perf_counter()
        for start in range(0, _RINGS, _AT_ONCE):
            await store.change(_ME, Need(), _ringing(moments[start : start + _AT_ONCE]))
        wrote = time.perf_counter() - begun
        return {"written in s": round(wrote, 1), **await _lateness(store)}


def _ringing(moments: Sequence[datetime]) -> Callable[[World], ChangeSet]:
    def decide(world: World) -> ChangeSet:
        tasks = [Task(next(world.ids), LOCAL_PERSON, "ring", world.now, world.now) for _ in moments]
        rings = [
            ReminderChange(None, Reminder(next(world.ids), task.id, RingBefore(0), fire_at=at))
            for task, at in zip(tasks, moments, strict=True)
        ]
        return ChangeSet(inserts=tuple(tasks), reminders=tuple(rings))

    return decide


async def _lateness(store: PostgresStore) -> Figures:
    rows: list[tuple[int | None, int]] = []
    async with asyncio.timeout(_LEAD_S + _OVER_S + _PATIENCE_S):
        while sum(at is not None for at, _ in rows) < _RINGS:
            await asyncio.sleep(1)
            rows = [
                (fired, due)
                for fired, due in await store.pool.rows(
                    EVERYONE,
                    "SELECT fired_at, fire_at FROM reminder JOIN task ON task.id = reminder.task"
                    " WHERE title = 'ring'",
                )
            ]
    late = [(fired - due) / 1e6 for fired, due in rows if fired is not None]
    doubled = await store.pool.rows(
        EVERYONE,
        "SELECT count(*) FROM (SELECT data ->> 'reminder_id' FROM outbox WHERE kind = 'reminder'"
        " AND data ->> 'title' = 'ring' GROUP BY 1 HAVING count(*) > 1) AS twice",
    )
    counts = {"rung": len(late), "early": sum(one < 0 for one in late), "doubled": doubled[0][0]}
    return {**counts, **spread(late)}


async def _memory(made: Cluster) -> Figures:
    """What each process holds (MB), after the measures before."""
    servers = {one.name: round(memory_mb(one.pid)) for one in made.ground.servers.values()}
    ours = {one.name: round(memory_mb(one.app.pid)) for one in made.replicas}
    sidecars = [memory_mb(one.sidecar.pid) for one in made.replicas]
    return {**servers, **ours, "a sidecar, at most": round(max(sidecars))}


MEASURES: dict[str, Callable[[Cluster], Awaitable[Figures]]] = {
    "page-to-page": _page_to_page,
    "chat-to-page": _chat_to_page,
    "rings-in-a-minute": _rings,
    "memory": _memory,
}


async def measured(names: Sequence[str], told: Callable[[str, Figures], None]) -> None:
    """Bring a cluster up, measure, end it."""
    with short_lived() as folder:
        async with cluster(folder, 0) as made:
            await made.until_ready()
            for one in names:
                told(one, {**await MEASURES[one](made), "load": round(os.getloadavg()[0], 1)})


@contextmanager
def short_lived() -> Iterator[Path]:
    """A `reachable` folder for a cluster.

    A plain kill, or a closed terminal, ends as Ctrl-C does: with everything that was started.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    with reachable() as folder:
        yield folder


@contextmanager
def reachable() -> Iterator[Path]:
    """A folder that PostgreSQL's own user can reach, gone when it is left."""
    with tempfile.TemporaryDirectory(
        prefix="tasklark-cluster-", ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def main() -> None:
    """One line of JSON for each measure asked for."""

    def tell(name: str, figures: Figures) -> None:
        print(json.dumps({"measure": name, **figures}), flush=True)

    asyncio.run(measured(sys.argv[1:] or list(MEASURES), tell))


if __name__ == "__main__":
    main()
