"""The relay of a cluster: takes events out of the outbox and publishes them, in order per owner.

One relay works at a time, under a lease of the database. What it published and could not note any
more is published again by the next one: at least once, never not at all. A failure holds back the
events of its owner alone, who is then tried again, one event first.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from prometheus_client import Counter, Gauge

from tasklark.consumer import wait
from tasklark.domain.errors import StoreError, TasklarkError
from tasklark.domain.events import CloudEvent, Topic
from tasklark.runtime.topics import KINDS, OutboxRow, event_in
from tasklark.store.postgres_outbox import Outbox

logger = logging.getLogger(__name__)

KEPT = timedelta(days=7)
"""How long a row stays after it was published."""
_BATCH, _PART = 1_000, 100
"""Rows that are claimed at once, and published by one call."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 5.0
_LOOK_S, _TIDY_S = 5.0, 3_600.0
_END_S = 2.0

WAITING = Gauge("tasklark_outbox_waiting_rows", "Events that are not published yet.")
LAG = Gauge("tasklark_outbox_lag_seconds", "Age of the oldest event that is not published yet.")
LEADS = Gauge("tasklark_outbox_leads", "1 while this process holds the relay's lease.")
PUBLISHED = Counter("tasklark_outbox_published", "Events published.", ["topic"])
FAILED = Counter("tasklark_outbox_publish_failures", "Events that were not taken.", ["topic"])


class Publishing(Protocol):
    """The part of a runtime that the relay uses."""

    async def publish_all(self, topic: Topic, events: Sequence[CloudEvent]) -> list[CloudEvent]:
        """Publish many in order; returns those that were not taken."""
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """`poll_s` between looks that nobody asked for; `lease_s` a relay may be silent.

    `call_s` is how long a publish call takes at most: none is begun later than that before the
    lease ends.
    """

    poll_s: float = 0.25
    lease_s: float = 20.0
    call_s: float = 7.0


@dataclass(slots=True)
class _Held:
    """An owner whose event was not taken."""

    until: float
    pause: float


class Doorbell:
    """Rings the relay after commits of this process, once for many."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._again = False
        self._ringing: asyncio.Task[None] | None = None

    def ring(self) -> None:
        """Something was committed."""
        self._again = True
        if self._ringing is None:
            self._ringing = asyncio.get_running_loop().create_task(self._ring())

    async def close(self) -> None:
        """Ring out."""
        if self._ringing is not None:
            await asyncio.wait({self._ringing}, timeout=_END_S)

    async def _ring(self) -> None:
        try:
            while self._again:
                self._again = False
                # The relay looks by itself too: nothing is lost with a ring.
                with suppress(StoreError):
                    await self._outbox.ring()
        finally:
            self._ringing = None


class Relay:
    """One of the relays of a cluster; `run` works whenever it is this one's turn."""

    def __init__(
        self,
        outbox: Outbox,
        publishing: Publishing,
        clock: Callable[[], datetime],
        terms: Terms | None = None,
        tidy: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._outbox = outbox
        self._publishing = publishing
        self._clock = clock
        self._terms = terms or Terms()
        self._tidy = tidy
        self._woken = asyncio.Event()
        self._held: dict[int, _Held] = {}
        self._fence: int | None = None
        self._until = self._next_look = self._next_tidy = 0.0

    def wake(self) -> None:
        """There may be something to publish."""
        self._woken.set()

    async def run(self, closing: asyncio.Event) -> None:
        """Publish until `closing`; what is being published then is finished and noted."""
        pause = _FIRST_PAUSE_S
        try:
            while not closing.is_set():
                self._woken.clear()
                try:
                    if await self._pass(closing):
                        continue
                    pause = _FIRST_PAUSE_S
                    await wait(self._woken, self._terms.poll_s)
                except Exception as problem:
                    # Whatever it was: a relay that ended would look ready and publish nothing.
                    logger.warning(
                        "the relay waits",
                        extra={"cause": str(problem)},
                        exc_info=not isinstance(problem, TasklarkError),
                    )
                    await wait(closing, pause)
                    pause = min(pause * 2, _LONGEST_PAUSE_S)
        finally:
            await self._end()

    async def _pass(self, closing: asyncio.Event) -> bool:
        """Publish what waits, as far as it goes; whether there may be more to do at once."""
        await self._look()
        if not await self._lead():
            return False
        await self._keep_tidy()
        now = _now()
        rows = await self._outbox.waiting(
            [o for o, h in self._held.items() if h.until > now], _BATCH
        )
        done: list[int] = []
        for part in _parts(self._allowed(rows), _PART):
            if closing.is_set() or not await self._lead():
                break
            taken = await self._publish(part)
            done += taken
            if not taken:
                # Nothing at all was taken: rather the broker is away than every event is bad.
                break
        if done and not await self._noted(done):
            return False
        return bool(done)

    async def _lead(self) -> bool:
        """Hold the lease, for one more publish call at least."""
        now = _now()
        if self._fence is not None and self._until - now > self._terms.lease_s / 2:
            return True
        self._fence = await self._outbox.take(self._terms.lease_s)
        LEADS.set(self._fence is not None)
        # From before the question: the database's clock began later.
        self._until = now + self._terms.lease_s
        return self._fence is not None and self._until - _now() > self._terms.call_s

    async def _noted(self, ids: Sequence[int]) -> bool:
        assert self._fence is not None
        if await self._outbox.mark(ids, self._fence, self._clock()):
            return True
        logger.warning("the lease is another relay's", extra={"rows": len(ids)})
        self._fence = None
        LEADS.set(0)
        return False

    def _allowed(self, rows: Sequence[OutboxRow]) -> Iterator[OutboxRow]:
        """All rows in their order, but only the first of an owner who is tried again."""
        tried: set[int] = set()
        for row in rows:
            owner = row[1]
            if owner in self._held:
                if owner in tried:
                    continue
                tried.add(owner)
            yield row

    async def _publish(self, rows: Sequence[OutboxRow]) -> list[int]:
        """Publish rows to all their topics; the ids of those that every topic took, in order.

        What comes after an owner's failure does not count, whether or not it was taken.
        """
        now = _now()
        # Whoever failed in a part before this one waits.
        rows = [row for row in rows if row[1] not in self._held or self._held[row[1]].until <= now]
        failed = set[int]().union(*await asyncio.gather(*(self._to(t, rows) for t in KINDS)))
        taken: list[int] = []
        behind: set[int] = set()
        for row in rows:
            id_, owner = row[0], row[1]
            if id_ in failed or owner in behind:
                behind.add(owner)
            else:
                taken.append(id_)
        for owner in {row[1] for row in rows} - behind:
            self._held.pop(owner, None)
        self._hold_back(behind)
        return taken

    async def _to(self, topic: Topic, rows: Sequence[OutboxRow]) -> set[int]:
        """Publish to one topic; the ids that were not taken."""
        events = {row[0]: event_in(topic, row) for row in rows if row[2] in KINDS[topic]}
        if not events:
            return set()
        try:
            missing = await self._publishing.publish_all(topic, list(events.values()))
        except TasklarkError as problem:
            logger.warning("nothing was taken", extra={"topic": topic, "cause": str(problem)})
            missing = list(events.values())
        PUBLISHED.labels(topic).inc(len(events) - len(missing))
        FAILED.labels(topic).inc(len(missing))
        names = {event.id for event in missing}
        return {id_ for id_, event in events.items() if event.id in names}

    def _hold_back(self, owners: Collection[int]) -> None:
        for owner in owners:
            before = self._held.get(owner)
            pause = _FIRST_PAUSE_S if before is None else min(before.pause * 2, _LONGEST_PAUSE_S)
            self._held[owner] = _Held(_now() + pause, pause)
        if owners:
            logger.warning("events are held back", extra={"owners": len(owners)})

    async def _look(self) -> None:
        """Measure the lag, once in a while."""
        now = _now()
        if now < self._next_look:
            return
        self._next_look = now + _LOOK_S
        rows, since = await self._outbox.lag()
        WAITING.set(rows)
        LAG.set(0 if since is None else (self._clock() - since).total_seconds())

    async def _keep_tidy(self) -> None:
        """Let go of what is older than it has to be, once in a while."""
        now = _now()
        if now < self._next_tidy:
            return
        self._next_tidy = now + _TIDY_S
        await self._outbox.forget(self._clock() - KEPT)
        if self._tidy is not None:
            await self._tidy()

    async def _end(self) -> None:
        with suppress(TasklarkError, TimeoutError):
            async with asyncio.timeout(_END_S):
                if self._fence is not None:
                    await self._outbox.give_back()
        LEADS.set(0)


def holder() -> str:
    """A name that no other relay has."""
    return secrets.token_hex(8)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _parts(rows: Iterator[OutboxRow], size: int) -> Iterator[list[OutboxRow]]:
    part: list[OutboxRow] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
