"""The real engine on this machine: Kafka, PostgreSQL and Dapr's scheduler, for daprd to use.

`python -m scripts.engine test` runs the contract suite on it, `measure` its figures, `up` keeps it
running until it is interrupted. The first call builds and fetches what is missing.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.api_server_parts import ensure_api_server
from scripts.chromium import ensure_chromium
from scripts.engine_parts import Parts, ensure_parts
from scripts.engine_servers import Server, kafka, running, scheduler
from scripts.postgres import server as postgres
from scripts.progress import ROOT, StepFailed, step
from scripts.test import Part, summary

FOUND = "TEST_ENGINE"
"""The tests find a running engine by this variable: the path of a file that describes it."""
_SUITES = ("tests/contract", "tests/engine")
_TEST_S = 120


@dataclass(frozen=True, slots=True)
class Engine:
    """A running engine, as another process finds it."""

    daprd: str
    brokers: str
    scheduler: int
    postgres: str
    folder: str


def found() -> Engine:
    """The engine that `TEST_ENGINE` describes."""
    return Engine(**json.loads(Path(os.environ[FOUND]).read_text()))


@contextmanager
def engine(parts: Parts) -> Iterator[Engine]:
    """All servers started, and ended afterwards; one line each.

    Raises:
        StepFailed: If one does not start.
    """
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="tasklark-engine-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        with step("PostgreSQL"):
            database = stack.enter_context(postgres(parts.postgres))
        with step("Kafka"):
            broker: Server = stack.enter_context(running(kafka(parts, folder / "kafka")))
        with step("Dapr's scheduler"):
            timers = stack.enter_context(running(scheduler(parts, folder / "scheduler")))
        brokers = f"127.0.0.1:{broker.port}"
        made = Engine(str(parts.daprd), brokers, timers.port, database, str(folder))
        (folder / "engine.json").write_text(json.dumps(asdict(made)))
        yield made


def _where(made: Engine) -> dict[str, str]:
    return {FOUND: f"{made.folder}/engine.json"}


def _test(made: Engine, more: list[str]) -> int:
    words = ["-m", "pytest", "-k", "engine", f"--timeout={_TEST_S}", "-p", "no:randomly"]
    started = time.monotonic()
    os.environ |= _where(made)
    part = Part("engine", [sys.executable, *words, *(more or _SUITES)], tests=True)
    part.run()
    return summary([part], (time.monotonic() - started) / 60)


def _measure(made: Engine, more: list[str]) -> int:
    command = [sys.executable, "-m", "scripts.engine_measures", *more]
    return subprocess.run(command, cwd=ROOT, env=os.environ | _where(made), check=False).returncode


def _up(made: Engine, more: list[str]) -> int:
    del more
    print(
        f"Kafka {made.brokers}, scheduler 127.0.0.1:{made.scheduler}, {made.postgres}", flush=True
    )
    print(f"export {FOUND}={made.folder}/engine.json", flush=True)
    signal.pause()
    return 0


_COMMANDS = {"test": _test, "measure": _measure, "up": _up}


def main() -> None:
    """Do one of the three."""
    asked, *more = sys.argv[1:] or ["up"]
    if asked not in _COMMANDS:
        sys.exit(f"Say one of {', '.join(_COMMANDS)}.")
    # Ended politely, or its terminal closed, it ends its servers too.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        parts = ensure_parts()
        if asked == "test" and not more:
            # Without them the chart's and the browser's tests say what to install.
            with suppress(StepFailed):
                ensure_api_server()
            ensure_chromium()
        with engine(parts) as made:
            sys.exit(_COMMANDS[asked](made, more))
    except StepFailed as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        print("Stopped.")


if __name__ == "__main__":
    main()
