"""A change of every kind, and every event that comes of it, topic by topic."""

from collections.abc import Mapping

from tasklark.asks import Call, Edits, Target
from tasklark.domain.errors import Refusal
from tasklark.domain.events import TOPICS, CloudEvent, Topic
from tasklark.runtime.embedded_topics import latest, stretch
from tests.services.house import ME, House, until


async def lived(house: House) -> Mapping[Topic, list[CloudEvent]]:
    """Let everything happen once; every event by its topic."""
    await everything(house)
    return {topic: await _all(house, topic) for topic in TOPICS}


async def everything(house: House) -> None:
    """A change of every kind, and a call that is refused; every consumer has heard of them."""
    text = "rent every month on the 30th at 9 #home @House p1, remind 10 minutes before"
    task = await house.add(text)
    plain = await house.add("stretch in 1 minute")
    target, other = Target(rows=(task.id,)), Target(rows=(plain.id,))
    await house.commands.update(Call(ME, reason="as asked"), target, Edits(notes="x"))
    await house.complete(task)
    await _settled(house)
    house.clock.passes(minutes=1)

    async def rang() -> bool:
        return bool(await house.queries.rung(ME))

    await until(rang)
    [(_, ring)] = await house.queries.rung(ME)
    for state in ("delivered", "seen", "acted"):
        await house.commands.receive(Call(ME), ring.id, state)
    await house.commands.complete(Call(ME), other)
    await house.commands.complete(Call(ME), other, done=False)
    await house.commands.delete(Call(ME), other)
    await house.commands.restore(Call(ME), other)
    await house.commands.prefer(Call(ME), ["quiet 22 to 7"])
    await house.commands.add_project(Call(ME), "Work")
    refusal = Refusal("There is no task #99.", kind="unknown")
    call = Call(ME, "r1", "complete_tasks 99", "tidy")
    await house.commands.refused(call, "complete_tasks", refusal)
    await _settled(house)


async def _settled(house: House) -> None:
    """Until every consumer has noted that it has seen everything."""

    async def passed() -> bool:
        end = await house.store.read(latest)
        consumers = (await house.runtime.standing()).consumers
        return bool(consumers) and end > 0 and not any(lag for _, lag in consumers)

    await until(passed)


async def _all(house: House, topic: Topic) -> list[CloudEvent]:
    found = await house.store.read(lambda c: stretch(c, topic, 0, 1_000))
    return [event for _, event in found.events]
