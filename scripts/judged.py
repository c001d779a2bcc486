"""What the judges stand on: themselves, pinned, under .cache/judges; and a server to be judged."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.progress import ROOT, StepFailed, fetch, run, step
from scripts.stamps import fingerprint, is_done, mark_done
from scripts.tools import BIN, CACHE, UV, environment

HERE = ROOT / "evals" / "judges"
HOME = CACHE / "judges"
PYTHON = ROOT / ".venv" / "bin" / "python"
_LIMIT_S = 900


@dataclass(frozen=True, slots=True)
class Ground:
    """A server to be judged, and a folder for what the judges write."""

    url: str
    folder: Path

    def told(self, *command: str | Path, log: str) -> str:
        """Run a judge; what it printed, kept in the folder too."""
        ran = subprocess.run(
            [str(word) for word in command],
            env=environment() | {"LITELLM_LOCAL_MODEL_COST_MAP": "True"},
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=_LIMIT_S,
            check=False,
        )
        text = ran.stdout + ran.stderr
        (self.folder / f"{log}.log").write_text(text, "utf-8")
        return text


def set_up() -> dict[str, str]:
    """Have the judges under .cache/judges; those that cannot be had, with why."""
    versions = json.loads((HERE / "versions.json").read_text("utf-8"))
    missing = {}
    packages = [f"{name}@{version}" for name, version in versions["node"].items()]
    if not _had("judges-node", *packages):
        with step("Judges from npm"):
            HOME.mkdir(parents=True, exist_ok=True)
            fetch(
                "judges-npm",
                [BIN / "npm", "install", "--prefix", HOME, *packages],
                "npm gave no judges.",
                environment(),
            )
            mark_done("judges-node", fingerprint([], *packages))
    for home, wanted in versions["python"].items():
        if _had(f"judges-{home}", *wanted):
            continue
        try:
            with step(f"Judges from PyPI: {home}"):
                _python(home, wanted)
        except StepFailed as error:
            missing[home] = str(error)
            continue
        mark_done(f"judges-{home}", fingerprint([], *wanted))
    return missing


def _had(name: str, *wanted: str) -> bool:
    return is_done(name, fingerprint([], *wanted)) and HOME.is_dir()


def _python(home: str, wanted: list[str]) -> None:
    place, env = HOME / home, environment()
    run(f"judges-{home}", [UV, "venv", "--clear", "--python", PYTHON, place], "No venv.", env)
    python = place / "bin" / "python"
    install = [UV, "pip", "install", "--python", python, *wanted]
    fetch(f"judges-{home}", install, "The package index gave no such judge.", env)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """`tasklark up` on an empty folder; its MCP address."""
    data = str(folder / "data")
    with _address_of("tasklark", "up", "--data", data, "--port", "0", "--no-open") as url:
        yield url


@contextmanager
def equipped(folder: Path) -> Iterator[str]:
    """The MCP server with the suite's fixtures beside its own tools; its address."""
    with _address_of("tests.conformance", str(folder / "fixtures")) as url:
        yield url


@contextmanager
def _address_of(module: str, *arguments: str) -> Iterator[str]:
    """A program that prints where it listens, running."""
    env = {**os.environ, "TASKLARK_ZONE": "Europe/Madrid"}
    command = [str(PYTHON), "-m", module, *arguments]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            address = re.search(r"http://\S+", line)
            if address is None:
                raise StepFailed(f"{module} did not start: {line}")
            yield f"{address.group()}/mcp"
        finally:
            process.terminate()
