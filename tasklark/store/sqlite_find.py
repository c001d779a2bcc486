"""Finding tasks: pages in any order, counts, lists of names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tasklark.domain.query import CountBy, Filter, Page, Sort
from tasklark.domain.task import Task
from tasklark.store.counting import COLUMNS, counted
from tasklark.store.order import BY_LIKENESS, RELEVANCE, Order, order_of
from tasklark.store.rows import Row
from tasklark.store.sqlite_asked import Asked, words_of
from tasklark.store.sqlite_known import Known
from tasklark.store.sqlite_likeliest import likeliest, ranked
from tasklark.store.tokens import Words
from tasklark.store.totals import at_most
from tasklark.store.where import Where

_DEFAULT = (Sort("due"), Sort("priority"))
_BY_RELEVANCE = (Sort("relevance"),)


@dataclass(frozen=True, slots=True)
class Listed:
    """Which tasks a page has, how many there are in all or `at_least`, and the next page."""

    ids: list[int]
    total: int
    at_least: bool = False
    next: str | None = None


def find(
    asked: Asked, filter: Filter, sorts: Sequence[Sort], limit: int, cursor: str | None
) -> Listed:
    """A page of matches; where none are, typos of the text are corrected.

    Raises:
        Refusal: For a cursor of another list.
    """
    words = words_of(filter)
    listed = _listed(asked, filter, words, sorts, limit, cursor)
    if listed.ids or not filter.text:
        return listed
    better = asked.corrected(filter)
    return listed if better == words else _listed(asked, filter, better, sorts, limit, cursor)


def _listed(
    asked: Asked,
    filter: Filter,
    words: Words,
    sorts: Sequence[Sort],
    limit: int,
    cursor: str | None,
) -> Listed:
    found = asked.where(filter, words)
    sorts = sorts or (_BY_RELEVANCE if found.match is not None else _DEFAULT)
    order, rows, total = _rows(asked, found, sorts, limit + 1, cursor)
    more = len(rows) > limit
    following = order.cursor(rows[limit - 1][1:]) if more and limit > 0 else None
    if total is None:
        alone = cursor is None and not more
        counted = asked.where(filter, words, counted=True) if filter.tags else found
        total = len(rows) if alone else _count(asked, counted)
    told, at_least = (total, False) if found.match is None else at_most(total)
    return Listed([row[0] for row in rows[:limit]], told, at_least, following)


def _rows(
    asked: Asked, found: Where, sorts: Sequence[Sort], limit: int, cursor: str | None
) -> tuple[Order, list[Row], int | None]:
    """Rows in their order, and how many there are in all if that is known on the way."""
    by_likeness = found.match is not None and sorts[0].key == RELEVANCE
    if by_likeness and len(sorts) == 1:
        after = None if cursor is None else BY_LIKENESS.read(cursor)
        return BY_LIKENESS, *likeliest(asked, found, after, limit)
    relevance = ranked(asked, found) if any(sort.key == RELEVANCE for sort in sorts) else ()
    order = order_of(sorts, relevance)
    select, rest = f"task.id, {order.columns}", "ORDER BY {} LIMIT ?"
    if cursor is None:
        return order, asked.rows(select, found, rest.format(order.sql), limit), None
    rows: list[Row] = []
    for condition, parameters, ordering in order.stretches(order.read(cursor)):
        stretch = found.copy()
        stretch.add(condition, *parameters)
        rows += asked.rows(select, stretch, rest.format(ordering), limit - len(rows))
        if len(rows) == limit:
            break
    return order, rows, None


def _count(asked: Asked, found: Where) -> int:
    """How many tasks match; counted once for each state of the person's tasks."""
    owner, seq, values = asked.person.id, asked.seq, [found.match, *found.parameters]
    known = asked.totals.get(owner, seq, found.sql, values)
    if known is None:
        known = asked.totals.keep(owner, seq, found.sql, values, asked.count(found))
    return known


def find_ids(asked: Asked, filter: Filter, limit: int) -> list[int]:
    """Ids of matches in the usual order."""
    _, rows, _ = _rows(asked, asked.settled(filter), _DEFAULT, limit, None)
    return [row[0] for row in rows]


def count_by(asked: Asked, filter: Filter, by: CountBy) -> list[tuple[str, int]]:
    """Matches by name: the commonest first, days in order; the empty name is for those without."""
    found = asked.settled(filter)
    rows = asked.rows(f"{COLUMNS[by]}, count(*)", found, f"GROUP BY {COLUMNS[by]}")
    return counted(by, rows, asked.person)


def page(
    asked: Asked, known: Known, tasks: Sequence[Task], now: datetime, listed: Listed | None = None
) -> Page:
    """Tasks with what a list shows of them."""
    reminders, subtasks = known.beside(asked, [task.id for task in tasks])
    return Page(
        tasks=tuple(tasks),
        reminders=reminders,
        total=len(tasks) if listed is None else listed.total,
        at_least=listed is not None and listed.at_least,
        next=None if listed is None else listed.next,
        seq=asked.seq,
        now=now,
        subtasks=subtasks,
    )
