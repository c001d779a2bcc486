"""Clients in several processes that are killed, and what they remember having been told.

The checkers read the database past the program, by their own SQL.
"""

import asyncio
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]
Rows = Callable[[str], list[tuple[Any, ...]]]


@dataclass(slots=True)
class Client:
    """One that adds tasks: what it sent last, and what it was told of each."""

    name: str
    person: int
    sent: int = -1
    told: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Number and seq by the count of the task."""

    @property
    def following(self) -> int:
        """What it sends first when it is started anew: the first that was not answered."""
        return len(self.told)

    @property
    def under_way(self) -> bool:
        """Whether it waits for an answer."""
        return self.sent >= self.following


class Process:
    """A process of `adding` with some of the clients."""

    def __init__(self, place: str, clients: Sequence[Client], crowd: "Crowd") -> None:
        self._place, self.clients, self._crowd = place, clients, crowd
        self._by_name = {client.name: client for client in clients}

    async def start(self) -> Self:
        words = [f"{one.name}:{one.person}:{one.following}" for one in self.clients]
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.adding", self._place, *words,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read())
        return self

    async def kill(self) -> None:
        """End it as a crash would; what it wrote before is read to the end."""
        self._process.kill()
        await self._process.wait()
        await self._reading

    async def _read(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        async for line in self._process.stdout:
            self._heard(*line.decode().split())
        complaint = (await self._process.stderr.read()).decode()
        if "Traceback" in complaint:
            self._crowd.failed(complaint)

    def _heard(self, kind: str, name: str, n: str, *facts: str) -> None:
        client = self._by_name[name]
        if kind == "sent":
            client.sent = int(n)
        elif kind == "lost":
            self._crowd.errors += 1
        else:
            number, seq = map(int, facts)
            assert int(n) not in client.told
            client.told[int(n)] = (number, seq)
            self._crowd.answered()


class Crowd:
    """Two processes of three clients each, of two people."""

    def __init__(self, place: str, seed: int) -> None:
        self.dice = random.Random(seed)
        self.errors = 0
        self.interrupted = 0
        """How often a client waited for an answer when the blow came."""
        self.clients = [Client(f"c{n}", 1 + n % 2) for n in range(6)]
        self._count = 0
        self._failure = ""
        self._changed = asyncio.Event()
        self.processes = [
            Process(place, self.clients[:3], self), Process(place, self.clients[3:], self)
        ]  # fmt: skip

    def answered(self) -> None:
        self._count += 1
        self._changed.set()

    def failed(self, complaint: str) -> None:
        self._failure = complaint
        self._changed.set()

    async def more(self, answers: int) -> None:
        """Until so many more requests were answered."""
        goal = self._count + answers
        while self._count < goal:
            assert not self._failure, self._failure
            self._changed.clear()
            await self._changed.wait()

    async def under_load(self) -> None:
        """Until some more, nobody knows how many, were answered; now a blow may fall."""
        await self.more(self.dice.randrange(5, 40))
        self.interrupted += sum(client.under_way for client in self.clients)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Self]:
        """All processes run; at the end they are killed as well."""
        for process in self.processes:
            await process.start()
        try:
            yield self
        finally:
            for process in self.processes:
                await process.kill()

    async def answer_all(self) -> None:
        """Until each client was answered once more: nothing is left from before the last blow."""
        goals = [client.following + 1 for client in self.clients]
        while any(c.following < goal for c, goal in zip(self.clients, goals, strict=True)):
            await self.more(1)


def check(crowd: Crowd, rows: Rows) -> Counter[str]:
    """Nothing that was acknowledged is lost, nothing is doubled, everything has its order.

    What was under way at the end may be there or not. Returns what was counted.
    """
    kept: dict[str, tuple[int, int, int]] = {}
    for owner, title, number, seq in rows("SELECT owner, title, number, seq FROM task"):
        assert title not in kept, f"{title} is there twice"
        kept[title] = (owner, number, seq)
    told = {f"{c.name}-{n}": (c.person, *fact) for c in crowd.clients for n, fact in c.told.items()}
    lost = [(title, f, kept.get(title)) for title, f in told.items() if kept.get(title) != f]
    assert not lost, f"{len(lost)} acknowledged, but not there as told: {lost[:5]}"
    open_ends = {f"{c.name}-{c.sent}" for c in crowd.clients if c.under_way}
    assert kept.keys() - told.keys() <= open_ends
    for person, seq, following in rows("SELECT id, seq, next_number FROM person"):
        mine = [fact for fact in kept.values() if fact[0] == person]
        whole = list(range(1, len(mine) + 1))
        assert sorted(number for _, number, _ in mine) == whole
        assert sorted(seq for _, _, seq in mine) == whole
        assert (seq, following) == (len(mine), len(mine) + 1)
    for table in ("change", "request", "task_tag"):
        assert rows(f"SELECT count(*) FROM {table}") == [(len(kept),)], table
    return Counter(acknowledged=len(told), kept=len(kept), errors=crowd.errors)
