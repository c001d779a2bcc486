"""The conversation's tests run on asyncio, as the servers do."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from evals.agent.house import House, house
from tests.agent.scripts import Opening
from tests.agent.small import Bench
from tests.contract.builders import NOON


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    """The real tools over a real store, at noon on Wednesday 25 November 2026 in Madrid."""
    async with house(tmp_path, NOON) as opened:
        yield opened


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    """Opens the same folder again, as a restart does; takes a model."""
    return partial(house, tmp_path, NOON)
