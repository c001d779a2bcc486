"""The built-in planner as a model of the SDK: it reads words, calls tools, asks back."""

import re
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

from agents import Model, ModelResponse, Usage
from agents.items import TResponseStreamEvent
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseContentPartAddedEvent,
    ResponseFunctionToolCall,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseTextDeltaEvent,
)

from agent.planning import Step, next_step
from agent.turn import TURN

Item = ResponseFunctionToolCall | ResponseOutputMessage
_WORD = re.compile(r"\S*\s*")


class OfflineModel(Model):
    """Answers from `tasklark.language` alone: no network, no key, one tool call a step.

    What it needs is the turn's: the message, the memory, what the calls so far came to.
    """

    async def get_response(self, *args: Any, **kwargs: Any) -> ModelResponse:
        """The next step as one item."""
        del args, kwargs
        item = _item(next_step(TURN.get()))
        return ModelResponse(output=[item], usage=Usage(requests=1), response_id=None)

    async def stream_response(
        self, *args: Any, **kwargs: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The next step, its words one by one."""
        del args, kwargs
        item = _item(next_step(TURN.get()))
        for event in _events(item):
            yield event


def _item(step: Step) -> Item:
    if step.call is not None:
        return ResponseFunctionToolCall(
            type="function_call",
            id=f"fc_{uuid4().hex}",
            call_id=step.call_id,
            name=step.call.tool,
            arguments=step.arguments,
        )
    text = ResponseOutputText(type="output_text", text=step.say, annotations=[])
    return _message([text], "completed")


def _message(content: list[ResponseOutputText], status: str) -> ResponseOutputMessage:
    return ResponseOutputMessage.model_validate(
        {
            "id": f"msg_{uuid4().hex}",
            "type": "message",
            "role": "assistant",
            "status": status,
            "content": [part.model_dump() for part in content],
        }
    )


def _events(item: Item) -> Iterator[TResponseStreamEvent]:
    yield ResponseOutputItemAddedEvent(
        type="response.output_item.added", item=item, output_index=0, sequence_number=0
    )
    if isinstance(item, ResponseOutputMessage):
        yield from _words(item)
    yield ResponseOutputItemDoneEvent(
        type="response.output_item.done", item=item, output_index=0, sequence_number=0
    )
    yield ResponseCompletedEvent(
        type="response.completed", response=_response(item), sequence_number=0
    )


def _words(item: ResponseOutputMessage) -> Iterator[TResponseStreamEvent]:
    part = item.content[0]
    if not isinstance(part, ResponseOutputText):
        return
    empty = part.model_copy(update={"text": ""})
    yield ResponseContentPartAddedEvent(
        type="response.content_part.added",
        item_id=item.id,
        output_index=0,
        content_index=0,
        part=empty,
        sequence_number=0,
    )
    for word in filter(None, _WORD.findall(part.text)):
        yield ResponseTextDeltaEvent(
            type="response.output_text.delta",
            item_id=item.id,
            output_index=0,
            content_index=0,
            delta=word,
            logprobs=[],
            sequence_number=0,
        )


def _response(item: Item) -> Response:
    return Response(
        id=f"resp_{uuid4().hex}",
        created_at=time.time(),
        model="tasklark-planner",
        object="response",
        output=[item],
        parallel_tool_calls=False,
        tool_choice="auto",
        tools=[],
    )
