"""Connecting a client: its file in its place, everything else in it kept."""

import json
import sys
from pathlib import Path

import pytest

from tasklark import connect
from tasklark.connect import CLIENTS, ConnectError, connected, entry_of, plan, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="files lie elsewhere there")
PLACES = {
    "claude-desktop": (".config/Claude/claude_desktop_config.json", "mcpServers"),
    "claude-code": (".claude.json", "mcpServers"),
    "cursor": (".cursor/mcp.json", "mcpServers"),
    "vscode": (".config/Code/User/mcp.json", "servers"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "CLAUDE_CONFIG_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_finds_the_server_where_it_looks(client: str, home: Path, tmp_path: Path) -> None:
    place, key = PLACES[client]
    assert not connected(client, tmp_path, home)
    write(plan(client, tmp_path, home))
    entry = json.loads((home / place).read_text())[key]["tasklark"]
    assert entry["command"] == sys.executable
    assert entry["args"][-2:] == ["--data", str(tmp_path)]
    assert entry.get("type", "stdio") == "stdio"
    assert connected(client, tmp_path, home)
    assert not plan(client, tmp_path, home).changes
    assert not connected(client, tmp_path / "other", home)


@pytest.mark.parametrize("client", CLIENTS)
def test_what_was_there_stays_with_who_may_read_it_and_a_copy(
    client: str, home: Path, tmp_path: Path
) -> None:
    place, key = PLACES[client]
    file = home / place
    file.parent.mkdir(parents=True, exist_ok=True)
    before = {"oauthAccount": {"key": "secret"}, key: {"other": {"command": "x"}}}
    file.write_text(json.dumps(before))
    file.chmod(0o600)
    ready = plan(client, tmp_path, home)
    assert '+    "tasklark": {' in ready.diff
    write(ready)
    after = json.loads(file.read_text())
    assert after[key].pop("tasklark")
    assert after == before
    copy = file.with_suffix(".json.before-tasklark")
    assert json.loads(copy.read_text()) == before
    assert [one.stat().st_mode & 0o777 for one in (file, copy)] == [0o600, 0o600]


def test_a_link_stays_a_link(home: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "mcp.json"
    kept.parent.mkdir()
    kept.write_text("{}")
    (home / ".cursor").mkdir(parents=True)
    (home / ".cursor" / "mcp.json").symlink_to(kept)
    write(plan("cursor", tmp_path, home))
    assert (home / ".cursor" / "mcp.json").is_symlink()
    assert "tasklark" in kept.read_text()


def test_a_file_with_comments_is_left_alone_and_what_to_add_is_told(
    home: Path, tmp_path: Path
) -> None:
    file = home / PLACES["vscode"][0]
    file.parent.mkdir(parents=True)
    file.write_text('{\n  // mine\n  "servers": {}\n}')
    with pytest.raises(ConnectError, match=r'add to it yourself: \{"servers": \{"tasklark"'):
        plan("vscode", tmp_path, home)
    assert "// mine" in file.read_text()
    assert not connected("vscode", tmp_path, home)
    assert entry_of("vscode", home) is None


def test_claude_code_is_followed_to_its_own_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(tmp_path / "elsewhere"))
    assert plan("claude-code", tmp_path, home).path == tmp_path / "elsewhere" / ".claude.json"


def test_every_client_is_told_what_comes_then() -> None:
    assert all(connect.then(client).endswith(".") for client in CLIENTS)
