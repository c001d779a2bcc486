"""A run belongs to the server: it outlives its request and is found again by its events."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from agents.testing import ModelStep, ScriptedModel, assistant_message, function_call

from agent.assistant import Budget
from agent.chat import Chat
from agent.documents import active_key
from agent.runs import Event, RunLog, follow_stored, run_key
from agent.turn import Thread
from agent.turns import Said
from tasklark.domain.errors import Refusal, TasklarkError
from tasklark.runtime.port import Document
from tests.agent.small import ME, Bench, Clock, Json, MemoryState, custom, read, said, words

ADD = json.dumps({"tasks": [{"title": "Buy milk"}]})


class Gate:
    """A model's answer that waits until a test lets it go."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self.opened = asyncio.Event()

    async def answer(self, call: object) -> list[Any]:
        del call
        self.reached.set()
        await self.opened.wait()
        return [assistant_message("Done at last.")]

    @property
    def step(self) -> ModelStep:
        return ModelStep.respond(self.answer)


async def show(chat: Chat) -> Json:
    """The conversation as the page shows it."""
    return dict(await chat.show(ME, "t"))


async def first(events: AsyncIterator[Event], count: int) -> list[int]:
    """Read some events and go away, as a closed tab does."""
    out = []
    async for number, _ in events:
        out.append(number)
        if len(out) == count:
            break
    return out


async def test_a_run_goes_on_when_its_request_is_closed(bench: Bench) -> None:
    gate = Gate()
    model = ScriptedModel([[function_call("add_tasks", ADD, call_id="c1")], gate.step])
    async with bench.open(model) as chat:
        await first(await chat.say(ME, "t", "r1", Said("m", "add milk")), 1)
        await gate.reached.wait()
        gate.opened.set()
        events = await read(await chat.follow(ME, "t", 0))
    assert bench.shelf.titles == {1: "Buy milk"}
    assert words(events) == "Done at last."


async def test_a_reload_reads_on_after_the_last_event_it_saw(bench: Bench) -> None:
    gate = Gate()
    model = ScriptedModel([[function_call("add_tasks", ADD, call_id="c1")], gate.step])
    async with bench.open(model) as chat:
        seen = await first(await chat.say(ME, "t", "r1", Said("m", "add milk")), 3)
        await gate.reached.wait()
        shown = await show(chat)
        gate.opened.set()
        rest = await read(await chat.follow(ME, "t", seen[-1]))
    assert shown["run"] == {"id": "r1", "last": 6}
    assert [message["role"] for message in shown["messages"]] == ["user"]
    assert [event["n"] for event in rest] == list(range(4, 4 + len(rest)))
    assert rest[-1]["type"] == "RUN_FINISHED"


async def test_another_process_reads_the_same_events_with_the_same_numbers() -> None:
    state = MemoryState(Clock())
    log = RunLog(state, run_key(1, "r"))
    reading = asyncio.create_task(_all(follow_stored(state, run_key(1, "r"), _yes, 1)))
    log.add('{"a":1}')
    await log.flush()
    log.add('{"a":2}')
    log.add('{"a":3}')
    await log.end()
    assert await reading == [(2, '{"a":2}'), (3, '{"a":3}')]


async def test_what_a_reader_elsewhere_waits_for_ends_when_the_run_is_cut_off() -> None:
    state = MemoryState(Clock())
    log = RunLog(state, run_key(1, "r"))
    log.add('{"a":1}')
    await log.flush()
    assert await _all(follow_stored(state, run_key(1, "r"), _no, 0)) == [(1, '{"a":1}')]


async def test_events_are_written_in_chunks_and_not_one_by_one() -> None:
    state = MemoryState(Clock())
    log = RunLog(state, run_key(1, "r"))
    writing = asyncio.create_task(log.write_along())
    for number in range(100):
        log.add(json.dumps({"delta": number}))
    await log.end()
    await writing
    assert len(state.keys("run/")) == 1


async def test_a_tool_call_is_durable_before_its_tool_runs(bench: Bench) -> None:
    written: list[Json] = []

    async def look() -> None:
        document = await bench.state.get(f"{run_key(1, 'r1')}/0")
        if document is not None:
            written.extend(json.loads(event) for event in json.loads(document.value)["events"])

    bench.shelf.before = look
    model = ScriptedModel(
        [[function_call("add_tasks", ADD, call_id="c1")], [assistant_message("")]]
    )
    async with bench.open(model) as chat:
        await said(chat, "add milk", run="r1")
    assert [event["type"] for event in written] == [
        "RUN_STARTED",
        "TOOL_CALL_START",
        "TOOL_CALL_ARGS",
        "TOOL_CALL_END",
    ]


async def test_a_conversation_has_one_run_at_a_time(bench: Bench) -> None:
    gate = Gate()
    async with bench.open(ScriptedModel([gate.step])) as chat:
        await chat.say(ME, "t", "r1", Said("m1", "hello"))
        await gate.reached.wait()
        with pytest.raises(Refusal, match="still answering"):
            await chat.say(ME, "t", "r2", Said("m2", "hello again"))
        gate.opened.set()
        await read(await chat.follow(ME, "t", 0))


async def test_two_conversations_run_side_by_side(bench: Bench) -> None:
    one, two = Gate(), Gate()
    async with bench.open(ScriptedModel([one.step, two.step])) as chat:
        await chat.say(ME, "t1", "r1", Said("m1", "hello"))
        await one.reached.wait()
        await chat.say(ME, "t2", "r2", Said("m2", "hello"))
        await two.reached.wait()
        one.opened.set()
        two.opened.set()
        assert words(await read(await chat.follow(ME, "t1", 0))) == "Done at last."
        assert words(await read(await chat.follow(ME, "t2", 0))) == "Done at last."


async def test_the_same_request_twice_starts_one_run(bench: Bench) -> None:
    async with bench.open() as chat:
        one = await said(chat, "add buy milk", run="r1")
        two = await said(chat, "add buy milk", run="r1")
    assert one == two
    assert bench.shelf.titles == {1: "buy milk"}


async def test_stop_ends_a_run_and_the_next_one_begins(bench: Bench) -> None:
    gate = Gate()
    model = ScriptedModel(
        [
            [function_call("add_tasks", ADD, call_id="c1")],
            gate.step,
            [assistant_message("Here again.")],
        ]
    )
    async with bench.open(model) as chat:
        await chat.say(ME, "t", "r1", Said("m1", "add milk and think"))
        await gate.reached.wait()
        await chat.stop(ME, "t")
        stopped = await read(await chat.follow(ME, "t", 0))
        after = await said(chat, "go on", run="r2")
        shown = await show(chat)
    assert words(stopped).startswith("Stopped.")
    assert stopped[-1]["outcome"]["type"] == "cancelled"
    assert words(after) == "Here again."
    assert [m["role"] for m in shown["messages"]] == [
        "user",
        "tool",
        "assistant",
        "user",
        "assistant",
    ]
    assert not shown["interrupted"]


async def test_what_a_stopped_call_did_is_still_shown(bench: Bench) -> None:
    reached, opened = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        reached.set()
        await opened.wait()

    bench.shelf.before = slow
    model = ScriptedModel([[function_call("add_tasks", ADD, call_id="c1")]])
    async with bench.open(model) as chat:
        await chat.say(ME, "t", "r1", Said("m1", "add milk"))
        await reached.wait()
        stopping = asyncio.create_task(chat.stop(ME, "t"))
        await asyncio.sleep(0)
        opened.set()
        await stopping
        events = await read(await chat.follow(ME, "t", 0))
    assert bench.shelf.titles == {1: "Buy milk"}
    assert [ticket["said"] for ticket in custom(events, "ticket")] == ["Added “Buy milk”"]


async def test_a_run_that_the_process_took_along_reads_as_interrupted(bench: Bench) -> None:
    gate = Gate()
    model = ScriptedModel([[function_call("add_tasks", ADD, call_id="c1")], gate.step])
    async with bench.open(model) as chat:
        await chat.say(ME, "t", "r1", Said("m1", "add milk"))
        await gate.reached.wait()
    heard = ScriptedModel([[assistant_message("What else?")]])
    async with bench.open(heard) as chat:
        shown = await show(chat)
        await said(chat, "continue", run="r2")
        later = await show(chat)
    assert shown["interrupted"]
    assert [m["role"] for m in shown["messages"]] == ["user", "tool"]
    assert not later["interrupted"]
    call = heard.last_call
    assert call is not None
    assert "Added “Buy milk”" in json.dumps(call.input, ensure_ascii=False)


async def test_a_mark_that_nobody_renews_no_longer_holds_the_conversation(bench: Bench) -> None:
    await bench.state.create(active_key(Thread(1, "t")), b"gone", ttl_seconds=30)
    async with bench.open() as chat:
        with pytest.raises(Refusal, match="still answering"):
            await said(chat, "hello", run="r1")
        bench.clock.pass_time(seconds=31)
        assert words(await said(chat, "hello", run="r1"))


async def test_a_model_that_only_calls_tools_is_stopped_with_a_sane_sentence(bench: Bench) -> None:
    steps = [[function_call("get_agenda", "{}", call_id=f"c{n}")] for n in range(9)]
    async with bench.open(ScriptedModel(steps), Budget(steps=3)) as chat:
        events = await said(chat, "loop", run="r1")
    assert words(events).startswith("I stopped after 3 steps.")
    assert events[-1]["type"] == "RUN_FINISHED"


async def test_a_turn_that_takes_too_long_is_stopped_with_a_sane_sentence(bench: Bench) -> None:
    gate = Gate()
    async with bench.open(ScriptedModel([gate.step]), Budget(seconds=0.05)) as chat:
        events = await said(chat, "think", run="r1")
    assert words(events).startswith("I stopped after 0.05 seconds.")


async def _yes() -> bool:
    return True


async def _no() -> bool:
    return False


async def _all(events: AsyncIterator[Event]) -> list[Event]:
    return [event async for event in events]


class Fading(MemoryState):
    """A store that is away for so many calls."""

    away = 0

    async def get(self, key: str) -> Document | None:
        if self.away:
            self.away -= 1
            raise TasklarkError("The store is away.")
        return await super().get(key)


async def test_a_run_ends_for_its_readers_and_the_next_begins_though_the_store_was_away(
    bench: Bench,
) -> None:
    state = bench.state = Fading(bench.clock)
    gate = Gate()
    model = ScriptedModel([gate.step, [assistant_message("And on.")]])
    async with bench.open(model) as chat:
        events = await chat.say(ME, "t", "r1", Said("m", "think"))
        await gate.reached.wait()
        state.away = 3
        gate.opened.set()
        first_run = await read(events)
        second_run = await said(chat, "go on", run="r2")
    assert first_run[-1]["type"] in ("RUN_ERROR", "RUN_FINISHED")
    assert words(second_run) == "And on."
    assert state.away == 0
