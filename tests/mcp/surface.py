"""What is published: `python -m tests.mcp.surface` writes it as the golden file."""

import json
from pathlib import Path
from typing import Any

from mcp_types import ListToolsResult

from mcp_server.board import Board
from mcp_server.server import INSTRUCTIONS, listed_tools

BOARD = Board("<!doctype html><title>A board</title>", "http://127.0.0.1:7400")
"""Stands for the built file, whose hash changes with every change of the page."""
GOLDEN = Path(__file__).parents[1] / "golden" / "tools.json"


def published(listed: ListToolsResult) -> str:
    """The tools as a client receives them, and the instructions."""
    tools = [
        tool.model_dump(by_alias=True, exclude_none=True, mode="json") for tool in listed.tools
    ]
    return as_text({"instructions": INSTRUCTIONS, "tools": tools})


def as_text(value: Any) -> str:
    """JSON as the golden file holds it."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    GOLDEN.write_text(published(listed_tools(BOARD)))
