"""A served Tasklark and a real Chromium page on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from scripts.chromium import FLAGS
from tests.running import ZONE, Tasklark

_PATIENCE_MS = 15_000
"""A busy machine: the first answer of the assistant waits until its parts are loaded."""


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def tasklark(tmp_path: Path) -> Iterator[Tasklark]:
    running = Tasklark(tmp_path / "data").start()
    yield running
    # How it ends well is tested elsewhere; here nobody waits for it.
    running.kill()


@pytest.fixture
def context(browser: Browser, tasklark: Tasklark) -> Iterator[BrowserContext]:
    """A browser of one person; an error that no code caught in any of its pages fails the test."""
    made = browser.new_context(
        base_url=tasklark.url,
        locale="en-GB",
        timezone_id=ZONE,
        viewport={"width": 1440, "height": 900},
        permissions=["notifications"],
    )
    made.set_default_timeout(_PATIENCE_MS)
    errors: list[str] = []
    made.on("weberror", lambda event: errors.append(str(event.error)))
    yield made
    made.close()
    assert errors == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
