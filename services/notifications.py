"""Takes each ring to its channels.

The open pages are one already: the change that rings writes their notice in the same transaction,
and the live socket carries it. Web Push is the other: it reaches a browser whose page is closed.
"""

import logging
from collections.abc import Mapping
from datetime import datetime

from services.service import Ground, Service, number
from tasklark.domain.events import CloudEvent
from tasklark.domain.identity import Principal
from tasklark.domain.shape import Json
from tasklark.language import say
from tasklark.language.say_task import clipped
from tasklark.pushing.pushes import Pushes
from tasklark.queries import Queries
from tasklark.runtime.port import Handler

NAME = "notifications"
logger = logging.getLogger(__name__)


def note_ring() -> Handler:
    """A handler that notes a ring, its lateness in seconds, and never what it was about."""

    async def handle(event: CloudEvent) -> None:
        data = event.data
        logger.info(
            "reminder rang",
            extra={
                "action": NAME,
                "reminder": data.get("reminder_id"),
                "attempt": data.get("attempt"),
                "late_s": _seconds(data.get("remind_at"), event.time),
            },
        )

    return handle


def push_ring(pushes: Pushes, queries: Queries) -> Handler:
    """A handler that pushes a ring to the person's browsers, to each once however often it hears.

    A service that asks for another try makes it fail, and so be tried again.
    """

    async def handle(event: CloudEvent) -> None:
        data = event.data
        who = Principal(number(data["user_id"]), NAME)
        if not await pushes.listed(who):
            return
        due, person = data.get("due_at"), await queries.me(who)
        at = datetime.fromisoformat(due) if isinstance(due, str) else None
        body = "" if at is None else say.moment(at, person, event.time)
        name = f"{data['reminder_id']}/{data['revision']}/{data['attempt']}"
        await pushes.ring(who, name, _content(data, body), event.time)

    return handle


def _content(data: Mapping[str, object], body: str) -> Json:
    """What the browser is told; the tag lets a nagging ring take the place of the one before."""
    return {
        "kind": "reminder.fired",
        "tag": f"reminder-{data['reminder_id']}",
        "title": clipped(str(data["title"])),
        "body": body,
        "url": f"/task/{data['task_number']}",
        "task": data["task_number"],
        "task_id": data["task_id"],
        "reminder": data["reminder_id"],
        "revision": data["revision"],
        "attempt": data["attempt"],
        "due_at": data.get("due_at"),
        "remind_at": data.get("remind_at"),
        "late": data.get("late", False),
    }


def _seconds(since: object, until: datetime) -> float | None:
    if not isinstance(since, str):
        return None
    return round((until - datetime.fromisoformat(since)).total_seconds(), 3)


def attach(ground: Ground) -> None:
    """Follow the rings; each channel has its own place in them, so that none holds back another."""
    ground.runtime.consume(NAME, "reminders", note_ring())
    pushes = Pushes(ground.runtime, ground.clock)
    ground.runtime.consume(f"{NAME}-push", "reminders", push_ring(pushes, ground.queries))


SERVICE = Service(NAME, attach)
