"""`tasklark audit`: the trail is whole or not, in a line and an exit code."""

import json
import sqlite3
from pathlib import Path

from tests.cli.terminal import Terminal


def test_a_trail_that_is_whole_says_so_with_a_proof_that_holds_later(terminal: Terminal) -> None:
    terminal("add", "Pay rent")
    told = terminal("audit", "verify")
    assert (told.code, told.err) == (0, "")
    [line] = told.lines
    assert line.startswith("person 1: 1 entry, whole. Proof 1:1:")
    proof = line.rpartition(" ")[2]
    terminal("add", "Pay rent again")
    assert terminal("audit", "verify", "--proof", proof).code == 0
    [trail] = terminal("audit", "verify", "--json").json["trails"]
    assert (trail["entries"], trail["fault"]) == (2, None)


def test_an_altered_trail_is_an_exit_code_and_names_the_entry(terminal: Terminal) -> None:
    terminal("add", "Pay rent")
    assert terminal("audit", "verify").code == 0
    with sqlite3.connect(terminal.data / "tasklark.sqlite3") as connection:
        connection.execute("DROP TRIGGER audit_is_written_once")
        connection.execute("UPDATE audit SET payload = '{}'")
    connection.close()
    told = terminal("audit", "verify")
    assert told.code == 1
    assert told.err.splitlines() == [
        "The audit trail is broken: person 1: what entry 1 says is not what was written."
        " Compare with a backup."
    ]
    found = terminal("audit", "verify", "--json")
    assert (found.code, len(found.json["faults"])) == (1, 1)


def test_a_proof_of_another_trail_does_not_hold(terminal: Terminal) -> None:
    terminal("add", "Pay rent")
    assert "is not the one" in terminal("audit", "verify", "--proof", "1:1:abc").err
    assert "is no proof" in terminal("audit", "verify", "--proof", "nonsense").complaint


def test_an_empty_trail_is_no_fault(terminal: Terminal) -> None:
    assert terminal("audit", "verify").lines == ["The trail is empty."]


def test_a_refused_call_is_in_the_trail_and_in_its_export(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("add", "Pay rent")
    terminal("call", "complete_tasks", '{"tasks": [{"number": 99}]}')
    assert terminal("audit", "export", str(tmp_path / "trail.jsonl")).code == 0
    lines = (tmp_path / "trail.jsonl").read_text("utf-8").splitlines()
    kinds = [json.loads(line)["type"] for line in lines]
    assert kinds == ["dev.tasklark.task.created.v1", "dev.tasklark.call.refused.v1"]
