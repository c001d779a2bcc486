"""One write as a job of the writer thread: load, decide, apply."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime

from tasklark.domain.changes import Applied, Holidays, World
from tasklark.domain.identity import Principal
from tasklark.domain.shape import Wording
from tasklark.store import sqlite_rows
from tasklark.store.codec import micros
from tasklark.store.port import Decide, Need, Request
from tasklark.store.replay import ANSWERED, again, first_answer, kept
from tasklark.store.sqlite_apply import write
from tasklark.store.sqlite_asked import Asked
from tasklark.store.sqlite_load import load
from tasklark.store.sqlite_people import People
from tasklark.store.sqlite_search import SearchTable
from tasklark.store.staged import applied, stage
from tasklark.store.totals import Totals

_BLOCK = 100
"""Ids taken from the counter at once, so that a decision has some to hand out."""


class Ids:
    """Fresh ids, in blocks from the counter in the file; used by the writer's thread alone."""

    def __init__(self) -> None:
        self._next = self._end = 0

    def fresh(self, connection: sqlite3.Connection) -> Iterator[int]:
        """Ids without end."""
        while True:
            if self._next == self._end:
                self._end = self._take(connection)
                self._next = self._end - _BLOCK
            self._next += 1
            yield self._next - 1

    def forget(self) -> None:
        """The block may have been taken in a transaction that was rolled back."""
        self._next = self._end = 0

    def _take(self, connection: sqlite3.Connection) -> int:
        row = connection.execute(
            "INSERT INTO counter (name, next) VALUES ('id', ?) ON CONFLICT (name)"
            " DO UPDATE SET next = next + ? RETURNING next",
            (1 + _BLOCK, _BLOCK),
        ).fetchone()
        return int(row[0])


class Changer:
    """What a write needs beside its connection. Its methods run in the writer's thread."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        holidays: Holidays,
        says: Wording,
        search: SearchTable,
    ) -> None:
        self._clock = clock
        self._holidays = holidays
        self._says = says
        self._search = search
        self._people = People()
        self._ids = Ids()
        self._totals = Totals()

    def forget(self) -> None:
        """Forget what was remembered: a transaction was rolled back."""
        self._people.forget()
        self._ids.forget()

    def change(
        self,
        connection: sqlite3.Connection,
        who: Principal,
        need: Need,
        decide: Decide,
        request: Request,
    ) -> Applied:
        """Load, decide and write inside the transaction that is open."""
        if request.id is not None and not request.dry_run:
            seen = self._answered(connection, who, request)
            if seen is not None:
                return seen
        person, counters = self._people.with_counters(connection, who.person)
        full_text = self._search.full_text
        asked = Asked(connection, person, counters.seq, full_text, self._totals)
        world = self._world(asked, need)
        staged = stage(decide(world), world, counters, _number_of_series(connection))
        if request.dry_run:
            return applied(staged, world, None, dry_run=True)
        code = None
        if not staged.empty:
            code = write(connection, staged, world, who, request, self._says, self._search)
        answer = applied(staged, world, code)
        if request.id is not None:
            _remember(connection, who, request, answer)
        return answer

    def _world(self, asked: Asked, need: Need) -> World:
        loaded = load(asked, need)
        return World(
            now=self._clock(),
            person=asked.person,
            ids=self._ids.fresh(asked.connection),
            holidays=self._holidays,
            tasks=loaded.tasks,
            targets=loaded.targets,
            reminders=loaded.reminders,
            changes=loaded.changes,
            similar=loaded.similar,
            projects=loaded.projects,
        )

    def _answered(
        self, connection: sqlite3.Connection, who: Principal, request: Request
    ) -> Applied | None:
        """The answer to a request id that was seen before: today's rows, the same code."""
        values = (who.person, who.client, request.id)
        row = connection.execute(ANSWERED, values).fetchone()
        if row is None:
            return None
        code, ids = first_answer(row, request)
        person, counters = self._people.with_counters(connection, who.person)
        tasks = sqlite_rows.present(connection, who.person, ids)
        rings = sqlite_rows.reminders(connection, [task.id for task in tasks])
        shown = sqlite_rows.shown(rings)
        return again(person, counters.seq, self._clock(), code, tasks, shown)


def _remember(
    connection: sqlite3.Connection, who: Principal, request: Request, answer: Applied
) -> None:
    connection.execute(
        "INSERT INTO request (owner, client, key, fingerprint, code, tasks, at)"
        " VALUES (?,?,?,?,?,?,?)",
        (
            who.person, who.client, request.id, request.fingerprint, answer.code,
            kept(task.id for task in answer.tasks), micros(answer.now),
        ),
    )  # fmt: skip


def _number_of_series(connection: sqlite3.Connection) -> Callable[[int], int | None]:
    def number(series: int) -> int | None:
        row = connection.execute(
            "SELECT number FROM task WHERE series = ? ORDER BY id DESC LIMIT 1", (series,)
        ).fetchone()
        return None if row is None else int(row[0])

    return number
