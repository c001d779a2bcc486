"""What every runtime promises about timers."""

import asyncio
from datetime import datetime, timedelta

from tests.contract.grounds import Ground


class Calls:
    """A handler that remembers what it was called for and when, and fails at first if told so."""

    def __init__(self, ground: Ground, failures: int = 0) -> None:
        self.calls: list[tuple[str, bytes]] = []
        self.moments: list[datetime] = []
        self.tries = 0
        self._ground = ground
        self._failures = failures
        self._changed = asyncio.Condition()

    async def __call__(self, name: str, payload: bytes) -> None:
        async with self._changed:
            self.tries += 1
            failed = self.tries <= self._failures
            if not failed:
                self.calls.append((name, payload))
                self.moments.append(self._ground.now())
            self._changed.notify_all()
        if failed:
            raise ValueError("not yet")

    async def wait_for(self, number: int) -> list[tuple[str, bytes]]:
        """The calls, once there are so many."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.calls) >= number)
        return self.calls


async def test_a_timer_calls_back_at_its_moment_and_never_before(ground: Ground) -> None:
    calls = Calls(ground)
    runtime = ground.process()
    runtime.on_due(calls)
    async with runtime.running():
        await runtime.schedule("now", ground.now(), b"1")
        assert await calls.wait_for(1) == [("now", b"1")]
        begun = ground.now()
        await runtime.schedule("later", begun + timedelta(seconds=3), b"2")
        await ground.passes(1)
        await runtime.schedule("now", ground.now(), b"again")
        assert (await calls.wait_for(2))[1] == ("now", b"again")
        await ground.passes(2)
        assert (await calls.wait_for(3))[2] == ("later", b"2")
    assert len(calls.calls) == 3
    assert calls.moments[2] >= begun + timedelta(seconds=3)


async def test_a_moment_is_kept_to_the_microsecond(ground: Ground) -> None:
    calls = Calls(ground)
    runtime = ground.process()
    runtime.on_due(calls)
    async with runtime.running():
        at = ground.now() + timedelta(microseconds=700_001)
        await runtime.schedule("a", at, b"")
        await ground.passes(0.7)
        await ground.passes(0.000_001)
        await calls.wait_for(1)
    assert calls.moments[0] >= at


async def test_scheduling_a_name_again_replaces_it(ground: Ground) -> None:
    calls = Calls(ground)
    runtime = ground.process()
    runtime.on_due(calls)
    await runtime.schedule("a", ground.now() + timedelta(hours=1), b"old")
    await runtime.schedule("a", ground.now() + timedelta(seconds=1), b"new")
    async with runtime.running():
        await ground.passes(1)
        assert await calls.wait_for(1) == [("a", b"new")]


async def test_a_timer_scheduled_again_by_its_own_call_is_kept(ground: Ground) -> None:
    calls = Calls(ground)
    runtime = ground.process()

    async def nag(name: str, payload: bytes) -> None:
        if len(calls.calls) < 2:
            await runtime.schedule(name, ground.now(), payload + b"!")
        await calls(name, payload)

    runtime.on_due(nag)
    async with runtime.running():
        await runtime.schedule("nag", ground.now(), b"a")
        assert await calls.wait_for(3) == [("nag", b"a"), ("nag", b"a!"), ("nag", b"a!!")]


async def test_a_cancelled_timer_is_silent(ground: Ground) -> None:
    calls = Calls(ground)
    runtime = ground.process()
    runtime.on_due(calls)
    await runtime.schedule("a", ground.now() + timedelta(seconds=1), b"")
    await runtime.schedule("b", ground.now() + timedelta(seconds=1), b"")
    await runtime.cancel("a")
    await runtime.cancel("never there")
    async with runtime.running():
        await ground.passes(1)
        assert await calls.wait_for(1) == [("b", b"")]


async def test_a_failed_call_is_made_again_until_it_works(ground: Ground) -> None:
    calls = Calls(ground, failures=5)
    runtime = ground.process()
    runtime.on_due(calls)
    async with runtime.running():
        await runtime.schedule("a", ground.now(), b"x")
        while not calls.calls:
            await ground.passes(0.5)
        assert calls.calls == [("a", b"x")]
    assert calls.tries == 6


async def test_timers_outlive_the_process(ground: Ground) -> None:
    await ground.process().schedule("a", ground.now() + timedelta(seconds=0.5), b"x")
    await ground.passes(1.5)
    calls = Calls(ground)
    runtime = ground.process()
    runtime.on_due(calls)
    async with runtime.running():
        assert await calls.wait_for(1) == [("a", b"x")]


async def test_a_thousand_timers_of_one_moment_all_ring(ground: Ground) -> None:
    calls = Calls(ground)
    runtime = ground.process()
    runtime.on_due(calls)
    at = ground.now() + timedelta(seconds=4)
    await asyncio.gather(*(runtime.schedule(str(n), at, b"") for n in range(1000)))
    async with runtime.running():
        await ground.passes(4)
        rung = await calls.wait_for(1000)
        # A scheduler whose sidecar changes meanwhile may call one twice; it forgets none.
        while len({name for name, _ in rung}) < 1000:
            rung = await calls.wait_for(len(rung) + 1)
    assert min(calls.moments) >= at
