"""What the assistant may do at once, what it asks first, and what exactly a yes is for."""

from collections.abc import Sequence

import pytest
from agents.testing import ScriptedModel

from agent.approval import Answer
from agent.documents import Pointer, change, pointer_key
from agent.turn import Thread
from evals.agent.house import Heard, House, Json
from tasklark.asks import Call, Edits, Target
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal, local
from tests.agent.scripts import Opening, calls, says, script
from tests.agent.small import answering

T = Thread(1, "t")
MILK = ("Oat milk", "Milk for Ana", "Call mum")


def asked(heard: Heard) -> Json:
    """The one question of a run."""
    assert heard.approval is not None
    [call] = heard.approval["calls"]
    return dict(call)


def statuses(heard: Heard) -> Sequence[str]:
    return [ticket["status"] for ticket in heard.tickets]


async def test_a_deletion_asks_and_says_exactly_what_it_would_delete(home: House) -> None:
    await home.add(*MILK)
    heard = await home.say("delete all the milk tasks")
    shown = await home.show()
    call = asked(heard)
    assert call["question"] == "Delete 2 tasks?"
    assert (call["yes"], call["no"]) == ("Delete 2 tasks", "Keep them")
    assert sorted(task["title"] for task in call["tasks"]) == ["Milk for Ana", "Oat milk"]
    assert heard.approval is not None
    assert heard.approval["until"] == "2026-11-26T11:00:00.000Z"
    outcome = heard.events[-1]["outcome"]
    assert outcome["type"] == "interrupt"
    assert [one["id"] for one in outcome["interrupts"]] == [call["toolCallId"]]
    assert shown["approval"] == heard.approval
    assert (shown["run"], shown["interrupted"]) == (None, False)
    assert len(await home.tasks()) == 3


async def test_a_yes_is_for_what_was_found_then_and_not_for_what_came_since(home: House) -> None:
    await home.add(*MILK)
    question = await home.say("delete all the milk tasks")
    await home.add("More milk")
    heard = await home.answer(question)
    assert await home.titles() == ["Call mum", "More milk"]
    [ticket] = heard.tickets
    assert (ticket["toolCallId"], ticket["status"]) == (asked(question)["toolCallId"], "done")
    assert not [e for e in heard.events if e["type"] == "TOOL_CALL_START"]


async def test_a_row_that_was_taken_off_stays(home: House) -> None:
    await home.add(*MILK)
    question = await home.say("delete all the milk tasks")
    heard = await home.answer(question, unticked=["Oat milk"])
    assert await home.titles() == ["Oat milk", "Call mum"]
    assert statuses(heard) == ["done"]


async def test_a_yes_to_no_row_at_all_is_a_no(home: House) -> None:
    await home.add(*MILK)
    question = await home.say("delete all the milk tasks")
    heard = await home.answer(question, unticked=["Oat milk", "Milk for Ana"])
    assert statuses(heard) == ["kept"]
    assert len(await home.tasks()) == 3


async def test_a_row_that_changed_since_is_left_alone_and_named(home: House) -> None:
    await home.add(*MILK)
    question = await home.say("delete all the milk tasks")
    await home.commands.update(Call(local("web")), Target([1]), Edits(title="Oat milk for Eva"))
    heard = await home.answer(question)
    assert await home.titles() == ["Oat milk for Eva", "Call mum"]
    assert "#1" in heard.tickets[0]["text"]


async def test_every_change_is_made_as_the_person_through_this_conversation(home: House) -> None:
    await home.add(*MILK)
    question = await home.say("delete all the milk tasks", run="r1")
    await home.answer(question)
    newest, *_ = await home.queries.changes(local("web"), 1)
    assert (newest.actor, newest.client) == ("person", "assistant/t")
    assert newest.run == "r1", "the run that asked"


async def test_a_no_changes_nothing_and_the_ticket_says_so(home: House) -> None:
    await home.add(*MILK)
    heard = await home.answer(await home.say("delete all the milk tasks"), approved=False)
    shown = await home.show()
    [ticket] = heard.tickets
    assert (ticket["status"], ticket["said"]) == ("kept", "Keep them.")
    assert len(await home.tasks()) == 3
    assert shown["approval"] is None
    assert [m["role"] for m in shown["messages"]] == ["user", "tool"]


async def test_a_question_is_answered_once(home: House) -> None:
    await home.add(*MILK)
    question = await home.say("delete all the milk tasks")
    await home.answer(question)
    with pytest.raises(Refusal, match="answered already"):
        await home.answer(question)
    assert await home.titles() == ["Call mum"]


async def test_the_question_waits_through_a_restart(opening: Opening) -> None:
    async with opening() as home:
        await home.add(*MILK)
        question = await home.say("delete all the milk tasks")
    async with opening() as home:
        shown = await home.show()
        assert shown["approval"] == question.approval
        await home.answer(question)
        assert await home.titles() == ["Call mum"]


async def test_the_question_waits_a_day_and_no_longer(home: House) -> None:
    await home.add(*MILK)
    question = await home.say("delete all the milk tasks")
    home.clock.passes(hours=24, seconds=1)
    shown = await home.show()
    heard = await home.answer(question)
    assert shown["approval"] is None
    assert "expired" in heard.words
    assert statuses(heard) == ["kept"]
    assert len(await home.tasks()) == 3


async def test_a_paused_run_that_cannot_be_read_any_more_says_so(home: House) -> None:
    await home.add(*MILK)
    question = await home.say("delete all the milk tasks")

    def newer(pointer: Pointer) -> Pointer:
        assert pointer.approval is not None
        old = pointer.approval.model_copy(update={"state": '{"$schemaVersion": "0.1"}'})
        return pointer.model_copy(update={"approval": old})

    await change(home.runtime, pointer_key(T), Pointer, newer)
    assert "Ask again" in (await home.answer(question)).words
    assert len(await home.tasks()) == 3
    assert (await home.say("hello")).words


async def test_a_new_message_cancels_the_question(home: House) -> None:
    await home.add(*MILK)
    question = await home.say("delete all the milk tasks")
    heard = await home.say("add buy eggs")
    with pytest.raises(Refusal):
        await home.answer(question)
    assert statuses(heard) == ["kept", "done"]
    assert len(await home.tasks()) == 4


async def test_a_model_reads_that_the_person_did_not_answer(opening: Opening) -> None:
    model = ScriptedModel([calls("delete_tasks", filter={"text": "milk"}), says("Fine.")])
    async with opening(answering(model)) as home:
        await home.add(*MILK)
        await home.say("tidy up")
        await home.say("never mind")
    call = model.last_call
    assert call is not None
    kinds = [item.get("type", item.get("role")) for item in call.input]
    assert kinds == ["user", "function_call", "function_call_output", "user"]


async def test_another_person_cannot_answer(home: House) -> None:
    await home.add(*MILK)
    question = await home.say("delete all the milk tasks")
    with pytest.raises(Refusal):
        await home.answer(question, who=Principal(2, "web"))
    assert len(await home.tasks()) == 3


async def test_several_questions_of_one_step_are_one_block_answered_together(
    opening: Opening,
) -> None:
    both = [
        *calls("delete_tasks", "c1", filter={"text": "oat"}),
        *calls("delete_tasks", "c2", filter={"text": "mum"}),
    ]
    async with opening(script(both, says("One of two."))) as home:
        await home.add(*MILK)
        question = await home.say("tidy up")
        assert question.approval is not None
        assert [call["question"] for call in question.approval["calls"]] == [
            "Delete “Oat milk”?",
            "Delete “Call mum”?",
        ]
        with pytest.raises(Refusal, match="Not every question"):
            await home.give([Answer("c1", True)])
        heard = await home.give([Answer("c1", True), Answer("c2", False)])
        assert await home.titles() == ["Milk for Ana", "Call mum"]
    assert {ticket["toolCallId"]: ticket["status"] for ticket in heard.tickets} == {
        "c1": "done",
        "c2": "kept",
    }


async def test_an_unknown_tool_is_told_to_the_model_and_runs_nothing(opening: Opening) -> None:
    async with opening(script(calls("drop_database"), says("Sorry."))) as home:
        heard = await home.say("hello")
    assert heard.words == "Sorry."
    assert not heard.tickets


async def test_what_a_dry_run_refused_is_refused_and_not_tried_again(home: House) -> None:
    await home.add("Oat milk", "Milk for Ana")
    heard = await home.say("delete the milk one")
    assert statuses(heard) == ["refused"]
    assert sorted(chip["label"] for chip in heard.chips) == ["#1 Oat milk", "#2 Milk for Ana"]
    assert len(await home.tasks()) == 2


async def test_undoing_what_somebody_else_did_asks(home: House) -> None:
    await home.add("Oat milk")
    added, *_ = await home.queries.changes(local("web"), 1)
    question = await home.say(f"undo {added.code}")
    assert await home.titles() == ["Oat milk"]
    assert asked(question)["yes"] == "Undo it"
    await home.answer(question)
    assert await home.titles() == []


async def test_stopping_a_repeat_asks(home: House) -> None:
    await home.add("gym every Monday at 18:00")
    question = await home.say("stop repeating gym")
    assert asked(question)["question"] == "Stop repeating “gym”?"
    [task] = await home.tasks()
    assert task.repeat is not None
    await home.answer(question)
    [task] = await home.tasks()
    assert task.repeat is None
