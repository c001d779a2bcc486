"""The services of a process; the live socket is a router and handed to the web server instead."""

from services import audit, notifications, recurring, reminders
from services.service import Ground, Service

SERVICES: tuple[Service, ...] = (
    recurring.SERVICE,
    reminders.SERVICE,
    notifications.SERVICE,
    audit.SERVICE,
)

__all__ = ["SERVICES", "Ground", "Service"]
