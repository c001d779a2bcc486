"""What fell due, or was left undone, while nothing ran."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from tasklark.asks import Call, Draft, Target
from tasklark.commands import Commands
from tasklark.domain.identity import local
from tasklark.language.say import WORDING
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.store.sqlite import open_store
from tests.contract.builders import no_holidays
from tests.faults.watching import check_daily, occurrences, quiet, rows, until
from tests.running import Tasklark

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60)]

ME = Call(local("cli"))


@asynccontextmanager
async def commands(data: Path, *, ago: timedelta = timedelta()) -> AsyncIterator[Commands]:
    """The use cases on the program's file, with nothing at work behind them."""

    def clock() -> datetime:
        return datetime.now(UTC) - ago

    path = data / "tasklark.sqlite3"
    async with await open_store(
        path, clock, no_holidays, zone="Europe/Madrid", says=WORDING
    ) as store:
        yield Commands(store, EmbeddedRuntime(store), clock)


async def unseen(program: Tasklark) -> list[dict[str, object]]:
    """The rings that a page is told of when it opens."""
    async with connect(program.url.replace("http://", "ws://") + "/live") as socket:
        told: list[dict[str, object]] = json.loads(await socket.recv())["unseen"]
        return told


def rings(data: Path) -> list[dict[str, object]]:
    return [json.loads(d) for (d,) in rows(data, "SELECT data FROM outbox WHERE kind = 'reminder'")]


async def test_a_reminder_that_fell_due_while_nothing_ran_rings_once_after_the_start(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    async with commands(data, ago=timedelta(hours=2)) as before:
        await before.add(ME, [Draft("call Ana in 30 minutes", quick=True)])
    assert rings(data) == []
    with Tasklark(data) as program:

        async def rung() -> list[dict[str, object]]:
            return await unseen(program)

        (ring,) = await until(rung)
        assert (ring["title"], ring["late"]) == ("call Ana", True)
        await quiet(program)
        program.kill()
        program.start()
        await quiet(program)
        assert await unseen(program) == [ring]
        told = rings(data)
    assert len(told) == 1
    assert told[0]["late"] is True


async def test_a_completion_whose_process_died_before_the_effect_has_one_after_the_start(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    async with commands(data) as before:
        await before.add(ME, [Draft("water the plants every day", quick=True)])
        await before.complete(ME, Target(ids=("1",)))
    assert [status for _, status in occurrences(data, "water the plants")] == ["done"]
    with Tasklark(data) as program:

        async def following() -> bool:
            return len(occurrences(data, "water the plants")) > 1

        await until(following)
        await quiet(program)
    check_daily(occurrences(data, "water the plants"))
