"""The conversation as a whole: starts and answers runs, which then belong to the server."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from agent import approval as approvals
from agent.approval import Answer
from agent.assistant import Assistant, Budget
from agent.claims import Claim, ask_to_stop, under_way
from agent.consent import Consent
from agent.conversation import Conversation
from agent.documents import Pointer
from agent.live import Live
from agent.model import ModelChoice, choose
from agent.people import People
from agent.running import Running
from agent.runs import Event, follow_stored, run_key, stored
from agent.threads import Threads, unknown
from agent.tools import TaskServer, TaskTools, connected
from agent.turn import Json, Thread
from agent.turns import Asked, Said, Turns, Work
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal, local
from tasklark.runtime.port import StateStore

TEXT_LIMIT = 20_000
"""Characters of a message."""
_STOPPING_S = 10.0
logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]


def now() -> datetime:
    """The instant, aware UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_chat(
    server: TaskServer | TaskTools,
    state: StateStore,
    people: People,
    choice: ModelChoice | None = None,
    *,
    clock: Clock = now,
    budget: Budget | None = None,
) -> AsyncIterator["Chat"]:
    """The conversations over one tool server, ready to answer at once."""
    async with connected(server) as tools:
        running = Running()
        consent = Consent(tools.dry, people)
        await tools.build(consent.needed, running.calling, running.answered)
        threads = Threads(state)
        turns = Turns(state, people, threads, Assistant(tools, budget or Budget()), clock)
        chat = Chat(state, turns, threads, running, choice or choose(), clock)
        try:
            yield chat
        finally:
            await running.close()
            await chat.choice.close()


class Chat:
    """The conversations of everybody this process serves."""

    def __init__(
        self,
        state: StateStore,
        turns: Turns,
        threads: Threads,
        running: Running,
        choice: ModelChoice,
        clock: Clock,
    ) -> None:
        self._state = state
        self._turns = turns
        self._running = running
        self._clock = clock
        self.threads = threads
        self.choice = choice

    def now(self) -> datetime:
        """The instant, as the conversations see it."""
        return self._clock()

    async def warm_up(self) -> None:
        """Make the first answer as fast as any other; leaves nothing behind, asks no endpoint.

        What fails here will fail in words there: the conversation opens all the same.
        """
        try:
            await self._turns.warm_up(local("assistant/warm-up"), choose())
        except Exception:
            logger.exception("the warm-up failed", extra={"action": "warm-up"})

    async def use(self, choice: ModelChoice) -> None:
        """Answer with another model from the next turn on."""
        before, self.choice = self.choice, choice
        await before.close()

    async def say(self, who: Principal, id: str, run: str, said: Said) -> AsyncIterator[Event]:
        """Start a run on a message; its events, from the first.

        Raises:
            Refusal: If the message is empty or too long, or another run is under way.
        """
        if not said.text.strip():
            raise Refusal("The message is empty.", "Say what to do.")
        if len(said.text) > TEXT_LIMIT:
            raise Refusal(
                f"The message has more than {TEXT_LIMIT:,} characters.",
                "Put long text into a task's notes.",
                kind="too_large",
            )
        return await self._started(
            who, id, run, lambda asked: self._turns.from_message(asked, said, self.choice)
        )

    async def answer(
        self, who: Principal, id: str, run: str, answers: Sequence[Answer]
    ) -> AsyncIterator[Event]:
        """Go on with a person's answers to an approval; the run's events, from the first.

        Raises:
            Refusal: When nothing waits (any more), or not every question is answered.
        """
        return await self._started(
            who, id, run, lambda asked: self._turns.from_answers(asked, answers, self.choice)
        )

    async def _started(
        self,
        who: Principal,
        id: str,
        run: str,
        begin: Callable[[Asked], Awaitable[tuple[Live, Work]]],
    ) -> AsyncIterator[Event]:
        thread = Thread(who.person, id)
        if await self._knows(thread, run):
            # The same request again, after its answer was lost: it starts nothing.
            return await self.follow(who, id, 0, run)
        claim = Claim(self._state, thread, run)
        await claim.take()
        caller = Principal(who.person, f"assistant/{id}", run=run)
        try:
            live, work = await begin(Asked(caller, thread, run, claim))
        except BaseException:
            await claim.release()
            raise
        self._running.start(live, work)
        return live.log.follow(0)

    async def _knows(self, thread: Thread, run: str) -> bool:
        live = self._running.of(thread)
        if live is not None:
            return live.turn.run == run
        pointer = await Conversation(self._state, thread).pointer() or Pointer()
        known = {line.name for line in pointer.turns} | {pointer.run.run if pointer.run else ""}
        return run in known

    async def follow(
        self, who: Principal, id: str, after: int, run: str = ""
    ) -> AsyncIterator[Event]:
        """The events of the current run later than `after`; of the last one when none is.

        Raises:
            Refusal: If there is no such conversation.
        """
        thread = Thread(who.person, id)
        live = self._running.of(thread)
        if live is not None and run in ("", live.turn.run):
            return live.log.follow(after)
        pointer = await Conversation(self._state, thread).pointer()
        if pointer is None:
            raise unknown(thread)
        named = run or (pointer.run.run if pointer.run else pointer.last_run)
        key = run_key(thread.person, named)
        return follow_stored(self._state, key, lambda: under_way(self._state, thread), after)

    async def stop(self, who: Principal, id: str) -> None:
        """Stop a conversation's run, wherever it runs."""
        thread = Thread(who.person, id)
        live = self._running.of(thread)
        if live is None:
            await ask_to_stop(self._state, thread)
            return
        live.stop()
        if live.task is not None:
            await asyncio.wait({live.task}, timeout=_STOPPING_S)

    async def delete(self, who: Principal, id: str) -> None:
        """Delete a conversation; its run stops first."""
        await self.stop(who, id)
        await self.threads.delete(Thread(who.person, id))

    async def show(self, who: Principal, id: str) -> Json:
        """A conversation as the page shows it.

        Raises:
            Refusal: If there is no such conversation.
        """
        thread = Thread(who.person, id)
        talk = Conversation(self._state, thread)
        running = await self._under_way(thread)
        pointer = await talk.pointer()
        if pointer is None:
            raise unknown(thread)
        messages = await talk.messages(pointer, running)
        waits = pointer.approval
        return {
            "id": id,
            "title": await self.threads.title(thread),
            "messages": [message.model_dump(exclude_none=True) for message in messages],
            "run": await self._run(thread, pointer) if running else None,
            "approval": approvals.shown(waits) if waits and waits.until > self._clock() else None,
            "interrupted": pointer.run is not None and not running,
        }

    async def _under_way(self, thread: Thread) -> bool:
        if self._running.of(thread) is not None:
            return True
        return await under_way(self._state, thread)

    async def _run(self, thread: Thread, pointer: Pointer) -> Json | None:
        live = self._running.of(thread)
        if live is not None:
            return {"id": live.turn.run, "last": live.log.last}
        if pointer.run is None:
            return None
        events, _ = await stored(self._state, run_key(thread.person, pointer.run.run))
        return {"id": pointer.run.run, "last": len(events)}
