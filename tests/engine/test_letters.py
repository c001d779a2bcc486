"""Dead letters through real Kafka: kept by the database, given again to the one that failed."""

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest

from scripts.engine import found
from tasklark.letters import replay
from tasklark.runtime.dapr_letters import DaprLetters
from tasklark.store.postgres import PostgresStore
from tasklark.store.postgres_schema import migrate
from tests.contract.builders import StillClock, open_pg
from tests.contract.test_runtime_events import Seen, event
from tests.engine.ground import EngineGround, engine


@pytest.fixture
async def ground(tmp_path: Path) -> AsyncIterator[EngineGround]:
    async with engine(tmp_path) as opened:
        yield opened


@pytest.fixture
async def store(ground: EngineGround) -> AsyncIterator[PostgresStore]:
    """A database of this test's own, beside the state store's."""
    owner, name = found().postgres, f"letters_{secrets.token_hex(4)}"
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    address = psycopg.conninfo.make_conninfo(owner, dbname=name)
    await migrate(address)
    async with await open_pg(address, StillClock()) as opened:
        yield opened


async def test_a_given_up_event_is_kept_and_taken_when_it_is_given_again(
    ground: EngineGround, store: PostgresStore
) -> None:
    works = False
    flaky, sound = Seen(lambda *_: not works), Seen()
    keeper = ground.process("relay")
    letters = DaprLetters(store.pool, keeper)
    keeper.keep_dead_letters()
    keeper.on_dead_letter(letters.keep)
    process = ground.process()
    process.consume("flaky", "task-events", flaky)
    process.consume("sound", "task-events", sound)
    async with keeper.running(), process.running():
        await process.publish("task-events", event("a"))
        while not (kept := await letters.listed()):
            await ground.passes(0.1)
        [letter] = kept
        assert (letter.consumer, letter.tries) == ("flaky", 5)
        assert letter.event is not None
        assert letter.event.id == "a"
        works = True
        came = await replay(letters, [letter.id])
        assert dict(came.failed) == {}
        assert await flaky.wait_for(1) == ["a"]
        assert await letters.listed() == []
        assert sound.ids == ["a"]
