"""Loading what a decision needs in one round trip: from a Need to the rows of a World."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasklark.domain.changes import Change
from tasklark.domain.errors import Refusal
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.store import postgres_history
from tasklark.store.port import Need, Ref
from tasklark.store.postgres_find import Finder
from tasklark.store.postgres_people import Standing
from tasklark.store.postgres_pool import Ask, Pool, Row
from tasklark.store.postgres_rows import (
    BY_IDS,
    BY_REFS,
    RINGS,
    all_named,
    all_there,
    refs_given,
    rings_of,
)
from tasklark.store.records import touched
from tasklark.store.remembered import Remembered
from tasklark.store.replay import ANSWERED
from tasklark.store.rows import TASK, task_of
from tasklark.store.tokens import fold
from tasklark.store.totals import Totals

_IDS, _REFS, _FOUND, _REMINDER, _OPEN, _PARENTS, _TOUCHED, _KIN = range(8)
"""Why a row was loaded; those before `_PARENTS` are targets."""
_OF_REMINDER = (
    f"SELECT {_REMINDER} AS kind, 1::bigint AS place, {TASK} FROM task"
    " WHERE task.owner = ? AND task.id = (SELECT task FROM reminder WHERE id = ?)"
)
_ALL_OPEN = (
    f"SELECT {_OPEN} AS kind, row_number() OVER (ORDER BY task.id) AS place, {TASK} FROM task"
    " WHERE task.owner = ? AND task.status = 'open' AND (task.due_day IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM reminder WHERE reminder.task = task.id))"
)
# Parents, subtasks, and of each series the open row, the newest finished one, and whatever is
# not older than the oldest one asked about.
_RELATIVES = f"""
    SELECT {_KIN} AS kind, 0::bigint AS place, {TASK} FROM task
        WHERE task.owner = ? AND task.id IN (SELECT parent FROM target WHERE parent IS NOT NULL)
    UNION ALL
    SELECT {_KIN}, 1, {TASK} FROM task
        WHERE task.owner = ? AND task.parent IN (SELECT id FROM target)
    UNION ALL
    SELECT {_KIN}, 2, {TASK} FROM (
        SELECT series, min(coalesce(occurrence, '')) AS oldest FROM target
        WHERE series IS NOT NULL GROUP BY series
    ) AS asked JOIN task ON task.series = asked.series
        WHERE task.owner = ? AND (task.status = 'open' OR task.occurrence >= asked.oldest
            OR task.id = (SELECT id FROM task AS done
                WHERE done.owner = task.owner AND done.series = asked.series
                    AND done.status = 'done'
                ORDER BY done.occurrence DESC NULLS LAST LIMIT 1))
"""
_SIMILAR = (
    "SELECT folded, min(number) FROM task WHERE owner = ? AND status = 'open'"
    " AND folded = ANY(?::text[]) GROUP BY folded"
)


@dataclass(slots=True)
class Loaded:
    """The rows of a World, gathered; `answered` is the row of a request id seen before."""

    tasks: dict[int, Task] = field(default_factory=dict)
    targets: tuple[int, ...] = ()
    reminders: dict[int, tuple[Reminder, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    similar: dict[str, int] = field(default_factory=dict)
    answered: Row | None = None


async def load(
    pool: Pool, standing: Standing, need: Need, client: str, request: str | None
) -> Loaded:
    """Everything that `need` names, and whether `request` was answered before.

    Raises:
        Refusal: Of kind `unknown` when something it names is not there.
    """
    loaded = Loaded()
    owner = standing.person.id
    if need.codes or need.last_of is not None:
        loaded.changes = await postgres_history.changes_for_undo(
            pool, owner, need.codes, need.last_of
        )
    found: Sequence[int] = ()
    if need.filter is not None:
        finder = Finder(pool, standing, Totals(), Remembered())
        found = await finder.ids(need.filter, need.limit)
    asks = {
        "rows": _rows(owner, need, found, sorted(touched(loaded.changes))),
        "similar": _similar(owner, need.titles),
        "request": None if request is None else Ask(ANSWERED, (owner, client, request)),
    }
    wanted = {name: ask for name, ask in asks.items() if ask is not None}
    if not wanted:
        return loaded
    rows = dict(zip(wanted, await pool.ask(owner, *wanted.values()), strict=True))
    if answered := rows.get("request"):
        loaded.answered = answered[0]
        return loaded
    _check(need, rows.get("rows", []))
    _gather(loaded, rows.get("rows", []))
    numbers: dict[str, int] = dict(rows.get("similar", []))
    loaded.similar = {
        title: numbers[fold(title)] for title in need.titles if fold(title) in numbers
    }
    return loaded


def _similar(owner: int, titles: Sequence[str]) -> Ask | None:
    return Ask(_SIMILAR, (owner, [fold(title) for title in titles])) if titles else None


def _rows(owner: int, need: Need, found: Sequence[int], touched: Sequence[int]) -> Ask | None:
    """One statement for all rows that are asked for, by whatever they are named."""
    parts = _parts(owner, need, found, touched)
    if not parts:
        return None
    target = " UNION ALL ".join(f"({sql})" for sql, _ in parts)
    values = [value for _, given in parts for value in given]
    everything = "SELECT * FROM target"
    if need.relatives:
        everything += f" UNION ALL {_RELATIVES}"
        values += [owner] * 3
    sql = (
        f"WITH target AS MATERIALIZED ({target})"
        f" SELECT task.kind, task.place, {TASK}, {RINGS} FROM ({everything}) AS task"
        f" ORDER BY task.kind, task.place, CASE WHEN task.kind = {_KIN} AND task.place = 2"
        " THEN task.occurrence END, task.rank, task.id"
    )
    return Ask(sql, values, generic=True)


def _parts(
    owner: int, need: Need, found: Sequence[int], touched: Sequence[int]
) -> list[tuple[str, Sequence[object]]]:
    parts: list[tuple[str, Sequence[object]]] = []
    for kind, ids in ((_IDS, need.ids), (_FOUND, found), (_TOUCHED, touched)):
        if ids:
            parts.append((BY_IDS.format(kind=kind), (list(ids), owner)))
    for kind, refs in ((_REFS, need.refs), (_PARENTS, _parents(need))):
        if refs:
            parts.append((BY_REFS.format(kind=kind), refs_given(refs, owner)))
    if need.reminder is not None:
        parts.append((_OF_REMINDER, (owner, need.reminder)))
    if need.all_open:
        parts.append((_ALL_OPEN, (owner,)))
    return parts


def _parents(need: Need) -> list[Ref]:
    return [Ref(number) for number in dict.fromkeys(need.parents)]


def _check(need: Need, rows: Sequence[Row]) -> None:
    places: dict[int, list[int]] = {}
    for row in rows:
        places.setdefault(row[0], []).append(row[1])
    all_there(need.ids, (row[2] for row in rows if row[0] == _IDS))
    all_named(need.refs, places.get(_REFS, ()))
    if need.reminder is not None and _REMINDER not in places:
        raise Refusal("That reminder is not there any more.", kind="unknown")
    all_named(_parents(need), places.get(_PARENTS, ()))


def _gather(loaded: Loaded, rows: Sequence[Row]) -> None:
    targets: dict[int, None] = {}
    for row in rows:
        loaded.tasks.setdefault(row[2], task_of(row[2:-1]))
        if row[0] < _PARENTS:
            targets[row[2]] = None
    loaded.targets = tuple(targets)
    loaded.reminders = rings_of((row[2:] for row in rows), cancelled=True)
