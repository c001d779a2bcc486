"""Consumers' positions, parked events and dead letters, in the file of the tasks."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tasklark.consumer import Look, Parked
from tasklark.domain.events import CloudEvent, Topic
from tasklark.runtime.embedded_topics import event_json, event_of, latest, stretch
from tasklark.store.codec import instant, micros, moment
from tasklark.store.sqlite import SqliteStore

_RETRIES = 20
"""Parked events in one look, so that new ones are not kept waiting by many old failures."""
_FRESH = timedelta(minutes=10)
"""Events that all consumers have passed stay so long, for other processes' open pages."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that a consumer could not take, with the last failure."""

    id: int
    consumer: str
    topic: str
    event: CloudEvent
    tries: int
    cause: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How far behind each consumer is (in events), and how many dead letters there are."""

    consumers: tuple[tuple[str, int], ...]
    dead_letters: int


class OutboxLog:
    """Keeps `tasklark.consumer.Log` on the store's file."""

    def __init__(self, store: SqliteStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def position(self, name: str) -> int:
        """See `Log.position`."""

        def work(connection: sqlite3.Connection) -> int:
            connection.execute(
                "INSERT OR IGNORE INTO consumer (name, position) VALUES (?, 0)", (name,)
            )
            row = connection.execute("SELECT position FROM consumer WHERE name = ?", (name,))
            return int(row.fetchone()[0])

        return await self._store.write(work)

    async def look(self, name: str, topic: Topic, position: int, limit: int) -> Look:
        """See `Log.look`."""
        now = micros(self._clock())

        def read(connection: sqlite3.Connection) -> Look:
            found = stretch(connection, topic, position, limit)
            rows = connection.execute(
                "SELECT id, event, tries, retry_at FROM parked"
                " WHERE consumer = ? AND retry_at IS NOT NULL ORDER BY retry_at LIMIT ?",
                (name, _RETRIES),
            ).fetchall()
            due = tuple(Parked(id_, event_of(e), tries) for id_, e, tries, at in rows if at <= now)
            waiting = [at for _, _, _, at in rows if at > now]
            following = moment(waiting[0]) if waiting else None
            full = found.full or len(due) == _RETRIES
            return Look(found.events, found.position, full, due, following)

        return await self._store.read(read)

    async def keep(self, name: str, position: int) -> None:
        """See `Log.keep`."""
        await self._store.execute("UPDATE consumer SET position = ? WHERE name = ?", position, name)

    async def park(
        self, name: str, topic: Topic, place: int, event: CloudEvent, retry_at: datetime, cause: str
    ) -> None:
        """See `Log.park`."""
        # A position that was not noted before a crash brings the same event again.
        await self._store.execute(
            "INSERT OR IGNORE INTO parked"
            " (consumer, outbox, topic, event, tries, retry_at, cause, at)"
            " VALUES (?,?,?,?,1,?,?,?)",
            name, place, topic, event_json(event), micros(retry_at), cause, micros(self._clock()),
        )  # fmt: skip

    async def again(self, parked: Parked, retry_at: datetime | None, cause: str) -> None:
        """See `Log.again`."""
        await self._store.execute(
            "UPDATE parked SET tries = ?, retry_at = ?, cause = ?, at = ? WHERE id = ?",
            parked.tries + 1, micros(retry_at), cause, micros(self._clock()), parked.id,
        )  # fmt: skip

    async def settle(self, parked: Parked) -> None:
        """See `Log.settle`."""
        await self._store.execute("DELETE FROM parked WHERE id = ?", parked.id)

    async def dead_letters(self) -> tuple[DeadLetter, ...]:
        """Events that were given up, the oldest first."""

        def read(connection: sqlite3.Connection) -> tuple[DeadLetter, ...]:
            rows = connection.execute(
                "SELECT id, consumer, topic, event, tries, cause, at FROM parked"
                " WHERE retry_at IS NULL ORDER BY id"
            )
            return tuple(
                DeadLetter(id_, consumer, topic, event_of(event), tries, cause, instant(at))
                for id_, consumer, topic, event, tries, cause, at in rows
            )

        return await self._store.read(read)

    async def revive(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Let those dead letters be tried again as if they came now; returns which were dead."""
        now = micros(self._clock())

        def work(connection: sqlite3.Connection) -> tuple[int, ...]:
            revived = (
                connection.execute(
                    "UPDATE parked SET tries = 0, retry_at = ?, at = ?"
                    " WHERE id = ? AND retry_at IS NULL RETURNING id",
                    (now, now, id_),
                ).fetchone()
                for id_ in ids
            )
            return tuple(row[0] for row in revived if row is not None)

        return await self._store.write(work)

    async def untaken(self, ids: Sequence[int]) -> Mapping[int, tuple[int, str]]:
        """Those of the parked events that were not taken yet: how often tried, and the cause."""

        def read(connection: sqlite3.Connection) -> Mapping[int, tuple[int, str]]:
            rows = connection.execute("SELECT id, tries, cause FROM parked")
            return {id_: (tries, cause) for id_, tries, cause in rows if id_ in ids}

        return await self._store.read(read)

    async def standing(self) -> Standing:
        """How the consumers stand."""

        def read(connection: sqlite3.Connection) -> Standing:
            end = latest(connection)
            rows = connection.execute("SELECT name, position FROM consumer ORDER BY name")
            consumers = tuple((name, max(0, end - position)) for name, position in rows)
            dead = connection.execute("SELECT count(*) FROM parked WHERE retry_at IS NULL")
            return Standing(consumers, int(dead.fetchone()[0]))

        return await self._store.read(read)

    async def shorten(self, names: Sequence[str] = ()) -> None:
        """Drop events that every consumer has passed a while ago, and none that one has not.

        `names` are the consumers there are; without any, those that ever were count.
        """
        before = micros(self._clock() - _FRESH)

        def work(connection: sqlite3.Connection) -> None:
            rows = connection.execute("SELECT name, position FROM consumer")
            positions = dict(rows.fetchall())
            # A consumer that has not begun yet has passed nothing.
            passed = min((positions.get(name, 0) for name in names or positions), default=0)
            connection.execute("DELETE FROM outbox WHERE at < ? AND id <= ?", (before, passed))

        await self._store.write(work)
