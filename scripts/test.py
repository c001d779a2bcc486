"""What `make test` does: set up, then lint, types, imports, tests, and a summary of it all."""

import argparse
import os
import random
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from scripts.chart import ensure_helm
from scripts.chromium import ensure_chromium
from scripts.postgres import DEBIAN, ensure_binaries, ensure_pooler, find_binaries, find_pooler
from scripts.progress import LOGS, ROOT, StepFailed, step
from scripts.setup import PYTHON, WEB, compile_ours, ensure_page, ensure_python, ensure_web_packages
from scripts.tools import BIN, ensure_tools, environment

_BIN = PYTHON.parent
_NPM = BIN / "npm"
_QUICK = "not browser and not wheel and not slow"


@dataclass(slots=True)
class Part:
    """One command, and what came of it."""

    name: str
    command: Sequence[str | Path]
    tests: bool = False
    passed: bool = False
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    skips: Counter[str] = field(default_factory=Counter)
    """Why tests were left out, and how many for that reason."""

    def run(self) -> None:
        """Run it and read its report."""
        print(f"── {self.name}", flush=True)
        started = time.monotonic()
        report = LOGS / f"test-{self.name}.xml"
        report.unlink(missing_ok=True)
        words = [str(word) for word in self.command]
        if self.tests:
            words.append(f"--junitxml={report}")
        folder = WEB if self.command[0] == _NPM else ROOT
        # A terminal's settings of the person must not reach the tests.
        env = {k: v for k, v in environment().items() if not k.startswith(("TASKLARK_", "OPENAI_"))}
        # What passes without a test has nothing to say.
        out = None if self.tests or folder == WEB else subprocess.PIPE
        ran = subprocess.run(
            words, cwd=folder, env=env, stdout=out, stderr=subprocess.STDOUT, check=False
        )
        self.passed = ran.returncode == 0
        if out is not None and not self.passed:
            print(ran.stdout.decode("utf-8", "replace"), end="", flush=True)
        self.seconds = time.monotonic() - started
        if report.exists():
            self._read(report)

    def _read(self, report: Path) -> None:
        for case in ElementTree.parse(report).iter("testcase"):
            skipped = case.find("skipped")
            failed = case.find("failure") is not None or case.find("error") is not None
            self.counts["failed" if failed else "passed" if skipped is None else "skipped"] += 1
            if skipped is not None:
                self.skips[skipped.get("message") or "no reason given"] += 1

    def line(self) -> str:
        """Its line of the summary."""
        told = ", ".join(f"{number} {word}" for word, number in sorted(self.counts.items()))
        return (
            f"{self.name:<10} {self.seconds:6.1f} s  {told or ('ok' if self.passed else 'FAILED')}"
        )


def checks() -> list[Part]:
    """What needs no test to run."""
    return [
        Part("format", (_BIN / "ruff", "format", "--check", "--quiet", ".")),
        Part("lint", (_BIN / "ruff", "check", "--quiet", ".")),
        Part("types", (_BIN / "mypy", "--no-error-summary")),
        Part("imports", (_BIN / "lint-imports", "--no-logo")),
        Part("migrations", (PYTHON, "-m", "scripts.migrations")),
    ]


def pytest(name: str, marks: str, seed: int, folder: str = "tests") -> Part:
    """The tests with these marks, in an order that the seed gives."""
    command = (PYTHON, "-m", "pytest", f"--randomly-seed={seed}", "-m", marks, folder)
    return Part(name, command, tests=True)


def parts(asked: argparse.Namespace) -> list[Part]:
    """What is to be run."""
    seed = asked.seed if asked.seed is not None else random.randrange(10_000)
    if asked.check:
        return checks()
    print(f"Tests run in the order of seed {seed} (SEED={seed} make test repeats it).", flush=True)
    if asked.fast:
        return [pytest("python", _QUICK, seed)]
    return [
        *checks(),
        pytest("python", "not browser and not wheel", seed),
        # A process of its own: the browser's driver and asyncio tests do not share one.
        pytest("browser", "browser", seed, "tests/e2e"),
        pytest("wheel", "wheel", seed, "tests/architecture"),
        Part("web types", (_NPM, "run", "types")),
        Part("web", (_NPM, "test")),
    ]


def set_up(only_python: bool) -> None:
    """Have everything that the tests need, as far as it can be had here.

    Raises:
        StepFailed: If something that cannot be done without is missing.
    """
    ensure_tools()
    ensure_python(dev=True)
    compile_ours()
    if only_python:
        return
    ensure_page()
    ensure_web_packages()
    ensure_chromium()
    if find_binaries(DEBIAN) is None or find_pooler() is None:
        with step("PostgreSQL and PgBouncer for the store's tests"):
            ensure_binaries()
            ensure_pooler()
    # Without it the chart's tests say what to install.
    with suppress(StepFailed):
        ensure_helm()


def summary(done: Sequence[Part], minutes: float) -> int:
    """Print what came of it, what was left out and why; returns the exit code."""
    print("\n── summary")
    for part in done:
        print(part.line())
    skips = sum((part.skips for part in done), Counter[str]())
    for reason, number in skips.most_common():
        print(f"skipped {number}: {reason}")
    failed = [part.name for part in done if not part.passed]
    if failed:
        print(f"Failed after {minutes:.1f} minutes: {', '.join(failed)}.", flush=True)
        return 1
    print(f"Everything passed in {minutes:.1f} minutes; {skips.total() or 'nothing'} skipped.")
    return 0


def main() -> None:
    """Run everything asked for; every part runs even when one before it failed."""
    parser = argparse.ArgumentParser(prog="test", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="Python tests only, the quick ones")
    parser.add_argument("--check", action="store_true", help="what needs no test to run")
    parser.add_argument("--seed", type=int, default=os.environ.get("SEED"), help="the tests' order")
    asked = parser.parse_args()
    started = time.monotonic()
    try:
        set_up(only_python=asked.fast or asked.check)
    except StepFailed as failure:
        sys.exit(str(failure))
    done = parts(asked)
    for part in done:
        part.run()
    sys.exit(summary(done, (time.monotonic() - started) / 60))


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
