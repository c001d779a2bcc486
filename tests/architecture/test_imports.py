"""Imports point one way, and the linter that says so notices a seeded violation."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINTER), "--no-logo", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": str(LINTER.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("tasklark/domain/task.py", "import sqlite3", "touch nothing outside"),
        ("tasklark/domain/task.py", "import tasklark.language", "point inwards"),
        ("mcp_server/server.py", "import api", "point inwards"),
        ("services/recurring.py", "import agents", "agents SDK"),
    ],
)
def test_a_seeded_violation_is_noticed(
    module: str, line: str, contract: str, tmp_path: Path
) -> None:
    for package in ("tasklark", "mcp_server", "agent", "api", "services"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    seeded = tmp_path / module
    seeded.write_text(seeded.read_text() + f"\n{line}\n")
    told = lint(tmp_path)
    assert told.returncode == 1
    broken = [row for row in told.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(contract in row for row in broken)


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        (
            "mcp_server.stdio",
            {"sqlmodel", "sqlalchemy", "fastapi", "agents", "services", "uvicorn"},
        ),
        ("tasklark.cli", {"mcp", "agents", "fastapi", "uvicorn", "sqlmodel"}),
        ("tasklark.language", {"pydantic", "mcp", "sqlalchemy"}),
        # What the first page waits for; the tools and the assistant load behind it.
        ("tasklark.whole", {"mcp", "mcp_types", "agents", "openai"}),
    ],
)
def test_what_starts_quickly_imports_nothing_heavy(module: str, heavy: set[str]) -> None:
    code = f"import sys, {module}; print(' '.join(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not heavy & set(ran.stdout.split())
