"""One line per step: a moving bar on a terminal, plain lines elsewhere."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / ".cache" / "logs"
_WIDTH = 16
_TAIL = 25
_MOMENT_S = 5


class StepFailed(Exception):
    """A step did not work; the text is one sentence fit to show."""


def _bar(elapsed: float) -> str:
    """A block that moves to and fro: how long a download takes is not known beforehand."""
    reach = _WIDTH - 4
    place = int(elapsed * 10) % (2 * reach)
    place = min(place, 2 * reach - place)
    return "·" * place + "━━━━" + "·" * (reach - place)


def _line(mark: str, title: str, seconds: float, end: str) -> None:
    print(f"\r\033[K{mark}  {title}  {seconds:.1f} s", end=end, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Show that `title` is being done, and how long it took."""
    started = time.monotonic()
    done = threading.Event()
    shown = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    def move() -> None:
        while not done.wait(0.1):
            seconds = time.monotonic() - started
            _line(_bar(seconds), title, seconds, "")

    mover = threading.Thread(target=move, daemon=True)
    if shown:
        mover.start()
    mark = "✗" * _WIDTH
    try:
        yield
        mark = "━" * _WIDTH
    finally:
        done.set()
        seconds = time.monotonic() - started
        if shown:
            mover.join()
            _line(mark, title, seconds, "\n")
        else:
            print(f"{title}: {'failed' if '✗' in mark else 'done'}, {seconds:.1f} s", flush=True)


def run(
    name: str,
    command: Sequence[str | Path],
    why: str,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    *,
    tries: int = 1,
) -> None:
    """Run `command`, its output in `.cache/logs/<name>.log`; again after a moment while it fails.

    Raises:
        StepFailed: With `why` and the end of the output, if it fails each of the `tries`.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    with log.open("wb") as out:
        try:
            ended = subprocess.run(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=dict(os.environ if env is None else env),
                cwd=cwd,
                check=False,
            )
        except OSError as error:
            raise StepFailed(f"{why} ({error.strerror}: {command[0]})") from error
    if ended.returncode and tries > 1:
        time.sleep(_MOMENT_S)
        run(name, command, why, env, cwd, tries=tries - 1)
    elif ended.returncode:
        tail = log.read_text("utf-8", "replace").splitlines()[-_TAIL:]
        told = "\n".join(f"    {line}" for line in tail)
        raise StepFailed(f"{told}\n{why} The whole output is in {log.relative_to(ROOT)}.")


fetch = partial(run, tries=2)
"""`run` for what comes over the network: a registry has bad moments."""
