"""The door's tests run on asyncio, over a store of their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.door import Door, opened
from tests.contract.builders import StillClock


@pytest.fixture
async def door(tmp_path: Path, clock: StillClock) -> AsyncIterator[Door]:
    async with opened(tmp_path, clock) as there:
        yield there
