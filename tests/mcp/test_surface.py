"""What a client sees before it calls: constant, small, closed, annotated."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mcp_server.server import INSTRUCTIONS
from mcp_server.tools import TOOLS
from tests.mcp.desk import Desk
from tests.mcp.surface import GOLDEN, published
from tests.mcp.tokens import counted, estimated, exact

HINTS = {
    # tool: (read only, destructive, idempotent)
    "add_tasks": (False, False, False),
    "search_tasks": (True, False, True),
    "get_agenda": (True, False, True),
    "update_tasks": (False, False, False),
    "complete_tasks": (False, False, True),
    "delete_tasks": (False, True, True),
    "set_recurrence": (False, False, False),
    "set_reminder": (False, False, False),
    "undo": (False, False, False),
    "get_history": (True, False, True),
    "preferences": (False, False, True),
    "show_board": (True, False, True),
}
SURFACE_TOKENS = 2410
SURFACE_ESTIMATED = 2530
"""The same by the estimate, which lies a little above; both only go down."""
INSTRUCTION_TOKENS = 150
LINE_TOKENS = 26
LISTED = (
    "#131 Pay rent | Mon 30 Nov 09:00 high #home ⏰",
    "#8 Water the plants | 18:00 ↻ every day ⏰",
    "#1204 Call the insurance about the car | Thu 26 Nov 09:00 #car ⏰",
    "#17 Buy oat milk | #home @Groceries",
)
NOISE = {"title", "$ref", "$defs", "anyOf", "oneOf", "allOf"}


async def test_the_list_of_tools_is_the_golden_one_byte_for_byte(tools: Desk) -> None:
    listed = await tools.client.list_tools()
    assert published(listed) == GOLDEN.read_text()
    assert published(await tools.client.list_tools()) == published(listed)


async def test_every_tool_has_its_hints(tools: Desk) -> None:
    found = {}
    for tool in (await tools.client.list_tools()).tools:
        hints = tool.annotations
        assert hints is not None
        assert hints.open_world_hint is False
        found[tool.name] = (hints.read_only_hint, hints.destructive_hint, hints.idempotent_hint)
    assert found == HINTS


def texts() -> list[str]:
    """What a model has to read before its first question."""
    schemas = (json.dumps(t.schema, separators=(",", ":")) for t in TOOLS.values())
    told = [part for tool in TOOLS.values() for part in (tool.name, tool.description)]
    return [INSTRUCTIONS, *told, *schemas]


def test_the_whole_surface_stays_within_its_tokens() -> None:
    assert sum(map(estimated, texts())) <= SURFACE_ESTIMATED
    assert estimated(INSTRUCTIONS) <= INSTRUCTION_TOKENS
    if exact():
        costs = counted(texts())
        assert sum(costs) <= SURFACE_TOKENS
        assert costs[0] <= INSTRUCTION_TOKENS


def test_a_task_in_a_list_stays_within_its_tokens() -> None:
    assert max(map(estimated, LISTED)) <= LINE_TOKENS
    if exact():
        assert max(counted(LISTED)) <= LINE_TOKENS


def schemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and all those within it."""
    yield schema
    for inner in schema.get("properties", {}).values():
        yield from schemas(inner)
    if "items" in schema:
        yield from schemas(schema["items"])


@pytest.mark.parametrize("tool", TOOLS)
def test_a_schema_is_closed_bounded_and_without_noise(tool: str) -> None:
    for schema in schemas(TOOLS[tool].schema):
        assert not NOISE & schema.keys()
        assert schema.get("default", "") is not None
        kind = schema["type"]
        if kind == "object":
            assert schema["additionalProperties"] is False
        if kind == "string":
            assert "maxLength" in schema or "enum" in schema
        if kind == "array":
            assert "maxItems" in schema
        if kind == "integer":
            assert "maximum" in schema


def test_the_golden_file_is_small_enough_to_read() -> None:
    assert Path(GOLDEN).stat().st_size < 30_000
