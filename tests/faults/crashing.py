"""A PostgreSQL server whose data outlive its crashes, always at the same address."""

import os
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import psycopg

from scripts.kept import children
from scripts.postgres import free_port, lasting, takes_people

Connection = psycopg.Connection[tuple[Any, ...]]
_READY_S = 60.0


class CrashingPostgres:
    """Started, killed with all its processes, started again; a context manager that ends it."""

    def __init__(self, binaries: Path) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="tasklark-pg-", ignore_cleanup_errors=True)
        self._folder = Path(self._home.name)
        self._port = free_port()
        self._command = lasting(binaries, self._folder, self._port)
        self.address = f"postgresql://postgres@127.0.0.1:{self._port}/postgres"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.crash()
        self._home.cleanup()

    def start(self) -> None:
        """Until it takes connections; what a crash left is recovered first."""
        end = time.monotonic() + _READY_S
        self._launch()
        while not takes_people(self._port):
            if self._process.poll() is not None:
                # The last processes of the server before have not seen yet that it is gone.
                self._launch()
            if time.monotonic() > end:
                raise AssertionError(self._log.read_text("utf-8", "replace")[-2000:])
            time.sleep(0.02)

    def crash(self) -> None:
        """Kill the server's first process and all that it started, at once."""
        postmaster = self._postmaster()
        for pid in (postmaster, *children(postmaster)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def backends(self, program: str) -> list[int]:
        """The server's processes that work for a program; there are some, soon at the latest."""
        end = time.monotonic() + _READY_S
        while time.monotonic() < end:
            with self.connect() as connection:
                rows = connection.execute(
                    "SELECT pid FROM pg_stat_activity WHERE application_name = %s", (program,)
                ).fetchall()
            if rows:
                return [pid for (pid,) in rows]
            time.sleep(0.02)
        raise AssertionError(f"nothing works for {program}")

    def connect(self) -> Connection:
        """As the owner; after a blow the server takes no connections for a moment."""
        end = time.monotonic() + _READY_S
        while time.monotonic() < end:
            with suppress(psycopg.OperationalError):
                return psycopg.connect(self.address, autocommit=True)
            time.sleep(0.02)
        raise AssertionError("the server did not recover")

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def _launch(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                cwd=self._folder, start_new_session=True,
            )  # fmt: skip

    def _postmaster(self) -> int:
        """The one that a service of another user, `runuser`, may stand before."""
        text = (self._folder / "data" / "postmaster.pid").read_text("utf-8")
        return int(text.split()[0])
