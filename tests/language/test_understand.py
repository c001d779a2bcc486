"""Whole messages: tool calls, a question, or a polite no."""

from collections.abc import Sequence

import pytest

from tasklark.language import Memory, ToolCall, understand
from tests.language.calling import Calls, asked, calls, found_first, one
from tests.language.saying import HERE


def test_moving_rent_and_being_told_the_day_before_is_one_call() -> None:
    assert calls("move rent to Friday and tell me the day before") == one(
        "update_tasks",
        filter={"text": "rent"},
        expect=1,
        when="Friday",
        remind=["the day before"],
    )


def test_a_question_and_an_order_in_one_message_are_two_calls() -> None:
    assert calls("what's on Friday? add eggs") == [
        ("get_agenda", {"day": "2026-11-27"}),
        ("add_tasks", {"tasks": [{"title": "eggs"}]}),
    ]


@pytest.mark.parametrize(
    ("text", "task"),
    [
        (
            "add oat milk tomorrow at 9 #home !high",
            {
                "title": "oat milk",
                "when": "tomorrow at 9",
                "priority": "high",
                "tags": ["home"],
            },
        ),
        ("remind me to call the bank at 5", {"title": "call the bank", "when": "at 5"}),
        ("don't let me forget the cake", {"title": "the cake"}),
        (
            "every day at 9 water the plants",
            {"title": "water the plants", "repeat": "every day at 9"},
        ),
        ("please add eggs to my shopping list, thanks", {"title": "eggs", "tags": ["shopping"]}),
        ("recuérdame llamar al banco a las 5", {"title": "llamar al banco", "when": "a las 5"}),
        ("añade pan", {"title": "pan"}),
    ],
)
def test_adding_keeps_the_persons_own_words(text: str, task: dict[str, object]) -> None:
    assert calls(text) == one("add_tasks", tasks=[task])


def test_a_brain_dump_is_several_tasks_in_one_call() -> None:
    (call,) = calls("call mom, buy stamps, book the dentist tomorrow")
    tasks = call[1]["tasks"]
    assert isinstance(tasks, list)
    assert [task["title"] for task in tasks] == ["call mom", "buy stamps", "book the dentist"]


def test_two_things_with_their_own_times_are_two_tasks() -> None:
    (call,) = calls("call Ana tomorrow at 5 and buy milk tomorrow at 6")
    tasks = call[1]["tasks"]
    assert isinstance(tasks, list)
    assert [task["title"] for task in tasks] == ["call Ana", "buy milk"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what's on today?", one("get_agenda", day="2026-11-23")),
        ("plan my day", one("get_agenda", day="2026-11-23")),
        ("agenda for this week", one("get_agenda", day="2026-11-23", days=7)),
        ("¿qué tengo hoy?", one("get_agenda", day="2026-11-23")),
        ("show overdue tasks", one("search_tasks", filter={"when": "overdue"})),
        ("tasks without a date", one("search_tasks", filter={"when": "no date"})),
        ("show high priority tasks", one("search_tasks", filter={"priority": ["high"]})),
        ("list #home", one("search_tasks", filter={"tags": ["home"]})),
        ("find dentist", one("search_tasks", filter={"text": "dentist"})),
        ("when is the dentist?", one("search_tasks", filter={"text": "dentist"})),
        ("busca dentista", one("search_tasks", filter={"text": "dentista"})),
        ("what did I do today?", one("get_history", since="2026-11-23", event="completed")),
    ],
)
def test_looking_asks_the_tool_that_answers(text: str, expected: Calls) -> None:
    assert calls(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mark #88 done", one("complete_tasks", ids=["88"])),
        ("complete buy milk", one("complete_tasks", filter={"text": "buy milk"}, expect=1)),
        ("complete #131/2026-11-20", one("complete_tasks", ids=["131/2026-11-20"])),
        ("I finished #131 on Friday", one("complete_tasks", ids=["131"], at="Friday")),
        ("reopen #88", one("complete_tasks", ids=["88"], done=False)),
        ("marca 131 como hecha", one("complete_tasks", ids=["131"])),
        ("delete #131", one("delete_tasks", ids=["131"])),
        ("delete the milk task", one("delete_tasks", filter={"text": "milk"}, expect=1)),
        ("delete all tasks due today", one("delete_tasks", filter={"when": "today"})),
        ("borra la tarea 131", one("delete_tasks", ids=["131"])),
        ("move #131 to next Friday", one("update_tasks", ids=["131"], when="next Friday")),
        ("move it to tomorrow", one("update_tasks", ids=["7"], when="tomorrow")),
        (
            "move all overdue tasks to today",
            one("update_tasks", filter={"when": "overdue"}, when="today"),
        ),
        (
            "postpone the report by 2 days",
            one("update_tasks", filter={"text": "report"}, expect=1, when="+2 days"),
        ),
        ("clear the date of #88", one("update_tasks", ids=["88"], when="none")),
        ("rename #88 to buy bread", one("update_tasks", ids=["88"], title="buy bread")),
        ("make #88 high priority", one("update_tasks", ids=["88"], priority="high")),
        ("tag #88 with home", one("update_tasks", ids=["88"], add_tags=["home"])),
        ("remove #home from #88", one("update_tasks", ids=["88"], remove_tags=["home"])),
        ("move #88 to @work", one("update_tasks", ids=["88"], project="work")),
        (
            "add a note to #88: use the side door",
            one("update_tasks", ids=["88"], notes="+ use the side door"),
        ),
        (
            "mueve el alquiler al viernes",
            one("update_tasks", filter={"text": "alquiler"}, expect=1, when="viernes"),
        ),
    ],
)
def test_changing_names_its_target(text: str, expected: Calls) -> None:
    assert calls(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("skip the gym", found_first("gym", "set_recurrence", skip=["this one"])),
        ("skip #131", one("set_recurrence", ids=["131"], skip=["this one"])),
        (
            "pause gym until January",
            found_first("gym", "set_recurrence", pause_until="January"),
        ),
        ("resume gym", found_first("gym", "set_recurrence", pause_until="none")),
        ("stop repeating rent", found_first("rent", "set_recurrence", repeat="none")),
        (
            "make #131 repeat every Tuesday",
            one("set_recurrence", ids=["131"], repeat="every Tuesday"),
        ),
        ("salta el gimnasio", found_first("gimnasio", "set_recurrence", skip=["this one"])),
        ("snooze", one("set_reminder", when="10 minutes", action="snooze")),
        ("snooze till after lunch", one("set_reminder", when="after lunch", action="snooze")),
        (
            "remind me a day before rent",
            found_first("rent", "set_reminder", when="a day before", action="add"),
        ),
        (
            "add a reminder 30 minutes before to #88",
            one("set_reminder", ids=["88"], when="30 minutes before", action="add"),
        ),
        (
            "remind me about it in 10 minutes",
            one("set_reminder", ids=["7"], when="in 10 minutes", action="add"),
        ),
        ("undo", one("undo")),
        ("undo a7k", one("undo", codes=["a7k"])),
        ("deshaz", one("undo")),
        ("quiet 22 to 7", one("preferences", set=["quiet 22 to 7"])),
    ],
)
def test_repeats_reminders_and_undo_in_words(text: str, expected: Calls) -> None:
    assert calls(text) == expected


def test_a_reminder_in_a_sentence_of_its_own_belongs_to_the_move() -> None:
    assert calls("move rent to Friday. Remind me the day before") == one(
        "update_tasks",
        filter={"text": "rent"},
        expect=1,
        when="Friday",
        remind=["the day before"],
    )


def test_redo_takes_back_the_undo() -> None:
    assert calls("redo", Memory(last_code="b3m")) == one("undo", codes=["b3m"])


def test_the_second_one_is_of_the_last_list() -> None:
    assert calls("delete the second one") == one("delete_tasks", ids=["7"])


def test_that_without_anything_before_is_asked_about() -> None:
    assert "Which task" in asked("mark it done", Memory()).say


def test_deleting_everything_is_asked_about_and_its_chip_is_understood() -> None:
    question = asked("delete everything")
    (chip,) = question.chips
    assert calls(chip.text) == one("delete_tasks", filter={"when": "today"})


def test_bare_text_is_offered_and_a_yes_adds_it() -> None:
    question = asked("oat milk")
    assert question.say == "Add “oat milk”?"
    assert calls("yes", question.memory) == one("add_tasks", tasks=[{"title": "oat milk"}])
    assert understand("no", HERE, question.memory).kind == "decline"


def test_an_answer_completes_the_question() -> None:
    question = asked("move the dentist")
    assert calls("Friday at 9", question.memory) == one(
        "update_tasks", filter={"text": "dentist"}, expect=1, when="Friday at 9"
    )


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "thanks a lot",
        "what can you do?",
        "never mind",
        "ok great",
        "tell me a joke",
        "",
        "🙂",
        "rappelle-moi d'acheter du pain demain",
    ],
)
def test_small_talk_is_never_made_into_a_task(text: str) -> None:
    known = understand(text, HERE)
    assert known.kind == "decline"
    assert known.say


def test_an_assumption_is_said() -> None:
    assert understand("call Ana tomorrow at 8", HERE).assumptions == ("8 is 08:00",)


@pytest.mark.parametrize(
    "text",
    [
        "move rent to Friday and tell me the day before",
        "mark rent done",
        "delete rent",
        "make rent high priority",
        "tag rent with home",
        "make rent repeat every month",
        "clear the date of rent",
        "skip rent",
        "stop repeating rent",
        "remind me a day before rent",
    ],
)
def test_what_acting_does_is_itself_a_command(text: str) -> None:
    """The chips of “which one?” put a number into it and send it."""
    said = understand(text, HERE).command
    assert said.count("{task}") == 1
    named: Sequence[ToolCall] = understand(said.replace("{task}", "#88"), HERE).calls
    assert len(named) == 1
    assert named[0].arguments["ids"] == ["88"]


def test_memory_survives_as_text() -> None:
    memory = asked("oat milk").memory
    assert Memory.from_json(memory.to_json()) == memory
