"""`tasklark doctor`: what is wrong and what to do."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


def test_a_sound_installation_is_told_so(terminal: Terminal) -> None:
    terminal("add", "Buy milk")
    ran = terminal("doctor")
    assert ran.code == 0, ran.out
    assert "1 row," in ran.out
    assert "Built-in planner" in ran.out
    assert all(line.startswith("ok") for line in ran.lines)


def test_without_a_database_it_says_how_one_is_made(terminal: Terminal) -> None:
    ran = terminal("doctor")
    assert ran.code == 1
    assert "!!  data" in ran.out
    assert "→" in ran.out
    assert not (terminal.data / "tasklark.sqlite3").exists()


def test_an_older_schema_a_newer_one_and_a_broken_file_are_told_apart(terminal: Terminal) -> None:
    terminal("add", "Buy milk")
    path = terminal.data / "tasklark.sqlite3"
    _version(path, 999)
    assert "Install the newer Tasklark" in terminal("doctor").out
    path.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    for other in terminal.data.glob("*-wal"):
        other.unlink()
    assert "Bring a backup back." in terminal("doctor").out


def test_settings_come_with_their_source_and_secrets_never_print(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TASKLARK_MODEL", "small")
    monkeypatch.setenv("TASKLARK_MODEL_KEY", "sk-secret")
    ran = terminal("doctor", "--settings", "--json")
    assert "sk-secret" not in ran.out
    rows = {row["about"]: row["says"] for row in json.loads(ran.out)}
    assert rows["TASKLARK_MODEL"] == "small  (environment)"
    assert rows["TASKLARK_MODEL_KEY"] == "(set)  (environment)"
    assert rows["TASKLARK_PORT"] == "7400  (default)"


def test_a_client_that_starts_something_else_is_named(terminal: Terminal, tmp_path: Path) -> None:
    terminal("add", "Buy milk")
    terminal("connect", "cursor")
    assert "Cursor       connected" in terminal("doctor").out
    ran = terminal("doctor", "--data", str(tmp_path / "data"))
    assert "Cursor       connected" in ran.out
    file = tmp_path / ".cursor" / "mcp.json"
    file.write_text('{"mcpServers": {"tasklark": {"command": "/gone"}}}')
    ran = terminal("doctor")
    assert ran.code == 1
    assert "tasklark connect cursor" in ran.out


def _version(path: Path, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
