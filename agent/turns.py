"""A turn from its first word to its last document."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agents import Agent, RunState

from agent import approval as approvals
from agent import phrases, transcript
from agent.agui import Wire
from agent.approval import Answer, Expired
from agent.assistant import Assistant
from agent.claims import Claim
from agent.conversation import Begun, Conversation, turn_document
from agent.documents import Open, Spoken
from agent.live import Live
from agent.model import ModelChoice
from agent.people import People, did_by
from agent.planner import Plan
from agent.runs import RunLog, run_key
from agent.session import TurnSession
from agent.threads import Threads
from agent.turn import TURN, Thread, Turn
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.language import Memory
from tasklark.runtime.port import StateStore
from tasklark.sets import Sets

Work = Callable[[Live], Awaitable[None]]
Given = str | RunState[Turn, Agent[Turn]]


@dataclass(frozen=True, slots=True)
class Said:
    """A person's message, and the tasks it is about."""

    id: str
    text: str
    selection: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, where, and under which run."""

    who: Principal
    thread: Thread
    run: str
    claim: Claim


class Turns:
    """Begins turns and writes down what they came to."""

    def __init__(
        self,
        state: StateStore,
        people: People,
        threads: Threads,
        assistant: Assistant,
        clock: Callable[[], datetime],
    ) -> None:
        self._state = state
        self._people = people
        self._threads = threads
        self._assistant = assistant
        self._clock = clock

    async def from_message(
        self, asked: Asked, said: Said, choice: ModelChoice
    ) -> tuple[Live, Work]:
        """A run on a message; an approval that waited is dropped."""
        spoken = Spoken(
            run=asked.run,
            message=said.id,
            text=said.text,
            at=self._clock(),
            selection=said.selection,
        )
        talk = Conversation(self._state, asked.thread)
        begun = await talk.begin(spoken, await self._did(asked.who, talk))
        await self._threads.touch(asked.thread, said.text, spoken.at, waiting=False)
        turn = await self._turn(asked, spoken, begun)

        async def work(live: Live) -> None:
            session = TurnSession(asked.thread.id, begun.history)
            if begun.approval is not None:
                await _drop(begun.approval, live.wire, session)
            await self._through(live, talk, spoken, session, choice, said.text)

        return self._live(turn, asked.claim), work

    async def from_answers(
        self, asked: Asked, answers: Sequence[Answer], choice: ModelChoice
    ) -> tuple[Live, Work]:
        """The paused run goes on with a person's answers.

        Raises:
            Refusal: When nothing waits (any more), or an answer is missing.
        """
        spoken = Spoken(run=asked.run, at=self._clock(), answers=True)
        talk = Conversation(self._state, asked.thread)
        begun = await talk.take(spoken, lambda waits: approvals.check(waits, answers))
        turn = await self._turn(asked, spoken, begun)

        async def work(live: Live) -> None:
            await self._go_on(live, talk, spoken, begun, answers, choice)

        return self._live(turn, asked.claim), work

    async def _go_on(
        self,
        live: Live,
        talk: Conversation,
        spoken: Spoken,
        begun: Begun,
        answers: Sequence[Answer],
        choice: ModelChoice,
    ) -> None:
        waited, turn = begun.approval, live.turn
        assert waited is not None
        session = TurnSession(talk.thread.id, begun.history)
        try:
            if waited.until < spoken.at:
                raise Expired
            approvals.note_answers(turn, waited, answers)
            await self._without_unticked(turn)
            paused = await approvals.resumed(self._assistant.agent, turn, waited)
        except Expired:
            await self._expired(live, talk, spoken, session, waited)
            return
        for call_id in waited.calls:
            live.wire.asked_before(call_id)
        for call_id, frozen in turn.declined.items():
            live.wire.kept(call_id, frozen)
        await self._through(live, talk, spoken, session, choice, paused)

    async def _without_unticked(self, turn: Turn) -> None:
        """What a yes is for is the set that was shown, less the rows that were taken off.

        Raises:
            Expired: If the set is kept no more.
        """
        sets = Sets(self._state)
        for call_id, frozen in turn.approved.items():
            if frozen.unticked:
                try:
                    code = await sets.less(turn.who.person, frozen.set or "", frozen.unticked)
                except Refusal as refusal:
                    raise Expired from refusal
                turn.approved[call_id] = replace(frozen, set=code)

    async def _expired(
        self, live: Live, talk: Conversation, spoken: Spoken, session: TurnSession, waited: Open
    ) -> None:
        for call_id, frozen in waited.calls.items():
            live.wire.kept(call_id, frozen)
        live.wire.say(phrases.EXPIRED)
        live.wire.finished()
        await self._end(live, talk, spoken, session, None)

    async def _through(
        self,
        live: Live,
        talk: Conversation,
        spoken: Spoken,
        session: TurnSession,
        choice: ModelChoice,
        given: Given,
    ) -> None:
        """Let the model speak; whatever happens, what came of it is written down."""
        TURN.set(live.turn)
        waits = None
        try:
            paused = await self._assistant.speak(live.turn, live.wire, session, choice, given)
        except asyncio.CancelledError:
            if not live.stopped:
                raise
            asyncio.current_task().uncancel()  # type: ignore[union-attr]  # we run in one
            live.wire.cancelled(phrases.STOPPED)
        else:
            if paused is not None:
                waits = approvals.opened(live.turn, paused, self._clock())
                live.wire.waits(approvals.shown(waits))
        await self._end(live, talk, spoken, session, waits)

    async def _end(
        self,
        live: Live,
        talk: Conversation,
        spoken: Spoken,
        session: TurnSession,
        waits: Open | None,
    ) -> None:
        turn = live.turn
        document = turn_document(spoken, session.new, live.wire.events)
        line = transcript.line(turn.text, document.messages)
        await talk.end(spoken, document, line, turn.memory.to_json(), waits)
        await self._threads.touch(talk.thread, turn.text, self._clock(), waiting=waits is not None)
        await live.settle()
        live.wire.close()

    async def _turn(self, asked: Asked, spoken: Spoken, begun: Begun) -> Turn:
        waited = begun.approval if spoken.answers else None
        memory = Memory.from_json(begun.pointer.memory)
        return Turn(
            who=asked.who,
            thread=asked.thread,
            run=asked.run,
            origin=waited.origin if waited else "",
            text=waited.text if waited else spoken.text,
            person=await self._people.me(asked.who),
            now=spoken.at,
            selection=spoken.selection,
            memory=memory,
            recalled=memory,
            plan=Plan.from_json(waited.plan) if waited and waited.plan else None,
            dropped=begun.approval.text if begun.approval and not spoken.answers else "",
            earlier=begun.earlier,
        )

    def _live(self, turn: Turn, claim: Claim) -> Live:
        log = RunLog(self._state, run_key(turn.thread.person, turn.run))
        live = Live(turn, log, Wire(turn, log), claim)
        live.wire.started()
        return live

    async def _did(self, who: Principal, talk: Conversation) -> list[str]:
        """What a run that was cut off is known to have changed."""
        pointer = await talk.pointer()
        if pointer is None or pointer.run is None:
            return []
        return await did_by(self._people, who, pointer.run.run)

    async def warm_up(self, who: Principal, choice: ModelChoice) -> None:
        """Run one turn that leaves nothing behind, so that a person's first is as fast as any."""
        thread = Thread(who.person, "warm-up")
        begun_at = self._clock()
        turn = Turn(
            who=who,
            thread=thread,
            run="warm-up",
            text="what's on today?",
            person=await self._people.me(who),
            now=begun_at,
        )
        TURN.set(turn)
        wire = Wire(turn, RunLog(self._state, run_key(who.person, turn.run)))
        await self._assistant.speak(turn, wire, TurnSession(thread.id, ()), choice, turn.text)


async def _drop(waited: Open, wire: Wire, session: TurnSession) -> None:
    """A question that was passed over: the page sees it kept, the model reads that it was."""
    for call_id, frozen in waited.calls.items():
        wire.kept(call_id, frozen)
        await session.add_items(
            [{"type": "function_call_output", "call_id": call_id, "output": phrases.CANCELLED}]
        )
