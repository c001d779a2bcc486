"""The raw limit: the least that keeps a task findable and its event, by hand on each driver."""

import random
import time
from collections.abc import Iterator, Sequence
from typing import Protocol

from benchmarks.corpus import texts

DAY = 86_400
EVENT = b'{"event_type":"created","task_data":{"title":"%s"},"user_id":"1"}' * 6


class Raw(Protocol):
    """What the store's operations are measured against."""

    async def add(self, title: str) -> None: ...

    async def complete(self, id_: int) -> None: ...

    async def rename(self, id_: int, title: str) -> None: ...

    async def get(self, id_: int) -> None: ...

    async def week(self, shift: int = 0) -> None: ...

    async def search(self, words: Sequence[str]) -> None: ...

    async def ids(self, count: int) -> list[int]: ...

    async def close(self) -> None: ...


def rows(tasks: int, words: list[str], owners: int) -> Iterator[tuple[int, str, str, int]]:
    """Owner, title, notes and due of the tasks of a raw table."""
    dice = random.Random(2)
    titles = texts(words, 2)
    now = int(time.time())
    for n in range(tasks):
        due = now + dice.randint(-30, 300) * DAY
        yield 1 + n % owners, next(titles), next(titles), due
