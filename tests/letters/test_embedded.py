"""Dead letters of a laptop: listed, tried again with their id, and said what came of it."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tasklark.domain.errors import Refusal
from tasklark.letters import replay
from tasklark.runtime.embedded import EmbeddedRuntime
from tasklark.runtime.embedded_letters import EmbeddedLetters
from tests.contract.builders import StillClock, open_sqlite
from tests.contract.grounds import PAUSES
from tests.contract.test_runtime_events import Seen, event
from tests.services.house import until

Runtimes = Callable[[], EmbeddedRuntime]


@pytest.fixture
async def runtimes(tmp_path: Path, clock: StillClock) -> AsyncIterator[Runtimes]:
    async with await open_sqlite(tmp_path / "tasks.sqlite3", clock) as store:
        yield lambda: EmbeddedRuntime(store, poll_ms=5, pauses=PAUSES)


async def buried(runtime: EmbeddedRuntime, clock: StillClock, *names: str) -> None:
    """Publish events nobody can take, until they are dead letters."""
    for name in names:
        await runtime.publish("task-events", event(name))

    async def dead() -> bool:
        clock.passes(seconds=1)
        return len(await runtime.dead_letters()) == len(names)

    await until(dead)


async def test_a_letter_is_taken_again_with_the_id_it_had(
    runtimes: Runtimes, clock: StillClock
) -> None:
    works = False
    seen = Seen(lambda *_: not works)
    runtime = runtimes()
    runtime.consume("one", "task-events", seen)
    async with runtime.running():
        await buried(runtime, clock, "a", "b")
        letters = EmbeddedLetters(runtime)
        first, second = await letters.listed()
        assert (first.consumer, first.tries, first.event and first.event.id) == ("one", 5, "a")
        works = True
        came = await replay(letters, [first.id])
        assert (came.sent, dict(came.failed)) == ((first.id,), {})
        assert seen.ids == ["a"]
        assert [one.id for one in await letters.listed()] == [second.id]
        steps: list[tuple[int, int]] = []
        await replay(letters, told=lambda done, of: steps.append((done, of)))
        assert steps[-1] == (1, 1)
        assert await letters.listed() == []
    assert seen.ids == ["a", "b"]


async def test_a_letter_that_fails_again_says_why_and_is_tried_on(
    runtimes: Runtimes, clock: StillClock
) -> None:
    runtime = runtimes()
    runtime.consume("one", "task-events", Seen(lambda *_: True))
    async with runtime.running():
        await buried(runtime, clock, "a")
        letters = EmbeddedLetters(runtime)
        [letter] = await letters.listed()
        came = await replay(letters, [letter.id])
        assert list(came.failed) == [letter.id]
        await buried_again(runtime, clock)


async def buried_again(runtime: EmbeddedRuntime, clock: StillClock) -> None:
    async def dead() -> bool:
        clock.passes(seconds=1)
        return [letter.tries for letter in await runtime.dead_letters()] == [5]

    await until(dead)


async def test_only_the_consumer_that_failed_hears_it_again(
    runtimes: Runtimes, clock: StillClock
) -> None:
    works = False
    flaky, sound = Seen(lambda *_: not works), Seen()
    runtime = runtimes()
    runtime.consume("flaky", "task-events", flaky)
    runtime.consume("sound", "task-events", sound)
    async with runtime.running():
        await buried(runtime, clock, "a")
        works = True
        await replay(EmbeddedLetters(runtime))
    assert (flaky.ids, sound.ids) == (["a"], ["a"])


async def test_nobody_at_work_is_said_in_time(runtimes: Runtimes, clock: StillClock) -> None:
    runtime = runtimes()
    runtime.consume("one", "task-events", Seen(lambda *_: True))
    async with runtime.running():
        await buried(runtime, clock, "a")
    resting = runtimes()
    [letter] = await EmbeddedLetters(resting).listed()
    came = await replay(EmbeddedLetters(resting, patience_s=0.05), [letter.id])
    assert "not tried yet" in came.failed[letter.id]


async def test_a_letter_that_is_not_there_is_refused(runtimes: Runtimes) -> None:
    runtime = runtimes()
    with pytest.raises(Refusal, match="no dead letter 7"):
        await replay(EmbeddedLetters(runtime), [7])
    assert (await replay(EmbeddedLetters(runtime))).sent == ()
