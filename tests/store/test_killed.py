"""A program killed in the middle of writing: nothing acknowledged is lost, nothing is doubled."""

import asyncio
import sys
from pathlib import Path

import pytest

from tasklark.domain.query import Filter, Sort
from tasklark.store.port import Need, Request
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_pool import EVERYONE
from tests.contract.builders import ME, adding

ROOT = Path(__file__).parents[2]
KILLS = 3
WRITES = 40


async def written_until_killed(address: str, start: int) -> int:
    """The last number that a writer acknowledged before it was killed."""
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.store.writing", address, str(start),
        stdout=asyncio.subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert writer.stdout is not None
    for _ in range(WRITES):
        await writer.stdout.readline()
    writer.kill()
    rest = (await writer.stdout.read()).split()
    await writer.wait()
    return start + WRITES + len(rest) - 1


@pytest.mark.timeout(60)
async def test_a_killed_writer_loses_and_doubles_nothing(
    store: PostgresStore, address: str
) -> None:
    following = 0
    for _ in range(KILLS):
        acknowledged = await written_until_killed(address, following)
        # The one that was under way is sent again, as its sender would.
        following = acknowledged + 1
        request = Request(id=f"r{following}", fingerprint=str(following))
        await store.change(ME, Need(), adding(f"task {following}", tags=("x",)), request)
        following += 1
    page = await store.find(ME, Filter(), (Sort("created"),), limit=10_000)
    assert sorted(task.title for task in page.tasks) == sorted(
        f"task {n}" for n in range(following)
    )
    assert sorted(task.seq for task in page.tasks) == list(range(1, following + 1))
    assert sorted(task.number for task in page.tasks) == list(range(1, following + 1))
    for table in ("outbox", "change", "request", "task_search", "task_tag"):
        kept = await store.pool.rows(EVERYONE, f"SELECT count(*) FROM {table}")
        assert kept == [(following,)], table
