"""Timers on the file of the tasks: never early, again after a failure, replaced by name."""

import asyncio
import logging
import secrets
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tasklark.consumer import wait
from tasklark.runtime.port import JobHandler
from tasklark.store.codec import instant, micros
from tasklark.store.sqlite import SqliteStore

logger = logging.getLogger(__name__)

_AT_ONCE = 32
_BATCH = 256
_LONGEST_WAIT_S = 1.0
"""A computer that slept, or whose clock was set, is noticed within this time."""
_BREATH_S = 1.0
_BACKOFF_LIMIT = 5
_STAMP_BITS = 62


@dataclass(frozen=True, slots=True)
class _Job:
    """A timer as read; `stamp` is another when it was scheduled again since."""

    name: str
    at: datetime
    payload: bytes
    stamp: int
    tries: int


class EmbeddedJobs:
    """Keeps `Jobs`. Anyone may schedule; the process that works in the background calls back."""

    def __init__(self, store: SqliteStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._handler: JobHandler | None = None

    def on_due(self, handler: JobHandler) -> None:
        """See `Jobs.on_due`."""
        self._handler = handler

    async def schedule(self, name: str, at: datetime, payload: bytes) -> None:
        """See `Jobs.schedule`."""
        await self._store.execute(
            "INSERT OR REPLACE INTO job (name, at, payload, stamp, tries) VALUES (?,?,?,?,0)",
            name,
            micros(at),
            payload,
            secrets.randbits(_STAMP_BITS),
        )

    async def cancel(self, name: str) -> None:
        """See `Jobs.cancel`."""
        await self._store.execute("DELETE FROM job WHERE name = ?", name)

    async def run(self, woken: asyncio.Event, closing: asyncio.Event) -> None:
        """Call back whatever is due until `closing`."""
        while not closing.is_set() and self._handler is not None:
            try:
                woken.clear()
                jobs, following = await self._store.read(self._due)
                if jobs:
                    await self._call(jobs, self._handler)
                else:
                    await wait(woken, self._until(following))
            except Exception:
                logger.exception("timers stumbled")
                await wait(closing, _BREATH_S)

    def _due(self, connection: sqlite3.Connection) -> tuple[list[_Job], datetime | None]:
        """Jobs whose time has come; without any, when the next one's will."""
        rows = connection.execute(
            "SELECT name, at, payload, stamp, tries FROM job ORDER BY at LIMIT ?", (_BATCH,)
        )
        jobs = [_Job(name, instant(at), payload, *rest) for name, at, payload, *rest in rows]
        now = self._clock()
        due = [job for job in jobs if job.at <= now]
        return due, None if due or not jobs else jobs[0].at

    def _until(self, following: datetime | None) -> float | None:
        if following is None:
            return None
        left = (following - self._clock()).total_seconds()
        return min(max(left, 0.001), _LONGEST_WAIT_S)

    async def _call(self, jobs: Sequence[_Job], handler: JobHandler) -> None:
        gate = asyncio.Semaphore(_AT_ONCE)

        async def call(job: _Job) -> bool:
            async with gate:
                try:
                    await handler(job.name, job.payload)
                except Exception:
                    logger.exception("timer failed", extra={"job": job.name})
                    return False
                return True

        worked = await asyncio.gather(*(call(job) for job in jobs))
        outcome = list(zip(jobs, worked, strict=True))
        await self._store.write(lambda connection: self._note(connection, outcome))

    def _note(self, connection: sqlite3.Connection, outcome: Sequence[tuple[_Job, bool]]) -> None:
        now = self._clock()
        for job, worked in outcome:
            if worked:
                connection.execute(
                    "DELETE FROM job WHERE name = ? AND stamp = ?", (job.name, job.stamp)
                )
                continue
            pause = timedelta(seconds=2 ** min(job.tries, _BACKOFF_LIMIT))
            connection.execute(
                "UPDATE job SET at = ?, tries = tries + 1 WHERE name = ? AND stamp = ?",
                (micros(now + pause), job.name, job.stamp),
            )
