"""The right to be the one run of a conversation, and whether who holds it is still there."""

import json
import os
import socket
from contextlib import suppress
from uuid import uuid4

from agent.documents import active_key
from agent.turn import Thread
from tasklark.domain.errors import Refusal, StaleState
from tasklark.runtime.port import StateStore

TTL_S = 30
"""Seconds after which a run that is not renewed counts as cut off."""
_STOP = b"stop"
_HERE = {"host": socket.gethostname(), "pid": os.getpid(), "start": uuid4().hex}
"""This process; the number alone may come again, in a container it always does."""


class Claim:
    """The right to be the one run of a conversation."""

    def __init__(self, state: StateStore, thread: Thread, run: str) -> None:
        self._state = state
        self._key = active_key(thread)
        self._value = json.dumps({"run": run, **_HERE}).encode()
        self._etag = ""
        self._released = False

    async def take(self) -> None:
        """Take it; from a process that is gone as well.

        Raises:
            Refusal: If a run is under way.
        """
        found = await self._state.get(self._key)
        try:
            if found is not None and _gone(found.value):
                await self._state.delete(self._key, etag=found.etag)
            self._etag = await self._state.create(self._key, self._value, ttl_seconds=TTL_S)
        except StaleState:
            raise Refusal(
                "This conversation is still answering.", "Wait, or stop it first.", kind="conflict"
            ) from None

    async def renewed(self) -> bool:
        """Hold it for another while; False when the run is to stop or has lost it."""
        try:
            self._etag = await self._state.put(
                self._key, self._value, etag=self._etag, ttl_seconds=TTL_S
            )
        except StaleState:
            return False
        return True

    async def release(self) -> None:
        """Let the next run begin; once, so that another holder's mark stays."""
        if self._released:
            return
        found = await self._state.get(self._key)
        if found is not None and found.value in (self._value, _STOP):
            with suppress(StaleState):
                await self._state.delete(self._key, etag=found.etag)
        self._released = True


async def under_way(state: StateStore, thread: Thread) -> bool:
    """Whether a conversation has a run, in whatever process."""
    found = await state.get(active_key(thread))
    return found is not None and not _gone(found.value)


async def ask_to_stop(state: StateStore, thread: Thread) -> None:
    """Tell a run in another process to stop; it looks every few seconds."""
    found = await state.get(active_key(thread))
    if found is not None:
        with suppress(StaleState):
            await state.put(active_key(thread), _STOP, etag=found.etag, ttl_seconds=TTL_S)


def _gone(value: bytes) -> bool:
    """Whether the holder is a process of this machine that has ended; of others time tells."""
    try:
        holder = json.loads(value)
    except ValueError:
        return False
    if not isinstance(holder, dict) or holder.get("host") != _HERE["host"]:
        return False
    pid = holder.get("pid")
    if pid == _HERE["pid"]:
        return holder.get("start") != _HERE["start"]
    return isinstance(pid, int) and not _alive(pid)


def _alive(pid: int) -> bool:
    if os.name == "nt":  # pragma: no cover  # there this question would end the process
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
