"""Matches of words, the likeliest first: by title, then the newest; the oldest by age alone.

Which the newest are is asked for alone and planned for the very words: an index of words is best
for a rare one, a walk from the newest on for a common one. All else is planned once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tasklark.store.order import OLD
from tasklark.store.postgres_people import AS_NOW, NOW
from tasklark.store.postgres_pool import Ask, Pool, Row, numbers
from tasklark.store.postgres_rows import PARTS, RINGS
from tasklark.store.rows import TASK
from tasklark.store.tokens import NEWEST
from tasklark.store.where import Where

JOINED = "task_search JOIN task ON task.id = task_search.task"
# The words carry their owner; said again here, it would tempt to walk through all rows of theirs.
MATCHING = "task_search.words @@ ?::tsquery"
# Titles are looked at in the few that are left, not in every match.
_NEWEST = (
    "SELECT task, CASE WHEN words @@ ?::tsquery THEN 0 ELSE 1 END FROM (SELECT task, words"
    " FROM task_search WHERE owner = ? AND words @@ ?::tsquery ORDER BY task DESC LIMIT ?)"
    " AS newest ORDER BY task DESC"
)
_BEYOND = "WHERE score > ? OR (score = ? AND id < ?)"


@dataclass(frozen=True, slots=True)
class Search:
    """One person's words, and what else must hold; `title` is what makes a match a likely one."""

    pool: Pool
    owner: int
    where: Where
    title: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """Rows as lists show them, with their score and id; `total` if it is known on the way.

    `now` is how the person stands, for when there are no rows to tell it.
    """

    rows: list[Row]
    total: int | None
    now: Row


async def likeliest(search: Search, after: Sequence[object] | None, limit: int) -> Ranked:
    """The newest matches by likeness; only when they are used up the older ones, by age."""
    pool, owner = search.pool, search.owner
    newest, standing = await pool.ask(
        owner,
        Ask(_NEWEST, (search.title, owner, search.where.match, NEWEST), fresh=True),
        Ask(NOW, (owner,)),
    )
    if not newest:
        return Ranked([], 0 if after is None else None, standing[0] if standing else (0, 0))
    (found,) = await pool.ask(owner, _page(search, newest, after, limit))
    total = found[0][-1]
    rows = [row[:-1] for row in found if row[0] is not None]
    every = len(newest) < NEWEST
    if not every and len(rows) < limit:
        (older,) = await pool.ask(owner, _older(search, after, newest[-1][0], limit - len(rows)))
        rows += older
    return Ranked(rows, total if every and after is None else None, standing[0])


def _page(search: Search, newest: Sequence[Row], after: Sequence[object] | None, limit: int) -> Ask:
    beyond = "" if after is None else _BEYOND
    further = () if after is None else (after[0], after[0], after[1])
    sql = (
        "WITH fitting AS MATERIALIZED (SELECT task.id, newest.score"
        " FROM unnest(?::bigint[], ?::bigint[]) AS newest (id, score)"
        f" JOIN task ON task.id = newest.id WHERE {search.where.sql}),"
        f" page AS MATERIALIZED (SELECT id, score FROM fitting {beyond}"
        f" ORDER BY score, id DESC LIMIT {int(limit)})"
        f" SELECT {TASK}, {RINGS}, {PARTS}, {AS_NOW}, page.score, page.id, facts.*"
        " FROM (SELECT count(*) FROM fitting) AS facts LEFT JOIN page ON true"
        " LEFT JOIN task ON task.id = page.id AND task.owner = ?"
        " ORDER BY page.score, page.id DESC"
    )
    ids, scores = (numbers(column) for column in zip(*newest, strict=True))
    owner = search.owner
    values = (ids, scores, *search.where.parameters, *further, owner, owner, owner)
    return Ask(sql, values, generic=True)


def _older(search: Search, after: Sequence[object] | None, floor: int, limit: int) -> Ask:
    among_old = after is not None and after[0] == OLD
    older = search.where.copy()
    older.add("task_search.owner = ?", search.owner)
    older.add("task_search.task < ?", after[1] if among_old and after else floor)
    inner = (
        f"SELECT {TASK} FROM {JOINED} WHERE {MATCHING} AND {older.sql}"
        f" ORDER BY task_search.task DESC LIMIT {int(limit)}"
    )
    sql = f"SELECT {TASK}, {RINGS}, {PARTS}, {AS_NOW}, {OLD}, task.id FROM ({inner}) AS task"
    values = (search.owner, search.owner, older.match, *older.parameters)
    return Ask(sql, values, fresh=True)
