"""The embedded task store: one SQLite file, one writer thread, reads beside it."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from tasklark.domain.changes import Applied, Change, Holidays
from tasklark.domain.events import RefusedCall
from tasklark.domain.identity import LOCAL_PERSON, Principal, must_write
from tasklark.domain.person import Person
from tasklark.domain.query import CountBy, Filter, Page, Sort
from tasklark.domain.reminder import Reminder
from tasklark.domain.shape import Wording
from tasklark.domain.task import Task
from tasklark.store import sqlite_find, sqlite_history, sqlite_lists, sqlite_rows
from tasklark.store.codec import micros
from tasklark.store.history import Stretch
from tasklark.store.lock import FileLock
from tasklark.store.outgoing import of_refusal
from tasklark.store.port import Decide, DueReminder, Need, Ref, Request
from tasklark.store.records import touched
from tasklark.store.sqlite_access import access_of
from tasklark.store.sqlite_apply import send
from tasklark.store.sqlite_asked import Asked
from tasklark.store.sqlite_change import Changer
from tasklark.store.sqlite_file import cannot_open, open_file
from tasklark.store.sqlite_known import Known
from tasklark.store.sqlite_people import People, ZoneSource, ensure_person
from tasklark.store.sqlite_reader import Reader
from tasklark.store.sqlite_search import SearchTable, has_full_text
from tasklark.store.sqlite_tidy import tidy
from tasklark.store.sqlite_trail import SqliteTrail
from tasklark.store.sqlite_writer import Writer
from tasklark.store.totals import Totals

Result = TypeVar("Result")
_AS_IT_COMES = Request()


class SqliteStore:
    """Keeps `TaskStore` on a file; the embedded runtime shares its writer and its readers."""

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime],
        connection: sqlite3.Connection,
        lock: FileLock,
        changer: Changer,
        search: SearchTable,
    ) -> None:
        self.path = path
        self.clock = clock
        self._lock = lock
        self._changer = changer
        self.search = search
        self._people = People()
        self._totals = Totals()
        self._known = Known()
        self._listeners: list[Callable[[], None]] = []
        self._reader = Reader(path)
        self._writer = Writer(connection, lock, changer.forget, self._tell)
        self.trail = SqliteTrail(self)
        self.access = access_of(self)

    async def change(
        self, who: Principal, need: Need, decide: Decide, request: Request = _AS_IT_COMES
    ) -> Applied:
        """See `TaskStore.change`."""
        must_write(who)
        return await self._writer.run(
            partial(self._changer.change, who=who, need=need, decide=decide, request=request)
        )

    async def refuse(self, who: Principal, refused: RefusedCall) -> None:
        """See `TaskStore.refuse`."""
        at = self.clock()
        event = of_refusal(who, refused, at)
        await self._writer.run(lambda c: send(c, who.person, micros(at), [event]))

    async def person(self, who: Principal) -> Person:
        """See `TaskStore.person`."""
        return await self._reader.run(lambda connection: self._person(connection, who))

    async def find(
        self,
        who: Principal,
        filter: Filter,
        sort: Sequence[Sort] = (),
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page:
        """See `TaskStore.find`."""

        def read(connection: sqlite3.Connection) -> Page:
            asked = self._asked(connection, who)
            listed = sqlite_find.find(asked, filter, sort, limit, cursor)
            tasks = self._known.tasks(asked, listed.ids)
            return sqlite_find.page(asked, self._known, tasks, self.clock(), listed)

        return await self._reader.run(read)

    async def tasks(
        self, who: Principal, ids: Sequence[int] = (), refs: Sequence[Ref] = ()
    ) -> Page:
        """See `TaskStore.tasks`."""

        def read(connection: sqlite3.Connection) -> Page:
            asked = self._asked(connection, who)
            found = sqlite_rows.by_ids(connection, who.person, ids)
            found += sqlite_rows.by_refs(connection, who.person, refs)
            return sqlite_find.page(asked, self._known, found, self.clock())

        return await self._reader.run(read)

    async def changed_since(self, who: Principal, seq: int, limit: int) -> Page:
        """See `TaskStore.changed_since`."""

        def read(connection: sqlite3.Connection) -> Page:
            asked = self._asked(connection, who)
            (total,) = connection.execute(
                "SELECT count(*) FROM task WHERE owner = ? AND seq > ?", (who.person, seq)
            ).fetchone()
            rest = "WHERE owner = ? AND seq > ? ORDER BY seq LIMIT ?"
            found = sqlite_rows.select(connection, rest, (who.person, seq, limit))
            return sqlite_find.page(
                asked, self._known, found, self.clock(), sqlite_find.Listed([], total)
            )

        return await self._reader.run(read)

    async def count_by(
        self, who: Principal, filter: Filter, by: CountBy
    ) -> Sequence[tuple[str, int]]:
        """See `TaskStore.count_by`."""
        return await self._reader.run(
            lambda connection: sqlite_find.count_by(self._asked(connection, who), filter, by)
        )

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

        def read(connection: sqlite3.Connection) -> tuple[Sequence[Change], dict[int, Task]]:
            changes = sqlite_history.listed_changes(connection, stretch)
            tasks = sqlite_rows.present(connection, who.person, touched(changes))
            return changes, {task.id: task for task in tasks}

        return await self._reader.run(read)

    async def projects(self, who: Principal) -> Sequence[tuple[str, int]]:
        """See `TaskStore.projects`."""
        return await self._reader.run(lambda c: sqlite_lists.projects(c, who.person))

    async def tags(self, who: Principal) -> Sequence[tuple[str, int]]:
        """See `TaskStore.tags`."""
        return await self._reader.run(lambda c: sqlite_lists.tags(c, who.person))

    async def rung(self, who: Principal) -> Sequence[tuple[Task, Reminder]]:
        """See `TaskStore.rung`."""
        return await self._reader.run(lambda c: sqlite_lists.rung(c, who.person))

    async def reminders_due(self, now: datetime, limit: int = 500) -> Sequence[DueReminder]:
        """See `TaskStore.reminders_due`."""
        return await self._reader.run(lambda c: sqlite_lists.reminders_due(c, now, limit))

    async def next_fire_at(self) -> datetime | None:
        """See `TaskStore.next_fire_at`."""
        return await self._reader.run(sqlite_lists.next_fire_at)

    async def reminders_ahead(self) -> int:
        """How many reminders are still to ring; what a stopping process tells."""
        return await self._reader.run(sqlite_lists.reminders_ahead)

    async def close(self) -> None:
        """See `TaskStore.close`."""
        await self._writer.close()
        self._reader.close()
        self._lock.close()

    async def add_person(self, person: Person) -> None:
        """Add a person; one of that id who is there already stays as they are."""
        await self._writer.run(lambda connection: ensure_person(connection, person))

    async def tidy(self) -> None:
        """Let go of what is older than it has to be kept."""
        await self._writer.run(lambda c: tidy(c, self.clock(), self.search))

    async def write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do `work` as a job of the writer, for what shares the file."""
        return await self._writer.run(work)

    async def execute(self, statement: str, *values: object) -> None:
        """Write by one statement."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(statement, values)

        await self._writer.run(work)

    async def read(self, read: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do `read` on a snapshot, for what shares the file."""
        return await self._reader.run(read)

    async def write_alone(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do `work`, after which nothing that was remembered of the file holds."""

        def forgetting(connection: sqlite3.Connection) -> Result:
            try:
                return work(connection)
            finally:
                self._changer.forget()

        done = await self._writer.run(forgetting)
        self._people.forget()
        self._totals, self._known = Totals(), Known()
        return done

    def on_commit(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each commit, in the writer's thread; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *problem: object) -> None:
        await self.close()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    def _person(self, connection: sqlite3.Connection, who: Principal) -> Person:
        return self._people.person(connection, who.person)

    def _asked(self, connection: sqlite3.Connection, who: Principal) -> Asked:
        person, counters = self._people.with_counters(connection, who.person)
        return Asked(connection, person, counters.seq, self.search.full_text, self._totals)


async def open_store(
    path: Path,
    clock: Callable[[], datetime],
    holidays: Holidays,
    *,
    zone: str,
    zone_source: ZoneSource = "default",
    says: Wording | None = None,
    full_text: bool | None = None,
) -> SqliteStore:
    """Open the file, make or migrate it, and make sure that the local person is there.

    `zone` is the person's when the file is new. `full_text` off leaves FTS5 aside even where
    SQLite has it.

    Raises:
        StoreError: If the file cannot be opened or written, or a newer program wrote it.
    """
    lock = _lock(path)
    connection = open_file(path, lock)
    search = SearchTable(full_text=has_full_text(connection) if full_text is None else full_text)
    changer = Changer(clock, holidays, says or _wording(), search)
    store = SqliteStore(path, clock, connection, lock, changer, search)
    person = Person(LOCAL_PERSON, zone=zone, zone_source=zone_source)

    def prepare(connection: sqlite3.Connection) -> None:
        search.ensure(connection)
        ensure_person(connection, person)

    await store.write(prepare)
    return store


def _lock(path: Path) -> FileLock:
    try:
        return FileLock(path.with_name(f"{path.name}.lock"))
    except OSError as problem:
        raise cannot_open(path) from problem


def _wording() -> Wording:
    # Imported here: the words of the tasks' JSON are the only thing the store takes from language.
    from tasklark.language.say import WORDING

    return WORDING
