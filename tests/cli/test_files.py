"""`tasklark import` and `tasklark export`."""

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


def test_a_file_is_looked_at_and_then_added(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "Home.csv"
    file.write_text("TYPE,CONTENT,PRIORITY,INDENT,DATE\ntask,rent,1,1,tomorrow at 9\n")
    assert terminal("import", str(file), "--dry-run").out == "Would add 1 task\n"
    assert terminal.tasks() == []
    ran = terminal("import", str(file))
    assert ran.out.startswith("Added 1 task (undo ")
    [rent] = terminal.tasks()
    assert (rent["title"], rent["project"], rent["priority"]) == ("rent", "Home", "high")
    assert terminal("import", str(file), "--json").json["known"] == 1


def test_what_is_left_out_is_told_beside(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("title,notes\n,x\nmilk,\n")
    ran = terminal("import", str(file))
    assert ran.err == "Line 2: A line without a title is left out.\n"


def test_everything_goes_out_and_comes_in(terminal: Terminal, tmp_path: Path) -> None:
    terminal("add", "rent", "tomorrow", "at", "9", "#home")
    for ending in ("json", "ics", "csv"):
        file = tmp_path / f"out.{ending}"
        assert terminal("export", str(file)).out == f"Written to {file}.\n"
        assert terminal("import", str(file), "--json").json["known"] == 1
    document = json.loads(terminal("export").out)
    assert [one["title"] for one in document["tasks"]] == ["rent"]


def test_a_file_that_is_none_is_one_line(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    assert "No such file" in terminal("import", str(file)).complaint
    file.write_bytes(b"\x00")
    assert "not a file of text" in terminal("import", str(file)).complaint
    assert "not a format I read" in terminal("import", str(file), "--from", "xls").complaint
    assert "not a format I write" in terminal("export", "--to", "xls").complaint


def test_a_backup_is_a_data_folder_to_go_on_with(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal("add", "buy milk")
    folder = tmp_path / "restored"
    folder.mkdir()
    copy = folder / "tasklark.sqlite3"
    assert "sound copy" in terminal("backup", str(copy)).out
    terminal("add", "after the copy")
    assert "there already" in terminal("backup", str(copy)).complaint
    monkeypatch.setenv("TASKLARK_DATA", str(folder))
    assert [task["title"] for task in json.loads(terminal("list", "all", "--json").out)] == [
        "buy milk"
    ]
