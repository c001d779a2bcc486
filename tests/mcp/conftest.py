"""The tools as a client meets them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.mcp.desk import Desk, desk


@pytest.fixture
async def tools(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path) as opened:
        yield opened
