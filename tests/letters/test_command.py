"""The commands of operation on a cluster's database, as somebody types them."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tasklark.domain.trail import fact
from tasklark.runtime.dapr_dead import read_dead_letter
from tasklark.runtime.dapr_letters import DaprLetters
from tasklark.store.postgres import PostgresStore
from tests.contract.builders import NOON, StillClock, open_pg
from tests.contract.servers import Servers

ROOT = Path(__file__).parents[2]
LETTER = {
    "specversion": "1.0", "id": "x:7", "source": "/tasklark", "partitionkey": "1",
    "type": "dev.tasklark.dead-letter.v1", "time": NOON.isoformat(),
    "data": {
        "consumer": "recurring", "topic": "task-events", "tries": 5, "cause": "ValueError: no",
        "event": {
            "specversion": "1.0", "id": "7", "source": "/tasklark", "data": {"secret": "words"},
            "type": "dev.tasklark.task.completed.v1", "time": NOON.isoformat(), "partitionkey": "1",
        },
    },
}  # fmt: skip


async def typed(address: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on the database as its role."""
    facts = psycopg.conninfo.conninfo_to_dict(address)
    place = f"{facts['host']}:{facts['port']}/{facts['dbname']}"
    url = f"postgresql://{facts['user']}:{facts['password']}@{place}"
    ours = {n: v for n, v in os.environ.items() if not n.startswith(("TASKLARK_", "DAPR_"))}
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "tasklark", *words],
        env={**ours, "TASKLARK_DATABASE_URL": url, "TASKLARK_DATA": str(folder)},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
async def address(servers: Servers) -> str:
    return await servers.empty()


@pytest.fixture
async def kept(address: str, clock: StillClock) -> PostgresStore:
    """A database with a dead letter and a trail."""
    async with await open_pg(address, clock) as store:
        await DaprLetters(store.pool).keep(read_dead_letter("task-events", LETTER))
        await store.trail.append(1, fact("7", "dev.tasklark.task.completed.v1", NOON, {"a": 1}))
        return store


@pytest.mark.timeout(60)
async def test_letters_are_looked_at_from_anywhere_and_given_again_beside_a_sidecar(
    kept: PostgresStore, address: str, tmp_path: Path
) -> None:
    told = await typed(address, tmp_path, "dead-letters", "list")
    assert told.returncode == 0, told.stderr
    assert told.stdout.split("\t")[1:3] == ["recurring", "dev.tasklark.task.completed.v1 7"]
    assert "words" not in told.stdout
    refused = await typed(address, tmp_path, "dead-letters", "replay", "--all")
    assert (refused.returncode, refused.stderr) == (
        1, "There is no sidecar here. Run it in a pod of the relay.\n",
    )  # fmt: skip


@pytest.mark.timeout(60)
async def test_a_clusters_trail_is_verified(
    kept: PostgresStore, address: str, servers: Servers, tmp_path: Path
) -> None:
    assert (await typed(address, tmp_path, "audit", "verify")).returncode == 0
    with psycopg.connect(await servers.owner()) as owner:
        # As the tables' owner, who may do without the trigger.
        owner.execute("ALTER TABLE audit DISABLE TRIGGER audit_is_written_once")
        owner.execute("UPDATE audit SET payload = '{}'")
        owner.execute("ALTER TABLE audit ENABLE TRIGGER audit_is_written_once")
    told = await typed(address, tmp_path, "audit", "verify")
    assert told.returncode == 1
    assert "what entry 1 says is not what was written" in told.stderr
