"""What the embedded runtime adds: one process works, the outbox is the topic."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tasklark.runtime.embedded import EmbeddedRuntime
from tests.contract.builders import StillClock, open_sqlite
from tests.contract.grounds import PAUSES
from tests.contract.test_runtime_events import Seen, event

Runtimes = Callable[[], EmbeddedRuntime]


@pytest.fixture
async def runtimes(tmp_path: Path, clock: StillClock) -> AsyncIterator[Runtimes]:
    """Makes runtimes on the same file, as several processes or restarts would."""
    async with await open_sqlite(tmp_path / "tasks.sqlite3", clock) as store:
        yield lambda: EmbeddedRuntime(store, poll_ms=5, pauses=PAUSES)


async def test_background_work_is_done_by_one_and_taken_over_when_it_goes(
    runtimes: Runtimes,
) -> None:
    seen: dict[str, Seen] = {"one": Seen(), "two": Seen()}
    made: dict[str, EmbeddedRuntime] = {}
    for name, handler in seen.items():
        made[name] = runtimes()
        made[name].consume("same", "task-events", handler)
        await made[name].start()
    assert (made["one"].working, made["two"].working) == (True, False)
    await made["two"].publish("task-events", event("a"))
    await seen["one"].wait_for(1)
    await made["one"].close()
    await made["two"].publish("task-events", event("b"))
    assert await seen["two"].wait_for(1) == ["b"]
    assert seen["one"].ids == ["a"]
    await made["two"].close()


async def test_events_go_once_every_consumer_has_passed_them(
    runtimes: Runtimes, clock: StillClock
) -> None:
    for name in ("a", "b"):
        seen = Seen()
        runtime = runtimes()
        runtime.consume("one", "task-events", seen)
        async with runtime.running():
            await runtime.publish("task-events", event(name))
            assert await seen.wait_for(1) == [name]
        clock.passes(hours=1)
    async with runtimes().running():
        # Whoever works in the background tidies first.
        pass
    new = Seen()
    late = runtimes()
    late.consume("new", "task-events", new)
    async with late.running():
        await late.publish("task-events", event("c"))
        assert await new.wait_for(1) == ["c"]


async def test_how_far_behind_a_consumer_is_can_be_asked(runtimes: Runtimes) -> None:
    seen = Seen()
    runtime = runtimes()
    runtime.consume("one", "task-events", seen)
    async with runtime.running():
        await runtime.publish("task-events", event("a"))
        await seen.wait_for(1)
    assert (await runtime.standing()).consumers == (("one", 0),)
    await runtime.publish("task-events", event("b"))
    standing = await runtime.standing()
    assert (standing.consumers, standing.dead_letters) == ((("one", 1),), 0)
