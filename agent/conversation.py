"""A conversation's documents through a turn: begun, ended, cut off, shown."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from agent import transcript
from agent.documents import (
    Message,
    Open,
    Pointer,
    Spoken,
    TurnDocument,
    TurnLine,
    change,
    pointer_key,
    read,
    turn_key,
)
from agent.runs import run_key, stored
from agent.session import MODEL_TURNS, earlier, read_turns, shortened, write_turn
from agent.turn import Thread
from tasklark.domain.shape import stamp
from tasklark.runtime.port import StateStore

How = Callable[[Pointer], Pointer]
Check = Callable[[Open | None], Open]


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a turn starts from: what was there, and the approval that it answers or drops."""

    pointer: Pointer
    history: list[dict[str, Any]]
    earlier: str
    approval: Open | None


class Conversation:
    """One conversation in the state store."""

    def __init__(self, state: StateStore, thread: Thread) -> None:
        self._state = state
        self.thread = thread

    async def pointer(self) -> Pointer | None:
        """What it is at now; None when it has not begun."""
        return await read(self._state, pointer_key(self.thread), Pointer)

    async def begin(self, spoken: Spoken, did: Sequence[str]) -> Begun:
        """Note what a run starts with. An open approval is dropped: a new message goes on.

        `did` are sentences on what a run that was cut off had changed.
        """
        before = await self.pointer() or Pointer()
        lost = await self._sealed(before.run, did) if before.run is not None else ()
        taken: list[Open | None] = [None]

        def how(pointer: Pointer) -> Pointer:
            taken[0] = pointer.approval
            names = {line.name for line in pointer.turns}
            turns = (*pointer.turns, *(line for line in lost if line.name not in names))
            return pointer.model_copy(update={"turns": turns, "run": spoken, "approval": None})

        pointer = await self._change(how)
        return await self._begun(pointer, taken[0])

    async def take(self, spoken: Spoken, check: Check) -> Begun:
        """Take the open approval, once: whoever comes second is refused by `check`."""
        taken: list[Open | None] = [None]

        def how(pointer: Pointer) -> Pointer:
            taken[0] = check(pointer.approval)
            return pointer.model_copy(update={"run": spoken, "approval": None})

        pointer = await self._change(how)
        return await self._begun(pointer, taken[0])

    async def _begun(self, pointer: Pointer, approval: Open | None) -> Begun:
        turns = await read_turns(self._state, self.thread, pointer, MODEL_TURNS)
        history = [item for turn in turns for item in turn.items]
        return Begun(pointer, history, earlier(pointer), approval)

    async def end(
        self, spoken: Spoken, turn: TurnDocument, line: str, memory: str, approval: Open | None
    ) -> None:
        """Put a turn down: its document, then the pointer to it."""
        await write_turn(self._state, self.thread, spoken.run, turn)
        dropped: list[str] = []

        def how(pointer: Pointer) -> Pointer:
            turns = (*pointer.turns, TurnLine(name=spoken.run, line=line))
            after, gone = shortened(
                pointer.model_copy(
                    update={
                        "turns": turns,
                        "run": None,
                        "last_run": spoken.run,
                        "memory": memory,
                        "approval": approval,
                    }
                )
            )
            dropped[:] = gone
            return after

        await self._change(how)
        for name in dropped:
            await self._state.delete(turn_key(self.thread, name))

    async def _sealed(self, spoken: Spoken, did: Sequence[str]) -> tuple[TurnLine, ...]:
        """A run that was cut off becomes a turn, with what it is known to have done."""
        shown = await self._cut_off(spoken)
        told = [m.ticket["said"] for m in shown if m.ticket and not m.ticket["reads"]]
        done = "; ".join(dict.fromkeys([*told, *did])) or "nothing was changed"
        note = f"(This answer was cut off. Known: {done}.)"
        items = [
            {"role": "user", "content": spoken.text},
            {"role": "assistant", "content": note},
        ]
        turn = TurnDocument(items=items, messages=[*_said(spoken), *shown])
        await write_turn(self._state, self.thread, spoken.run, turn)
        return (TurnLine(name=spoken.run, line=transcript.line(spoken.text, shown)),)

    async def _cut_off(self, spoken: Spoken) -> list[Message]:
        events, _ = await stored(self._state, run_key(self.thread.person, spoken.run))
        return transcript.messages(json.loads(event) for event in events)

    async def messages(self, pointer: Pointer, running: bool) -> list[Message]:
        """Everything the page shows, oldest first."""
        turns = await read_turns(self._state, self.thread, pointer)
        shown = [message for turn in turns for message in turn.messages]
        if pointer.run is not None:
            shown += _said(pointer.run)
            if not running:
                shown += await self._cut_off(pointer.run)
        return shown

    async def _change(self, how: How) -> Pointer:
        return await change(self._state, pointer_key(self.thread), Pointer, how)


def turn_document(
    spoken: Spoken, items: Sequence[dict[str, Any]], events: Sequence[dict[str, Any]]
) -> TurnDocument:
    """A turn's items and messages for its document."""
    return TurnDocument(items=list(items), messages=[*_said(spoken), *transcript.messages(events)])


def _said(spoken: Spoken) -> list[Message]:
    """The person's own message; an answer to an approval has none."""
    if spoken.answers:
        return []
    at = stamp(spoken.at) or ""
    return [Message(id=spoken.message, role="user", content=spoken.text, at=at)]
