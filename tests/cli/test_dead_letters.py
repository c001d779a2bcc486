"""`tasklark dead-letters`: what was given up, and giving it again."""

import json
import sqlite3

from tests.cli.terminal import Terminal

EVENT = {
    "id": "9", "type": "dev.tasklark.task.created.v1", "time": 1, "data": {"title": "x"},
    "subject": "1", "partitionkey": "1", "source": "/tasklark", "extensions": {},
}  # fmt: skip


def bury(terminal: Terminal, consumer: str) -> None:
    """A letter as a consumer that gave up leaves it."""
    terminal("add", "Pay rent")
    with sqlite3.connect(terminal.data / "tasklark.sqlite3") as connection:
        connection.execute(
            "INSERT INTO parked (consumer, outbox, topic, event, tries, retry_at, cause, at)"
            " VALUES (?, 900, 'task-events', ?, 5, NULL, 'ValueError: no', 1)",
            (consumer, json.dumps(EVENT)),
        )
    connection.close()


def test_no_letters_are_said(terminal: Terminal) -> None:
    assert terminal("dead-letters", "list").lines == ["No dead letters."]
    assert terminal("dead-letters", "list", "--json").json == []
    assert terminal("dead-letters", "replay", "--all").lines == ["No dead letters."]


def test_a_letter_is_listed_and_taken_when_it_is_given_again(terminal: Terminal) -> None:
    bury(terminal, "audit")
    [line] = terminal("dead-letters", "list").lines
    assert line.split("\t") == [
        "1", "audit", "dev.tasklark.task.created.v1 9", "1970-01-01T00:00:00+00:00", "5 tries",
        "ValueError: no",
    ]  # fmt: skip
    [letter] = terminal("dead-letters", "list", "--json").json
    assert (letter["id"], letter["event"], letter["consumer"]) == (1, "9", "audit")
    told = terminal("dead-letters", "replay", "1")
    assert (told.code, told.lines) == (0, ["1 of 1 dead letters taken."])
    assert terminal("dead-letters", "list").lines == ["No dead letters."]
    entries = [json.loads(line) for line in terminal("audit", "export").lines]
    assert "9" in [entry["event"] for entry in entries]


def test_a_letter_that_fails_again_is_an_exit_code_with_its_cause(terminal: Terminal) -> None:
    bury(terminal, "recurring")
    with sqlite3.connect(terminal.data / "tasklark.sqlite3") as connection:
        broken = {**EVENT, "data": {"event_type": "completed", "task_data": {"repeat": 1}}}
        connection.execute("UPDATE parked SET event = ?", (json.dumps(broken),))
    connection.close()
    told = terminal("dead-letters", "replay", "--all", "--json")
    assert (told.code, told.json["replayed"]) == (1, [1])
    assert "KeyError" in told.json["failed"]["1"]
    assert told.err.splitlines()[-1].startswith("1 of 1 failed again.")


def test_a_letter_that_is_not_there_is_refused(terminal: Terminal) -> None:
    assert terminal("dead-letters", "replay", "5").complaint.startswith("There is no dead letter 5")
    assert terminal("dead-letters", "replay").code == 2
