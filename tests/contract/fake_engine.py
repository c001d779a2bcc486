"""Kafka, the state store and the scheduler as one fake: topics, groups, documents, timers."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zlib import crc32

PARTITIONS = 3
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Message:
    """What lies in a partition."""

    key: str
    event: dict[str, object]


@dataclass(slots=True)
class Row:
    """A document with the store's own etag."""

    value: object
    expires_at: datetime | None
    etag: str = field(default_factory=lambda: secrets.token_hex(8))


@dataclass(eq=False, slots=True)
class Job:
    """A timer; `running` while it calls back."""

    app: str
    name: str
    at: datetime
    data: object
    interval: timedelta
    running: bool = False


class FakeEngine:
    """Outlives the sidecars, as the real servers do."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.broker_is_down = False
        self.scheduler_is_down = False
        self.topics: dict[str, list[list[Message]]] = {}
        self.offsets: dict[tuple[str, str, int], int] = {}
        self.claimed: set[tuple[str, str, int]] = set()
        self.rows: dict[str, Row] = {}
        self.jobs: dict[tuple[str, str], Job] = {}
        self._bells: list[asyncio.Event] = []

    def partitions(self, topic: str) -> list[list[Message]]:
        """A topic is made when it is first named."""
        return self.topics.setdefault(topic, [[] for _ in range(PARTITIONS)])

    def append(self, topic: str, key: str, event: dict[str, object]) -> None:
        """Keys keep their partition, partitions their order."""
        number = crc32(key.encode()) % PARTITIONS
        self.partitions(topic)[number].append(Message(key, event))
        self.ring()

    def row(self, key: str) -> Row | None:
        """A document that is alive."""
        row = self.rows.get(key)
        if row is None or (row.expires_at is not None and row.expires_at <= self.clock()):
            return None
        return row

    def due(self, app: str) -> list[Job]:
        """An app's timers to call back now, marked as running."""
        mine = [job for job in self.jobs.values() if job.app == app and not job.running]
        due = [job for job in mine if job.at <= self.clock()]
        for job in due:
            job.running = True
        return due

    def settle(self, job: Job, status: int) -> None:
        """2xx and 404: done; else again after the interval, without end."""
        job.running = False
        if self.jobs.get((job.app, job.name)) is not job:
            return
        if status < 300 or status == 404:
            del self.jobs[job.app, job.name]
        else:
            job.at = self.clock() + job.interval

    def bell(self) -> asyncio.Event:
        """Set when something may have come, or time has passed."""
        bell = asyncio.Event()
        self._bells.append(bell)
        return bell

    def ring(self) -> None:
        """Tell everyone."""
        for bell in self._bells:
            bell.set()
