"""What tests of several rooms stand on: asyncio, a clock that stands still, running databases."""

from collections.abc import Iterator, Sequence

import pytest

from tests.contract.builders import StillClock
from tests.contract.servers import Servers

_START_S = 60


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """One server of a kind for the whole run."""
    running = Servers()
    yield running
    running.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """The first test that asks for a server waits for its start."""
    for item in items:
        asks = isinstance(item, pytest.Function) and "servers" in item.fixturenames
        if asks and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(_START_S))
