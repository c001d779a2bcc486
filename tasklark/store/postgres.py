"""The task store of a cluster: PostgreSQL, one statement a write, nobody waits for others."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Self

from tasklark.domain.changes import Applied, Change, Holidays
from tasklark.domain.errors import StoreError
from tasklark.domain.events import RefusedCall
from tasklark.domain.identity import Principal, must_write
from tasklark.domain.person import Person
from tasklark.domain.query import CountBy, Filter, Page, Sort
from tasklark.domain.reminder import Reminder
from tasklark.domain.shape import Wording
from tasklark.domain.task import Task
from tasklark.store import postgres_history, postgres_lists, postgres_named, postgres_schema
from tasklark.store.access import AccessTable
from tasklark.store.codec import micros
from tasklark.store.history import Stretch
from tasklark.store.outgoing import of_refusal
from tasklark.store.port import Decide, DueReminder, Need, Ref, Request
from tasklark.store.postgres_apply import without_nul
from tasklark.store.postgres_change import Changer
from tasklark.store.postgres_find import Finder, Found
from tasklark.store.postgres_people import People, Standing
from tasklark.store.postgres_pool import Pool
from tasklark.store.postgres_trail import PostgresTrail
from tasklark.store.records import touched
from tasklark.store.remembered import Remembered
from tasklark.store.totals import Totals

KEPT = timedelta(days=30)
"""How long a deletion can be restored, a change undone, a request repeated."""
_AS_IT_COMES = Request()
_REFUSED = "INSERT INTO outbox (owner, kind, type, at, data) VALUES (?, ?, ?, ?, ?::jsonb)"
_LOOKS = 3
"""A list is asked for again when the person's settings changed meanwhile."""


class PostgresStore:
    """Keeps `TaskStore` on PostgreSQL for many people and many processes."""

    def __init__(
        self,
        pool: Pool,
        clock: Callable[[], datetime],
        holidays: Holidays,
        says: Wording,
    ) -> None:
        self.pool = pool
        self.clock = clock
        self._people = People(pool)
        self._totals = Totals()
        self._remembered = Remembered()
        self._changer = Changer(pool, self._people, clock, holidays, says)
        self._listeners: list[Callable[[], None]] = []
        self.trail = PostgresTrail(pool)
        self.access = AccessTable(pool.rows, pool.rows)

    async def change(
        self, who: Principal, need: Need, decide: Decide, request: Request = _AS_IT_COMES
    ) -> Applied:
        """See `TaskStore.change`."""
        must_write(who)
        answer = await self._changer.change(who, need, decide, request)
        if not (answer.dry_run or answer.replayed):
            self._tell()
        return answer

    async def refuse(self, who: Principal, refused: RefusedCall) -> None:
        """See `TaskStore.refuse`."""
        at = self.clock()
        event = of_refusal(who, refused, at)
        data = without_nul(event.data.decode())
        values = (who.person, event.kind, event.type, micros(at), data)
        await self.pool.rows(who.person, _REFUSED, values)
        self._tell()

    async def person(self, who: Principal) -> Person:
        """See `TaskStore.person`."""
        return (await self._people.read(who.person)).person

    async def find(
        self,
        who: Principal,
        filter: Filter,
        sort: Sequence[Sort] = (),
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page:
        """See `TaskStore.find`."""
        standing = await self._people.standing(who.person)
        for _ in range(_LOOKS):
            found = await self._finder(standing).find(filter, sort, limit, cursor)
            if found.settings_version == standing.settings_version:
                break
            standing = await self._people.read(who.person)
        return self._page(found)

    async def tasks(
        self, who: Principal, ids: Sequence[int] = (), refs: Sequence[Ref] = ()
    ) -> Page:
        """See `TaskStore.tasks`."""
        return self._page(await postgres_named.named(self.pool, who.person, ids, refs))

    async def changed_since(self, who: Principal, seq: int, limit: int) -> Page:
        """See `TaskStore.changed_since`."""
        return self._page(await postgres_named.changed_since(self.pool, who.person, seq, limit))

    async def count_by(
        self, who: Principal, filter: Filter, by: CountBy
    ) -> Sequence[tuple[str, int]]:
        """See `TaskStore.count_by`."""
        return await self._finder(await self._people.read(who.person)).count_by(filter, by)

    async def history(
        self,
        who: Principal,
        ids: Sequence[int] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 50,
        before: int | None = None,
    ) -> tuple[Sequence[Change], dict[int, Task]]:
        """See `TaskStore.history`."""
        stretch = Stretch(who.person, ids, since, until, limit, before)
        changes = await postgres_history.listed_changes(self.pool, stretch)
        tasks = await postgres_named.present(self.pool, who.person, sorted(touched(changes)))
        return changes, {task.id: task for task in tasks}

    async def projects(self, who: Principal) -> Sequence[tuple[str, int]]:
        """See `TaskStore.projects`."""
        return await postgres_lists.projects(self.pool, who.person)

    async def tags(self, who: Principal) -> Sequence[tuple[str, int]]:
        """See `TaskStore.tags`."""
        return await postgres_lists.tags(self.pool, who.person)

    async def rung(self, who: Principal) -> Sequence[tuple[Task, Reminder]]:
        """See `TaskStore.rung`."""
        return await postgres_lists.rung(self.pool, who.person)

    async def reminders_due(self, now: datetime, limit: int = 500) -> Sequence[DueReminder]:
        """See `TaskStore.reminders_due`."""
        return await postgres_lists.reminders_due(self.pool, now, limit)

    async def next_fire_at(self) -> datetime | None:
        """See `TaskStore.next_fire_at`."""
        return await postgres_lists.next_fire_at(self.pool)

    async def reminders_ahead(self) -> int:
        """How many reminders are still to ring; what a stopping process tells."""
        return await postgres_lists.reminders_ahead(self.pool)

    async def close(self) -> None:
        """See `TaskStore.close`."""
        await self.pool.close()

    async def add_person(self, person: Person) -> None:
        """Add a person; one of that id who is there already stays as they are."""
        await self._people.ensure(person)

    async def tidy(self) -> None:
        """Let go of what is older than it has to be kept."""
        await postgres_lists.tidy(self.pool, self.clock() - KEPT)

    def on_commit(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each change of this process; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *problem: object) -> None:
        await self.close()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    def _finder(self, standing: Standing) -> Finder:
        return Finder(self.pool, standing, self._totals, self._remembered)

    def _page(self, found: Found) -> Page:
        return Page(
            tasks=found.tasks,
            reminders=found.reminders,
            total=found.total,
            at_least=found.at_least,
            next=found.next,
            seq=found.seq,
            now=self.clock(),
            subtasks=found.subtasks,
        )


async def open_postgres(
    address: str,
    clock: Callable[[], datetime],
    holidays: Holidays,
    *,
    says: Wording | None = None,
    size: int = 10,
    prepare: bool = True,
    checked: bool = True,
) -> PostgresStore:
    """Connect to a migrated database as the program's role.

    `prepare` off is for poolers in transaction mode that keep no prepared statements.

    Raises:
        StoreError: If it cannot be reached, is not migrated, or a newer program migrated it.
    """
    if checked and (missing := await postgres_schema.check(address)):
        before = [name for name in missing if name.startswith("pre/")]
        if before:
            raise StoreError(
                f"The database lacks {len(before)} migrations ({before[0]} first).",
                "Run “tasklark migrate”.",
            )
    pool = await Pool.open(address, size=size, prepare=prepare)
    return PostgresStore(pool, clock, holidays, says or _wording())


def _wording() -> Wording:
    # Imported here: the words of the tasks' JSON are the only thing the store takes from language.
    from tasklark.language.say import WORDING

    return WORDING
