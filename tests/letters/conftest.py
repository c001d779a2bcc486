"""Dead letters: on the file, and on the fake sidecar with PostgreSQL to keep them."""

from collections.abc import AsyncIterator

import pytest

from tasklark.store.postgres import PostgresStore
from tests.contract.builders import StillClock, open_pg
from tests.contract.dapr_ground import FakeGround
from tests.contract.servers import Servers


@pytest.fixture
async def store(servers: Servers, clock: StillClock) -> AsyncIterator[PostgresStore]:
    async with await open_pg(await servers.empty(), clock) as opened:
        yield opened


@pytest.fixture
def ground() -> FakeGround:
    return FakeGround(bulk=False)
