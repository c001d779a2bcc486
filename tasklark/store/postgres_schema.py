"""PostgreSQL's schema: `pre` steps before the new program runs, `post` when the old is gone.

`pre` steps only add, so the release before goes on working on the new schema, and may start there:
a roll-out has both, and it can be taken back.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import psycopg
from psycopg import AsyncConnection, sql

from tasklark.domain.errors import StoreError
from tasklark.store.postgres_pool import in_words

Phase = Literal["pre", "post"]
PHASES: tuple[Phase, ...] = ("pre", "post")
_LOCK_MS = 2_000
"""How long a step may wait for a lock: behind it everybody else waits too."""
_STATEMENT_MS = 600_000
_TRIES = 5
_OURS = 7_400_001
"""The advisory lock under which one program migrates at a time."""
_TURN_S = 0.1
_CONNECT_S = 10
_OUTSIDE = "-- outside a transaction"
"""First line of a step that PostgreSQL refuses inside one (CREATE INDEX CONCURRENTLY)."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS migration ("
    " phase text NOT NULL, number bigint NOT NULL, name text NOT NULL,"
    " at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (phase, number))"
)


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered file of statements."""

    phase: Phase
    number: int
    name: str
    text: str


def steps(phase: Phase) -> list[Step]:
    """The steps of a phase in their order."""
    return sorted(_steps(phase), key=lambda step: step.number)


def _steps(phase: Phase) -> Iterator[Step]:
    for entry in files("tasklark.store.migrations_postgres").joinpath(phase).iterdir():
        if entry.name.endswith(".sql"):
            number = int(entry.name.split("_")[0])
            yield Step(phase, number, entry.name, entry.read_text(encoding="utf-8"))


async def migrate(address: str, phases: Sequence[Phase] = PHASES) -> list[str]:
    """Do the steps that are missing, as the role that owns the tables; returns their names.

    Raises:
        StoreError: If the database cannot be used, or a step cannot be done.
    """
    async with _Connection(address, _NOT_THE_OWNER) as connection:
        await _wait_for_turn(connection)
        _refuse_newer(await _done(connection))
        await _execute(connection, _TABLE)
        wanted = [step for phase in phases for step in steps(phase)]
        return [f"{step.phase}/{step.name}" for step in wanted if await _run(connection, step)]


async def check(address: str) -> list[str]:
    """The steps that are missing: empty when the database fits this program (`migrate --check`).

    Raises:
        StoreError: If the database cannot be used, or a newer program migrated it.
    """
    async with _Connection(address) as connection:
        done = await _done(connection)
    _refuse_newer(done)
    known = [step for phase in PHASES for step in steps(phase)]
    missing = [step for step in known if (step.phase, step.number) not in done]
    return [f"{step.phase}/{step.name}" for step in missing]


def _refuse_newer(done: set[tuple[str, int]]) -> None:
    """A newer program's `pre` steps only add; after its `post` steps this one does not fit."""
    known = {step.number for step in steps("post")}
    newer = [number for phase, number in done if phase == "post" and number not in known]
    if newer:
        raise StoreError(
            f"A newer Tasklark migrated this database (post step {max(newer)}).",
            "Update Tasklark.",
        )


async def make_role(address: str, name: str, password: str) -> None:
    """Make the role that the program runs as: it owns nothing and passes by no policy.

    Raises:
        StoreError: If the database cannot be used, or a role of that name may do too much.
    """
    role = sql.Identifier(name)
    rights = (
        # NOINHERIT: it sees everybody's rows only where it takes that role on, for a transaction.
        "ALTER ROLE {role} LOGIN NOINHERIT PASSWORD {password}",
        "GRANT tasklark_everyone TO {role}",
        "ALTER ROLE {role} SET statement_timeout = '30s'",
        "ALTER ROLE {role} SET idle_in_transaction_session_timeout = '30s'",
        # What is asked for is mostly in memory: an index costs little more than the table itself.
        "ALTER ROLE {role} SET random_page_cost = 1.1",
        "ALTER ROLE {role} SET jit = off",
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
        "REVOKE INSERT, UPDATE, DELETE ON migration FROM {role}",
    )
    async with _Connection(address, _NOT_THE_OWNER) as connection:
        there = await (await connection.execute(_MAY_TOO_MUCH, (name,))).fetchone()
        if there is None:
            await connection.execute(sql.SQL("CREATE ROLE {role}").format(role=role))
        elif there[0]:
            raise StoreError(
                f"The role {name} may do more than the program should: it is a superuser, passes"
                " by row security, or may make databases or roles.", "Name another role.",
            )  # fmt: skip
        for right in rights:
            given = sql.SQL(right).format(role=role, password=sql.Literal(password))
            await connection.execute(given)


_MAY_TOO_MUCH = (
    "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles"
    " WHERE rolname = %s"
)
_NOT_THE_OWNER = StoreError(
    "The role in the database's address may not do this; it was not done.",
    "Give the address of the role that owns the database.",
)


class _Connection:
    """One connection for a while; what goes wrong on it is said in words."""

    def __init__(self, address: str, forbidden: StoreError | None = None) -> None:
        self._address = address
        self._forbidden = forbidden
        self._connection: AsyncConnection | None = None

    async def __aenter__(self) -> AsyncConnection:
        try:
            self._connection = await AsyncConnection.connect(
                self._address, autocommit=True, prepare_threshold=None, connect_timeout=_CONNECT_S
            )
        except psycopg.Error as problem:
            raise _unreachable(problem) from problem
        return self._connection

    async def __aexit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if self._connection is not None:
            await self._connection.close()
        if self._forbidden and isinstance(problem, psycopg.errors.InsufficientPrivilege):
            raise self._forbidden from problem
        if isinstance(problem, psycopg.Error):
            raise in_words(problem) from problem


def _unreachable(problem: psycopg.Error) -> StoreError:
    """Why, as the driver tells it: it names the host, the role or the database, no password."""
    why = " ".join(str(problem).split("\n")[0].split()).rstrip(".")
    if isinstance(problem, psycopg.OperationalError):
        what = f"The database cannot be reached ({why})."
        return StoreError(what, "Start it, or correct TASKLARK_DATABASE_URL.")
    return StoreError(
        f"TASKLARK_DATABASE_URL is not the address of a database ({why}).",
        "Write postgresql://role:password@host:5432/database.",
    )


async def _wait_for_turn(connection: AsyncConnection) -> None:
    """One program migrates at a time; its connection's end gives the next one its turn.

    Asked for again and again instead of waited for: who waits inside a statement holds up an index
    that is built beside the work of others.
    """
    turn = "SELECT pg_try_advisory_lock(%s)"
    # Polled: it is another process that ends its turn.
    while await (await connection.execute(turn, (_OURS,))).fetchone() != (True,):  # noqa: ASYNC110
        await asyncio.sleep(_TURN_S)


async def _execute(connection: AsyncConnection, text: str) -> None:
    await connection.execute(text.encode())


async def _done(connection: AsyncConnection) -> set[tuple[str, int]]:
    there = await connection.execute("SELECT to_regclass('migration') IS NOT NULL")
    if await there.fetchone() != (True,):
        return set()
    rows = await (await connection.execute("SELECT phase, number FROM migration")).fetchall()
    return {(phase, number) for phase, number in rows}


async def _run(connection: AsyncConnection, step: Step) -> bool:
    """Do a step unless it is done; wait for locks briefly and several times."""
    for attempt in range(1, _TRIES + 1):
        try:
            return await _attempt(connection, step)
        except psycopg.errors.LockNotAvailable as problem:
            if attempt == _TRIES:
                raise StoreError(
                    f"Step {step.name} could not get its lock; nothing of it was done.",
                    "Run “tasklark migrate” again when long transactions have ended.",
                ) from problem
    return False


async def _attempt(connection: AsyncConnection, step: Step) -> bool:
    noted = "INSERT INTO migration (phase, number, name) VALUES (%s, %s, %s)"
    facts = (step.phase, step.number, step.name)
    if (step.phase, step.number) in await _done(connection):
        return False
    if step.text.startswith(_OUTSIDE):
        await _limited(connection, "")
        await _drop_broken(connection)
        await _execute(connection, step.text)
        await connection.execute(noted, facts)
        return True
    async with connection.transaction():
        await _limited(connection, "LOCAL ")
        await _execute(connection, step.text)
        await connection.execute(noted, facts)
    return True


async def _drop_broken(connection: AsyncConnection) -> None:
    """An index whose building was broken off is of no use, and in the way of the next try."""
    broken = await connection.execute(
        "SELECT indexrelid::regclass FROM pg_index JOIN pg_class ON oid = indexrelid"
        " WHERE NOT indisvalid AND relnamespace = 'public'::regnamespace"
    )
    for (name,) in await broken.fetchall():
        await _execute(connection, f"DROP INDEX CONCURRENTLY {name}")


async def _limited(connection: AsyncConnection, local: str) -> None:
    await _execute(connection, f"SET {local}lock_timeout = {_LOCK_MS}")
    await _execute(connection, f"SET {local}statement_timeout = {_STATEMENT_MS}")
