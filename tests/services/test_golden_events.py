"""What is published keeps its shape: events of every topic, messages of the live socket."""

import asyncio
from typing import Any

from tasklark.domain.events import CloudEvent
from tests.api.shapes import held, merge, shape
from tests.events.living import everything
from tests.services.house import Heard, House
from tests.services.sockets import served


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
    await everything(house)
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
            await everything(house)
            while "notice projects" not in {_message(one)[0] for one in messages}:
                messages.append(await tab.next())
            messages.append(await tab.next("heartbeat"))
        async with server.tab("nonsense") as tab:
            messages += [await tab.next("resync")]
    held("events_live.json", _by_kind(messages, _message))
