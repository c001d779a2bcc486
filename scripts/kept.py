"""Processes that are started again whenever they end, until they are told to stop."""

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

_PAUSE_S, _LONGEST_S = 0.2, 3.0
_LASTED_S = 10.0
_END_S = 20.0
_LOOK_S = 0.3
_PROBE_S = 2.0
Ready = Callable[[], Awaitable[bool]]


@dataclass(slots=True)
class Kept:
    """One of them: what it is called, how it is started, how one sees that it is ready.

    `pid_file` names the process itself where what is started is only its wrapper.
    """

    name: str
    command: Sequence[str]
    log: Path
    ready: Ready
    env: Mapping[str, str] = field(default_factory=dict)
    pid_file: Path | None = None
    how_to_end: signal.Signals = signal.SIGTERM
    restarts: int = 0
    is_ready: bool = False
    since: float = 0.0
    _process: subprocess.Popen[bytes] | None = None
    _stopping: bool = False
    _work: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process now; None between two of them."""
        if self._process is None or self._process.poll() is not None:
            return None
        if self.pid_file is not None:
            with suppress(OSError, ValueError, IndexError):
                return int(self.pid_file.read_text().split()[0])
        return self._process.pid

    def begin(self) -> None:
        """Start it and keep it running."""
        self._work = asyncio.get_running_loop().create_task(self._keep())

    async def until_ready(self, seconds: float) -> None:
        """Wait for it.

        Raises:
            TimeoutError: If it takes longer.
        """
        async with asyncio.timeout(seconds):
            while not self.is_ready:  # noqa: ASYNC110 - another process
                await asyncio.sleep(_LOOK_S / 10)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it as a crash would; it comes again. By SIGKILL its children die with it."""
        self.is_ready = False
        if (pid := self.pid) is None:
            return
        for one in (pid, *(children(pid) if how == signal.SIGKILL else ())):
            with suppress(ProcessLookupError):
                os.kill(one, how)

    async def stop(self) -> None:
        """End it politely, for good; one that does not end is killed with what it started."""
        self._stopping, self.is_ready = True, False
        process = self._process
        if process is not None and process.poll() is None:
            self.kill(self.how_to_end)
            try:
                await asyncio.to_thread(process.wait, _END_S)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                await asyncio.to_thread(process.wait)
        if self._work is not None:
            await self._work

    async def _keep(self) -> None:
        pause = _PAUSE_S
        while not self._stopping:
            begun = time.monotonic()
            self._start()
            await self._watch()
            if self._stopping:
                return
            self.restarts += 1
            pause = _PAUSE_S if time.monotonic() - begun > _LASTED_S else min(pause * 2, _LONGEST_S)
            await asyncio.sleep(pause)

    def _start(self) -> None:
        self.since = time.time()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, **self.env}, cwd=self.log.parent, start_new_session=True,
            )  # fmt: skip

    async def _watch(self) -> None:
        """Return when it has ended; meanwhile see whether it is ready."""
        process = self._process
        assert process is not None
        while process.poll() is None:
            self.is_ready = not self._stopping and await self.ready()
            await asyncio.sleep(_LOOK_S)
        self.is_ready = False


def children(pid: int) -> list[int]:
    """The processes that a process has started; none if it is gone."""
    with suppress(OSError):
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
        return [int(one) for one in found]
    return []


def listens(port: int) -> Ready:
    """Ready when something listens there."""

    async def ready() -> bool:
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(_PROBE_S):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return True
        return False

    return ready


def answers(client: httpx.AsyncClient, url: str) -> Ready:
    """Ready when it says so."""

    async def ready() -> bool:
        with suppress(httpx.HTTPError):
            return (await client.get(url, timeout=_PROBE_S)).is_success
        return False

    return ready
