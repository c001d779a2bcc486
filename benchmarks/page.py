"""How quickly the page is there: `python -m benchmarks.page [--out docs]`.

A real browser on real servers, on accounts of no, 2,000 and 100,000 tasks. Times are of this
machine in these minutes: the new account is the measure of the others.
"""

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Browser, expect, sync_playwright

from benchmarks.page_account import fill
from benchmarks.page_actions import acting, prepare
from benchmarks.page_scroll import FRAMES, scrolling
from benchmarks.page_visit import opening, p50, p95, visitor
from scripts.chromium import FLAGS, ensure_chromium

_BEGIN, _END = "<!-- page: begin -->", "<!-- page: end -->"
_NAMES = {
    "paint": "first paint",
    "interactive": "one can type",
    "today": "Today shown",
    "kB": "fetched until then",
}
_GOALS = {"first paint": 1000.0, "one can type": 1000.0, "Today shown": 1000.0}
_PAINTED_MS = 50.0
_BUDGET_KB = 130.0
_SCROLLED_FROM, _SCROLLED_ROWS = 2_000, 2_000
"""Accounts of so many tasks also show how evenly so many rows scroll."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    tasks: int
    what: str
    p50: float
    p95: float
    unit: str
    goal: float | None
    part: str = "opening"
    """Which table it stands in: opening, acting or scrolling."""

    @property
    def verdict(self) -> str:
        """Whether the goal is reached, where there is one."""
        return "" if self.goal is None else "yes" if self.p50 <= self.goal else "no"


def main() -> None:
    """Measure, print, and renew the section of the page about performance if asked to."""
    parser = argparse.ArgumentParser(prog="benchmarks.page", description=__doc__)
    parser.add_argument("--sizes", default="0,2000,100000", help="tasks, separated by commas")
    parser.add_argument("--visits", type=int, default=7, help="first visits of each account")
    parser.add_argument("--times", type=int, default=15, help="how often each thing is done")
    parser.add_argument("--accounts", type=Path, help="folder where filled accounts are kept")
    parser.add_argument("--out", type=Path, help="folder of performance.md")
    asked = parser.parse_args()
    figures = []
    for figure in _measured(asked):
        figures.append(figure)
        print_line(figure)
    if asked.out is not None:
        write(asked.out, figures)
    sys.stdout.write(json.dumps([asdict(one) for one in figures]) + "\n")


def _measured(asked: argparse.Namespace) -> Iterator[Figure]:
    chromium = ensure_chromium()
    if chromium is None:
        sys.exit("No Chromium here: install one, or set TEST_CHROMIUM.")
    expect.set_options(timeout=60_000)
    with tempfile.TemporaryDirectory(prefix="tasklark-page-") as name, sync_playwright() as play:
        home = asked.accounts or Path(name)
        browser = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for size in (int(text) for text in asked.sizes.split(",")):
            with _served(home, size) as url:
                yield from _figures(browser, url, size, asked)
        browser.close()


def _figures(browser: Browser, url: str, size: int, asked: argparse.Namespace) -> Iterator[Figure]:
    for what, times in opening(browser, url, asked.visits).items():
        name, unit = _NAMES[what], "kB" if what == "kB" else "ms"
        yield Figure(size, name, p50(times), p95(times), unit, _GOALS.get(name))
    with visitor(browser, url) as context:
        page = context.new_page()
        if size >= _SCROLLED_FROM:
            for what, times in scrolling(page, _SCROLLED_ROWS).items():
                unit = "/s" if what == FRAMES else "%"
                yield Figure(size, what, p50(times), p95(times), unit, None, "scrolling")
        prepare(url)
        page.goto("/today")
        for what, times in acting(page, asked.times).items():
            yield Figure(size, what, p50(times), p95(times), "ms", _PAINTED_MS, "acting")


@contextmanager
def _served(home: Path, size: int) -> Iterator[str]:
    data = home / str(size)
    if not data.exists():
        # In a process of its own: what drives the browser has a loop already.
        filling = (sys.executable, "-m", "benchmarks.page", "fill", data, str(size))
        subprocess.run(filling, check=True)
    env = {"PATH": os.defpath, "HOME": str(home), "TASKLARK_DATA": str(data),
           "TASKLARK_ZONE": "Europe/Madrid", "TASKLARK_LOG_LEVEL": "ERROR"}  # fmt: skip
    command = (sys.executable, "-m", "tasklark", "up", "--port", "0", "--no-open")
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        told = re.search(r"http://\S+", run.stdout.readline())
        assert told is not None
        try:
            with httpx.Client(base_url=told.group(), timeout=60) as client:
                while client.get("/readyz").status_code != 200:
                    time.sleep(0.1)
            yield told.group()
        finally:
            run.kill()


def print_line(one: Figure) -> None:
    """A line of the table for a terminal, as soon as it is known."""
    goal = f"≤ {one.goal:g}" if one.goal else ""
    line = f"{one.p50:8.1f} {one.p95:8.1f} {one.unit:<3} {goal:>7} {one.verdict}"
    sys.stdout.write(f"{one.tasks:>8,}  {one.what:<36}{line}\n")
    sys.stdout.flush()


def write(folder: Path, figures: list[Figure]) -> None:
    """Renew the section of the page about performance, and the figures beside it."""
    kept = [asdict(one) for one in figures]
    (folder / "performance-page.json").write_text(f"{json.dumps(kept, indent=1)}\n", "utf-8")
    page = folder / "performance.md"
    told = page.read_text("utf-8")
    if _BEGIN not in told:
        told = f"{told.rstrip()}\n\n{_HEAD}\n{_BEGIN}\n{_END}\n"
    before, _, rest = told.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    page.write_text(f"{before}{_BEGIN}\n{_tables(figures)}\n{_END}{after}", "utf-8")


_HEAD = (
    "## The page\n"
    "`python -m benchmarks.page` opens the page in a real browser on accounts of no, 2,000 and "
    "100,000 tasks (of these three of four are done). `web/tests/budget.test.ts` holds "
    f"the first load under {_BUDGET_KB:g} kB; what is fetched until Today shows also has parts "
    "that start beside it.\n"
)


_PARTS = {
    "opening": "Opened for the first time, nothing of the page kept from before:",
    "acting": "From the event of an input until its outcome is painted, in milliseconds "
    "(a frame at 60 Hz is 17 of them):",
    "scrolling": "Two thousand rows of All, all of them fetched, scrolled by the wheel:",
}


def _tables(figures: list[Figure]) -> str:
    told = []
    for part, words in _PARTS.items():
        if chosen := [one for one in figures if one.part == part]:
            told.append(f"{words}\n\n{_table(chosen)}")
    return "\n\n".join(told)


def _table(figures: list[Figure]) -> str:
    sizes = list(dict.fromkeys(one.tasks for one in figures))
    told = {(one.tasks, one.what): one for one in figures}
    heads = " | ".join("a new account" if not size else f"{size:,} tasks" for size in sizes)
    rows = [
        f"| p50 / p95 | {heads} | goal |",
        f"|---|{'---|' * len(sizes)}---|",
    ]
    for what in dict.fromkeys(one.what for one in figures):
        cells = [_cell(told.get((size, what))) for size in sizes]
        goals = [one.goal for one in figures if one.what == what]
        goal = f"≤ {goals[0]:g} ms" if goals[0] else ""
        rows.append(f"| {what} | {' | '.join(cells)} | {goal} |")
    return "\n".join(rows)


def _cell(one: Figure | None) -> str:
    return "" if one is None else f"{one.p50:.0f} / {one.p95:.0f} {one.unit}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        asyncio.run(fill(Path(sys.argv[2]), int(sys.argv[3])))
    else:
        main()
