"""The SDK's session over a conversation's documents: read once, written once a turn."""

from collections.abc import Sequence
from typing import Any

from agents import SessionSettings, TResponseInputItem

from agent.documents import Pointer, TurnDocument, read, turn_key
from agent.turn import Thread
from tasklark.runtime.port import StateStore

SHOWN_TURNS = 100
"""Turns that a conversation keeps; older ones live on as lines of its summary."""
MODEL_TURNS = 20
"""Turns that a model reads word for word."""
SUMMARY_CHARS = 2_000


class TurnSession:
    """Keeps `Session`: history as it was when the turn began, new items until its end."""

    def __init__(self, name: str, history: Sequence[dict[str, Any]]) -> None:
        self.session_id = name
        self.session_settings: SessionSettings | None = None
        self._history: list[Any] = list(history)
        self.new: list[Any] = []

    async def get_items(self, limit: int | None = None) -> list[TResponseInputItem]:
        """The items of this conversation, oldest first."""
        items = sound([*self._history, *self.new])
        return items if limit is None else items[-limit:]

    async def add_items(self, items: list[TResponseInputItem]) -> None:
        """Keep items for the turn's one write."""
        self.new.extend(items)

    async def pop_item(self) -> TResponseInputItem | None:
        """Take back the newest item of this turn."""
        return self.new.pop() if self.new else None

    async def clear_session(self) -> None:
        """Forget what this turn has added."""
        self.new.clear()


def sound(items: list[Any]) -> list[Any]:
    """Items without calls that have no answer and answers that have no call.

    A run that was stopped or cut off leaves such halves, and endpoints refuse them.
    """
    calls = {item.get("call_id") for item in items if item.get("type") == "function_call"}
    answers = {item.get("call_id") for item in items if item.get("type") == "function_call_output"}
    whole = calls & answers
    halves = ("function_call", "function_call_output")
    return [i for i in items if i.get("type") not in halves or i.get("call_id") in whole]


async def read_turns(
    state: StateStore, thread: Thread, pointer: Pointer, last: int = SHOWN_TURNS
) -> list[TurnDocument]:
    """The newest turns of a conversation, oldest first."""
    found = [
        await read(state, turn_key(thread, line.name), TurnDocument)
        for line in pointer.turns[-last:]
    ]
    return [turn for turn in found if turn is not None]


async def write_turn(state: StateStore, thread: Thread, name: str, turn: TurnDocument) -> None:
    """Put a turn's document down; its name is the run's, so a second try is the same document."""
    await state.put(turn_key(thread, name), turn.model_dump_json(exclude_none=True).encode())


def shortened(pointer: Pointer) -> tuple[Pointer, tuple[str, ...]]:
    """The pointer within its bounds, and the turns that fell out of it."""
    over = len(pointer.turns) - SHOWN_TURNS
    if over <= 0:
        return pointer, ()
    gone, kept = pointer.turns[:over], pointer.turns[over:]
    lines = "\n".join(filter(None, (pointer.summary, *(turn.line for turn in gone))))
    summary = lines[-SUMMARY_CHARS:]
    names = tuple(turn.name for turn in gone)
    return pointer.model_copy(update={"turns": kept, "summary": summary}), names


def earlier(pointer: Pointer) -> str:
    """What a model is told of the turns it does not read."""
    lines = [turn.line for turn in pointer.turns[:-MODEL_TURNS] if turn.line]
    return "\n".join(filter(None, (pointer.summary, *lines)))[-SUMMARY_CHARS:]
