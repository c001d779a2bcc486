"""Matches of words, the likeliest first: by title, then the newest; the oldest by age alone.

Which the newest are is a statement of its own, planned for the very words: an index of words is
best for a rare one, a walk from the newest on for a common one. It leaves them in a setting of the
transaction, where the statement for the rows, planned once, finds them in the same round trip.
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
# A minus marks those whose title lacks the words. From here on statements are planned once.
_NEWEST = (
    "SELECT set_config('tasklark.newest', coalesce(array_agg("
    "CASE WHEN words @@ ?::tsquery THEN task ELSE -task END)::text, '{}'), true),"
    " set_config('plan_cache_mode', 'force_generic_plan', true),"
    " set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)"
    " FROM (SELECT task, words FROM task_search WHERE owner = ? AND words @@ ?::tsquery"
    " ORDER BY task DESC LIMIT ?) AS newest"
)
# OFFSET: in this order they are looked up, one by one, until there are enough.
_RANKED = (
    "(SELECT abs(mark) AS id,"
    f" CASE WHEN place > {NEWEST} THEN {OLD} WHEN mark < 0 THEN 1 ELSE 0 END AS score"
    " FROM unnest(current_setting('tasklark.newest')::bigint[]) WITH ORDINALITY AS"
    " marks (mark, place) ORDER BY score, id DESC OFFSET 0)"
)
_BEYOND = "AND (newest.score > ? OR (newest.score = ? AND newest.id < ?))"


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

    `now` is how the person stood before.
    """

    rows: list[Row]
    total: int | None
    now: Row


async def likeliest(search: Search, after: Sequence[object] | None, limit: int) -> Ranked:
    """The newest matches by likeness; only when they are used up the older ones, by age."""
    pool, owner = search.pool, search.owner
    # First how the person stands: what is found then is no older than that.
    standing, ((told, *_),), found = await pool.ask(
        owner,
        Ask(NOW, (owner,)),
        Ask(_NEWEST, (search.title, owner, search.where.match, _LOOKED), fresh=True),
        _page(search, after, limit),
    )
    now = standing[0] if standing else (0, 0)
    marks = told[1:-1].split(",")
    rows, fitting = [row[:-1] for row in found if row[0] is not None], found[0][-1]
    every = len(marks) < _LOOKED
    counted = after is None and (every or fitting > COUNTED)
    if not every and len(rows) < limit:
        floor = abs(int(marks[-1]))
        (older,) = await pool.ask(owner, _older(search, after, floor, limit - len(rows)))
        rows += older
    return Ranked(rows, fitting if counted else None, now)


def _page(search: Search, after: Sequence[object] | None, limit: int) -> Ask:
    """The first of those that fit; with the first page as many are looked up as are counted."""
    beyond = "" if after is None else _BEYOND
    further = () if after is None else (after[0], after[0], after[1])
    looked = max(limit, COUNTED + 1) if after is None else limit
    sql = (
        f"WITH fitting AS MATERIALIZED (SELECT newest.id, newest.score FROM {_RANKED} AS newest"
        f" JOIN task ON task.id = newest.id WHERE {search.where.sql} {beyond}"
        f" ORDER BY newest.score, newest.id DESC LIMIT {looked}),"
        " page AS MATERIALIZED (SELECT id, score FROM fitting"
        f" ORDER BY score, id DESC LIMIT {int(limit)})"
        f" SELECT {TASK}, {RINGS}, {PARTS}, {AS_NOW}, page.score, page.id, facts.*"
        " FROM (SELECT count(*) FROM fitting) AS facts LEFT JOIN page ON true"
        " LEFT JOIN task ON task.id = page.id AND task.owner = ?"
        " ORDER BY page.score, page.id DESC"
    )
    owner = search.owner
    return Ask(sql, (*search.where.parameters, *further, owner, owner, owner), generic=True)


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
