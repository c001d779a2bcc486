"""What the built-in planner says: questions with chips, refusals for people, and no more."""

from datetime import date, time

from evals.agent.house import House
from tasklark.domain.task import Due

TOMORROW = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)


async def test_the_word_yes_approves_nothing(home: House) -> None:
    await home.add("pay rent")
    await home.say("delete the rent task")
    heard = await home.say("yes")
    assert await home.titles() == ["pay rent"]
    assert [ticket["status"] for ticket in heard.tickets] == ["kept"]
    assert heard.words == "A yes is given by its button; nothing was changed."
    [chip] = heard.chips
    asked = await home.say(chip["text"])
    assert asked.approval is not None
    await home.answer(asked)
    assert await home.titles() == []


async def test_several_matches_change_nothing_and_come_back_as_chips(home: House) -> None:
    await home.add("buy milk", "buy oat milk", "milk the cows", "call Ana")
    heard = await home.say("mark the milk one done")
    assert await home.titles("done") == []
    assert heard.words == "Which one do you mean?"
    assert sorted(chip["text"] for chip in heard.chips) == [
        "mark #1 done",
        "mark #2 done",
        "mark #3 done",
    ]
    await home.say("the second one")
    assert len(await home.tasks("done")) == 1


async def test_a_chip_of_an_ambiguous_deletion_names_its_task_by_number(home: House) -> None:
    await home.add("buy milk", "buy oat milk")
    heard = await home.say("delete milk")
    chip = next(chip for chip in heard.chips if chip["label"] == "#2 buy oat milk")
    await home.say(chip["text"])
    assert await home.titles() == ["buy milk"]


async def test_a_bare_thing_is_offered_with_one_chip(home: House) -> None:
    heard = await home.say("oat milk")
    assert heard.words == "Add “oat milk”?"
    [chip] = heard.chips
    assert await home.titles() == []
    await home.say(chip["text"])
    assert await home.titles() == ["oat milk"]


async def test_what_is_not_there_is_said_without_hints_for_machines(home: House) -> None:
    assert (await home.say("done with xylophone")).words == (
        "I found no open task like “xylophone”."
    )
    assert (await home.say("mark #99 done")).words == "There is no task #99."


async def test_an_open_question_is_completed_by_its_answer(home: House) -> None:
    await home.add("report for Maria")
    heard = await home.say("move the report")
    assert "new date" in heard.words
    await home.say("Friday")
    assert (await home.the("report for Maria")).due == Due(FRIDAY)


async def test_everything_is_never_deleted_by_one_sentence(home: House) -> None:
    await home.add("buy milk", "call Ana")
    for words in ("delete everything", "yes", "do it", "delete all my tasks"):
        heard = await home.say(words)
        assert not [ticket for ticket in heard.tickets if ticket["undo"]]
    assert await home.titles() == ["buy milk", "call Ana"]


async def test_more_than_five_changed_tasks_ask_first(home: House) -> None:
    await home.add(
        *(f"call {name} tomorrow" for name in ("Ana", "Bea", "Eva", "Ida", "Lea", "Mia"))
    )
    asked = await home.say("move everything due tomorrow to Friday")
    assert asked.approval is not None
    assert {task.due for task in await home.tasks()} == {Due(TOMORROW)}
    await home.answer(asked)
    assert {task.due for task in await home.tasks()} == {Due(FRIDAY)}
    await home.say("undo")
    assert {task.due for task in await home.tasks()} == {Due(TOMORROW)}


async def test_a_date_that_may_mean_another_day_comes_with_chips(home: House) -> None:
    heard = await home.say("add dinner next Friday at half seven")
    assert [chip["label"] for chip in heard.chips] == ["Fri 27 Nov", "19:30"]
    await home.say(heard.chips[1]["text"])
    assert (await home.the("dinner")).due == Due(date(2026, 12, 4), time(19, 30))


async def test_a_plain_date_comes_without_chips(home: House) -> None:
    heard = await home.say("add buy milk tomorrow at 9")
    assert (heard.words, heard.chips) == ("", [])


async def test_what_only_tools_can_use_is_not_said(home: House) -> None:
    await home.add("buy milk tomorrow", "call Ana friday")
    heard = await home.say("what's next?")
    assert heard.words.splitlines()[0] == "1 of 2 tasks"
    await home.add("gym every Monday and Thursday at 18:00")
    await home.say("gym is done")
    await home.settled()
    heard = await home.say("I did the gym yesterday")
    assert heard.words == "#3 “gym” was already done today 12:00; next Mon 30 Nov 18:00"
    assert [ticket["status"] for ticket in heard.tickets] == ["refused"]


async def test_empty_days_are_left_out_of_an_answer(home: House) -> None:
    await home.add("call Ana friday 9am")
    assert (await home.say("what's on this week?")).words.splitlines() == [
        "Fri 27 Nov: 1",
        "- #1 call Ana | 09:00 ⏰",
    ]
    await home.say("mark Ana done")
    heard = await home.say("what's on this week?")
    assert heard.words == "Nothing from Mon 23 Nov to Sun 29 Nov."


async def test_looking_for_the_task_that_was_named_makes_no_ticket(home: House) -> None:
    await home.add("gym every Monday and Thursday at 18:00")
    heard = await home.say("skip gym this week")
    assert [ticket["tool"] for ticket in heard.tickets] == ["set_recurrence"]
    heard = await home.say("skip yoga this week")
    assert heard.tickets == []
    assert heard.words == "I found no open task like “yoga”."


async def test_more_matches_than_chips_are_counted(home: House) -> None:
    await home.add(*(f"milk for {name}" for name in ("Ana", "Bea", "Eva", "Ida", "Lea", "Mia")))
    heard = await home.say("mark the milk one done")
    assert heard.words == "Which one do you mean? 2 more match; say a number or more words."
    assert len(heard.chips) == 4
    await home.say("#6")
    assert await home.titles("done") == ["milk for Mia"]


async def test_one_of_several_commands_that_is_ambiguous_is_asked_about_alone(home: House) -> None:
    await home.add("buy milk", "oat milk")
    heard = await home.say("add eggs and delete milk")
    assert [chip["text"] for chip in heard.chips] == ["delete #1", "delete #2"]
    await home.say("#2")
    assert await home.titles() == ["buy milk", "eggs"]


async def test_two_ambiguous_commands_are_asked_about_one_after_the_other(home: House) -> None:
    await home.add("buy milk", "oat milk", "call Ana", "call Ana again")
    heard = await home.say("mark milk done and delete Ana")
    assert heard.words.splitlines() == [
        "Which one do you mean?",
        "",
        "Then say “delete #3” or “delete #4”.",
    ]
    assert [chip["text"] for chip in heard.chips] == ["mark #1 done", "mark #2 done"]
    assert len(await home.tasks()) == 4


async def test_days_and_changes_keep_their_lines_in_markdown(home: House) -> None:
    await home.add("call Ana thursday 9am", "call Eva friday 9am")
    heard = await home.say("what's on this week?")
    assert heard.words.split("\n\n") == [
        "Thu 26 Nov: 1\n- #1 call Ana | 09:00 ⏰",
        "Fri 27 Nov: 1\n- #2 call Eva | 09:00 ⏰",
    ]
    heard = await home.say("history")
    assert all(line.startswith("- today 12:00 · Added") for line in heard.words.splitlines())
