"""A day that never changes, served by the real program, for pictures and the film."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import httpx
from playwright.sync_api import Browser, Page, ViewportSize, expect

from scripts.progress import ROOT, StepFailed

ZONE = "Europe/Madrid"
NOW = datetime(2026, 11, 24, 14, 20, tzinfo=ZoneInfo(ZONE))
"""A Tuesday, with some of the day behind and some ahead."""
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
CHAT: ViewportSize = {"width": 520, "height": 600}

BEFORE = (
    (4, "Send the signed lease back today high #home"),
    (1, "Return the library books today #errands"),
)
"""Tasks said some days ago, for that day."""
TODAY = (
    "Call the dentist about the crown today 11am medium #health remind 10 min before",
    "Review the migration plan with Ines today 15:00 high #work remind 30 min before",
    "Hand in the expenses today 16:30 medium #work",
    "Run 8 km, easy pace every Tue, Thu and Sat at 18:30 #health remind 10 min before",
    "Water the fig and the lemon tree every 3 days #home",
    "Pick a birthday present for Noor today low #family",
    "Order twelve moving boxes today @Home",
    "Pay rent every last workday of the month at 9:00 high #home",
    "Lunch with Paula tomorrow 13:30",
    "Renew the travel pass in 5 days #errands",
    "Renew the passport in 3 days #family medium",
    "Call Mum sunday 11am #family",
    "Ask for the winter offer #gym",
    "Book the induction friday #gym",
    "Buy a padlock for the locker high #gym",
)
DONE = ("Stand-up notes", "Reply to Marta about the keys", "Post the parcel", "Water meter reading")
SUBTASKS = ("Collect the receipts", "Scan the taxi slips", "Send them to Ines")


class Served:
    """Tasklark on the sample day, in a process of its own that can go away and come back."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._run: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> None:
        """Start, at the same address as before.

        Raises:
            StepFailed: If it does not come up.
        """
        env = {
            "PATH": os.defpath,
            "HOME": str(self._home),
            "TASKLARK_ZONE": ZONE,
            "TASKLARK_LOG_LEVEL": "ERROR",
        }
        port = self.url.rsplit(":", 1)[1] if self.url else "0"
        command = (sys.executable, "-m", "scripts.sample_day", str(self._home / "data"), port)
        self._run = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        assert self._run.stdout is not None
        told = re.search(r"http://\S+", self._run.stdout.readline())
        if told is None:
            raise StepFailed("Tasklark did not start, so there is nothing to picture.")
        self.url = told.group()

    def stop(self) -> None:
        """End it at once."""
        if self._run is not None:
            self._run.kill()
            self._run.communicate()
            self._run = None


@contextmanager
def served() -> Iterator[Served]:
    """A fresh Tasklark on the sample day."""
    with tempfile.TemporaryDirectory() as folder:
        running = Served(Path(folder))
        running.start()
        try:
            yield running
        finally:
            running.stop()


def fill(url: str) -> None:
    """The sample day, said as a person would say it."""
    with httpx.Client(base_url=url, timeout=60) as client:
        for days, text in BEFORE:
            _add(client, text, NOW - timedelta(days=days))
        added = [_add(client, text) for text in TODAY]
        for number, title in enumerate(SUBTASKS):
            body = {"title": title, "parent": added[2]["number"]}
            one = client.post("/api/tasks", json=body).raise_for_status().json()["tasks"]
            if number < 2:
                subtask = next(task for task in one if task["title"] == title)
                client.post(f"/api/tasks/{subtask['id']}/complete", json={}).raise_for_status()
        for text in reversed(DONE):
            task = _add(client, f"{text} today")
            client.post(f"/api/tasks/{task['id']}/complete", json={}).raise_for_status()
        notes = {"notes": "Casa de Campo, the flat loop. No watch, no music.", "base": {}}
        client.patch(f"/api/tasks/{added[3]['id']}", json=notes).raise_for_status()


def _add(client: httpx.Client, text: str, at: datetime = NOW) -> dict[str, object]:
    words = {"text": text, "said_at": at.isoformat(), "zone": ZONE}
    said = client.post("/api/tasks", json=words).raise_for_status()
    task: dict[str, object] = said.json()["tasks"][0]
    return task


def open_page(
    browser: Browser,
    url: str,
    size: ViewportSize = WIDE,
    scale: float = 1,
    permissions: tuple[str, ...] = ("notifications",),
) -> Page:
    """A browser of the person of the sample day, on Today."""
    context = browser.new_context(
        base_url=url,
        locale="en-GB",
        timezone_id=ZONE,
        viewport=size,
        device_scale_factor=scale,
        reduced_motion="reduce",
        permissions=list(permissions),
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.clock.install(time=NOW)
    page.goto("/today")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def ask(page: Page, words: str) -> None:
    """Say something to the assistant."""
    field = page.get_by_role("textbox", name="Message to the assistant")
    field.fill(words)
    field.press("Enter")


def _serve(data: str, port: str) -> None:
    """Run Tasklark with its clock set to the sample day: the one thing that a setting cannot do."""
    from agent import agui, chat
    from tasklark import compose
    from tasklark.cli import main as tasklark

    ahead = NOW - datetime.now(ZoneInfo(ZONE))
    real = compose.now
    compose.now = lambda: real() + ahead
    chat.open_chat = partial(chat.open_chat, clock=compose.now)
    # What is said in a conversation is stamped by the run's own events.
    agui.time = SimpleNamespace(time=lambda: compose.now().timestamp())  # type: ignore[assignment]
    sys.argv = ["tasklark", "up", "--port", port, "--no-open", "--data", data]
    tasklark()


if __name__ == "__main__":
    _serve(*sys.argv[1:3])
