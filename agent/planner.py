"""The plan of a message: the tool calls still to make, and what is to be said at the end."""

import json
from dataclasses import asdict, dataclass, field

from tasklark.language import ToolCall
from tasklark.language.call_targets import FOUND


@dataclass(slots=True)
class Plan:
    """Calls to make one a step. `command` says what one command does, `{task}` for its task.

    `last` is the id of the call that was made last; its result is read before the next one.
    """

    calls: list[ToolCall] = field(default_factory=list)
    command: str = ""
    code: str = "en"
    say: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    last: str = ""
    alone: bool = True
    """Whether `command` is one call's words and not several commands'."""

    @property
    def looking(self) -> bool:
        """Whether the last call only looked for the task that the next one is for."""
        return bool(self.calls) and self.calls[0].arguments.get("ids") == [FOUND]

    def to_json(self) -> str:
        """As text for a state document."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """From a state document."""
        data = json.loads(text)
        calls = [ToolCall(call["tool"], call["arguments"]) for call in data.pop("calls")]
        return cls(calls=calls, **data)
