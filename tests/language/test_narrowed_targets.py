"""Which tasks a command means: tagged ones, a list just shown, some but not others."""

import pytest

from tasklark.language import Memory
from tests.language.calling import Calls, asked, calls, one

SHOWN = Memory(last_list=(5, 7, 9), last_task=9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("delete all tasks tagged home", one("delete_tasks", filter={"tags": ["home"]})),
        ("delete everything tagged #home", one("delete_tasks", filter={"tags": ["home"]})),
        ("mark everything tagged home as done", one("complete_tasks", filter={"tags": ["home"]})),
        ("show tasks tagged home", one("search_tasks", filter={"tags": ["home"]})),
        (
            "move everything in the Garden project to Friday",
            one("update_tasks", filter={"in": "Garden"}, when="Friday"),
        ),
    ],
)
def test_a_tag_or_project_in_words_narrows(text: str, expected: Calls) -> None:
    assert calls(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "delete #2 but keep #1",
        "delete #2 and not #1",
        "delete #2, not #1",
        "delete #2, #1 stays",
        "delete #1 and #2 except #1",
        "borra #2 pero no #1",
    ],
)
def test_what_is_to_be_kept_is_left_out(text: str) -> None:
    assert calls(text) == one("delete_tasks", ids=["2"])


@pytest.mark.parametrize(
    "text",
    [
        "delete everything tagged home but not #3",
        "complete all except #4",
        "delete all but #4",
        "delete all the milk tasks except the oat one",
    ],
)
def test_some_of_a_search_cannot_be_left_out_and_is_asked_about(text: str) -> None:
    assert "numbers" in asked(text).say


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("complete them", one("complete_tasks", ids=["5", "7", "9"])),
        ("delete these", one("delete_tasks", ids=["5", "7", "9"])),
        ("move those to Friday", one("update_tasks", ids=["5", "7", "9"], when="Friday")),
        ("complete all of them", one("complete_tasks", ids=["5", "7", "9"])),
        ("complete it", one("complete_tasks", ids=["9"])),
    ],
)
def test_them_is_the_list_and_it_is_the_last_task(text: str, expected: Calls) -> None:
    assert calls(text, SHOWN) == expected


def test_a_move_without_a_task_asks_which() -> None:
    assert asked("move to Friday").say.startswith("Which task?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mark #2 high priority", one("update_tasks", ids=["2"], priority="high")),
        ("mark #2 tomorrow at 10", one("update_tasks", ids=["2"], when="tomorrow at 10")),
        ("mark #2", one("complete_tasks", ids=["2"])),
        ("mark #2 done", one("complete_tasks", ids=["2"])),
        ("mark the milk one done", one("complete_tasks", filter={"text": "milk"}, expect=1)),
        ("complete #2 yesterday", one("complete_tasks", ids=["2"], at="yesterday")),
        ("mark #2 done yesterday", one("complete_tasks", ids=["2"], at="yesterday")),
        ("finished #2 yesterday", one("complete_tasks", ids=["2"], at="yesterday")),
        (
            "I descaled the kettle last Friday",
            one("complete_tasks", filter={"text": "kettle"}, expect=1, at="last Friday"),
        ),
    ],
)
def test_marking_completes_only_what_is_said_to_be_done(text: str, expected: Calls) -> None:
    assert calls(text) == expected


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("what did I add today?", "created"),
        ("what did I change today?", "updated"),
        ("what did I delete today?", "deleted"),
        ("what did I finish today?", "completed"),
    ],
)
def test_the_log_is_asked_for_what_was_done_to_tasks(text: str, event: str) -> None:
    assert calls(text) == one("get_history", since="2026-11-23", event=event)


@pytest.mark.parametrize("text", ["set my zone to Lisbon", "my zone is Lisbon"])
def test_a_zone_is_a_setting(text: str) -> None:
    assert calls(text) == one("preferences", set=[text])
