"""The Responses API as its own wire: words by deltas, a call, and the yes that it waits for."""

import json
from typing import Any

from agent.model import choose
from tests.agent.endpoints import endpoint
from tests.agent.scripts import Opening

Json = dict[str, Any]


def response(output: list[Json]) -> Json:
    """A finished response."""
    usage = {
        "input_tokens": 10,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": 5,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": 15,
    }
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1,
        "model": "m",
        "status": "completed",
        "output": output,
        "parallel_tool_calls": False,
        "tool_choice": "auto",
        "tools": [],
        "usage": usage,
    }


def stream(item: Json, deltas: tuple[str, ...] = ()) -> list[Json]:
    """The events of a response of one item."""
    place = {"output_index": 0, "item_id": item["id"], "content_index": 0}
    events: list[Json] = [{"type": "response.output_item.added", "output_index": 0, "item": item}]
    events += [
        {"type": "response.output_text.delta", **place, "delta": delta, "logprobs": []}
        for delta in deltas
    ]
    events.append({"type": "response.output_item.done", "output_index": 0, "item": item})
    events.append({"type": "response.completed", "response": response([item])})
    return [{**event, "sequence_number": number} for number, event in enumerate(events)]


def says(*deltas: str) -> list[Json]:
    part = {"type": "output_text", "text": "".join(deltas), "annotations": []}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed"}
    return stream({**message, "content": [part]}, deltas)


def calls(tool: str, call_id: str = "call_1", **arguments: object) -> list[Json]:
    return stream(
        {
            "id": f"fc_{call_id}",
            "type": "function_call",
            "call_id": call_id,
            "name": tool,
            "arguments": json.dumps(arguments),
            "status": "completed",
        }
    )


async def test_a_call_and_words_over_the_responses_api(opening: Opening) -> None:
    script = [calls("add_tasks", tasks=[{"title": "Buy milk"}]), says("I took ", "no date.")]
    async with (
        endpoint(script) as model,
        opening(choose("m", f"{model.url}/responses", "k")) as home,
    ):
        heard = await home.say("buy milk")
        assert await home.titles() == ["Buy milk"]
    assert heard.words == "I took no date."
    assert heard.events[-1]["outcome"] == {"type": "success"}
    assert model.requests[1]["input"][-1]["type"] == "function_call_output"


async def test_a_yes_goes_on_over_the_responses_api(opening: Opening) -> None:
    script = [calls("delete_tasks", filter={"text": "milk"}), says("Gone.")]
    async with (
        endpoint(script) as model,
        opening(choose("m", f"{model.url}/responses", "k")) as home,
    ):
        await home.add("buy milk", "call Ana")
        question = await home.say("get rid of the milk")
        assert len(await home.tasks()) == 2
        heard = await home.answer(question)
        assert await home.titles() == ["call Ana"]
    assert heard.words == "Gone."
