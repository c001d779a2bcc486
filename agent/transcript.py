"""A run's events as the messages that are kept: the page shows later what it showed then."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from agent.documents import Message


def messages(events: Iterable[dict[str, Any]]) -> list[Message]:
    """The assistant's words, tickets and chips, in their order."""
    out: list[Message] = []
    for event in events:
        _take(out, event)
    return [message for message in out if message.content or message.ticket or message.chips]


def _take(out: list[Message], event: dict[str, Any]) -> None:
    kind, at = event["type"], _at(event)
    if kind == "TEXT_MESSAGE_START":
        out.append(Message(id=event["messageId"], role="assistant", content="", at=at))
    elif kind == "TEXT_MESSAGE_CONTENT":
        words = out[-1].content + event["delta"]
        out[-1] = out[-1].model_copy(update={"content": words})
    elif kind == "RUN_ERROR":
        out.append(_said(f"problem-{len(out)}-{at}", event["message"], at))
    elif kind == "CUSTOM" and event["name"] == "ticket":
        ticket = event["value"]
        out.append(
            Message(
                id=ticket["toolCallId"], role="tool", content=ticket["said"], at=at, ticket=ticket
            )
        )
    elif kind == "CUSTOM" and event["name"] == "chips":
        _chips(out, event["value"]["chips"], at)


def _chips(out: list[Message], chips: list[dict[str, str]], at: str) -> None:
    if not out or out[-1].role != "assistant":
        out.append(_said(f"chips-{len(out)}-{at}", "", at))
    out[-1] = out[-1].model_copy(update={"chips": chips})


def _said(id: str, text: str, at: str) -> Message:
    return Message(id=id, role="assistant", content=text, at=at)


def _at(event: dict[str, Any]) -> str:
    moment = datetime.fromtimestamp(event.get("timestamp", 0) / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def line(text: str, kept: Iterable[Message]) -> str:
    """A turn in one line, for when it is no longer read word for word."""
    said = [m.ticket["said"] for m in kept if m.ticket is not None and not m.ticket["reads"]]
    wanted = " ".join(text.split())[:120]
    return f"They said “{wanted}”." + (f" Done: {'; '.join(said)[:200]}." if said else "")
