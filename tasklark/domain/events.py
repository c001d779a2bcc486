"""Events as published: CloudEvents 1.0 whose data carries the task as it is after the change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from tasklark.domain.changes import EventType
from tasklark.domain.errors import RefusalKind
from tasklark.domain.task import Task

Topic = Literal["task-events", "reminders", "task-updates"]
TOPICS: tuple[Topic, ...] = ("task-events", "reminders", "task-updates")
SOURCE = "/tasklark"
PREFIX = "dev.tasklark"
SCHEMAS = "urn:tasklark:event:"
"""What stands before a type in the name of its schema (docs/events/)."""
CALL_REFUSED = f"{PREFIX}.call.refused.v1"


@dataclass(frozen=True, slots=True)
class CloudEvent:
    """A CloudEvents 1.0 event in structured JSON form; `id` is the de-duplication key."""

    id: str
    type: str
    time: datetime
    data: Mapping[str, object]
    subject: str | None = None
    partitionkey: str = ""
    source: str = SOURCE
    extensions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class RefusedCall:
    """A write that was asked for and not done, as its event tells it.

    `call` is the tool or the route; `arguments` is the SHA-256 of what was sent with it, which
    may be more than anybody should keep.
    """

    call: str
    arguments: str
    kind: RefusalKind
    what: str
    request_id: str | None = None
    reason: str = ""


def event_type(before: Task | None, after: Task) -> EventType:
    """What happened to a row, from the row alone."""
    if before is None:
        return "created"
    if before.status == after.status:
        return "updated"
    if after.status == "deleted":
        return "deleted"
    if before.status == "deleted":
        return "restored"
    return "completed" if after.status == "done" else "reopened"
