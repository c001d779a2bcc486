"""What every runtime promises about events."""

import asyncio
from collections.abc import Callable

from tasklark.domain.events import CloudEvent
from tests.contract.builders import NOON
from tests.contract.grounds import Ground, Letter

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def event(name: str, person: int = 1) -> CloudEvent:
    """An event of a person."""
    return CloudEvent(
        id=name,
        type="dev.tasklark.call.refused.v1",
        time=NOON,
        data={"name": name, "list": [1, {"a": None}]},
        subject="7",
        partitionkey=str(person),
        extensions={"traceparent": TRACE},
    )


class Seen:
    """A handler that remembers, and fails for some events."""

    def __init__(self, fails: Callable[[CloudEvent, int], bool] | None = None):
        self.events: list[CloudEvent] = []
        self.tries = 0
        self._fails = fails
        self._changed = asyncio.Condition()

    async def __call__(self, event: CloudEvent) -> None:
        async with self._changed:
            self.tries += 1
            failed = self._fails is not None and self._fails(event, self.tries)
            if not failed:
                self.events.append(event)
            self._changed.notify_all()
        if failed:
            raise ValueError(f"no {event.id}")

    @property
    def ids(self) -> list[str]:
        return [event.id for event in self.events]

    async def wait_for(self, number: int) -> list[str]:
        """Ids, once there are so many."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.events) >= number)
        return self.ids


async def test_each_consumer_gets_each_event_unchanged(ground: Ground) -> None:
    one, two = Seen(), Seen()
    runtime = ground.process()
    runtime.consume("one", "task-events", one)
    runtime.consume("two", "task-events", two)
    async with runtime.running():
        await runtime.publish("task-events", event("a"))
        await runtime.publish("reminders", event("other topic"))
        await runtime.publish("task-events", event("b"))
        await one.wait_for(2)
        await two.wait_for(2)
    assert one.events == two.events == [event("a"), event("b")]


async def test_one_persons_events_come_in_the_order_published(ground: Ground) -> None:
    seen = Seen()
    runtime = ground.process()
    runtime.consume("one", "task-updates", seen)
    async with runtime.running():
        for n in range(500):
            await runtime.publish("task-updates", event(str(n)))
        assert await seen.wait_for(500) == [str(n) for n in range(500)]


async def test_a_failed_event_is_tried_again_while_others_go_on(ground: Ground) -> None:
    flaky = Seen(lambda event, tries: event.id == "a" and tries < 4)
    runtime = ground.process()
    runtime.consume("flaky", "task-events", flaky)
    async with runtime.running():
        for name in ("a", "b", "c"):
            await runtime.publish("task-events", event(name))
        await flaky.wait_for(2)
        while len(flaky.ids) < 3:
            await ground.passes(0.02)
        assert sorted(flaky.ids) == ["a", "b", "c"]
        assert await ground.dead_letters() == []


async def test_a_poison_event_is_a_dead_letter_after_five_tries(ground: Ground) -> None:
    poisoned = Seen(lambda event, _: event.id == "poison")
    healthy = Seen()
    runtime = ground.process()
    runtime.consume("poisoned", "task-events", poisoned)
    runtime.consume("healthy", "task-events", healthy)
    async with runtime.running():
        await runtime.publish("task-events", event("poison"))
        await runtime.publish("task-events", event("good"))
        await healthy.wait_for(2)
        await poisoned.wait_for(1)
        # The tries wait for the clock; five in all, one of them the good event's.
        while not await ground.dead_letters():
            await ground.passes(0.02)
    assert await ground.dead_letters() == [
        Letter("poisoned", "task-events", event("poison"), 5, "ValueError: no poison")
    ]
    assert poisoned.tries == 6


async def test_what_was_published_while_a_consumer_was_down_arrives_when_it_returns(
    ground: Ground,
) -> None:
    for name in ("a", "b"):
        seen = Seen()
        runtime = ground.process()
        await runtime.publish("task-events", event(name))
        runtime.consume("one", "task-events", seen)
        async with runtime.running():
            assert await seen.wait_for(1) == [name]


async def test_closing_waits_for_the_handler_in_flight(ground: Ground) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()
    done: list[str] = []

    async def slow(event: CloudEvent) -> None:
        begun.set()
        await may_end.wait()
        done.append(event.id)

    runtime = ground.process()
    runtime.consume("slow", "task-events", slow)
    await runtime.start()
    await runtime.publish("task-events", event("a"))
    await runtime.publish("task-events", event("b"))
    await begun.wait()
    closing = asyncio.ensure_future(runtime.close())
    await asyncio.sleep(0)
    assert not closing.done()
    may_end.set()
    await closing
    assert done == ["a"]
    seen = Seen()
    again = ground.process()
    again.consume("slow", "task-events", seen)
    async with again.running():
        assert await seen.wait_for(1) == ["b"]


async def test_a_slow_consumer_holds_back_no_other(ground: Ground) -> None:
    stuck, quick, never = asyncio.Event(), Seen(), asyncio.Event()

    async def slow(event: CloudEvent) -> None:
        stuck.set()
        await never.wait()

    runtime = ground.process()
    runtime.consume("slow", "task-events", slow)
    runtime.consume("quick", "task-events", quick)
    async with runtime.running():
        await runtime.publish("task-events", event("a"))
        await stuck.wait()
        await runtime.publish("task-events", event("b"))
        assert await quick.wait_for(2) == ["a", "b"]
        never.set()


async def test_fan_out_gets_what_is_published_from_now_on_on_every_replica(
    ground: Ground,
) -> None:
    here, there, late = Seen(), Seen(), Seen()
    async with ground.process().running() as one, ground.process().running() as two:
        one.fan_out("task-updates", here)
        two.fan_out("task-updates", there)
        await one.publish("task-updates", event("a"))
        await here.wait_for(1)
        end = one.fan_out("task-updates", late)
        await two.publish("task-updates", event("b"))
        assert await here.wait_for(2) == await there.wait_for(2) == ["a", "b"]
        assert await late.wait_for(1) == ["b"]
        end()
        end()
        await one.publish("task-updates", event("c"))
        await here.wait_for(3)
    assert late.ids == ["b"]


async def test_a_failing_fan_out_handler_gets_the_next_event_all_the_same(
    ground: Ground,
) -> None:
    seen = Seen(lambda event, _: event.id == "a")
    async with ground.process().running() as runtime:
        runtime.fan_out("task-updates", seen)
        for name in ("a", "b"):
            await runtime.publish("task-updates", event(name))
        assert await seen.wait_for(1) == ["b"]
