"""Matches of words, the likeliest first: by title, then the newest; the oldest by age alone.

Which the newest are is asked for alone and planned for the very words: an index of words is best
for a rare one, a walk from the newest on for a common one. All else is planned once.
"""

from collections.abc import Callable, Sequence
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
# One list of ids, as text, since it goes back as it came; a minus marks those whose title lacks
# the words.
_NEWEST = (
    "SELECT array_agg(CASE WHEN words @@ ?::tsquery THEN task ELSE -task END)::text FROM"
    " (SELECT task, words FROM task_search WHERE owner = ? AND words @@ ?::tsquery"
    " ORDER BY task DESC LIMIT ?) AS newest"
)
_Groups = tuple[list[str], list[str], list[str]]
"""Marked ids by their score, each in its order."""


@dataclass(frozen=True, slots=True)
class Search:
    """One person's words, and what else must hold; `title` is what makes a match a likely one.

    `total` tells how many there are, if that is known for a `seq` of the person's.
    """

    pool: Pool
    owner: int
    where: Where
    title: str
    total: Callable[[int], int | None]


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
    # First how the person stands: what is found then is no older than that.
    standing, ((told,),) = await pool.ask(
        owner,
        Ask(NOW, (owner,)),
        Ask(_NEWEST, (search.title, owner, search.where.match, _LOOKED), fresh=True),
    )
    now = standing[0] if standing else (0, 0)
    if told is None:
        return Ranked([], 0 if after is None else None, now)
    marks = told[1:-1].split(",")
    every, total = len(marks) < _LOOKED, search.total(now[1])
    counting = total is None and after is None
    groups = _beyond(_groups(marks), after)
    (found,) = await pool.ask(owner, _page(search, groups, limit, counting=counting))
    rows, fitting = [row[:-1] for row in found if row[0] is not None], found[0][-1]
    if counting and (every or fitting > COUNTED):
        total = fitting
    if not every and len(rows) < limit:
        floor = _id_of(marks[-1])
        (older,) = await pool.ask(owner, _older(search, after, floor, limit - len(rows)))
        rows += older
    return Ranked(rows, total, now)


def _groups(marks: list[str]) -> _Groups:
    newest, old = marks[:NEWEST], marks[NEWEST:]
    likely = [mark for mark in newest if not mark.startswith("-")]
    return likely, [mark for mark in newest if mark.startswith("-")], old


def _beyond(groups: _Groups, after: Sequence[object] | None) -> _Groups:
    """What comes after a score and an id."""
    if after is None:
        return groups
    score, last = after
    likely, others, old = (
        [mark for mark in group if n > score or (n == score and _id_of(mark) < last)]  # type: ignore[operator]
        for n, group in enumerate(groups)
    )
    return likely, others, old


def _id_of(mark: str) -> int:
    return abs(int(mark))


def _page(search: Search, groups: _Groups, limit: int, *, counting: bool) -> Ask:
    """The first of those that fit; `counting` looks at as many as are counted."""
    likely, others, old = groups
    looked = max(limit, COUNTED + 1) if counting else limit
    sql = (
        "WITH fitting AS MATERIALIZED (SELECT task.id, newest.place"
        " FROM unnest(?::bigint[]) WITH ORDINALITY AS newest (id, place)"
        f" JOIN task ON task.id = newest.id WHERE {search.where.sql}"
        f" ORDER BY newest.place LIMIT {looked}),"
        " page AS MATERIALIZED (SELECT id, place,"
        f" CASE WHEN place <= ? THEN 0 WHEN place <= ? THEN 1 ELSE {OLD} END AS score"
        f" FROM fitting ORDER BY place LIMIT {int(limit)})"
        f" SELECT {TASK}, {RINGS}, {PARTS}, {AS_NOW}, page.score, page.id, facts.*"
        " FROM (SELECT count(*) FROM fitting) AS facts LEFT JOIN page ON true"
        " LEFT JOIN task ON task.id = page.id AND task.owner = ? ORDER BY page.place"
    )
    newest = f"{{{','.join(likely + others + old)}}}".replace("-", "")
    ends = (len(likely), len(likely) + len(others))
    owner = search.owner
    return Ask(sql, (newest, *search.where.parameters, *ends, owner, owner, owner), generic=True)


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
