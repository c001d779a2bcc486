"""The state store on the file of the tasks."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

from tasklark.domain.errors import StaleState
from tasklark.runtime.port import Document
from tasklark.store.codec import micros
from tasklark.store.sqlite import SqliteStore

_GET = "SELECT value, etag FROM state WHERE key = ? AND (expires_at IS NULL OR expires_at > ?)"
_PUT = (
    "INSERT INTO state (key, value, etag, expires_at) VALUES (?,?,?,?) ON CONFLICT (key)"
    " DO UPDATE SET value = excluded.value, etag = excluded.etag, expires_at = excluded.expires_at"
)


class EmbeddedState:
    """Keeps `StateStore`; an etag counts the writes of a key."""

    def __init__(self, store: SqliteStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def get(self, key: str) -> Document | None:
        """See `StateStore.get`."""
        return await self._store.read(lambda connection: self._get(connection, key))

    async def put(
        self, key: str, value: bytes, *, etag: str | None = None, ttl_seconds: int | None = None
    ) -> str:
        """See `StateStore.put`."""

        def work(connection: sqlite3.Connection) -> str:
            there = self._get(connection, key)
            if etag is not None and (there is None or there.etag != etag):
                raise _stale(key)
            return self._put(connection, key, value, there, ttl_seconds)

        return await self._store.write(work)

    async def create(self, key: str, value: bytes, *, ttl_seconds: int | None = None) -> str:
        """See `StateStore.create`."""

        def work(connection: sqlite3.Connection) -> str:
            if self._get(connection, key) is not None:
                raise _stale(key)
            return self._put(connection, key, value, None, ttl_seconds)

        return await self._store.write(work)

    async def delete(self, key: str, *, etag: str | None = None) -> None:
        """See `StateStore.delete`."""

        def work(connection: sqlite3.Connection) -> None:
            there = self._get(connection, key)
            if etag is not None and there is not None and there.etag != etag:
                raise _stale(key)
            connection.execute("DELETE FROM state WHERE key = ?", (key,))

        await self._store.write(work)

    def _get(self, connection: sqlite3.Connection, key: str) -> Document | None:
        row = connection.execute(_GET, (key, micros(self._clock()))).fetchone()
        return None if row is None else Document(bytes(row[0]), str(row[1]))

    def _put(
        self,
        connection: sqlite3.Connection,
        key: str,
        value: bytes,
        there: Document | None,
        ttl_seconds: int | None,
    ) -> str:
        now = self._clock()
        # A document made anew must not get the etag of the one before it.
        etag = (micros(now) or 0) if there is None else int(there.etag) + 1
        ends = None if ttl_seconds is None else micros(now + timedelta(seconds=ttl_seconds))
        connection.execute(_PUT, (key, value, etag, ends))
        return str(etag)


def _stale(key: str) -> StaleState:
    return StaleState(f"“{key}” was changed by somebody else.", "Read it again, then retry.")
