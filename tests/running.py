"""A real `tasklark up` in a process of its own, to be used, killed and started again."""

import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import httpx


def _forenoon() -> str:
    """A zone in which it is about eleven: no test meets midnight or the hours before day start."""
    ahead = 11 - datetime.now(UTC).hour
    # The names count westwards: Etc/GMT-3 is three hours ahead of UTC.
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"


ZONE = _forenoon()
"""Where the person of these tests lives."""


class Tasklark:
    """The program on a data folder; a context manager that ends it."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        self._settings = settings
        self._process: subprocess.Popen[str] | None = None
        self._log = data.parent / "stderr.log"
        self.url = self.farewell = ""

    @property
    def log(self) -> str:
        """What it wrote on stderr, over all its starts."""
        return self._log.read_text("utf-8", "replace")

    def environment(self) -> dict[str, str]:
        """Nothing of the person who runs the tests reaches the program."""
        home = self.data.parent / "home"
        home.mkdir(exist_ok=True)
        given = {f"TASKLARK_{name.upper()}": value for name, value in self._settings.items()}
        return {
            "PATH": os.defpath,
            "HOME": str(home),
            "TASKLARK_DATA": str(self.data),
            "TASKLARK_ZONE": ZONE,
            **given,
        }

    def command(self, *words: str) -> list[str]:
        """A command of the program, run by this Python."""
        return [sys.executable, "-m", "tasklark", *words]

    def start(self, port: int = 0) -> Self:
        """Start and wait until it says where it serves."""
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                self.command("up", "--port", str(port), "--no-open"),
                env=self.environment(),
                cwd=self.data.parent,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._process.stdout is not None
        told = self._process.stdout.readline()
        found = re.search(r"http://\S+", told)
        assert found, f"the first line says where it serves, not {told!r}\n{self.log}"
        self.url = found.group()
        return self

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self._process is not None
        return self._process.pid

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def kill(self) -> None:
        """End it as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """End it as Ctrl-C would; returns the exit code."""
        return self._end(signal.SIGINT)

    def _end(self, number: signal.Signals) -> int:
        process = self._process
        assert process is not None
        assert process.stdout is not None
        process.send_signal(number)
        self.farewell = process.stdout.read()
        code = process.wait(60)
        process.stdout.close()
        self._process = None
        return code

    def run(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run one command of the program to its end."""
        return subprocess.run(
            self.command(*words),
            env=self.environment(),
            cwd=self.data.parent,
            input=given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def client(self) -> httpx.Client:
        """A client of its routes."""
        return httpx.Client(base_url=self.url, timeout=60)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *problem: object) -> None:
        if self._process is not None:
            self.stop()
        if problem[0] is not None:
            sys.stderr.write(self.log)
