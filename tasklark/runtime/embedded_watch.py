"""Noticing new commits: at once in this process, by polling those of other processes."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress

from tasklark.consumer import wait
from tasklark.runtime.embedded_topics import latest
from tasklark.store.sqlite import SqliteStore
from tasklark.store.sqlite_file import connect

_CLOSE_S = 0.01
"""How often another process's commits are looked for while somebody watches a page."""


class Watch:
    """Rings every bell after a commit of this or another process."""

    def __init__(self, store: SqliteStore, poll_s: float) -> None:
        self._store = store
        self._bells: list[asyncio.Event] = []
        self._closely = asyncio.Event()
        self._connection: sqlite3.Connection | None = None
        self._version = 0
        self._silence: Callable[[], None] | None = None
        self.poll_s = poll_s

    @property
    def opened(self) -> bool:
        """Whether it watches."""
        return self._connection is not None

    def open(self) -> None:
        """Begin to listen."""
        self._connection = connect(self._store.path, read_only=True)
        self._version = self._data_version()
        loop = asyncio.get_running_loop()

        def committed() -> None:
            # The writer's thread may finish a commit when the loop has ended.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self.ring)

        self._silence = self._store.on_commit(committed)

    def close(self) -> None:
        """Listen no more."""
        if self._silence is not None:
            self._silence()
        if self._connection is not None:
            self._connection.close()
        self._connection = self._silence = None

    def bell(self, made: asyncio.Event | None = None) -> asyncio.Event:
        """An event that is set at each commit; whoever waits for it clears it."""
        bell = made or asyncio.Event()
        self._bells.append(bell)
        return bell

    def forget(self, bell: asyncio.Event) -> None:
        """Ring that bell no more."""
        if bell in self._bells:
            self._bells.remove(bell)

    def end(self) -> int:
        """The place in the outbox after which comes what is published from now on."""
        assert self._connection is not None
        return latest(self._connection)

    def ring(self) -> None:
        """Tell everyone that something may have come."""
        for bell in self._bells:
            bell.set()

    def watched_closely(self, closely: bool) -> None:
        """Poll every 10 ms rather than every `poll_s`."""
        if closely:
            self._closely.set()
        else:
            self._closely.clear()

    async def run(self, closing: asyncio.Event) -> None:
        """Poll until `closing`."""
        while not closing.is_set():
            if self._closely.is_set():
                await wait(closing, _CLOSE_S)
            else:
                await wait(self._closely, self.poll_s)
            if not closing.is_set() and self._changed():
                self.ring()

    def _changed(self) -> bool:
        before, self._version = self._version, self._data_version()
        return before != self._version

    def _data_version(self) -> int:
        # Two microseconds, no lock, no disk: not worth a thread.
        assert self._connection is not None
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
