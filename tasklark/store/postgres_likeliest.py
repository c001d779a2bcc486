"""Matches of words, the likeliest first: by title, then the newest; the oldest by age alone.

Which the newest are is asked for alone and planned for the very words: an index of words is best
for a rare one, a walk from the newest on for a common one. All else is planned once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tasklark.store.order import OLD
from tasklark.store.postgres_people import AS_NOW, NOW
from tasklark.store.postgres_pool import Ask, Pool, Row
from tasklark.store.postgres_rows import PARTS, RINGS
from tasklark.store.rows import TASK
from tasklark.store.tokens import COUNTED, NEWEST
from tasklark.store.where import Where

JOINED = "task_search JOIN task ON task.id = task_search.task"
# The words carry their owner; said again here, it would tempt to walk through all rows of theirs.
MATCHING = "task_search.words @@ ?::tsquery"
_LOOKED = 1500
"""Newest matches that are looked at in one go: those of nearly every word, so they are counted."""
# Titles are looked at in the few that are ranked. Lists go to and fro as text: nobody reads them.
_NEWEST = (
    "SELECT count(*), min(task), array_agg(task)::text, array_agg(score)::text FROM (SELECT task,"
    f" CASE WHEN row_number() OVER (ORDER BY task DESC) > {NEWEST} THEN {OLD}"
    " WHEN words @@ ?::tsquery THEN 0 ELSE 1 END AS score FROM (SELECT task, words"
    " FROM task_search WHERE owner = ? AND words @@ ?::tsquery ORDER BY task DESC LIMIT ?)"
    " AS found) AS newest"
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
    ((matches, floor, ids, scores),), standing = await pool.ask(
        owner,
        Ask(_NEWEST, (search.title, owner, search.where.match, _LOOKED), fresh=True),
        Ask(NOW, (owner,)),
    )
    now = standing[0] if standing else (0, 0)
    if not matches:
        return Ranked([], 0 if after is None else None, now)
    (found,) = await pool.ask(owner, _page(search, (ids, scores), after, limit))
    fitting = found[0][-1]
    rows = [row[:-1] for row in found if row[0] is not None]
    every = matches < _LOOKED
    if not every and len(rows) < limit:
        (older,) = await pool.ask(owner, _older(search, after, floor, limit - len(rows)))
        rows += older
    return Ranked(rows, fitting if every or fitting > COUNTED else None, now)


def _page(
    search: Search, newest: tuple[str, str], after: Sequence[object] | None, limit: int
) -> Ask:
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
    owner = search.owner
    values = (*newest, *search.where.parameters, *further, owner, owner, owner)
    return Ask(sql, values, generic=True)


def _older(search: Search, after: Sequence[object] | None, floor: int, limit: int) -> Ask:
    older = search.where.copy()
    older.add("task_search.owner = ?", search.owner)
    older.add("task_search.task < ?", floor)
    if after is not None and after[0] == OLD:
        older.add("task_search.task < ?", after[1])
    inner = (
        f"SELECT {TASK} FROM {JOINED} WHERE {MATCHING} AND {older.sql}"
        f" ORDER BY task_search.task DESC LIMIT {int(limit)}"
    )
    sql = f"SELECT {TASK}, {RINGS}, {PARTS}, {AS_NOW}, {OLD}, task.id FROM ({inner}) AS task"
    values = (search.owner, search.owner, older.match, *older.parameters)
    return Ask(sql, values, fresh=True)
