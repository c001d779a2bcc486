"""A tool that only the conformance suite calls."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mcp_types import CallToolRequestParams, CallToolResult, InputRequiredResult, Tool

from mcp_server.server import Context

Served = CallToolResult | InputRequiredResult
Serve = Callable[[Context, CallToolRequestParams], Awaitable[Served]]
_NOTHING: Mapping[str, Any] = {"type": "object", "properties": {}}


@dataclass(frozen=True, slots=True)
class Fixture:
    """How a tool is listed and served."""

    listed: Tool
    serve: Serve


def fixture(name: str, serve: Serve, schema: Mapping[str, Any] = _NOTHING) -> Fixture:
    """The fixture of that name, as the suite knows it."""
    said = f"Asked for by the conformance suite: {name}."
    return Fixture(Tool(name=name, description=said, input_schema=dict(schema)), serve)
