"""Accounts to open the page on: new ones, and those of people who wrote down everything."""

import asyncio
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.corpus import BATCH, texts, vocabulary
from tasklark import settings
from tasklark.compose import open_core, working
from tasklark.domain.changes import ChangeSet, World
from tasklark.domain.clock import due_at, late_at
from tasklark.domain.identity import LOCAL_PERSON, Principal
from tasklark.domain.person import Person
from tasklark.domain.task import PRIORITIES, Due, Task
from tasklark.store.port import Decide, Need

_ME = Principal(LOCAL_PERSON, "bench")
_PROJECTS = (None, None, None, "Home", "Work", "Garden", "Trip")
_TAGS = tuple(f"tag-{number}" for number in range(40))
_ALL_OPEN = 5_000
_OPEN_SHARE = 0.25
_DRAIN_S = 0.2


async def fill(folder: Path, tasks: int) -> None:
    """Put so many tasks into a new data folder, in the way real accounts grow.

    Up to a few thousand all are open; beyond that three of four are done. Of the open ones a
    hundredth is late, half as many are today's, half have no day. Every event is delivered
    before this returns: what is measured afterwards is not the background's work.
    """
    loaded = settings.load({"data": folder, "zone": "Europe/Madrid", "log_level": "ERROR"})
    async with open_core(loaded) as core:
        for decide in _batches(tasks):
            await core.store.change(_ME, Need(), decide)
        async with working(core):
            while not await core.runtime.settled():  # noqa: ASYNC110
                await asyncio.sleep(_DRAIN_S)


def _batches(tasks: int) -> Iterator[Decide]:
    dice, titles = random.Random(tasks), texts(vocabulary(), tasks)
    open_share = 1 if tasks <= _ALL_OPEN else _OPEN_SHARE
    for begin in range(0, tasks, BATCH):
        yield partial(_batch, dice, titles, min(BATCH, tasks - begin), open_share)


def _batch(
    dice: random.Random, titles: Iterator[str], size: int, share: float, world: World
) -> ChangeSet:
    rows = (_task(dice, titles, share, world, world.person) for _ in range(size))
    return ChangeSet(inserts=tuple(rows))


def _task(
    dice: random.Random, titles: Iterator[str], share: float, world: World, person: Person
) -> Task:
    due, is_open = _due(dice), dice.random() < share
    finished = world.now - timedelta(days=dice.randint(1, 700))
    return Task(
        next(world.ids), person.id, next(titles), world.now, world.now,
        notes=next(titles), priority=dice.choice(PRIORITIES),
        tags=tuple(dice.sample(_TAGS, dice.choice((0, 1, 1, 2)))),
        project=dice.choice(_PROJECTS), due=due, due_at=due_at(due, person),
        late_at=late_at(due, person), status="open" if is_open else "done",
        completed_at=None if is_open else finished,
    )  # fmt: skip


def _due(dice: random.Random) -> Due | None:
    lot, today = dice.random(), datetime.now(UTC).date()
    if lot < 0.01:
        return Due(today - timedelta(days=dice.randint(1, 30)))
    if lot < 0.015:
        return Due(today)
    return Due(today + timedelta(days=dice.randint(1, 300))) if lot < 0.5 else None
