"""Short lists from PostgreSQL: projects, tags, reminders that rang or are due; old rows let go."""

from datetime import datetime

from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.store import postgres_history
from tasklark.store.codec import instant, micros, moment
from tasklark.store.counting import commonest, tags_of
from tasklark.store.port import DueReminder
from tasklark.store.postgres_pool import EVERYONE, Ask, Pool
from tasklark.store.rows import REMINDER, TASK, TASK_COLUMNS, reminder_of, task_of

_RUNG_LIMIT = 200
_BURIED_AT_ONCE = 1000


async def projects(pool: Pool, owner: int) -> list[tuple[str, int]]:
    """The person's list in its order, then every other name in use; with their open tasks."""
    used, own = await pool.ask(
        owner,
        Ask(
            "SELECT project, count(*) FILTER (WHERE status = 'open') FROM task"
            " WHERE owner = ? AND project IS NOT NULL AND status <> 'deleted'"
            " GROUP BY project ORDER BY project",
            (owner,),
        ),
        Ask("SELECT name FROM project WHERE owner = ? ORDER BY rank, name", (owner,)),
    )
    counts: dict[str, int] = dict(used)
    names = [name for (name,) in own]
    return [(name, counts.get(name, 0)) for name in dict.fromkeys([*names, *counts])]


async def tags(pool: Pool, owner: int) -> list[tuple[str, int]]:
    """Tags of open tasks, the commonest first."""
    rows = await pool.rows(
        owner,
        "SELECT tags, count(*) FROM task WHERE owner = ? AND status = 'open' AND tags <> '[]'"
        " GROUP BY tags",
        (owner,),
    )
    return commonest(tags_of(rows).items())


async def rung(pool: Pool, owner: int) -> list[tuple[Task, Reminder]]:
    """Reminders of open tasks that rang and were not acted on, the latest first.

    A nagging one has rung although it is scheduled again; a snoozed one was acted on.
    """
    rows = await pool.rows(
        owner,
        f"SELECT {TASK}, {REMINDER} FROM reminder JOIN task ON task.id = reminder.task"
        " WHERE reminder.owner = ? AND fired_at IS NOT NULL AND status = 'open'"
        " AND (state IN ('fired', 'delivered', 'seen')"
        " OR (state = 'scheduled' AND attempt > 0 AND snoozed = 0))"
        " ORDER BY fired_at DESC, reminder.id DESC LIMIT ?",
        (owner, _RUNG_LIMIT),
    )
    width = len(TASK_COLUMNS)
    return [(task_of(row[:width]), reminder_of(row[width:])) for row in rows]


async def reminders_due(pool: Pool, now: datetime, limit: int) -> list[DueReminder]:
    """Scheduled reminders of all people whose time has come, the longest waiting first."""
    rows = await pool.rows(
        EVERYONE,
        "SELECT owner, id, revision, fire_at FROM reminder"
        " WHERE state = 'scheduled' AND fire_at <= ? ORDER BY fire_at, id LIMIT ?",
        (micros(now), limit),
    )
    return [DueReminder(owner, id_, revision, instant(at)) for owner, id_, revision, at in rows]


async def next_fire_at(pool: Pool) -> datetime | None:
    """When the next scheduled reminder of anybody rings."""
    sql = "SELECT min(fire_at) FROM reminder WHERE state = 'scheduled' AND fire_at IS NOT NULL"
    return moment((await pool.rows(EVERYONE, sql))[0][0])


async def reminders_ahead(pool: Pool) -> int:
    """How many reminders are still to ring."""
    sql = "SELECT count(*) FROM reminder WHERE state = 'scheduled' AND fire_at IS NOT NULL"
    return int((await pool.rows(EVERYONE, sql))[0][0])


async def tidy(pool: Pool, before: datetime) -> None:
    """Remove what is older than it has to be, a few rows at a time."""
    while await _bury(pool, before):
        continue
    await postgres_history.slim(pool, EVERYONE, before)
    await pool.rows(EVERYONE, "DELETE FROM request WHERE at < ?", (micros(before),))


async def _bury(pool: Pool, before: datetime) -> int:
    rows = await pool.rows(
        EVERYONE,
        "SELECT owner, id FROM task WHERE status = 'deleted' AND updated_at < ? LIMIT ?",
        (micros(before), _BURIED_AT_ONCE),
    )
    if rows:
        ids = [id_ for _, id_ in rows]
        owners = [owner for owner, _ in rows]
        await pool.ask(
            EVERYONE,
            Ask("DELETE FROM task_tag WHERE task = ANY(?::bigint[])", (ids,)),
            Ask("DELETE FROM reminder WHERE task = ANY(?::bigint[])", (ids,)),
            Ask(
                "DELETE FROM task_search USING unnest(?::bigint[], ?::bigint[]) AS gone (owner, id)"
                " WHERE task_search.owner = gone.owner AND task_search.task = gone.id",
                (owners, ids),
            ),
            Ask("DELETE FROM task WHERE id = ANY(?::bigint[]) AND status = 'deleted'", (ids,)),
        )
    return len(rows)
