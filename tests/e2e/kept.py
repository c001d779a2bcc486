"""What stands in the database, past the page: it comes a moment after what the page shows."""

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Page

from tests.running import Tasklark

Found = TypeVar("Found")
_PATIENCE_S = 15.0
_LOOK_MS = 20


def comes_to(page: Page, look: Callable[[], Found], wanted: Found) -> None:
    """What `look` finds is `wanted` at last; the page and its routes go on meanwhile."""
    end = time.monotonic() + _PATIENCE_S
    while (found := look()) != wanted and time.monotonic() < end:
        page.wait_for_timeout(_LOOK_MS)
    assert found == wanted


def titles(tasklark: Tasklark) -> list[str]:
    """Of the open tasks."""
    with tasklark.client() as client:
        tasks = client.get("/api/tasks", params={"view": "all"}).json()["tasks"]
    return sorted(task["title"] for task in tasks)


def statuses(tasklark: Tasklark) -> list[tuple[str, str]]:
    """Title and status of every task, in one look."""
    with tasklark.client() as client:
        tasks = client.get("/api/tasks", params={"status": "any"}).json()["tasks"]
    return sorted((task["title"], task["status"]) for task in tasks)
