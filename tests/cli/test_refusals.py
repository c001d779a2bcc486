"""What cannot be done from a terminal: one line that says what and how, and nothing was done."""

import json
from typing import Any

import pytest

from tests.cli.terminal import Terminal


def tool(name: str, **arguments: Any) -> tuple[str, ...]:
    return ("call", name, json.dumps(arguments))


def new(**fields: Any) -> tuple[str, ...]:
    good = {"title": "kept out too"}
    return tool("add_tasks", tasks=[good, {"title": "x", **fields}])


BAD = {
    "an empty title": (("add", " "), "There is no title in that.", "Say what to do"),
    "a title of 10,000 characters": (("add", "x" * 10_000), "10,000 characters", "notes"),
    "an unknown number": (("done", "77"), "There is no task #77.", "Search"),
    "one unknown number of two": (("done", "1", "77"), "There is no task #77.", "Search"),
    "no number": (("done", "milk"), "“milk” is not a task's number.", "Write 131"),
    "an unknown view": (("list", "never"), "“never” is not a view.", "Known are today"),
    "an unknown tool": (tool("fly"), "There is no tool “fly”.", "Known are"),
    "an unknown argument": (
        tool("complete_tasks", ids=["1"], wehn="today"),
        "Unknown argument “wehn”",
        "Known: ",
    ),
    "a misspelt argument": (
        tool("search_tasks", filtre={"text": "milk"}),
        "“filtre”",
        "Did you mean “filter”?",
    ),
    "arguments that are no JSON": (("call", "undo", "{"), "not JSON", "Write {"),
    "arguments that are no object": (("call", "undo", "[]"), "not a JSON object", "Write {"),
    "an unreadable date": (new(when="the day of yore"), "“the day of yore”", "Try “tomorrow"),
    "an unreadable repeat": (new(repeat="every blue moon"), "“every blue moon”", "Try “"),
    "a rule that never matches": (
        new(repeat="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        "never comes to a date",
        "Change the rule",
    ),
    "an empty title among good ones": (new(title=""), "itle", "."),
    "a long title among good ones": (new(title="x" * 10_000), "500", "."),
    "two tasks where one was meant": (
        tool("complete_tasks", filter={"text": "the milk one"}, expect=1),
        "2 tasks match, not 1: #1 buy milk; #2 milk the cow. Nothing was changed.",
        "Choose by number.",
    ),
}


@pytest.mark.parametrize(("words", "what", "how"), BAD.values(), ids=BAD)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(
    words: tuple[str, ...], what: str, how: str, terminal: Terminal
) -> None:
    terminal("add", "buy milk")
    terminal("add", "milk the cow")
    before = terminal.tasks()
    line = terminal(*words).complaint
    assert what in line
    assert how in line.split(what)[-1]
    assert len(line) < 300
    assert terminal.tasks() == before


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TASKLARK_PROT", "1", "Did you mean TASKLARK_PORT?"),
        ("TASKLARK_ZONE", "Europe/Atlantis", "must be an IANA time zone such as Europe/Madrid"),
        ("TASKLARK_MODEL", "m", "Set a key, or the address of an endpoint that needs none."),
    ],
)
def test_a_setting_that_cannot_be_used_stops_every_command_with_a_line(
    name: str, value: str, words: str, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    for command in (("list",), ("add", "x"), ("up",), ("mcp", "--stdio"), ("migrate",)):
        line = terminal(*command).complaint
        assert name in line
        assert words in line
    assert not terminal.data.exists()


def _broken(given: object) -> None:
    raise KeyError("x\ny")


def test_what_nobody_thought_of_is_one_line_too(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasklark.settings.load", _broken)
    line = terminal("list").complaint
    assert line == (
        "Something went wrong (KeyError: 'x\\ny'). TASKLARK_LOG_LEVEL=DEBUG shows where."
    )
    monkeypatch.setenv("TASKLARK_LOG_LEVEL", "DEBUG")
    with pytest.raises(KeyError):
        terminal("list")
