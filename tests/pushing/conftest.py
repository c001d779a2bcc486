"""Pushes over a real state store, to a push service on this machine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tasklark.pushing.pushes import Pushes
from tasklark.runtime.embedded import EmbeddedRuntime
from tests.contract.builders import StillClock, open_sqlite
from tests.pushing.service import PushService, push_service


@pytest.fixture
async def service() -> AsyncIterator[PushService]:
    async with push_service() as there:
        yield there


@pytest.fixture
async def state(tmp_path: Path, clock: StillClock) -> AsyncIterator[EmbeddedRuntime]:
    async with await open_sqlite(tmp_path / "tasks.sqlite3", clock) as store:
        yield EmbeddedRuntime(store)


@pytest.fixture
def pushes(state: EmbeddedRuntime, clock: StillClock) -> Pushes:
    return Pushes(state, clock, private=True)
