"""A real Chromium for the tests that need one: what is installed, or Debian's package."""

import os
import shutil
from pathlib import Path

from scripts.progress import step
from scripts.tools import install_by_apt

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""No calls home; without a sandbox because root has none."""


def find_chromium() -> Path | None:
    """The Chromium to drive: TEST_CHROMIUM, else the first one on the PATH."""
    chosen = os.environ.get("TEST_CHROMIUM")
    found = chosen or next((path for name in _NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else None


def ensure_chromium() -> Path | None:
    """A Chromium, installed if this is root on Debian; None where there is none to be had."""
    found = find_chromium()
    if found is None:
        with step("Chromium for the browser tests"):
            install_by_apt("chromium", "fonts-liberation")
            found = find_chromium()
    return found
