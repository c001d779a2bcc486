"""Write Tasklark into an MCP client's configuration, keeping everything else that is there."""

import difflib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tasklark.domain.errors import TasklarkError

NAME = "tasklark"
_PRIVATE = 0o600
"""Files of clients hold keys of other servers: a new one is for this user alone."""


class ConnectError(TasklarkError):
    """A configuration that cannot be read or written; the text is fit to show."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written where; `before` is None when there is no file yet."""

    client: str
    path: Path
    before: str | None
    after: str

    @property
    def changes(self) -> bool:
        """Whether writing would change the file."""
        return self.before != self.after

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        old = (self.before or "").splitlines(keepends=True)
        new = self.after.splitlines(keepends=True)
        return "".join(difflib.unified_diff(old, new, str(self.path), str(self.path), n=2))


@dataclass(frozen=True, slots=True)
class Client:
    """A client: where its file lies, and under which key servers stand in it."""

    name: str
    place: Callable[[Path], Path]
    key: str = "mcpServers"
    typed: bool = False
    """Whether an entry says that it speaks stdio."""
    then: str = "Start {} again."


def plan(client: str, data: Path, home: Path | None = None) -> Plan:
    """Work out the configuration that starts Tasklark on the data folder `data`.

    Raises:
        ConnectError: For an unknown client, or a file that is not a JSON object.
    """
    known = KNOWN.get(client)
    if known is None:
        raise ConnectError(f"“{client}” is not a client I can connect. Known: {', '.join(KNOWN)}.")
    path = known.place(home or Path.home())
    entry = server_entry(data, typed=known.typed)
    before = _read(path)
    config = _parsed(path, before, {known.key: {NAME: entry}})
    servers = config.setdefault(known.key, {})
    if not isinstance(servers, dict):
        raise ConnectError(
            f"“{known.key}” in {path} is not an object. Mend the file, then try again."
        )
    servers[NAME] = entry
    return Plan(client, path, before, json.dumps(config, indent=2, ensure_ascii=False) + "\n")


def connected(client: str, data: Path, home: Path | None = None) -> bool:
    """Whether a client's file starts Tasklark on this data folder; a file in disorder does not."""
    try:
        ready = plan(client, data, home)
    except ConnectError:
        return False
    return ready.before is not None and json.loads(ready.before or "{}") == json.loads(ready.after)


def present(client: str, home: Path | None = None) -> bool:
    """Whether the client seems to be installed: the folder of its file is there."""
    path = KNOWN[client].place(home or Path.home())
    return path.exists() or (path.parent != (home or Path.home()) and path.parent.is_dir())


def entry_of(client: str, home: Path | None = None) -> object | None:
    """What the client's file says of us; None when it says nothing, or cannot be read."""
    known = KNOWN[client]
    try:
        path = known.place(home or Path.home())
        servers = _parsed(path, _read(path), {}).get(known.key)
    except ConnectError:
        return None
    return servers.get(NAME) if isinstance(servers, dict) else None


def then(client: str) -> str:
    """What a person does after the file was written."""
    known = KNOWN[client]
    return known.then.format(known.name)


def server_entry(data: Path, *, typed: bool = False) -> dict[str, object]:
    """How a client starts the server: absolute paths, because its working folder is not ours."""
    kind = {"type": "stdio"} if typed else {}
    arguments = ["-m", "tasklark", "mcp", "--stdio", "--data", str(data.absolute())]
    # Not resolved: a virtual environment's interpreter is a link, and its place is what counts.
    return {**kind, "command": os.path.abspath(sys.executable), "args": arguments}


def write(ready: Plan) -> None:
    """Write the file whole or not at all, a copy of the old one beside it.

    A link stays a link, and a file keeps who may read it.

    Raises:
        ConnectError: If the file cannot be written.
    """
    try:
        path = ready.path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if ready.before is not None else _PRIVATE
        if ready.before is not None:
            _put(path.with_suffix(".json.before-tasklark"), ready.before, mode)
        draft = path.with_suffix(".json.new")
        _put(draft, ready.after, mode)
        draft.replace(path)
    except OSError as error:
        raise ConnectError(f"{ready.path} cannot be written: {error.strerror}.") from error


def _put(path: Path, text: str, mode: int) -> None:
    path.touch(mode=mode)
    path.chmod(mode)
    path.write_text(text, "utf-8")


def _programs(home: Path) -> Path:
    """The folder in which desktop programs keep what they are told."""
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", home / "AppData" / "Roaming"))
    return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")


def _claude_desktop(home: Path) -> Path:
    return _programs(home) / "Claude" / "claude_desktop_config.json"


def _claude_code(home: Path) -> Path:
    return Path(os.environ.get("CLAUDE_CONFIG_DIR") or home) / ".claude.json"


def _cursor(home: Path) -> Path:
    return home / ".cursor" / "mcp.json"


def _vscode(home: Path) -> Path:
    return _programs(home) / "Code" / "User" / "mcp.json"


KNOWN: Mapping[str, Client] = {
    "claude-desktop": Client("Claude Desktop", _claude_desktop),
    "claude-code": Client(
        "Claude Code", _claude_code, typed=True, then="A new {} session has it; /mcp shows it."
    ),
    "cursor": Client("Cursor", _cursor, then="{} picks it up; Settings → MCP shows it."),
    "vscode": Client(
        "VS Code",
        _vscode,
        "servers",
        typed=True,
        then="In {}, open the command palette: MCP: List Servers, tasklark, Start.",
    ),
}
CLIENTS: Mapping[str, str] = {name: client.name for name, client in KNOWN.items()}
"""The clients that can be connected, with the name people know."""


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ConnectError(f"{path} cannot be read: {error}.") from error


def _parsed(path: Path, text: str | None, wanted: Mapping[str, object]) -> dict[str, object]:
    try:
        config = json.loads(text) if text and text.strip() else {}
    except ValueError as error:
        # A file with comments is fine for some clients; rewriting it would lose them.
        raise ConnectError(
            f"{path} is not valid JSON ({error}). Mend it, then try again, "
            f"or add to it yourself: {json.dumps(wanted, ensure_ascii=False)}"
        ) from error
    if not isinstance(config, dict):
        raise ConnectError(f"{path} does not hold a JSON object. Mend it, then try again.")
    return config
