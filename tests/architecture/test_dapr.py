"""Dapr is known by its adapter alone: another runtime could take its place tomorrow."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("tasklark", "mcp_server", "agent", "api", "services")
ADAPTER = "tasklark/runtime/dapr"
COMPOSING = {
    "tasklark/cli_letters.py",
    "tasklark/cluster.py",
    "tasklark/cluster_page.py",
    "tasklark/cluster_serving.py",
    "tasklark/member.py",
}
"""Who puts a process of a cluster together names the adapter, and nothing of what it speaks."""
SPEAKS = re.compile(r"dapr-api-token|/v1\.0(-alpha1)?/|bulkSubscribe|\bpubsubname\b|DAPR_HTTP_PORT")


def modules() -> Iterator[tuple[str, str]]:
    """Every module by its path, with its text."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def imports(text: str) -> Iterator[str]:
    """What a module imports, by whole names."""
    if "dapr" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def knows(name: str, text: str) -> str | None:
    """How a module knows Dapr though it should not."""
    if name.startswith(ADAPTER):
        return None
    for imported in imports(text):
        ours = imported.startswith("tasklark.runtime.dapr")
        if imported.split(".")[0] == "dapr" or (ours and name not in COMPOSING):
            return f"imports {imported}"
    spoken = SPEAKS.search(text)
    return None if spoken is None else f"says {spoken[0]}"


def test_only_the_adapter_knows_dapr() -> None:
    assert {name: why for name, text in modules() if (why := knows(name, text))} == {}


def test_whoever_composes_is_there_and_does() -> None:
    adapter = "tasklark.runtime.dapr"
    found = {
        name
        for name, text in modules()
        if name in COMPOSING and any(one.startswith(adapter) for one in imports(text))
    }
    assert found == COMPOSING


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("services/audit.py", "from tasklark.runtime.dapr import DaprRuntime"),
        ("tasklark/commands.py", "import dapr.clients"),
        ("tasklark/cluster.py", "URL = 'http://127.0.0.1:3500/v1.0/publish'"),
        ("api/app.py", "HEADER = 'dapr-api-token'"),
    ],
)
def test_a_seeded_violation_is_noticed(name: str, line: str) -> None:
    assert knows(name, f"{(ROOT / name).read_text('utf-8')}\n{line}\n") is not None
