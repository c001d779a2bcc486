"""The schema in two phases, one program at a time; a program knows when it does not fit."""

import asyncio
import contextlib
from pathlib import Path

import psycopg
import pytest

from scripts.migrations import finds
from tasklark.domain.codes import code_of
from tasklark.domain.errors import StoreError
from tasklark.domain.person import Person
from tasklark.store.port import Need
from tasklark.store.postgres import open_postgres
from tasklark.store.postgres_schema import PHASES, check, make_role, migrate, steps
from tests.contract.builders import ME, StillClock, adding, no_holidays, open_pg
from tests.contract.servers import Servers, as_role

NEWER = "INSERT INTO migration (phase, number, name) VALUES ('{phase}', 999, 'later')"


async def blank(servers: Servers, name: str) -> str:
    """The owner's address of a database with nothing in it."""
    owner = await servers.owner()
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"'.encode())
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return psycopg.conninfo.make_conninfo(owner, dbname=name)


async def test_an_empty_database_lacks_every_step_and_then_none(servers: Servers) -> None:
    address = await blank(servers, "fresh")
    every = every_step()
    assert await check(address) == every
    assert await migrate(address) == every
    assert await check(address) == []
    assert await migrate(address) == []


async def test_two_programs_migrating_at_once_do_each_step_once(servers: Servers) -> None:
    address = await blank(servers, "twice")
    done = [
        name
        for part in await asyncio.gather(*(migrate(address) for _ in range(3)))
        for name in part
    ]
    assert sorted(done) == sorted(every_step())
    assert await check(address) == []


def every_step() -> list[str]:
    return [f"{step.phase}/{step.name}" for phase in PHASES for step in steps(phase)]


async def test_a_program_refuses_a_database_that_is_not_migrated(servers: Servers) -> None:
    address = await blank(servers, "behind")
    with pytest.raises(StoreError, match=r"lacks .* migrations") as told:
        await open_postgres(address, StillClock(), no_holidays)
    assert "tasklark migrate" in told.value.hint


async def test_the_release_before_starts_on_a_schema_that_only_grew(servers: Servers) -> None:
    address = await blank(servers, "grown")
    await migrate(address)
    with psycopg.connect(address) as connection:
        connection.execute(NEWER.format(phase="pre").encode())
    assert await check(address) == []
    async with await open_postgres(address, StillClock(), no_holidays) as store:
        await store.add_person(Person(1))
        await store.change(ME, Need(), adding("during a roll-out"))


async def test_a_program_refuses_a_database_that_a_newer_one_has_for_itself(
    servers: Servers,
) -> None:
    address = await blank(servers, "newer")
    await migrate(address)
    with psycopg.connect(address) as connection:
        connection.execute(NEWER.format(phase="post").encode())
    for refused in (check(address), migrate(address)):
        with pytest.raises(StoreError, match="newer Tasklark"):
            await refused
    with pytest.raises(StoreError, match="newer Tasklark") as told:
        await open_postgres(address, StillClock(), no_holidays)
    assert told.value.hint == "Update Tasklark."


async def test_a_step_that_gets_no_lock_gives_up_and_changes_nothing(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasklark.store.postgres_schema._LOCK_MS", 50)
    address = await blank(servers, "locked")
    await migrate(address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DELETE FROM migration WHERE number = 2")
        for table, policy in connection.execute(
            "SELECT tablename, policyname FROM pg_policies"
        ).fetchall():
            connection.execute(f"DROP POLICY IF EXISTS {policy} ON {table}".encode())
            connection.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY".encode())
    with psycopg.connect(address) as reading:
        reading.execute("SELECT 1 FROM task")
        with pytest.raises(StoreError, match="could not get its lock"):
            await migrate(address)
    with psycopg.connect(address) as connection:
        person = connection.execute(
            "SELECT relrowsecurity FROM pg_class WHERE relname = 'person'"
        ).fetchone()
    assert person == (False,)


async def test_an_index_whose_building_was_broken_off_is_built_again(servers: Servers) -> None:
    address = await blank(servers, "broken")
    await migrate(address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP INDEX task_inbox")
        connection.execute("INSERT INTO counter VALUES ('a', 1), ('b', 1)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("CREATE UNIQUE INDEX CONCURRENTLY task_inbox ON counter (next)")
        connection.execute("DELETE FROM migration WHERE name = '0006_inbox.sql'")
        assert await migrate(address) == ["pre/0006_inbox.sql"]
        on = connection.execute(
            "SELECT indrelid::regclass::text, indisvalid FROM pg_index"
            " WHERE indexrelid = 'task_inbox'::regclass"
        ).fetchall()
    assert on == [("task", True)]


async def test_the_databases_undo_codes_are_ours(servers: Servers) -> None:
    numbers = [*range(1, 2000), 32**3, 32**5 + 7, 2**40]
    with psycopg.connect(await servers.owner()) as connection:
        rows = connection.execute(
            "SELECT n, code_of(n) FROM unnest(%s::bigint[]) AS n", (numbers,)
        ).fetchall()
    assert rows == [(n, code_of(n)) for n in numbers]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be reached (.*refused"),
        ("postgresql://127.0.0.1:port/none", "cannot be reached (.*port"),
        ("postgresql://127.0.0.1/none?colour=red", "not the address of a database (.*colour"),
    ],
)
async def test_a_database_that_cannot_be_reached_is_said_plainly(address: str, told: str) -> None:
    with pytest.raises(StoreError, match=told.replace("(", "\\(")):
        await check(address)


async def test_an_owner_without_superuser_can_migrate_and_make_the_programs_role(
    servers: Servers,
) -> None:
    address = await blank(servers, "managed")
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in (
            "DROP ROLE IF EXISTS landlord",
            "CREATE ROLE landlord LOGIN CREATEROLE PASSWORD 'x'",
            "GRANT tasklark_everyone TO landlord WITH ADMIN OPTION",
            "ALTER DATABASE managed OWNER TO landlord",
            "GRANT CREATE ON SCHEMA public TO landlord",
            "DROP ROLE IF EXISTS tenant",
        ):
            connection.execute(statement.encode())
    owner = as_role(address, "landlord", "x")
    await migrate(owner)
    await make_role(owner, "tenant", "only-for-tests")
    async with await open_postgres(
        as_role(address, "tenant", "only-for-tests"), StillClock(), no_holidays
    ) as store:
        await store.add_person(Person(1))
        await store.change(ME, Need(), adding("by a tenant"))
    with pytest.raises(StoreError, match="may do more than the program should"):
        await make_role(owner, "landlord", "y")
    with pytest.raises(StoreError, match="may not do this") as told:
        await make_role(as_role(address, "tenant", "only-for-tests"), "other", "z" * 8)
    assert "owns the database" in told.value.hint


async def test_a_database_that_went_away_is_said_and_found_again(
    servers: Servers, clock: StillClock
) -> None:
    address = await servers.empty()
    async with await open_pg(address, clock) as store:
        await store.change(ME, Need(), adding("before"))
        with psycopg.connect(await servers.owner(), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'tasklark'"
            )
        # The pool sees that its connections are gone before it hands one out.
        with contextlib.suppress(StoreError):
            await store.change(ME, Need(), adding("between"))
        assert (await store.change(ME, Need(), adding("after"))).tasks[0].title == "after"


async def test_a_closed_store_says_so(servers: Servers, clock: StillClock) -> None:
    store = await open_pg(await servers.empty(), clock)
    await store.close()
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.person(ME)


async def test_a_role_without_rights_is_told_whom_to_ask(servers: Servers) -> None:
    owner = await servers.owner()
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS poor")
        connection.execute("CREATE ROLE poor LOGIN")
    store = await open_postgres(
        as_role(owner, "poor", ""), StillClock(), no_holidays, checked=False
    )
    async with store:
        with pytest.raises(StoreError, match="refuses this program's role"):
            await store.person(ME)


@pytest.mark.parametrize(
    "bad",
    [
        "ALTER TABLE task ADD COLUMN effort bigint NOT NULL;",
        "ALTER TABLE task DROP COLUMN notes;",
        "ALTER TABLE task RENAME COLUMN notes TO body;",
        "CREATE INDEX task_notes ON task (notes);",
        "ALTER TABLE task ADD CONSTRAINT short CHECK (length(title) < 9);",
    ],
)
def test_a_step_that_the_release_before_could_not_live_with_is_found(
    bad: str, tmp_path: Path
) -> None:
    step = tmp_path / "9999_bad.sql"
    step.write_text(f"{bad}\n")
    assert "9999_bad" in finds(step)


def test_a_step_for_when_that_release_is_gone_may_take_away(tmp_path: Path) -> None:
    step = tmp_path / "9999_tidy.sql"
    step.write_text("ALTER TABLE task DROP COLUMN notes;\n")
    assert finds(step, post=True) == ""
