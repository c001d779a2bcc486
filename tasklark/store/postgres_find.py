"""Finding tasks in PostgreSQL: pages in any order, counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasklark.domain.query import CountBy, Filter, Sort
from tasklark.domain.reminder import Reminder
from tasklark.domain.task import Task
from tasklark.store.counting import COLUMNS, counted
from tasklark.store.order import BY_LIKENESS, RELEVANCE, Order, Part, order_of
from tasklark.store.postgres_asked import (
    LACKING,
    USUAL,
    Asked,
    asking,
    count_of,
    counting,
    score_of,
    source_of,
    words_of,
)
from tasklark.store.postgres_likeliest import Search, likeliest
from tasklark.store.postgres_people import AS_NOW, NOW, Standing
from tasklark.store.postgres_pool import Ask, Pool, Row
from tasklark.store.postgres_rows import PARTS, RINGS, parts_of, rings_of
from tasklark.store.postgres_typos import corrected
from tasklark.store.remembered import Remembered
from tasklark.store.rows import TASK, TASK_COLUMNS
from tasklark.store.tokens import NEWEST, Words
from tasklark.store.totals import Totals, at_most

_BY_RELEVANCE = (Sort("relevance"),)
_STATE = len(TASK_COLUMNS) + 2
_KEPT = _STATE + 2


@dataclass(frozen=True, slots=True)
class Found:
    """What a list shows, as of `seq`; `settings_version` is the person's at that moment."""

    tasks: tuple[Task, ...]
    reminders: dict[int, tuple[Reminder, ...]]
    subtasks: dict[int, tuple[int, int]]
    next: str | None
    total: int
    seq: int
    settings_version: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What rows were asked for as; `first` is the page without a cursor."""

    asked: Asked
    order: Order
    limit: int
    first: bool


class Finder:
    """Questions about one person's tasks, as far as their settings are known."""

    def __init__(
        self, pool: Pool, standing: Standing, totals: Totals, remembered: Remembered
    ) -> None:
        self.pool = pool
        self.person = standing.person
        self.owner = standing.person.id
        self._totals = totals
        self._remembered = remembered

    async def find(
        self, filter: Filter, sorts: Sequence[Sort], limit: int, cursor: str | None
    ) -> Found:
        """A page of matches.

        Raises:
            Refusal: For a cursor of another list.
        """
        asked = self._asked(filter, words_of(filter))
        found = await self._page(asked, sorts, limit, cursor)
        if found.total == 0 and asked.words.terms:
            better = await corrected(self.pool, self.owner, asked.words)
            if better != asked.words:
                found = await self._page(self._asked(filter, better), sorts, limit, cursor)
        return found

    async def ids(self, filter: Filter, limit: int) -> list[int]:
        """Ids of matches in the usual order."""
        asked = await self._settled(filter)
        order = order_of(USUAL, (), LACKING)
        source, values = source_of(asked.where)
        sql = f"SELECT task.id FROM {source} ORDER BY {order.sql} LIMIT ?"
        return [row[0] for row in await self.pool.rows(self.owner, sql, (*values, limit))]

    async def count_by(self, filter: Filter, by: CountBy) -> list[tuple[str, int]]:
        """Matches by name."""
        asked = await self._settled(filter)
        source, values = source_of(asked.where)
        sql = f"SELECT {COLUMNS[by]}, count(*) FROM {source} GROUP BY {COLUMNS[by]}"
        fresh = asked.where.match is not None
        return counted(by, await self.pool.rows(self.owner, sql, values, fresh=fresh), self.person)

    def _asked(self, filter: Filter, words: Words) -> Asked:
        return asking(filter, words, self.person, self._totals)

    async def _settled(self, filter: Filter) -> Asked:
        """The filter's conditions, typos of its text corrected."""
        words = words_of(filter)
        if words.terms:
            words = await corrected(self.pool, self.owner, words)
        return self._asked(filter, words)

    async def _page(
        self, asked: Asked, sorts: Sequence[Sort], limit: int, cursor: str | None
    ) -> Found:
        sorts = sorts or (_BY_RELEVANCE if asked.where.match is not None else USUAL)
        if asked.where.match is not None and [sort.key for sort in sorts] == [RELEVANCE]:
            after = None if cursor is None else BY_LIKENESS.read(cursor)
            search = Search(self.pool, self.owner, asked.where, asked.title)
            ranked = await likeliest(search, after, limit + 1)
            listing = Listing(asked, BY_LIKENESS, limit, first=cursor is None)
            return await self._found(listing, ranked.rows, ranked.now, ranked.total)
        order = await self._order(asked, sorts)
        after = None if cursor is None else order.read(cursor)
        # A list that is new here, or was before the last change, is counted in the same round trip.
        new = not self._totals.fresh(self.owner, *count_of(asked.where))
        page = self._ordered(asked, order, after, limit + 1)
        rows, *counts = await self.pool.ask(self.owner, page, *([counting(asked)] * new))
        listing = Listing(asked, order, limit, first=cursor is None)
        return await self._found(listing, rows, None, None, counts)

    async def _order(self, asked: Asked, sorts: Sequence[Sort]) -> Order:
        score: tuple[Part, ...] = ()
        if asked.where.match is not None and any(sort.key == RELEVANCE for sort in sorts):
            score = ((score_of(asked.title, await self._floor(asked)), False),)
        return order_of(sorts, score, LACKING)

    async def _floor(self, asked: Asked) -> int:
        """The oldest match that is still ranked."""
        sql = (
            "SELECT task FROM task_search WHERE owner = ? AND words @@ ?::tsquery"
            " ORDER BY task DESC LIMIT 1 OFFSET ?"
        )
        values = (self.owner, asked.where.match, NEWEST - 1)
        rows = await self.pool.rows(self.owner, sql, values, fresh=True)
        return int(rows[0][0]) if rows else 0

    async def _now(self) -> tuple[int, int]:
        """How the person stands, when there is no row to tell it."""
        rows = await self.pool.rows(self.owner, NOW, (self.owner,))
        version, seq = rows[0] if rows else (0, 0)
        return version, seq

    def _ordered(
        self, asked: Asked, order: Order, after: Sequence[object] | None, limit: int
    ) -> Ask:
        where, alike = asked.in_order(order.sql)
        narrowed = where.copy()
        if after is not None:
            condition, parameters = order.after(after)
            narrowed.add(condition, *parameters)
        source, values = source_of(narrowed)
        keys = ", ".join(f"{name} AS key{n}" for n, (name, _) in enumerate(order.parts))
        inner = f"SELECT {TASK}, {keys} FROM {source} ORDER BY {order.sql} LIMIT {int(limit)}"
        named = ", ".join(f"task.key{n}" for n in range(len(order.parts)))
        sql = f"SELECT {TASK}, {RINGS}, {PARTS}, {AS_NOW}, {named} FROM ({inner}) AS task"
        fresh = narrowed.match is not None
        return Ask(sql, [self.owner, self.owner, *values], fresh, generic=alike)

    async def _found(
        self,
        listing: Listing,
        rows: Sequence[Row],
        now: Row | None,
        total: int | None,
        counts: Sequence[Sequence[Row]] = (),
    ) -> Found:
        limit = listing.limit
        version, seq = rows[0][_STATE:_KEPT] if rows else now or await self._now()
        page = rows[:limit]
        more = len(rows) > limit
        following = listing.order.cursor(rows[limit - 1][_KEPT:]) if more and limit > 0 else None
        if total is None:
            alone = listing.first and not more
            total = len(page) if alone else await self._total(listing.asked, seq, counts)
        elif now is not None and now[1] == seq:
            # Counted on the way, and nothing changed meanwhile: the next pages need no count.
            self._totals.keep(self.owner, seq, *count_of(listing.asked.where), total)
        told, at_least = (total, False) if listing.asked.where.match is None else at_most(total)
        tasks = tuple(self._remembered.decoded(page))
        rings, parts = rings_of(page), parts_of(page)
        return Found(tasks, rings, parts, following, told, seq, version, at_least)

    async def _total(self, asked: Asked, seq: int, counts: Sequence[Sequence[Row]]) -> int:
        """How many tasks match; counted once for each state of the person's tasks."""
        sql, values = count_of(asked.where)
        known = self._totals.get(self.owner, seq, sql, values)
        if known is None:
            ((count,),) = (counts or await self.pool.ask(self.owner, counting(asked)))[0]
            known = self._totals.keep(self.owner, seq, sql, values, int(count))
        return known
