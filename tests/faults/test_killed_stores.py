"""Both databases under several clients at once, and every part of them killed: nothing is lost.

`KILLS` says how often each part is killed (`make test-faults`: 30).
"""

import json
import os
import random
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from psycopg import IsolationLevel

from scripts.postgres import DEBIAN, ensure_binaries
from tasklark.store.postgres_schema import make_role, migrate
from tests.contract.builders import StillClock, open_sqlite
from tests.contract.servers import PASSWORD, ROLE, as_role
from tests.faults.crashing import Connection, CrashingPostgres
from tests.faults.crowd import Crowd, Rows, check

KILLS = int(os.environ.get("KILLS", "2"))
SEED = random.SystemRandom().randrange(10_000)
pytestmark = [pytest.mark.slow, pytest.mark.timeout(60 + 20 * KILLS)]
"""Servers start again and files recover in between."""


def told(kind: str, crowd: Crowd, counts: dict[str, int]) -> None:
    """What came of it, for whoever runs it with `-s`; the blows met work under way."""
    assert crowd.interrupted >= KILLS
    facts = {"kills": KILLS, "interrupted": crowd.interrupted, **counts, "lost": 0, "doubled": 0}
    sys.stdout.write(f"{kind}: {json.dumps(facts)} (seed {SEED})\n")


async def test_processes_that_write_to_one_file_are_killed(tmp_path: Path) -> None:
    path = tmp_path / "tasks.sqlite3"
    await (await open_sqlite(path, StillClock())).close()
    async with Crowd(str(path), SEED).working() as crowd:
        for _ in range(KILLS):
            await crowd.under_load()
            # The other process goes on writing meanwhile.
            victim = crowd.dice.choice(crowd.processes)
            await victim.kill()
            await victim.start()
        await crowd.answer_all()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        counts = check(crowd, lambda sql: connection.execute(sql).fetchall())
        events = connection.execute("SELECT count(*) FROM outbox WHERE kind = 'task'").fetchone()
        assert events == (counts["kept"],)
    told("sqlite, a writing process", crowd, counts)


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[CrashingPostgres]:
    binaries = ensure_binaries(DEBIAN)
    if binaries is None:
        pytest.skip("no PostgreSQL here: install it (on Debian: apt install postgresql)")
    with CrashingPostgres(binaries) as running:
        yield running


async def kill_a_process(crowd: Crowd, postgres: CrashingPostgres) -> None:
    victim = crowd.dice.choice(crowd.processes)
    await victim.kill()
    await victim.start()


async def kill_a_backend(crowd: Crowd, postgres: CrashingPostgres) -> None:
    os.kill(crowd.dice.choice(postgres.backends("tasklark")), signal.SIGKILL)


async def kill_the_server(crowd: Crowd, postgres: CrashingPostgres) -> None:
    postgres.crash()
    postgres.start()


@pytest.mark.parametrize("blow", [kill_a_process, kill_a_backend, kill_the_server])
async def test_every_part_of_a_cluster_is_killed(
    blow: Callable[[Crowd, CrashingPostgres], Any], postgres: CrashingPostgres
) -> None:
    await migrate(postgres.address)
    await make_role(postgres.address, ROLE, PASSWORD)
    async with Crowd(as_role(postgres.address), SEED).working() as crowd:
        for _ in range(KILLS):
            await crowd.under_load()
            await blow(crowd, postgres)
        await crowd.answer_all()
    with postgres.connect() as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        # One look at everything: a backend may end what its killed client had begun.
        with connection.transaction():
            counts = check(crowd, _rows(connection))
            for table in ("task_search", "outbox"):
                sql = f"SELECT count(*) FROM {table}".encode()
                assert connection.execute(sql).fetchone() == (counts["kept"],), table
        _check_indexes(connection)
    told(f"postgresql, {blow.__name__}", crowd, counts)


def _rows(connection: Connection) -> Rows:
    return lambda sql: connection.execute(sql.encode()).fetchall()


def _check_indexes(connection: Connection) -> None:
    """Every row of every table is in each of its indexes."""
    connection.execute("CREATE EXTENSION amcheck")
    connection.execute(
        "SELECT bt_index_check(indexrelid, true) FROM pg_index JOIN pg_class ON oid = indexrelid"
        " WHERE relam = (SELECT oid FROM pg_am WHERE amname = 'btree')"
        " AND relnamespace = 'public'::regnamespace"
    )
