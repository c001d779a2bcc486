"""What is published keeps its shape: events of every topic, messages of the live socket."""

import asyncio
from typing import Any

from tasklark.asks import Call, Edits, Target
from tasklark.domain.errors import Refusal
from tasklark.domain.events import CloudEvent
from tests.api.shapes import held, merge, shape
from tests.services.house import ME, Heard, House, until
from tests.services.sockets import served


async def _everything(house: House) -> None:
    """A change of every kind."""
    text = "rent every month on the 30th at 9 #home @House p1, remind 10 minutes before"
    task = await house.add(text)
    plain = await house.add("stretch in 1 minute")
    target, other = Target(rows=(task.id,)), Target(rows=(plain.id,))
    await house.commands.update(Call(ME), target, Edits(notes="x"))
    await house.complete(task)
    await house.settled()
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
    refusal = Refusal("There is no task 99.", kind="unknown")
    await house.commands.refused(Call(ME, "r1", "delete_tasks {}", "tidy"), "delete_tasks", refusal)
    await house.settled()


def _by_kind(events: list[Any], kind: Any) -> dict[str, Any]:
    shapes: dict[str, Any] = {}
    for event in events:
        name, found = kind(event)
        shapes[name] = merge(shapes[name], shape(found)) if name in shapes else shape(found)
    return shapes


def _event(event: CloudEvent) -> tuple[str, Any]:
    notice = event.data.get("notice")
    more = f" {notice['kind']}" if isinstance(notice, dict) else ""
    return event.type + more, event.data


async def test_every_topic_carries_what_is_published(house: House) -> None:
    heard = {topic: Heard() for topic in ("task-events", "reminders", "task-updates")}
    for topic, listener in heard.items():
        house.runtime.fan_out(topic, listener)  # type: ignore[arg-type]
    await _everything(house)
    await asyncio.sleep(0.1)  # the fans read behind the consumers
    held("events.json", {t: _by_kind(h.events, _event) for t, h in heard.items()})


def _message(message: Any) -> tuple[str, Any]:
    if message["type"] == "notice":
        return f"notice {message['notice']['kind']}", message
    return message["type"], message


async def test_the_live_socket_says_what_is_published(house: House) -> None:
    messages: list[Any] = []
    async with served(house, heartbeat_s=0.2) as server:
        async with server.tab() as tab:
            await _everything(house)
            while "notice projects" not in {_message(one)[0] for one in messages}:
                messages.append(await tab.next())
            messages.append(await tab.next("heartbeat"))
        async with server.tab("nonsense") as tab:
            messages += [await tab.next("resync")]
    held("events_live.json", _by_kind(messages, _message))
