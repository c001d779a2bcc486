"""An approval that waits: what the page shows of it, who may answer, how the run goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Any

from agents import Agent, RunState
from agents.exceptions import AgentsException

from agent import phrases
from agent.documents import Open
from agent.turn import Json, Turn
from tasklark.domain.errors import Refusal
from tasklark.domain.shape import stamp

WAITS = timedelta(hours=24)
_SDK = version("openai-agents")
State = RunState[Turn, Agent[Turn]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's answer to one question."""

    call_id: str
    approved: bool
    unticked: tuple[int, ...] = ()


class Expired(Exception):
    """A paused run that cannot go on any more."""


def opened(turn: Turn, state: State, now: datetime) -> Open:
    """The paused run as a document."""
    asked = [str(_call_id(item)) for item in state.get_interruptions()]
    asked = [call_id for call_id in asked if call_id in turn.frozen]
    return Open(
        id=turn.run,
        origin=turn.origin or turn.run,
        text=turn.text,
        until=now + WAITS,
        calls={call_id: turn.frozen[call_id] for call_id in asked},
        plan=turn.plan.to_json() if turn.plan else "",
        state=state.to_string(context_serializer=lambda _: {}),
        sdk=_SDK,
    )


def shown(approval: Open) -> Json:
    """The approval as the page draws it."""
    calls = [
        {
            "toolCallId": call_id,
            "tool": frozen.tool,
            "question": frozen.question,
            "yes": frozen.yes,
            "no": frozen.no,
            "tasks": list(frozen.tasks),
            "total": frozen.total,
        }
        for call_id, frozen in approval.calls.items()
    ]
    return {"id": approval.id, "until": stamp(approval.until), "calls": calls}


def check(approval: Open | None, answers: Sequence[Answer]) -> Open:
    """The approval these answers are for.

    Raises:
        Refusal: When nothing waits (any more), or not every question is answered.
    """
    if approval is None:
        raise Refusal(
            "This was answered already.", "What came of it stands above.", kind="conflict"
        )
    given = {answer.call_id for answer in answers}
    if given.isdisjoint(approval.calls):
        raise Refusal(
            "This question is not open any more.", "Answer the newest one.", kind="conflict"
        )
    if given != set(approval.calls):
        raise Refusal("Not every question is answered.", "Answer all of them at once.")
    return approval


def note_answers(turn: Turn, approval: Open, answers: Sequence[Answer]) -> None:
    """Put the answers where the calls will look for them."""
    for answer in answers:
        frozen = approval.calls[answer.call_id]
        everything = frozen.total > 0 and len(set(answer.unticked)) >= frozen.total
        if answer.approved and not everything:
            turn.approved[answer.call_id] = replace(frozen, unticked=answer.unticked)
        else:
            turn.declined[answer.call_id] = frozen


async def resumed(agent: Agent[Turn], turn: Turn, approval: Open) -> State:
    """The paused run, each of its questions answered.

    Raises:
        Expired: If a newer SDK cannot read it.
    """
    try:
        state: State = await RunState.from_string(
            agent, approval.state, context_override=_context(turn)
        )
        for item in state.get_interruptions():
            call_id = str(_call_id(item))
            if call_id in turn.approved:
                state.approve(item)
            elif call_id in approval.calls:
                state.reject(item, rejection_message=phrases.DECLINED)
            else:
                state.reject(item, rejection_message=phrases.UNREADABLE)
    except (AgentsException, ValueError, TypeError, KeyError) as error:
        raise Expired from error
    return state


def _context(turn: Turn) -> Any:
    from agents import RunContextWrapper

    return RunContextWrapper(context=turn)


def _call_id(item: Any) -> object:
    return getattr(item.raw_item, "call_id", None)
