"""The runs under way in this process; their tools report here."""

import asyncio

from agent.live import Live
from agent.turn import CallResult, Thread, Turn
from agent.turns import Work


class Running:
    """At most one run a conversation; they end with this process, not with a request."""

    def __init__(self) -> None:
        self._live: dict[Thread, Live] = {}

    def start(self, live: Live, work: Work) -> None:
        """Let a run go on by itself."""
        thread = live.turn.thread
        self._live[thread] = live
        live.start(work).add_done_callback(lambda _: self._forget(thread, live))

    def of(self, thread: Thread) -> Live | None:
        """The run under way in a conversation."""
        live = self._live.get(thread)
        return None if live is None or live.settled else live

    async def calling(self, turn: Turn, call_id: str, tool: str, arguments: str) -> None:
        """A tool is about to run: that it was called is durable first."""
        live = self._of(turn)
        if live is not None:
            live.wire.called(call_id, tool, arguments)
            await live.log.flush()

    async def answered(self, turn: Turn, call_id: str, result: CallResult) -> None:
        """A tool has answered: its ticket goes out at once, and is durable before the next step."""
        live = self._of(turn)
        if live is not None:
            live.wire.answered(call_id, result)
            await live.log.flush()

    async def close(self) -> None:
        """Cut off what is still running: it reads as interrupted afterwards."""
        tasks = [live.task for live in self._live.values() if live.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _of(self, turn: Turn) -> Live | None:
        live = self._live.get(turn.thread)
        return live if live is not None and live.turn is turn else None

    def _forget(self, thread: Thread, live: Live) -> None:
        if self._live.get(thread) is live:
            del self._live[thread]
