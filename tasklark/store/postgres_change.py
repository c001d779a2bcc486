"""One write on PostgreSQL: load without locks, decide, apply in one statement; stale → again."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime

import psycopg

from tasklark.domain.changes import Applied, ChangeSet, Holidays, World
from tasklark.domain.codes import code_of
from tasklark.domain.errors import Refusal, StoreError
from tasklark.domain.identity import Principal
from tasklark.domain.shape import Wording
from tasklark.domain.task import Task
from tasklark.store.port import Decide, Need, Request
from tasklark.store.postgres_apply import LOWEST, UNKNOWN, Writing, asking
from tasklark.store.postgres_load import Loaded, load
from tasklark.store.postgres_people import People, Standing
from tasklark.store.postgres_pool import EVERYONE, Ask, Pool, Row
from tasklark.store.postgres_rows import BY_IDS, RINGS, rings_of
from tasklark.store.postgres_search import Lexicon
from tasklark.store.postgres_together import Together
from tasklark.store.replay import again, first_answer
from tasklark.store.rows import TASK, renewed, task_of
from tasklark.store.staged import Counters, Staged, Written, applied, stage

_TRIES = 5
_CLASHES = 2
"""A second look settles a clash with what somebody else just added; then it is a refusal."""
_APART_S = 0.003
"""Processes that clashed come back at different moments, later each time."""
_BLOCK = 100
_BLOCKS = ("INSERT INTO counter (name, next) VALUES ('id', ?) ON CONFLICT (name)"
           " DO UPDATE SET next = counter.next + ? RETURNING next")  # fmt: skip
_REQUEST_KEY = "request_pkey"
_PRESENT = f"SELECT {TASK}, {RINGS} FROM ({BY_IDS.format(kind=0)}) AS task ORDER BY task.id"
_NUMBERS = (
    "SELECT series, min(number) FROM task WHERE owner = ? AND series = ANY(?::bigint[])"
    " GROUP BY series"
)


class OutOfIds(Exception):
    """A decision wants more ids than are at hand; it is made again with more."""


class _Stale(Exception):
    """What was read is not so any more."""


class Ids:
    """Fresh ids, taken from the database in blocks."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._blocks: deque[Iterator[int]] = deque()
        self._fetching = asyncio.Lock()
        self._fetched = 0

    def fresh(self) -> Iterator[int]:
        """Ids as long as there are any. Raises OutOfIds."""
        while self._blocks:
            if (id_ := next(self._blocks[0], None)) is None:
                self._blocks.popleft()
            else:
                yield id_
        raise OutOfIds

    async def more(self, count: int) -> None:
        """Have so many more, or what somebody else fetched meanwhile."""
        before = self._fetched
        async with self._fetching:
            if self._fetched != before:
                return
            rows = await self._pool.rows(EVERYONE, _BLOCKS, (1 + count, count))
            end = int(rows[0][0])
            self._blocks.append(iter(range(end - count, end)))
            self._fetched += 1


class Changer:
    """What a write needs beside its arguments."""

    def __init__(
        self,
        pool: Pool,
        people: People,
        clock: Callable[[], datetime],
        holidays: Holidays,
        says: Wording,
    ) -> None:
        self._pool = pool
        self._people = people
        self._clock = clock
        self._holidays = holidays
        self._says = says
        self._ids = Ids(pool)
        self._together = Together(pool)
        self._lexicon = Lexicon()
        self._turns: dict[int, asyncio.Lock] = {}

    async def change(self, who: Principal, need: Need, decide: Decide, request: Request) -> Applied:
        """Load, decide and apply, again when something changed meanwhile.

        Raises:
            Refusal: From the decision, or when an occurrence is there already.
            StoreError: If the database cannot be written.
        """
        clashes = 0
        for attempt in range(_TRIES):
            try:
                if attempt == 0:
                    return await self._once(who, need, decide, request)
                # Writers of this process that got in each other's way take turns.
                await asyncio.sleep(random.uniform(0, _APART_S * attempt))
                async with self._turns.setdefault(who.person, asyncio.Lock()):
                    return await self._once(who, need, decide, request)
            except (_Stale, psycopg.errors.SerializationFailure):
                self._people.forget(who.person)
            except psycopg.IntegrityError as problem:
                clashes += problem.diag.constraint_name != _REQUEST_KEY
                if clashes >= _CLASHES:
                    raise Refusal(
                        "That occurrence is there already.", "Look at the task again.",
                        kind="conflict",
                    ) from problem  # fmt: skip
        raise StoreError("Too much changed at once; nothing was saved.", "Try again.")

    async def _once(self, who: Principal, need: Need, decide: Decide, request: Request) -> Applied:
        standing = await self._people.standing(who.person)
        asked_before = None if request.dry_run else request.id
        loaded = await load(self._pool, standing, need, who.client, asked_before)
        if loaded.answered is not None:
            return await self._replayed(who, request, loaded.answered)
        world, changes = await self._decided(standing, loaded, decide)
        numbers = await self._numbers(who.person, changes, world)
        staged = stage(changes, world, UNKNOWN, numbers.get)
        if request.dry_run or (staged.empty and request.id is None):
            return await self._looked(standing, world, changes, numbers, dry_run=request.dry_run)
        writing = Writing(staged, world, who, request, standing)
        counters = await self._apply(writing)
        self._people.moved(who.person, counters)
        exact = _counted(staged, counters)
        if changes.settings or changes.projects:
            self._people.forget(who.person)
        return applied(exact, world, code_of(counters.next_change) if staged.recorded else None)

    async def _apply(self, writing: Writing) -> Counters:
        ask, words = asking(writing, self._says, self._lexicon)
        asks = [ask]
        if any(row.after.series is not None for row in writing.staged.rows):
            # Said as this statement's failure; at the end of the round trip nobody could hear it.
            asks.append(Ask("SET CONSTRAINTS ALL IMMEDIATE"))
        rows = await self._together.rows(writing.who.person, asks)
        if not rows:
            raise _Stale
        self._lexicon.learn(writing.who.person, words)
        return Counters(*rows[0])

    async def _decided(
        self, standing: Standing, loaded: Loaded, decide: Decide
    ) -> tuple[World, ChangeSet]:
        wanted = _BLOCK
        now = self._clock()
        while True:
            world = World(
                now=now,
                person=standing.person,
                ids=self._ids.fresh(),
                holidays=self._holidays,
                tasks=loaded.tasks,
                targets=loaded.targets,
                reminders=loaded.reminders,
                changes=loaded.changes,
                similar=loaded.similar,
                projects=standing.projects,
            )
            try:
                return world, decide(world)
            except OutOfIds:
                await self._ids.more(wanted)
                wanted *= 10

    async def _numbers(self, owner: int, changes: ChangeSet, world: World) -> dict[int, int]:
        """The numbers of the series that new rows belong to."""
        wanted = {
            task.series for task in changes.inserts if not task.number and task.series is not None
        }
        known = {task.series: task.number for task in world.tasks.values() if task.series}
        numbers = {series: known[series] for series in wanted if series in known}
        rest = sorted(wanted - numbers.keys() - {task.id for task in changes.inserts})
        if rest:
            numbers |= dict(await self._pool.rows(owner, _NUMBERS, (owner, rest)))
        return numbers

    async def _looked(
        self,
        standing: Standing,
        world: World,
        changes: ChangeSet,
        numbers: dict[int, int],
        *,
        dry_run: bool,
    ) -> Applied:
        """The answer when nothing is written: as of now, by settings that still hold."""
        latest = await self._people.read(standing.person.id)
        if latest.settings_version != standing.settings_version:
            raise _Stale
        staged = stage(changes, world, latest.counters, numbers.get)
        return applied(staged, world, None, dry_run=dry_run)

    async def _replayed(self, who: Principal, request: Request, row: Row) -> Applied:
        """The answer to a request id that was seen before: today's rows, the same code."""
        code, ids = first_answer(row, request)
        latest = await self._people.read(who.person)
        rows = await self._pool.rows(who.person, _PRESENT, (ids, who.person))
        tasks = [task_of(row[:-1]) for row in rows]
        now, seq = self._clock(), latest.counters.seq
        return again(latest.person, seq, now, code, tasks, rings_of(rows))


def _counted(staged: Staged, counters: Counters) -> Staged:
    """What was written with the numbers that the database gave it."""
    rows = tuple(
        Written(row.before, renewed(row.after, _numbered(row.after, counters)), row.fields)
        for row in staged.rows
    )
    moved = staged.counters
    exact = Counters(moved.seq + counters.seq, moved.next_number, moved.next_change)
    return Staged(
        staged.changes, rows, staged.reminders, staged.person, exact, recorded=staged.recorded
    )


def _numbered(task: Task, counters: Counters) -> dict[str, object]:
    given = 0 if task.number > 0 else LOWEST + counters.next_number
    return {"seq": task.seq + counters.seq, "number": task.number + given}
