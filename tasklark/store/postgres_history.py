"""Changes as recorded in PostgreSQL: found for undo, listed as history."""

from collections.abc import Sequence
from datetime import datetime

from tasklark.domain.changes import Change
from tasklark.domain.codes import number_of
from tasklark.store.codec import micros
from tasklark.store.history import (
    LAST,
    SELECT,
    Stretch,
    all_there,
    nothing_to_undo,
    with_followers,
)
from tasklark.store.postgres_pool import Ask, Pool
from tasklark.store.records import change_of, slimmed

_SLIMMED_AT_ONCE = 500


async def changes_for_undo(
    pool: Pool, owner: int, codes: Sequence[str], last_of: str | None
) -> tuple[Change, ...]:
    """The changes of `codes` (or the client's last) and what followed from them, newest first.

    Raises:
        Refusal: Of kind `unknown` when a code is not there, or there is nothing to take back.
    """
    numbers = [number_of(code) for code in codes]
    if not codes and last_of is not None:
        numbers = await _last_number(pool, owner, last_of)
    some = await _changes(pool, owner, "WHERE owner = ? AND number = ANY(?::bigint[])", numbers)
    found = all_there(numbers, some)
    asked = [change.code for change in found.values()]
    followers = await _changes(pool, owner, "WHERE owner = ? AND cause = ANY(?::text[])", asked)
    return with_followers(found, followers)


async def _last_number(pool: Pool, owner: int, client: str) -> list[int]:
    rows = await pool.rows(owner, LAST.format(change="change"), (owner, client))
    if not rows:
        raise nothing_to_undo()
    return [rows[0][0]]


async def _changes(pool: Pool, owner: int, rest: str, listed: Sequence[object]) -> list[Change]:
    rows = await pool.rows(owner, f"{SELECT} {rest}", (owner, list(listed)))
    return [change_of(row) for row in rows]


async def listed_changes(pool: Pool, stretch: Stretch) -> list[Change]:
    """Changes newest first, of the given tasks or of all."""
    rest, values = stretch.sql("= ANY(?::bigint[])", list)
    rows = await pool.rows(stretch.owner, f"{SELECT} {rest}", values)
    return [change_of(row) for row in rows]


async def slim(pool: Pool, everyone: int, before: datetime) -> None:
    """Let before-images go; which tasks and fields a change touched stays."""
    while rows := await pool.rows(
        everyone,
        "SELECT owner, number, body FROM change WHERE slim = 0 AND at < ? LIMIT ?",
        (micros(before), _SLIMMED_AT_ONCE),
    ):
        await pool.ask(
            everyone,
            *(
                Ask(
                    "UPDATE change SET body = ?, slim = 1 WHERE owner = ? AND number = ?",
                    (slimmed(body), owner, number),
                )
                for owner, number, body in rows
            ),
        )
