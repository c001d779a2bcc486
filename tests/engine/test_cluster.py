"""The whole cluster of this machine: every process with its sidecar, on the real engine."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.async_api import async_playwright, expect

from scripts.chromium import FLAGS
from scripts.cluster import Cluster, cluster
from scripts.cluster_faults import GOOD, killed
from scripts.cluster_measures import reachable
from scripts.progress import ROOT
from tests.cluster import browsing, stories
from tests.cluster.stories import Doors

pytestmark = pytest.mark.timeout(600)
_COUNTS = {"live": 2, "recurring": 2, "notifications": 2, "agent": 2}
_PATIENCE_MS, _LOOK_S = 60_000, 0.1
_VICTIMS = ("PostgreSQL", "Kafka", "Dapr scheduler", "relay-0", "daprd of relay-0", "recurring-0")
"""All of them, and again and again: `python -m scripts.cluster_faults 10`."""


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def made(anyio_backend: str) -> AsyncIterator[Cluster]:
    """One for all stories: each has its own words."""
    with reachable() as folder:
        async with cluster(folder, 0, _COUNTS) as running:
            await running.until_ready()
            yield running


@pytest.fixture
def folder() -> Iterator[Path]:
    with reachable() as there:
        yield there


@pytest.fixture
def doors(made: Cluster) -> Doors:
    urls: dict[str, list[str]] = {}
    for one in made.replicas:
        urls.setdefault(one.name, []).append(one.url)
    return Doors(made.url, urls)


async def test_pages_at_every_replica_see_what_another_page_adds(doors: Doors) -> None:
    await stories.an_addition_is_seen_by_pages_at_every_replica(doors)


async def test_two_that_follow_completions_add_one_occurrence(doors: Doors) -> None:
    await stories.a_completed_repeat_comes_again_once(doors)


async def test_a_conversation_goes_on_at_another_replica(doors: Doors) -> None:
    await stories.a_conversation_goes_on_at_another_replica(doors)


async def test_a_reminder_rings_once_and_one_of_two_sees_to_its_channels(
    made: Cluster, doors: Doors
) -> None:
    notice = await stories.a_reminder_rings_once_on_every_page(doors)
    while not (rang := _rung(made, notice["reminder"])):  # noqa: ASYNC110 - another process
        await asyncio.sleep(_LOOK_S)
    assert len(rang) == 1


def _rung(made: Cluster, reminder: int) -> list[dict[str, object]]:
    """What the replicas of `notifications` noted about a ring."""
    lines = [
        json.loads(line)
        for one in made.named("notifications")
        for line in one.app.log.read_text().splitlines()
        if line.startswith("{")
    ]
    rang = [one for one in lines if one["message"] == "reminder rang"]
    return [one for one in rang if one["reminder"] == reminder]


async def test_one_address_serves_them_all(made: Cluster) -> None:
    doors = Doors(made.url, {name: [made.url] for name in ("api", "live", "agent", "mcp")})
    await stories.an_addition_is_seen_by_pages_at_every_replica(doors)
    async with doors.page() as page:
        assert "<html" in (await page.get("/")).text
        assert (await page.get("/agui/threads")).status_code == 200
        about = (await page.get("/api/about")).json()
        assert about["pipeline"]["dead_letters"] == 0


async def test_two_browsers_tell_the_story_of_one_board(made: Cluster, chromium: Path) -> None:
    expect.set_options(timeout=_PATIENCE_MS)
    errors: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        pages = []
        for _ in range(2):
            context = await browser.new_context(base_url=made.url, locale="en-GB")
            context.on("weberror", lambda event: errors.append(str(event.error)))
            pages.append(await context.new_page())
            await pages[-1].goto("/all")
        await browsing.what_one_page_adds_the_other_shows(*pages)
        await browsing.a_repeat_that_is_completed_comes_again_in_both(*pages)
        await browsing.what_was_done_is_there_after_loading_again(*pages)
        await browser.close()
    assert errors == []


async def test_a_process_and_a_sidecar_that_die_come_again(made: Cluster, doors: Doors) -> None:
    (relay,) = made.named("relay")
    relay.app.kill()
    relay.sidecar.kill()
    await stories.an_addition_is_seen_by_pages_at_every_replica(doors)
    assert relay.app.restarts == relay.sidecar.restarts == 1


async def test_nothing_is_lost_or_doubled_when_parts_are_killed_under_load(made: Cluster) -> None:
    found = (await killed(made, 1, _VICTIMS)).figures()
    assert found["kills"] == len(_VICTIMS)
    assert found["acknowledged"] > found["of them completions"] > 0
    assert {name: value for name, value in found.items() if value and name not in GOOD} == {}


async def test_a_closed_terminal_ends_all_that_was_started(folder: Path) -> None:
    words = ["-m", "scripts.cluster", "--port", "0", "--data", str(folder)]
    started = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert started.stdout is not None
    async for line in started.stdout:
        if b"Kafka is ready" in line:
            break
    assert _running_in(folder)
    started.send_signal(signal.SIGHUP)
    await started.communicate()
    assert _running_in(folder) == []


def _running_in(folder: Path) -> list[str]:
    """The processes that were started with something of a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(path.read_text().replace("\0", " "))
    return [words for words in found if str(folder) in words]
