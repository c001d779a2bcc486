"""A house whose every event is heard."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.builders import StillClock
from tests.services.house import House, opened


@pytest.fixture
async def house(tmp_path: Path, clock: StillClock) -> AsyncIterator[House]:
    async with opened(tmp_path, clock) as there:
        yield there
