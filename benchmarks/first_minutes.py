"""The first five minutes, timed: `python -m benchmarks.first_minutes [--out docs]`.

A fresh clone of what is committed, an empty home folder, `make run`, and a real browser that goes
the way of somebody new. What is told is how long the machine takes; a person also reads and types.
"""

import argparse
import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from mcp import Client, StdioServerParameters
from mcp_types import Implementation
from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks.report import renewed
from scripts.chromium import FLAGS, ensure_chromium
from scripts.progress import ROOT

T = TypeVar("T")
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_PATIENCE_MS = 120_000
_RING_S = 60
_KEPT = ("PATH", "LANG", "LC_ALL", "TERM", "TEST_CHROMIUM")
_OF_NETWORK = re.compile(r"proxy|cert|ca_bundle|^(pip|uv|npm)_", re.IGNORECASE)
_DESKTOP = Path(".config/Claude/claude_desktop_config.json")


@dataclass(slots=True)
class Way:
    """The steps so far, each with the seconds that the machine took for it."""

    steps: list[tuple[str, float, float | None]] = field(default_factory=list)

    def take(self, what: str, act: Callable[[], T], goal: float | None = None) -> T:
        """Do one step; `goal` is in seconds."""
        began = time.monotonic()
        outcome = act()
        self.steps.append((what, time.monotonic() - began, goal))
        sys.stdout.write(f"{self.steps[-1][1]:8.2f} s  {what}\n")
        sys.stdout.flush()
        return outcome


def _environment(home: Path) -> dict[str, str]:
    """Nothing of the person who measures but how to reach the network."""
    kept = {k: v for k, v in os.environ.items() if k in _KEPT or _OF_NETWORK.search(k)}
    return kept | {"HOME": str(home)}


@contextmanager
def _made(home: Path, way: Way) -> Iterator[str]:
    """A clone and `make run` in it; where it then is. Ended as with Ctrl-C."""
    clone = home / "tasklark"
    copy = ("git", "clone", "--quiet", str(ROOT), str(clone))
    way.take("the clone", lambda: subprocess.run(copy, check=True))
    run = subprocess.Popen(
        ("make", "run", "OPEN=0", "PORT=0"), cwd=clone, env=_environment(home),
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        yield way.take("`make run` until it says where it is", lambda: _said(run), 90)
    finally:
        os.killpg(run.pid, signal.SIGINT)
        run.communicate()


def _said(run: "subprocess.Popen[str]") -> str:
    assert run.stdout is not None
    for line in run.stdout:
        if told := _ADDRESS.search(line):
            return told.group()
    sys.exit("`make run` ended without an address.")


def _page(browser: Browser, url: str) -> Page:
    context = browser.new_context(
        base_url=url, locale="en-GB", timezone_id="Europe/Madrid",
        viewport={"width": 1440, "height": 900}, permissions=["notifications"],
    )  # fmt: skip
    # From "granted" by the line above to "not asked yet".
    context.clear_permissions()
    return context.new_page()


def _opened(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".says mark").first).to_be_visible()


def _sentence(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()
    expect(page.locator(".quick-layer mark").first).to_be_visible()


def _added(page: Page, title: str) -> None:
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_text(title, exact=True).first).to_be_visible()


def _turned_on(page: Page) -> None:
    page.context.grant_permissions(["notifications"])
    strip = page.get_by_role("region", name="Notifications")
    strip.get_by_role("button", name="Turn on").click()
    expect(strip.get_by_role("button", name="Turn on")).to_have_count(0)


def _rung(page: Page) -> None:
    done = page.locator(".banner").get_by_role("button", name="Done")
    expect(done.first).to_be_visible()


def _done_and_back(page: Page) -> None:
    page.locator(".banner").get_by_role("button", name="Done").first.click()
    ring = page.get_by_role("checkbox", name="Done: stretch")
    expect(ring).to_be_checked()
    page.keyboard.press("z")
    expect(ring).not_to_be_checked()


def _asked(page: Page) -> None:
    page.keyboard.press("a")
    message = page.get_by_role("textbox", name="Message to the assistant")
    message.fill("move rent to Friday and tell me the day before")
    message.press("Enter")
    expect(page.get_by_role("log").get_by_role("button", name="Undo").first).to_be_visible()
    expect(page.get_by_role("button", name="Add a model")).to_be_visible()


def _shown(page: Page) -> None:
    page.goto("/settings#connect")
    expect(page.get_by_role("button", name="Write this file")).to_be_visible()


def _written(page: Page, home: Path) -> None:
    page.get_by_role("button", name="Write this file").click()
    expect(page.get_by_role("button", name="Write this file")).to_have_count(0)
    assert json.loads((home / _DESKTOP).read_text("utf-8"))["mcpServers"]["tasklark"]


def _eggs(page: Page, home: Path) -> None:
    """What Claude Desktop does with the file that was written, in a program of its own."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(_claude(home))).result()
    expect(page.locator(".notice")).to_contain_text("added by Claude Desktop")


async def _claude(home: Path) -> None:
    server = json.loads((home / _DESKTOP).read_text("utf-8"))["mcpServers"]["tasklark"]
    program = StdioServerParameters(**server, env=server.get("env") or _environment(home))
    who = Implementation(name="Claude Desktop", version="1")
    async with Client(program, client_info=who) as client:
        await client.call_tool("get_agenda", {"day": "friday"})
        await client.call_tool("add_tasks", {"tasks": [{"title": "eggs", "when": "friday"}]})


def _walk(page: Page, home: Path, way: Way) -> None:
    way.take("Today with four sentences, in a browser new to it", lambda: _opened(page), 1)
    way.take("a sentence clicked, its words marked", lambda: _sentence(page, "stretch in 1 minute"))
    way.take("added", lambda: _added(page, "stretch"))
    way.take("“Ring on this computer?” answered", lambda: _turned_on(page))
    way.take("the next sentence, clicked", lambda: _sentence(page, "pay rent"))
    way.take("added, said where it stands", lambda: _added(page, "pay rent"))
    way.take("it rings, a minute after it was said", lambda: _rung(page), _RING_S + 1)
    way.take("done from the ring, and taken back", lambda: _done_and_back(page))
    way.take("the assistant moves rent: a ticket with Undo", lambda: _asked(page))
    way.take("Settings show what they would write for Claude Desktop", lambda: _shown(page))
    way.take("written", lambda: _written(page, home))
    page.goto("/today")
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    way.take("Claude Desktop starts, lists, adds: said in the page", lambda: _eggs(page, home))


def _told(way: Way) -> str:
    now, load = datetime.now(UTC).isoformat(sep=" ", timespec="minutes")[:16], os.getloadavg()[0]
    rows = [f"{now} UTC, load {load:.1f}.", "", "| step | seconds | goal |", "|---|---|---|"]
    for what, took, goal in way.steps:
        rows.append(f"| {what} | {took:.2f} | {f'≤ {goal:g}' if goal else ''} |")
    rows.append(f"| **together** | **{sum(took for _, took, _ in way.steps):.0f}** | ≤ 300 |")
    return "\n".join(rows)


def main() -> None:
    """Go the way once, print each step, and renew the part of the page about performance."""
    parser = argparse.ArgumentParser(prog="benchmarks.first_minutes", description=__doc__)
    parser.add_argument("--out", type=Path, help="folder of performance.md")
    asked = parser.parse_args()
    chromium = ensure_chromium()
    if chromium is None:
        sys.exit("No Chromium here: install one, or set TEST_CHROMIUM.")
    expect.set_options(timeout=_PATIENCE_MS)
    way = Way()
    with tempfile.TemporaryDirectory(prefix="tasklark-first-") as name, sync_playwright() as play:
        home = Path(name)
        with _made(home, way) as url:
            browser = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
            _walk(_page(browser, url), home, way)
            browser.close()
    if asked.out is not None:
        page = asked.out / "performance.md"
        told = renewed(page.read_text("utf-8"), "first minutes", _told(way))
        page.write_text(told, "utf-8")


if __name__ == "__main__":
    main()
