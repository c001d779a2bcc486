"""What a conversation keeps: bounded, whole, one write a turn, nothing lost to a race."""

import asyncio
import json
from collections.abc import Callable

from agents.testing import ScriptedModel, assistant_message, function_call

from agent.documents import Index, Pointer, TurnLine, change, index_key, pointer_key, read
from agent.session import MODEL_TURNS, SHOWN_TURNS, TurnSession, shortened, sound
from agent.threads import LIMIT, Threads
from agent.turn import Thread
from tests.agent.small import ME, START, Bench, Clock, MemoryState, said

T = Thread(1, "t")


async def test_a_turn_is_one_document_and_one_pointer(bench: Bench) -> None:
    async with bench.open() as chat:
        await said(chat, "add buy milk", run="r1")
        await said(chat, "hello", run="r2")
    assert bench.state.keys("conv/") == ["conv/1/t", "conv/1/t/r1", "conv/1/t/r2"]
    assert not bench.state.keys("active/")


async def test_the_model_reads_the_conversation_so_far(bench: Bench) -> None:
    model = ScriptedModel([[assistant_message("One.")], [assistant_message("Two.")]])
    async with bench.open(model) as chat:
        await said(chat, "first", run="r1")
    async with bench.open(model) as chat:
        await said(chat, "second", run="r2")
    call = model.last_call
    assert call is not None
    assert [item["role"] for item in call.input] == ["user", "assistant", "user"]


async def test_older_turns_live_on_as_lines_of_a_summary(bench: Bench) -> None:
    count = MODEL_TURNS + 2
    model = ScriptedModel([[assistant_message("Yes.")] for _ in range(count)])
    async with bench.open(model) as chat:
        for number in range(count):
            await said(chat, f"message {number}", run=f"r{number}")
    call = model.last_call
    assert call is not None
    assert len(call.input) == 2 * MODEL_TURNS + 1
    assert "They said “message 0”." in str(call.system_instructions)


def test_a_conversation_is_bounded_and_says_what_fell_out() -> None:
    turns = tuple(TurnLine(name=f"r{n}", line=f"line {n}") for n in range(SHOWN_TURNS + 3))
    after, gone = shortened(Pointer(turns=turns))
    assert len(after.turns) == SHOWN_TURNS
    assert gone == ("r0", "r1", "r2")
    assert after.summary == "line 0\nline 1\nline 2"


def test_half_a_call_never_reaches_a_model() -> None:
    call = {"type": "function_call", "call_id": "c1"}
    answer = {"type": "function_call_output", "call_id": "c2"}
    whole = [
        {"type": "function_call", "call_id": "c3"},
        {"type": "function_call_output", "call_id": "c3"},
    ]
    message = {"role": "user", "content": "hi"}
    assert sound([call, message, answer, *whole]) == [message, *whole]


async def test_a_session_forgets_only_what_its_own_turn_added() -> None:
    session = TurnSession("t", [{"role": "user", "content": "old"}])
    await session.add_items([{"role": "user", "content": "new"}])
    assert len(await session.get_items(1)) == 1
    assert await session.pop_item() == {"role": "user", "content": "new"}
    assert await session.pop_item() is None
    await session.clear_session()
    assert len(await session.get_items()) == 1


async def test_writers_of_one_document_lose_nothing_to_each_other() -> None:
    state = MemoryState(Clock())

    def adding(name: str) -> Callable[[Pointer], Pointer]:
        return lambda p: p.model_copy(update={"turns": (*p.turns, TurnLine(name=name))})

    names = [f"r{n}" for n in range(12)]
    await asyncio.gather(*(change(state, pointer_key(T), Pointer, adding(name)) for name in names))
    pointer = await read(state, pointer_key(T), Pointer)
    assert pointer is not None
    assert sorted(turn.name for turn in pointer.turns) == sorted(names)


async def test_the_list_of_conversations_is_bounded_and_the_oldest_goes_whole(
    bench: Bench,
) -> None:
    threads = Threads(bench.state)
    async with bench.open() as chat:
        await said(chat, "hello", run="r1", thread="oldest")
    for number in range(LIMIT):
        await threads.touch(Thread(1, f"n{number}"), "later", START, waiting=False)
    index = await read(bench.state, index_key(1), Index)
    assert index is not None
    assert len(index.threads) == LIMIT
    assert all(line.id != "oldest" for line in index.threads)
    assert not bench.state.keys("conv/1/oldest")


async def test_a_result_too_long_for_a_model_is_cut_at_a_line(bench: Bench) -> None:
    bench.shelf.titles = dict.fromkeys(range(1, 200), "x" * 200)
    model = ScriptedModel(
        [
            [function_call("search_tasks", '{"limit": 200}', call_id="c1")],
            [assistant_message("Many.")],
        ]
    )
    async with bench.open(model) as chat:
        await said(chat, "all", run="r1")
    call = model.last_call
    assert call is not None
    text = json.dumps(call.input[-1])
    assert len(text) < 17_000
    assert "narrow the filter" in text


async def test_people_never_see_each_others_conversations(bench: Bench) -> None:
    async with bench.open() as chat:
        await said(chat, "hello", run="r1")
        assert await chat.threads.list(2, "", START) == []
        assert [line["id"] for line in await chat.threads.list(1, "", START)] == ["t"]
        assert (await chat.show(ME, "t"))["messages"]
