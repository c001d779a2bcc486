"""Access tokens as both databases keep them: the same statements, asked in a person's name."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from tasklark.store.codec import instant, micros, moment
from tasklark.store.port import AccessToken

Rows = Callable[[int, str, Sequence[object]], Awaitable[Sequence[tuple[Any, ...]]]]
_COLUMNS = "id, name, scopes, created_at, expires_at, used_at, revoked_at"
_ADD = (
    "INSERT INTO access_token (owner, id, name, scopes, created_at, expires_at, digest)"
    " VALUES (?,?,?,?,?,?,?)"
)
_ALL = f"SELECT {_COLUMNS} FROM access_token WHERE owner = ? ORDER BY created_at DESC, id"
_ONE = f"SELECT {_COLUMNS}, digest FROM access_token WHERE owner = ? AND id = ?"
_REVOKE = (
    "UPDATE access_token SET revoked_at = ? WHERE owner = ? AND id = ? AND revoked_at IS NULL"
    " RETURNING id"
)
_USED = "UPDATE access_token SET used_at = ? WHERE owner = ? AND id = ?"


class AccessTable:
    """Keeps `Access` by two ways into the database: one that reads, one that writes."""

    def __init__(self, read: Rows, write: Rows) -> None:
        self._read = read
        self._write = write

    async def add(self, person: int, token: AccessToken, digest: str) -> None:
        """See `Access.add`."""
        scopes = " ".join(sorted(token.scopes))
        row = (
            person, token.id, token.name, scopes, micros(token.created_at),
            micros(token.expires_at), digest,
        )  # fmt: skip
        await self._write(person, _ADD, row)

    async def tokens(self, person: int) -> Sequence[AccessToken]:
        """See `Access.tokens`."""
        return [_token(row) for row in await self._read(person, _ALL, (person,))]

    async def token(self, person: int, id: str) -> tuple[AccessToken, str] | None:
        """See `Access.token`."""
        rows = await self._read(person, _ONE, (person, id))
        return (_token(rows[0][:-1]), rows[0][-1]) if rows else None

    async def used(self, person: int, id: str, at: datetime) -> None:
        """See `Access.used`."""
        await self._write(person, _USED, (micros(at), person, id))

    async def revoke(self, person: int, id: str, at: datetime) -> bool:
        """See `Access.revoke`."""
        return bool(await self._write(person, _REVOKE, (micros(at), person, id)))


def _token(row: Sequence[Any]) -> AccessToken:
    id_, name, scopes, created_at, expires_at, used_at, revoked_at = row
    return AccessToken(
        id_,
        name,
        frozenset(scopes.split()),
        instant(created_at),
        instant(expires_at),
        moment(used_at),
        moment(revoked_at),
    )
