"""The outbox of a cluster as its relay sees it: the lease, rows that wait, rows that are out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tasklark.store.codec import instant, micros
from tasklark.store.postgres_pool import EVERYONE, Ask, Pool, Row

CHANNEL: Final = "tasklark_outbox"
"""Where a bell rings after a commit."""
_RELAY = "relay"
_FORGOTTEN_AT_ONCE = 5_000
_TAKE = (
    "INSERT INTO lease AS held (name, holder, fence, until)"
    " VALUES (?, ?, 1, clock_timestamp() + ?::float8 * interval '1 second')"
    " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until,"
    " fence = held.fence + (held.holder <> excluded.holder)::integer"
    " WHERE held.holder = excluded.holder OR held.until < clock_timestamp()"
    " RETURNING fence"
)
_WAITING = (
    "SELECT id, owner, kind, event, type, subject, at, data::text, more FROM outbox"
    " WHERE published_at IS NULL AND owner <> ALL (?::bigint[]) ORDER BY id LIMIT ?"
)
_MARK = (
    "UPDATE outbox SET published_at = ? WHERE id = ANY (?::bigint[])"
    " AND EXISTS (SELECT FROM lease WHERE name = ? AND holder = ? AND fence = ?) RETURNING 1"
)


class Outbox:
    """Rows of the outbox by the hand of one `holder`, which is no other's name."""

    def __init__(self, pool: Pool, holder: str) -> None:
        self._pool = pool
        self._holder = holder

    async def take(self, seconds: float) -> int | None:
        """Hold the lease for so long from now; its fence, or None while another has it."""
        values = (_RELAY, self._holder, seconds)
        rows = await self._pool.rows(EVERYONE, _TAKE, values)
        return int(rows[0][0]) if rows else None

    async def give_back(self) -> None:
        """Let another have the lease at once."""
        await self._pool.rows(
            EVERYONE,
            "UPDATE lease SET until = clock_timestamp() - interval '1 second'"
            " WHERE name = ? AND holder = ?",
            (_RELAY, self._holder),
        )

    async def waiting(self, without: Sequence[int], limit: int) -> list[Row]:
        """The oldest rows (`runtime.topics.COLUMNS`) that are not published, but of whom."""
        return await self._pool.rows(EVERYONE, _WAITING, (list(without), limit))

    async def mark(self, ids: Sequence[int], fence: int, now: datetime) -> bool:
        """Note that rows are published; False, and nothing is noted, when the lease is lost."""
        values = (micros(now), list(ids), _RELAY, self._holder, fence)
        return bool(await self._pool.rows(EVERYONE, _MARK, values))

    async def lag(self) -> tuple[int, datetime | None]:
        """How many rows wait, and since when the oldest."""
        sql = "SELECT count(*), min(at) FROM outbox WHERE published_at IS NULL"
        ((count, since),) = await self._pool.rows(EVERYONE, sql)
        return int(count), None if since is None else instant(since)

    async def forget(self, before: datetime) -> int:
        """Delete rows that were published before a moment; how many there were."""
        gone = 0
        while some := await self._forget_some(before):
            gone += some
        return gone

    async def ring(self) -> None:
        """Tell whoever listens that something was committed."""
        await self._pool.ask(EVERYONE, Ask("SELECT pg_notify(?, '')", (CHANNEL,)))

    async def _forget_some(self, before: datetime) -> int:
        rows = await self._pool.rows(
            EVERYONE,
            "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE published_at < ? LIMIT ?)"
            " RETURNING 1",
            (micros(before), _FORGOTTEN_AT_ONCE),
        )
        return len(rows)
