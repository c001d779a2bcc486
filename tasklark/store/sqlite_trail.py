"""The audit trail in the file of the tasks: appended to in the writer's order, never changed."""

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from tasklark.domain.trail import START, Entry, Fact, following
from tasklark.store.codec import instant, micros

Result = TypeVar("Result")
_LAST = "SELECT number, link FROM audit WHERE owner = ? ORDER BY number DESC LIMIT 1"
_THERE = "SELECT 1 FROM audit WHERE owner = ? AND event = ?"
_INSERT = (
    "INSERT INTO audit (owner, number, event, type, at, payload, digest, link)"
    " VALUES (?,?,?,?,?,?,?,?)"
)
_ENTRIES = (
    "SELECT number, event, type, at, payload, digest, link FROM audit"
    " WHERE owner = ? AND number > ? ORDER BY number LIMIT ?"
)
_BLANK = "UPDATE audit SET payload = NULL WHERE owner = ? AND payload IS NOT NULL"


class File(Protocol):
    """The file as others share it."""

    def write(self, work: Callable[[sqlite3.Connection], Result]) -> Awaitable[Result]: ...

    def read(self, read: Callable[[sqlite3.Connection], Result]) -> Awaitable[Result]: ...


class SqliteTrail:
    """Keeps `Trail`."""

    def __init__(self, file: File) -> None:
        self._file = file

    async def append(self, person: int, fact: Fact) -> bool:
        """See `Trail.append`."""

        def work(connection: sqlite3.Connection) -> bool:
            if connection.execute(_THERE, (person, fact.event)).fetchone():
                return False
            number, link = connection.execute(_LAST, (person,)).fetchone() or (0, START)
            e = following(number, link, fact)
            row = (person, e.number, e.event, e.type, micros(e.at), e.payload, e.digest, e.link)
            connection.execute(_INSERT, row)
            return True

        return await self._file.write(work)

    async def entries(self, person: int, after: int = 0, limit: int = 500) -> Sequence[Entry]:
        """See `Trail.entries`."""

        def read(connection: sqlite3.Connection) -> list[Entry]:
            return [
                Entry(number, event, type_, instant(at), payload, digest, link)
                for number, event, type_, at, payload, digest, link in connection.execute(
                    _ENTRIES, (person, after, limit)
                )
            ]

        return await self._file.read(read)

    async def people(self) -> Sequence[int]:
        """See `Trail.people`."""
        return await self._file.read(
            lambda c: [id_ for (id_,) in c.execute("SELECT DISTINCT owner FROM audit ORDER BY 1")]
        )

    async def blank(self, person: int) -> int:
        """See `Trail.blank`."""
        return await self._file.write(lambda c: c.execute(_BLANK, (person,)).rowcount)
