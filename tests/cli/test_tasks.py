"""Adding, listing, finishing and asking from a terminal."""

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


def test_words_become_a_task_with_its_date_tag_and_code_to_undo(terminal: Terminal) -> None:
    ran = terminal("add", "buy", "oat", "milk", "tomorrow", "at", "9", "#home")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Added “buy oat milk”, ")
    assert "(undo " in ran.out
    (task,) = terminal.tasks()
    assert (task["title"], task["tags"], task["due"]["time"]) == ("buy oat milk", ["home"], "09:00")


def test_added_as_json_is_the_task_json_the_code_and_the_sentence(terminal: Terminal) -> None:
    added = terminal("add", "call Ana", "--json").json
    assert set(added) == {"tasks", "undo", "said"}
    assert added["said"] == "Added “call Ana”"
    assert added["tasks"] == terminal.tasks()


def test_a_list_in_a_pipe_is_a_line_a_task_with_tabs(terminal: Terminal) -> None:
    terminal("add", "pay rent today")
    terminal("add", "read [bold] a book today")
    ran = terminal("list")
    rows = [line.split("\t") for line in ran.lines]
    assert [(row[0], row[2]) for row in rows] == [
        ("#1", "pay rent"),
        ("#2", "read [bold] a book"),
    ]


def test_an_empty_list_says_so(terminal: Terminal) -> None:
    assert terminal("list").out == "Nothing here.\n"
    assert terminal("list", "--json").json == []


@pytest.mark.parametrize(
    ("view", "titles"),
    [("today", ["walk"]), ("upcoming", ["swim"]), ("inbox", ["ever"]), ("done", ["past"])],
)
def test_each_view_has_its_tasks(view: str, titles: list[str], terminal: Terminal) -> None:
    for words in ("walk today", "swim in 2 days", "ever", "past"):
        terminal("add", words)
    terminal("done", "4")
    assert [task["title"] for task in terminal.tasks(view)] == titles


def test_several_numbers_are_done_in_one_change(terminal: Terminal) -> None:
    for title in ("one", "two", "three"):
        terminal("add", title)
    ran = terminal("done", "1", "3")
    assert ran.code == 0
    assert "2 tasks" in ran.out
    assert [task["title"] for task in terminal.tasks()] == ["two"]


def test_a_repeating_task_that_is_done_from_a_terminal_has_its_next_occurrence(
    terminal: Terminal,
) -> None:
    terminal("add", "water the plants every day")
    done = terminal("done", "1", "--json").json
    assert "next" in done["said"]
    (task,) = terminal.tasks()
    assert (task["number"], task["status"]) == (1, "open")
    assert task["occurrence"] > done["tasks"][0]["occurrence"]


def test_any_tool_can_be_called(terminal: Terminal) -> None:
    ran = terminal("call", "add_tasks", json.dumps({"tasks": [{"title": "buy milk"}]}))
    assert ran.code == 0
    assert "added 1 · undo " in ran.out
    assert "buy milk" in terminal("call", "search_tasks").out


def test_the_assistant_answers_acts_and_says_how_to_undo(terminal: Terminal) -> None:
    assert terminal("ask", "add", "buy", "milk").out.startswith("Added “buy milk” (undo ")
    assert "buy milk" in terminal("ask", "what is in my inbox").out
    assert [task["title"] for task in terminal.tasks()] == ["buy milk"]


def test_the_assistant_shows_among_which_to_choose(terminal: Terminal) -> None:
    terminal("add", "buy milk")
    terminal("add", "milk the cow")
    ran = terminal("ask", "delete the milk one")
    assert ran.lines[1:] == ["  #1 buy milk", "  #2 milk the cow"]
    assert len(terminal.tasks()) == 2


def test_the_assistant_deletes_nothing_where_nobody_can_be_asked(terminal: Terminal) -> None:
    terminal("add", "buy milk")
    ran = terminal("ask", "delete the milk one")
    assert ran.code == 1
    assert ran.lines[0] == "Delete “buy milk”?"
    assert ran.err == "Nobody is here to be asked, so nothing was changed. Ask on a terminal.\n"
    assert len(terminal.tasks()) == 1


def test_another_data_folder_has_other_tasks(terminal: Terminal, tmp_path: Path) -> None:
    terminal("add", "here")
    other = str(tmp_path / "other")
    terminal("add", "there", "--data", other)
    assert terminal("list", "all", "--data", other).out == "#1\t\tthere\n"
    assert [task["title"] for task in terminal.tasks()] == ["here"]


def test_what_is_said_next_goes_on_with_what_was_said_before(terminal: Terminal) -> None:
    terminal("ask", "add", "buy", "milk")
    assert terminal("ask", "move it to friday").code == 0
    (task,) = terminal.tasks()
    assert task["due"]["date"]
    for _ in range(2):
        assert terminal("ask", "undo").code == 0
    assert terminal.tasks() == []
