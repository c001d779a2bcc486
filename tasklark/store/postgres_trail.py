"""The audit trail on PostgreSQL: two processes that append at once get places one after another."""

from collections.abc import Sequence

import psycopg

from tasklark.domain.errors import StoreError
from tasklark.domain.trail import START, Entry, Fact, following
from tasklark.store.codec import instant, micros
from tasklark.store.postgres_pool import EVERYONE, Ask, Pool

_TRIES = 20
"""How often a place may be taken by somebody else first."""
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
_BLANK = "UPDATE audit SET payload = NULL WHERE owner = ? AND payload IS NOT NULL RETURNING 1"


class PostgresTrail:
    """Keeps `Trail`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def append(self, person: int, fact: Fact) -> bool:
        """See `Trail.append`."""
        for _ in range(_TRIES):
            there, last = await self._pool.ask(
                person, Ask(_THERE, (person, fact.event)), Ask(_LAST, (person,))
            )
            if there:
                return False
            number, link = last[0] if last else (0, START)
            e = following(number, link, fact)
            row = (person, e.number, e.event, e.type, micros(e.at), e.payload, e.digest, e.link)
            try:
                await self._pool.ask(person, Ask(_INSERT, row))
            except psycopg.errors.UniqueViolation:
                continue
            return True
        raise StoreError("The audit trail is written to by too many at once.", "Try again.")

    async def entries(self, person: int, after: int = 0, limit: int = 500) -> Sequence[Entry]:
        """See `Trail.entries`."""
        rows = await self._pool.rows(person, _ENTRIES, (person, after, limit))
        return [
            Entry(number, event, type_, instant(at), payload, digest, link)
            for number, event, type_, at, payload, digest, link in rows
        ]

    async def people(self) -> Sequence[int]:
        """See `Trail.people`."""
        rows = await self._pool.rows(EVERYONE, "SELECT DISTINCT owner FROM audit ORDER BY 1")
        return [id_ for (id_,) in rows]

    async def blank(self, person: int) -> int:
        """See `Trail.blank`."""
        return len(await self._pool.rows(person, _BLANK, (person,)))
