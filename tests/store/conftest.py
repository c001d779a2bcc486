"""What the tests of PostgreSQL alone stand on: a running server, an empty database."""

from collections.abc import AsyncIterator

import pytest

from tasklark.store.postgres import PostgresStore
from tests.contract.builders import StillClock, open_pg
from tests.contract.servers import Servers


@pytest.fixture
async def address(servers: Servers) -> str:
    """The program's role's address of an empty database."""
    return await servers.empty()


@pytest.fixture
async def store(address: str, clock: StillClock) -> AsyncIterator[PostgresStore]:
    async with await open_pg(address, clock) as opened:
        yield opened
