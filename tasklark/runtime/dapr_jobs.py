"""Timers by Dapr Jobs: one call each, again without end while the callback fails."""

import asyncio
import logging
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import orjson

from tasklark.runtime.dapr_sidecar import Sidecar, segment
from tasklark.runtime.port import JobHandler
from tasklark.tracing import traceparent

logger = logging.getLogger(__name__)

_AGAIN = {"constant": {"interval": "1s"}}
"""Without `maxRetries`: for ever. The default would give up after four calls."""
_SHORT_WAIT = timedelta(seconds=1)


class NotYet(Exception):
    """The callback came before its moment: the scheduler's clock is ahead of ours."""


class DaprJobs:
    """Keeps `Jobs`. A timer calls back only processes of the app that scheduled it."""

    def __init__(self, sidecar: Sidecar, clock: Callable[[], datetime]) -> None:
        self._sidecar = sidecar
        self._clock = clock
        self._handlers: dict[str, JobHandler] = {}

    def on_due(self, handler: JobHandler, kind: str = "job") -> None:
        """See `Jobs.on_due`; each kind of timer has a handler of its own."""
        self._handlers[kind] = handler

    async def schedule(self, name: str, at: datetime, payload: bytes, kind: str = "job") -> None:
        """See `Jobs.schedule`."""
        moment = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        # The callback carries no trace: it travels in the data, as does the moment.
        data = {
            "at": moment,
            "kind": kind,
            "payload": b64encode(payload).decode(),
            "traceparent": traceparent.get(),
        }
        job = {"data": data, "dueTime": moment, "overwrite": True, "failurePolicy": _AGAIN}
        await self._sidecar.call("POST", f"/v1.0/jobs/{segment(name)}", orjson.dumps(job))

    async def cancel(self, name: str) -> None:
        """See `Jobs.cancel`."""
        await self._sidecar.call("DELETE", f"/v1.0/jobs/{segment(name)}")

    async def call_back(self, name: str, body: bytes) -> None:
        """A timer went off.

        Raises:
            NotYet: If it came early by more than a second.
            Exception: What the handler raises: the timer will come again.
        """
        try:
            moment, kind, payload, trace = _read(body)
        except (ValueError, KeyError, TypeError) as problem:
            # No timer of ours: it would come again every second without end.
            logger.warning("a timer that says nothing", extra={"job": name, "cause": repr(problem)})
            return
        await self._until(moment)
        handler = self._handlers.get(kind)
        if handler is None:
            raise NotYet(f"nobody here handles timers of the kind {kind}")
        token = traceparent.set(trace)
        try:
            await handler(name, payload)
        finally:
            traceparent.reset(token)

    async def _until(self, moment: datetime) -> None:
        while (early := moment - self._clock()) > timedelta(0):
            if early > _SHORT_WAIT:
                raise NotYet(f"{early.total_seconds():.3f} s too early")
            await asyncio.sleep(early.total_seconds())


def _read(body: bytes) -> tuple[datetime, str, bytes, str]:
    """When a timer was to go off, its kind, what it was given, and its trace."""
    data = orjson.loads(body)
    moment = datetime.fromisoformat(data["at"])
    return moment, str(data["kind"]), b64decode(data["payload"]), str(data["traceparent"])
