"""Help, exit codes, and the commands that set things up."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from tasklark.cli import app
from tasklark.store.sqlite_file import schema_version
from tests.cli.terminal import Terminal
from tests.running import Tasklark

OURS = {"up", "mcp", "migrate", "connect", "eval", "add", "done", "ask", "call", "list", "doctor"}
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_help_names_every_command_with_a_sentence(terminal: Terminal) -> None:
    ran = terminal("--help")
    assert ran.code == 0
    rows = [line.split(maxsplit=1) for line in ran.out.split("Commands:")[1].splitlines() if line]
    assert sorted(row[0] for row in rows) == COMMANDS
    assert set(COMMANDS) >= OURS
    assert all(row[1].strip().endswith(".") for row in rows)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, terminal: Terminal) -> None:
    ran = terminal(command, "--help")
    assert ran.code == 0
    assert f"tasklark {command}" in ran.out
    assert "--help" in ran.out


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("fly",),
        ("add",),
        ("done",),
        ("mcp",),
        ("up", "--port", "many"),
        ("list", "--no-such-thing"),
        ("eval", "nothing"),
    ],
)
def test_wrong_usage_is_exit_code_2(words: tuple[str, ...], terminal: Terminal) -> None:
    ran = terminal(*words)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "Usage: " in ran.err


def test_the_schema_is_made_once_and_can_be_looked_at_before(terminal: Terminal) -> None:
    path, new = terminal.data / "tasklark.sqlite3", schema_version()
    checked = terminal("migrate", "--check")
    assert checked.out == f"{path} has schema 0; {new} would be made of it.\n"
    assert checked.code == 1
    assert not path.exists()
    assert terminal("migrate").out == f"{path} was brought from schema 0 to {new}.\n"
    for words in (("migrate",), ("migrate", "--check")):
        again = terminal(*words)
        assert again.out == f"{path} has this program's schema ({new}).\n"
        assert again.code == 0


def test_a_client_is_connected_once_with_absolute_paths_and_what_was_there_stays(
    terminal: Terminal, tmp_path: Path
) -> None:
    if sys.platform != "linux":
        pytest.skip("the file has another place there")
    file = tmp_path / ".config" / "Claude" / "claude_desktop_config.json"
    file.parent.mkdir(parents=True)
    before = {"theme": "dark", "mcpServers": {"other": {"command": "x"}}}
    file.write_text(json.dumps(before))
    shown = terminal("connect", "claude-desktop", "--print")
    assert '+    "tasklark": {' in shown.out
    assert json.loads(file.read_text()) == before
    assert terminal("connect", "claude-desktop").lines[-1].startswith(f"Written to {file}.")
    config = json.loads(file.read_text())
    entry = config["mcpServers"].pop("tasklark")
    assert config == before
    assert entry == {
        "command": sys.executable,
        "args": ["-m", "tasklark", "mcp", "--stdio", "--data", str(terminal.data)],
    }
    assert "is connected already" in terminal("connect", "claude-desktop").out


@pytest.mark.parametrize("text", ["{", "[]", '{"mcpServers": 1}'])
def test_a_broken_configuration_is_named_and_left_as_it_is(
    text: str, terminal: Terminal, tmp_path: Path
) -> None:
    if sys.platform != "linux":
        pytest.skip("the file has another place there")
    file = tmp_path / ".config" / "Claude" / "claude_desktop_config.json"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    line = terminal("connect", "claude-desktop").complaint
    assert str(file) in line
    assert "then try again" in line
    assert file.read_text() == text


def test_an_unknown_client_is_named_with_those_that_are_known(terminal: Terminal) -> None:
    assert "Known: claude-desktop" in terminal("connect", "vi").complaint


@pytest.mark.parametrize(
    ("what", "line", "answer"),
    [
        (
            "expand",
            {"id": "a", "ical": "DTSTART:20261128T090000\nRRULE:FREQ=DAILY;COUNT=2"},
            {"id": "a", "instances": ["20261128T090000", "20261129T090000"]},
        ),
    ],
)
def test_measures_answer_a_line_with_a_line(
    what: str, line: dict[str, object], answer: dict[str, object], terminal: Terminal
) -> None:
    ran = terminal("eval", what, given=json.dumps(line) + "\n\n")
    assert ran.code == 0
    assert json.loads(ran.out) == answer


def test_a_line_that_no_measure_can_read_is_named(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("eval", "when", given="\n{\n").complaint.startswith("Line 2 is not what when")
    assert terminal("eval", "when", "gone").complaint == "gone: No such file or directory."


@pytest.mark.slow
@pytest.mark.timeout(30)
def test_the_installed_command_ends_with_these_codes(terminal: Terminal) -> None:
    program = Path(sys.executable).with_name("tasklark")
    for words, code in ((("list",), 0), (("done", "7"), 1), (("fly",), 2)):
        ran = subprocess.run(
            [program, *words], capture_output=True, text=True, check=False, timeout=20
        )
        assert ran.returncode == code, ran.stderr


def test_the_settings_of_a_cluster_are_not_taken_for_those_of_this_computer(
    tmp_path: Path,
) -> None:
    program = Tasklark(
        tmp_path / "data", database_url="postgresql://127.0.0.1/none", token_key="x" * 32
    )
    told = program.run("add", "milk")
    assert told.returncode == 1
    assert "TASKLARK_DATABASE_URL" in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
