"""What people read agrees with what there is: settings, commands, make's targets."""

import re
from pathlib import Path

import pytest
import typer

from tasklark.cli import app
from tasklark.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
SETTINGS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
PAGES = [ROOT / name for name in ("README.md", "AGENTS.md", "CONTRIBUTING.md")]


def code(page: Path) -> str:
    """What a page gives in code: indented lines and what stands between backticks."""
    text = page.read_text("utf-8")
    blocks = [line for line in text.splitlines() if line.startswith("    ")]
    return "\n".join([*blocks, *re.findall(r"`([^`]+)`", text)])


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    rows = [row for page in SETTINGS for row in page.read_text("utf-8").splitlines()]
    row = next((row for row in rows if f"`{PREFIX}{name.upper()}`" in row), None)
    assert row is not None, f"{PREFIX}{name.upper()} is neither in README.md nor in docs/"
    default = Settings.model_fields[name].default
    if isinstance(default, str | int | float) and default:
        shown = f"{default:g}" if isinstance(default, float) else str(default)
        shown = shown.lower() if isinstance(default, bool) else shown
        assert f"`{shown}`" in row


def test_no_document_names_a_setting_that_there_is_not() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for page in PAGES:
        named = set(re.findall(rf"{PREFIX}[A-Z_]+", page.read_text("utf-8")))
        assert named <= known, page.name


def test_every_setting_does_something() -> None:
    sources = [p.read_text("utf-8") for p in (ROOT / "tasklark").rglob("*.py")]
    for name in Settings.model_fields:
        used = re.compile(rf"(settings|chosen|loaded)\.{name}\b")
        assert any(used.search(source) for source in sources), f"{name} is used nowhere"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_a_document_shows_exists(page: Path) -> None:
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    told = code(page)
    assert set(re.findall(r"tasklark ([a-z-]+)", told)) <= commands
    assert set(re.findall(r"\bmake ([a-z-]+)", told)) <= TARGETS


def test_every_target_of_make_is_short_and_explains_itself() -> None:
    phony = set(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split())
    assert phony == TARGETS
    for target in TARGETS:
        rule = re.search(rf"^{target}:(.*)\n((?:\t.*\n?)*)", MAKEFILE, re.MULTILINE)
        assert rule is not None
        assert " ## " in rule[1], target
        assert 1 <= len(rule[2].splitlines()) <= 3, target
