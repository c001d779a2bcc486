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
_SECOND_TRIES = 5
"""More failures than this are no accident of a busy machine."""


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
    unsteady: list[str] = field(default_factory=list)
    """Tests that failed among the others and passed alone."""

    def run(self) -> None:
        """Run it and read its report; in CI a few failed tests are tried once more, and named."""
        print(f"── {self.name}", flush=True)
        started = time.monotonic()
        self._start()
        failed = self._read() if self.tests else []
        if 0 < len(failed) <= _SECOND_TRIES and os.environ.get("CI") == "true":
            print(f"── {self.name}, {len(failed)} once more", flush=True)
            self._start("--last-failed", "--last-failed-no-failures=none")
            if self.passed:
                self.unsteady = failed
        self.seconds = time.monotonic() - started

    def _start(self, *more: str) -> None:
        words = [*map(str, self.command), *more]
        if self.tests:
            self._report.unlink(missing_ok=True)
            words.append(f"--junitxml={self._report}")
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

    @property
    def _report(self) -> Path:
        return LOGS / f"test-{self.name}.xml"

    def _read(self) -> list[str]:
        """Count what the report says; the names of the tests that failed."""
        failed: list[str] = []
        cases = ElementTree.parse(self._report).iter("testcase") if self._report.exists() else ()
        for case in cases:
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                failed.append(f"{case.get('classname')}::{case.get('name')}")
                self.counts["failed"] += 1
            elif skipped is None:
                self.counts["passed"] += 1
            else:
                self.counts["skipped"] += 1
                self.skips[skipped.get("message") or "no reason given"] += 1
        return failed

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
    for name in [name for part in done for name in part.unsteady]:
        print(f"UNSTEADY, failed among the others and passed alone: {name}")
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
