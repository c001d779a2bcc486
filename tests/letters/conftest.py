"""Dead letters: on the file, and on the fake sidecar with PostgreSQL to keep them."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tasklark.store.postgres import PostgresStore
from tests.contract.builders import StillClock, open_pg
from tests.contract.dapr_ground import FakeGround
from tests.contract.servers import Servers


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    running = Servers()
    yield running
    running.close()


@pytest.fixture
async def store(servers: Servers, clock: StillClock) -> AsyncIterator[PostgresStore]:
    async with await open_pg(await servers.empty(), clock) as opened:
        yield opened


@pytest.fixture
def ground() -> FakeGround:
    return FakeGround(bulk=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first test that asks for a server waits for its start."""
    for item in items:
        if isinstance(item, pytest.Function) and "servers" in item.fixturenames:
            item.add_marker(pytest.mark.timeout(60))
