"""What happens in a run as AG-UI 1.0 events, with our own for tickets, chips and approvals."""

import json
import time
from collections.abc import Mapping
from typing import Any

from ag_ui.core import (
    PROTOCOL_VERSION,
    BaseEvent,
    CustomEvent,
    Interrupt,
    RunErrorEvent,
    RunFinishedCancelledOutcome,
    RunFinishedEvent,
    RunFinishedInterruptOutcome,
    RunFinishedOutcome,
    RunFinishedSuccessOutcome,
    RunStartedEvent,
    TextMessageContentEvent,
    TextMessageEndEvent,
    TextMessageStartEvent,
    ToolCallArgsEvent,
    ToolCallEndEvent,
    ToolCallResultEvent,
    ToolCallStartEvent,
)
from agents import RawResponsesStreamEvent, StreamEvent
from openai.types.responses import (
    ResponseFunctionToolCall,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseTextDeltaEvent,
)

from agent import phrases
from agent.runs import RunLog
from agent.turn import CallResult, Frozen, Turn

_TEXT_KEPT = 4_000
"""Characters of a tool's text in a ticket: it stands under a disclosure."""


class Wire:
    """Writes a turn's events into its log."""

    def __init__(self, turn: Turn, log: RunLog) -> None:
        self._turn = turn
        self._log = log
        self._message: str | None = None
        self._messages = 0
        self._started: set[str] = set()
        self._called: set[str] = set()
        self._answered: set[str] = set()
        self._last: BaseEvent | None = None

    def started(self) -> None:
        """The run begins."""
        self._add(
            RunStartedEvent(
                thread_id=self._turn.thread.id,
                run_id=self._turn.run,
                protocol_version=PROTOCOL_VERSION,
            )
        )

    def take(self, event: StreamEvent) -> None:
        """One event of the SDK: words as they come, calls as they are written."""
        if not isinstance(event, RawResponsesStreamEvent):
            return
        data = event.data
        if isinstance(data, ResponseTextDeltaEvent) and data.delta:
            self._words(data.delta)
        elif isinstance(data, ResponseOutputItemAddedEvent | ResponseOutputItemDoneEvent):
            item = data.item
            done = isinstance(data, ResponseOutputItemDoneEvent)
            if isinstance(item, ResponseFunctionToolCall):
                self._call(item, done)
            elif done:
                self._end_words()

    def _call(self, item: ResponseFunctionToolCall, done: bool) -> None:
        if done:
            self.called(item.call_id, item.name, item.arguments)
        elif item.call_id and item.name:
            self._start_call(item.call_id, item.name)

    def called(self, call_id: str, tool: str, arguments: str) -> None:
        """A call is complete; said once, before it runs."""
        if call_id in self._called:
            return
        self._start_call(call_id, tool)
        self._called.add(call_id)
        self._add(ToolCallArgsEvent(tool_call_id=call_id, delta=arguments or "{}"))
        self._add(ToolCallEndEvent(tool_call_id=call_id))

    def asked_before(self, call_id: str) -> None:
        """A call of the run that asked: it is not announced again."""
        self._started.add(call_id)
        self._called.add(call_id)

    def answered(self, call_id: str, result: CallResult) -> None:
        """What a call came to, and its ticket."""
        self._result(call_id, result.text)
        plan = self._turn.plan
        if plan is not None and plan.looking and not result.refused:
            return  # the call that it was for has a ticket
        if result.refused:
            # The planner words a refusal itself; of another model the ticket is surer.
            said = phrases.UNCHANGED if plan else phrases.refusal(result)
            self._ticket(call_id, result, "refused", said)
        else:
            self._ticket(call_id, result, "done", result.said or _first_line(result.text))

    def kept(self, call_id: str, frozen: Frozen) -> None:
        """A call that the person did not agree to."""
        said = f"{frozen.no}." if frozen.no else phrases.UNCHANGED
        result = CallResult(frozen.tool, frozen.arguments, "", refused=False, tasks=frozen.tasks)
        self._result(call_id, phrases.UNCHANGED)
        self._ticket(call_id, result, "kept", said)

    def say(self, text: str) -> None:
        """Words of the conversation itself."""
        self._end_words()
        self._words(text)
        self._end_words()

    @property
    def silent(self) -> bool:
        """Whether nothing was said and nothing was called."""
        return not (self._messages or self._called)

    def chips(self) -> None:
        """The answers to click, after the words that ask."""
        chips = [{"label": chip.label, "text": chip.text} for chip in self._turn.chips]
        if chips:
            self._add(CustomEvent(name="chips", value={"chips": chips}))

    def waits(self, approval: Mapping[str, Any]) -> None:
        """The run ends with questions."""
        self._end_words()
        self._add(CustomEvent(name="approval", value=dict(approval)))
        interrupts = [
            Interrupt(
                id=call["toolCallId"],
                reason="tool_call",
                message=call["question"],
                tool_call_id=call["toolCallId"],
                response_schema=_ANSWER_SCHEMA,
                expires_at=approval["until"],
            )
            for call in approval["calls"]
        ]
        self._finish(RunFinishedInterruptOutcome(type="interrupt", interrupts=interrupts))

    def finished(self) -> None:
        """The run ends well."""
        self._end_words()
        self.chips()
        self._finish(RunFinishedSuccessOutcome(type="success"))

    def cancelled(self, words: str) -> None:
        """The person stopped the run."""
        self.say(words)
        self._finish(RunFinishedCancelledOutcome(type="cancelled"))

    def failed(self, words: str) -> None:
        """The run ends with one sentence."""
        self._end_words()
        self._last = RunErrorEvent(message=words)

    def _finish(self, outcome: RunFinishedOutcome) -> None:
        turn = self._turn
        self._last = RunFinishedEvent(thread_id=turn.thread.id, run_id=turn.run, outcome=outcome)

    @property
    def events(self) -> list[dict[str, Any]]:
        """All events, the one that will end the run included."""
        return [*self._log.events, *([json.loads(_json(self._last))] if self._last else [])]

    def close(self) -> None:
        """Send the event that ends the run; what came of it is written by now."""
        last, self._last = self._last, None
        if last is not None:
            self._log.add(_json(last))

    def _start_call(self, call_id: str, tool: str) -> None:
        if call_id in self._started:
            return
        self._end_words()
        self._started.add(call_id)
        self._add(ToolCallStartEvent(tool_call_id=call_id, tool_call_name=tool))

    def _result(self, call_id: str, text: str) -> None:
        if call_id in self._answered:
            return
        self._answered.add(call_id)
        self._add(
            ToolCallResultEvent(
                message_id=f"{call_id}-result", tool_call_id=call_id, content=text, role="tool"
            )
        )

    def _ticket(self, call_id: str, result: CallResult, status: str, said: str) -> None:
        value = {
            "toolCallId": call_id,
            "tool": result.tool,
            "arguments": result.arguments,
            "status": status,
            "said": said,
            "text": result.text[:_TEXT_KEPT],
            "undo": result.undo,
            "ids": list(result.numbers),
            "rows": list(result.rows),
            "tasks": list(result.tasks),
            # Quiet on the page: a look, or a call that came to nothing.
            "reads": status == "refused" or (result.reads and status == "done"),
        }
        self._add(CustomEvent(name="ticket", value=value))

    def _words(self, delta: str) -> None:
        if self._message is None:
            self._messages += 1
            self._message = f"{self._turn.run}-{self._messages}"
            self._add(TextMessageStartEvent(message_id=self._message, role="assistant"))
        self._add(TextMessageContentEvent(message_id=self._message, delta=delta))

    def _end_words(self) -> None:
        if self._message is not None:
            self._add(TextMessageEndEvent(message_id=self._message))
            self._message = None

    def _add(self, event: BaseEvent) -> None:
        self._log.add(_json(event))


def _json(event: BaseEvent) -> str:
    event.timestamp = event.timestamp or int(time.time() * 1000)
    return event.model_dump_json(by_alias=True)


_ANSWER_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "approved": {"type": "boolean"},
        "unticked": {"type": "array", "items": {"type": "integer"}},
    },
    "required": ["approved"],
}


def _first_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line and not line.startswith("now ")]
    return lines[0] if lines else ""


def arguments_of(text: str) -> dict[str, object]:
    """A call's arguments as a model wrote them; empty when they are no object."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
