"""How quickly Tasklark is there, and what it holds: `python -m benchmarks.start [RUNS]`.

Real processes on empty data folders; the best run is shown beside the middle one, because other
programs of the computer only ever make a start slower.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

from scripts.setup import compile_ours

GOALS = {
    "up: first page, s": 1.0,
    "up: ready for chat, s": 3.0,
    "up: memory when idle, MB": 200.0,
    "up: Ctrl-C, s": 1.0,
    "mcp --stdio: first answer, s": 0.8,
    "mcp --stdio: memory, MB": 100.0,
    "tasklark add, s": 0.5,
    "tasklark list, s": 0.5,
}
_HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "benchmark", "version": "1"},
}


def _environment(home: Path) -> dict[str, str]:
    # Nothing of the person who measures, and no byte code that is written on the way.
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "TASKLARK_DATA": str(home / "data"),
        "TASKLARK_ZONE": "Europe/Madrid",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _started(home: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tasklark", *words],
        env=_environment(home),
        cwd=home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _memory(pid: int) -> float:
    """Megabytes that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def up(home: Path) -> Mapping[str, float]:
    """Start the whole, open the page, wait for the assistant, stop it."""
    begun = time.perf_counter()
    process = _started(home, "up", "--port", "0", "--no-open")
    assert process.stdout is not None
    url = process.stdout.readline().split()[-1]
    with httpx.Client(base_url=url, timeout=30) as client:
        client.get("/").raise_for_status()
        page = time.perf_counter() - begun
        while client.get("/readyz").status_code != 200:
            time.sleep(0.01)
        ready = time.perf_counter() - begun
        memory = _memory(process.pid)
    stopping = time.perf_counter()
    process.send_signal(2)
    process.communicate(timeout=30)
    return {
        "up: first page, s": page,
        "up: ready for chat, s": ready,
        "up: memory when idle, MB": memory,
        "up: Ctrl-C, s": time.perf_counter() - stopping,
    }


def stdio(home: Path) -> Mapping[str, float]:
    """Start the server as a desktop client does, until its first answer is there."""
    begun = time.perf_counter()
    process = _started(home, "mcp", "--stdio")
    assert process.stdin is not None
    assert process.stdout is not None
    hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": _HELLO}
    process.stdin.write(json.dumps(hello) + "\n")
    process.stdin.flush()
    process.stdout.readline()
    answered, memory = time.perf_counter() - begun, _memory(process.pid)
    process.communicate(timeout=30)
    return {"mcp --stdio: first answer, s": answered, "mcp --stdio: memory, MB": memory}


def commands(home: Path) -> Mapping[str, float]:
    """One command each, from start to end."""
    figures = {}
    for name, words in (("add", ("add", "buy milk tomorrow at 9")), ("list", ("list", "all"))):
        begun = time.perf_counter()
        _started(home, *words).communicate(timeout=30)
        figures[f"tasklark {name}, s"] = time.perf_counter() - begun
    return figures


def measured(work: Callable[[Path], Mapping[str, float]], runs: int) -> dict[str, list[float]]:
    """Each figure of so many runs; one before them finds the files on the disk and is not told."""
    figures: dict[str, list[float]] = {}
    for run in range(runs + 1):
        with tempfile.TemporaryDirectory(prefix="tasklark-start-") as home:
            for name, value in work(Path(home)).items():
                if run:
                    figures.setdefault(name, []).append(value)
    return figures


def main() -> None:
    """Measure and print a table, then the same as JSON."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    compile_ours()  # as `make run` does
    figures = measured(up, runs) | measured(stdio, runs) | measured(commands, runs)
    print(f"{'what':<30} {'best':>8} {'middle':>8} {'goal':>8}")
    for name, values in figures.items():
        middle = statistics.median(values)
        print(f"{name:<30} {min(values):8.2f} {middle:8.2f} {GOALS[name]:8.2f}")
    print(json.dumps({name: min(values) for name, values in figures.items()}))


if __name__ == "__main__":
    main()
