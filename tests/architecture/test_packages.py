"""What the code imports is named: a package that only the lock file knows is not installed."""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = ("tasklark", "mcp_server", "agent", "api", "services")
_IMPORT = re.compile(r"^ *(?:from|import) (\w+)(?:\.[\w.]+)?(?: import .*| as \w+)?$", re.MULTILINE)
BROUGHT = {
    "anyio", "cryptography", "mcp-types", "openai", "psycopg-pool", "py-vapid", "pydantic",
    "sqlalchemy", "starlette", "httpx2", "truststore",
}  # fmt: skip
"""Parts of a named package: they come with it and change with it."""


def imported() -> Iterator[str]:
    """The modules that our packages import."""
    for package in OURS:
        for path in (ROOT / package).rglob("*.py"):
            yield from _IMPORT.findall(path.read_text("utf-8"))


def test_every_package_that_is_imported_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {entry.split("[")[0].split(">")[0].lower() for entry in project["dependencies"]}
    homes = packages_distributions()
    theirs = set(imported()) - set(sys.stdlib_module_names) - set(OURS)
    # What no package brings is a word at the beginning of a line of prose.
    for module in sorted(theirs & homes.keys()):
        known = {home.lower().replace("_", "-") for home in homes[module]}
        assert known & (named | BROUGHT), f"{module} comes from {known}, which is not named"
