"""Keeps every event of tasks and every refused call, for whoever asks later who did what."""

import logging

from services.service import Ground, Service, number
from tasklark.domain.events import CloudEvent
from tasklark.domain.trail import fact
from tasklark.runtime.port import Handler
from tasklark.store.port import Trail

NAME = "audit"
logger = logging.getLogger(__name__)


def keep(trail: Trail) -> Handler:
    """A handler that appends each event to its person's trail, once however often it hears."""

    async def handle(event: CloudEvent) -> None:
        try:
            owner = number(event.partitionkey)
        except ValueError:
            # Nobody's: there is no chain for it to stand in.
            logger.warning("event of nobody", extra={"action": NAME, "event": event.id})
            return
        new = fact(event.id, event.type, event.time, event.data)
        if not await trail.append(owner, new):
            logger.debug("event is kept already", extra={"action": NAME, "event": event.id})

    return handle


def attach(ground: Ground) -> None:
    """Follow the events of tasks, refused calls among them."""
    ground.runtime.consume(NAME, "task-events", keep(ground.store.trail))


SERVICE = Service(NAME, attach)
