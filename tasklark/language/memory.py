"""What a conversation remembers: last command, list, task and reminder, an open question."""

import json
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that waits for its answer: what was asked, and the message it was about."""

    ask: str
    text: str
    code: str = "en"


@dataclass(frozen=True, slots=True)
class Memory:
    """State of a conversation; numbers are task numbers, in the order they were shown."""

    last_command: str = ""
    last_list: tuple[int, ...] = ()
    last_task: int | None = None
    last_reminder: int | None = None
    last_code: str | None = None
    pending: Pending | None = None

    def to_json(self) -> str:
        """As text for a state document."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Memory":
        """From a state document; unknown fields are left out."""
        data = json.loads(text) if text else {}
        pending = data.get("pending")
        return cls(
            last_command=data.get("last_command", ""),
            last_list=tuple(data.get("last_list", ())),
            last_task=data.get("last_task"),
            last_reminder=data.get("last_reminder"),
            last_code=data.get("last_code"),
            pending=None
            if pending is None
            else Pending(pending["ask"], pending["text"], pending.get("code", "en")),
        )

    def asking(self, pending: Pending | None) -> "Memory":
        """The same with another open question."""
        return replace(self, pending=pending)

    def numbered(self, ordinal: int) -> int | None:
        """The task at a place of the last list; -1 is the last one."""
        at = ordinal - 1 if ordinal > 0 else ordinal
        return self.last_list[at] if -len(self.last_list) <= at < len(self.last_list) else None
