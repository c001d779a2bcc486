"""Keeps the time: rings reminders when they are due, and once what was due while nobody ran.

The row of a reminder is the truth, and one timer, which outlives the process, stands for the next
of them. Every change of a task sets it earlier if need be. While anything is to ring at all it goes
off at every sweep, so that no ring depends on a timer that was lost.
"""

import asyncio
import logging
from datetime import datetime

from services.service import Ground, Service
from tasklark.asks import Call
from tasklark.domain.errors import StoreError, TasklarkError
from tasklark.domain.events import CloudEvent
from tasklark.domain.identity import Principal
from tasklark.store.port import DueReminder

NAME = "reminders"
TIMER = "reminders"
_AT_ONCE = 32
"""Rings that share a commit."""
logger = logging.getLogger(__name__)


class Timekeeper:
    """Rings what is due and sets the timer for what comes next."""

    def __init__(self, ground: Ground) -> None:
        self._runtime = ground.runtime
        self._commands = ground.commands
        self._store = ground.store
        self._clock = ground.clock
        self._sweep = ground.sweep
        self._set_for: datetime | None = None

    async def changed(self, event: CloudEvent) -> None:
        """A task changed: there may be something to ring earlier."""
        del event
        following, now = await self._store.next_fire_at(), self._clock()
        # A moment that has passed may be another process's timer by now: it counts for nothing.
        until = self._set_for if self._set_for is not None and self._set_for > now else None
        if following is not None and (until is None or following < until):
            await self._set(min(following, now + self._sweep))

    async def due(self, name: str, payload: bytes) -> None:
        """The timer went off."""
        del payload
        if name == TIMER:
            await self.look()

    async def look(self) -> None:
        """Ring what is due, and set the timer for what comes next."""
        tried: set[tuple[int, int]] = set()
        while True:
            rang = await self._ring(tried)
            now, following = self._clock(), await self._store.next_fire_at()
            if following is None:
                return
            late = following <= now
            if not (late and rang):
                break
            # That fell due while others rang.
        # What is due still could not be rung: it is not tried again without a pause.
        await self._set(now + self._sweep if late else min(following, now + self._sweep))

    async def _ring(self, tried: set[tuple[int, int]]) -> bool:
        """Ring everything that is due and was not tried; one that cannot holds back no other."""
        rang = False
        while True:
            found = await self._store.reminders_due(self._clock())
            fresh = [one for one in found if (one.reminder, one.revision) not in tried]
            if not fresh:
                return rang
            rang = True
            tried.update((one.reminder, one.revision) for one in fresh)
            for at in range(0, len(fresh), _AT_ONCE):
                await asyncio.gather(*map(self._fire, fresh[at : at + _AT_ONCE]))

    async def _fire(self, due: DueReminder) -> None:
        who = Principal(due.person, NAME).acting_as(NAME)
        request_id = f"{NAME}:{due.reminder}:{due.revision}"
        try:
            await self._commands.fire(Call(who, request_id=request_id), due.reminder, due.revision)
        except Exception:
            # Whatever it was: the rings beside it, and those behind, are not held back.
            logger.exception(
                "reminder did not ring", extra={"action": NAME, "reminder": due.reminder}
            )

    async def _set(self, at: datetime) -> None:
        self._set_for = at
        try:
            await self._runtime.schedule(TIMER, at, b"")
        except StoreError:
            self._set_for = None
            raise
        except TasklarkError:
            # The program that keeps the timers is away: what is due is found by the sweep, and an
            # event is not to blame.
            logger.exception("no timer was set", extra={"action": NAME})


def attach(ground: Ground) -> None:
    """Follow the changes of tasks, and the timer."""
    keeper = Timekeeper(ground)
    ground.runtime.consume(NAME, "task-events", keeper.changed)
    ground.runtime.on_due(keeper.due)


async def sweep(ground: Ground) -> None:
    """Look once without being called."""
    await Timekeeper(ground).look()


SERVICE = Service(NAME, attach, sweep)
