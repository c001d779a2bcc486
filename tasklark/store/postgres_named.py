"""Tasks of PostgreSQL that are asked for by name, id or seq."""

from collections.abc import Sequence

from tasklark.domain.errors import Refusal
from tasklark.domain.task import Task
from tasklark.store.port import Ref
from tasklark.store.postgres_find import Found
from tasklark.store.postgres_pool import Ask, Pool, Row
from tasklark.store.postgres_rows import (
    BY_IDS,
    BY_REFS,
    PARTS,
    RINGS,
    all_named,
    all_there,
    parts_of,
    refs_given,
    rings_of,
    tasks_of,
)
from tasklark.store.rows import TASK

_STATE = "SELECT settings_version, seq FROM person WHERE id = ?"
_SHOWN = f"SELECT task.kind, task.place, {TASK}, {RINGS}, {PARTS} FROM ({{source}}) AS task"
_SINCE = (
    f"SELECT {TASK}, {RINGS}, {PARTS} FROM (SELECT {TASK} FROM task"
    " WHERE task.owner = ? AND task.seq > ? ORDER BY task.seq LIMIT ?) AS task ORDER BY task.seq"
)
_COUNT_SINCE = "SELECT count(*) FROM task WHERE owner = ? AND seq > ?"


async def named(pool: Pool, owner: int, ids: Sequence[int], refs: Sequence[Ref]) -> Found:
    """Tasks in the order asked for, ids first.

    Raises:
        Refusal: Of kind `unknown` when one is not there.
    """
    parts: list[tuple[str, Sequence[object]]] = []
    if ids:
        parts.append((BY_IDS.format(kind=0), (list(ids), owner)))
    if refs:
        parts.append((BY_REFS.format(kind=1), refs_given(refs, owner)))
    asks = [Ask(_STATE, (owner,))]
    if parts:
        source = " UNION ALL ".join(f"({sql})" for sql, _ in parts)
        sql = _SHOWN.format(source=source) + " ORDER BY task.kind, task.place"
        values = [value for _, given in parts for value in given]
        asks.append(Ask(sql, values, generic=True))
    state, *found = await pool.ask(owner, *asks)
    rows = found[0] if found else []
    all_there(ids, (row[2] for row in rows if row[0] == 0))
    all_named(refs, (row[1] for row in rows if row[0] == 1))
    return _found(state, [row[2:] for row in rows])


async def changed_since(pool: Pool, owner: int, seq: int, limit: int) -> Found:
    """Rows with a higher seq, in order of seq, and how many there are."""
    state, count, rows = await pool.ask(
        owner,
        Ask(_STATE, (owner,)),
        Ask(_COUNT_SINCE, (owner, seq)),
        Ask(_SINCE, (owner, seq, limit)),
    )
    return _found(state, rows, total=int(count[0][0]))


async def present(pool: Pool, owner: int, ids: Sequence[int]) -> list[Task]:
    """Those of the tasks that are there, by id."""
    if not ids:
        return []
    sql = f"SELECT {TASK} FROM task WHERE owner = ? AND id = ANY(?::bigint[]) ORDER BY id"
    return tasks_of(await pool.rows(owner, sql, (owner, list(ids))))


def _found(state: Sequence[Row], rows: Sequence[Row], *, total: int | None = None) -> Found:
    if not state:
        raise Refusal("There is no such person.", kind="unknown")
    ((version, seq),) = state
    tasks = tuple(tasks_of(rows))
    count = len(tasks) if total is None else total
    return Found(tasks, rings_of(rows), parts_of(rows), None, count, seq, version)
