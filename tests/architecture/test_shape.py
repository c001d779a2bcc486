"""The shape of the code: sizes, folders, lock files."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("tasklark", "mcp_server", "agent", "api", "services")
MODULE_LINES = 300
FUNCTION_LINES = 40
pytestmark = pytest.mark.timeout(60)
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-tools.lock")


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def sources() -> Iterator[Path]:
    for folder in (*PACKAGES, "scripts", "benchmarks", "evals"):
        yield from (ROOT / folder).rglob("*.py")


@cache
def tree(path: Path) -> ast.Module:
    """Parsing the whole project takes seconds: once is enough."""
    return ast.parse(path.read_text())


def test_no_module_is_longer_than_a_room_can_be() -> None:
    long = {p.name: n for p in sources() if (n := p.read_text().count("\n")) > MODULE_LINES}
    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    assert not long


def test_every_module_says_in_a_line_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources()
        if path.name != "__init__.py" and not ast.get_docstring(tree(path))
    ]
    assert not silent


def test_no_room_is_named_after_nothing() -> None:
    nothing = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
    assert not [path for path in sources() if path.stem in nothing]


def test_the_dapr_folder_never_holds_python() -> None:
    assert not list((ROOT / "dapr").rglob("*.py"))


@pytest.mark.parametrize("name", [*LOCKS, "web/package-lock.json"])
def test_a_lock_file_names_no_host_and_hashes_everything(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not re.search(r"https?://[^\s\"]+\.(tgz|whl|tar\.gz)|\"resolved\"", text)
    assert "--index-url" not in text
    assert ("--hash=sha256:" in text) or ('"integrity"' in text)


def test_no_tracked_file_holds_a_path_of_a_machine() -> None:
    # Written in two halves, so that this file does not find itself.
    homes = re.compile(r"[\"'\s=(]/(?:ho" + r"me|ro" + r"ot|wo" + r"rk|Us" + r"ers)/\w")
    found = [
        str(path.relative_to(ROOT))
        for path in tracked(
            "*.py", "*.ts", "*.tsx", "*.toml", "*.md", "*.yml", "*.json", "Makefile"
        )
        if homes.search(path.read_text("utf-8", "replace"))
    ]
    assert not found
