"""docs/mcp.md and docs/requests.md are what the program says."""

from pathlib import Path

import pytest

from mcp_server.tools import TOOLS
from tests.mcp.desk import Desk
from tests.mcp.page import PAGE, REQUESTS, on_stdio, written


async def test_every_example_of_the_page_is_what_the_tools_answer(tools: Desk) -> None:
    page = PAGE.read_text("utf-8")
    assert await written(tools, page) == page


def test_every_tool_has_its_example() -> None:
    page = PAGE.read_text("utf-8")
    for name in TOOLS:
        assert f"### {name}\n" in page
        assert f"› {name} {{" in page


@pytest.mark.slow
@pytest.mark.timeout(180)
async def test_the_requests_of_people_are_answered_on_stdio_as_the_page_shows(
    tmp_path: Path,
) -> None:
    page = REQUESTS.read_text("utf-8")
    async with on_stdio(tmp_path) as client:
        assert await written(client, page) == page
