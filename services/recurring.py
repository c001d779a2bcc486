"""When a repeating task is completed, adds its next occurrence."""

import logging
from collections.abc import Mapping

from services.service import Ground, Service, number
from tasklark.asks import Call
from tasklark.commands import Commands
from tasklark.domain.errors import Refusal
from tasklark.domain.events import CloudEvent
from tasklark.domain.identity import Principal
from tasklark.runtime.port import Handler

NAME = "recurring"
_LONGEST_CODE = 40
"""More than any undo code has letters: it becomes a key of the database."""
logger = logging.getLogger(__name__)


def spawn_next(commands: Commands) -> Handler:
    """A handler that adds what comes after a completed occurrence, once however often it hears."""

    async def handle(event: CloudEvent) -> None:
        data = event.data
        task = data.get("task_data")
        if data.get("event_type") != "completed" or not isinstance(task, Mapping):
            return
        if task.get("repeat") is None:
            return
        code = str(data["change"])
        if len(code) > _LONGEST_CODE:
            raise ValueError("that is no undo code")
        who = Principal(number(data["user_id"]), NAME).acting_as(NAME)
        call = Call(who, request_id=f"{NAME}:{event.id}")
        try:
            await commands.spawn_next(call, number(data["task_id"]), code)
        except Refusal as refusal:
            if refusal.kind != "unknown":
                raise
            logger.info("completed task is gone", extra={"action": NAME, "task": task.get("id")})

    return handle


def attach(ground: Ground) -> None:
    """Follow the events of tasks."""
    ground.runtime.consume(NAME, "task-events", spawn_next(ground.commands))


SERVICE = Service(NAME, attach)
