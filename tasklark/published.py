"""What is published, as models: the schemas of every event, made from here and held by tests.

A published field stays: others read it. New ones may come at any time, and readers pass over what
they do not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from tasklark.domain.changes import EventType
from tasklark.domain.events import CALL_REFUSED, PREFIX, SCHEMAS, TOPICS, Topic

Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Number = Annotated[int, Field(ge=1)]
DEAD_LETTER = f"{PREFIX}.dead-letter.v1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Published(BaseModel):
    """A JSON object that may grow."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)


class DueShape(Published):
    """A due date, with a time or without."""

    date: Day
    time: str | None
    """`HH:MM` on the wall clock, or null for the whole day."""
    zone: str | None
    """An IANA zone, or null: the person's own, wherever they are."""
    at: Instant | None
    """The instant that is due; null without a time."""
    late_at: Instant
    """From when it counts as late."""


class RepeatShape(Published):
    """How a task repeats."""

    rule: str
    """RFC 5545 and RFC 7529."""
    start: str
    words: str
    anchor: str
    month_end: str
    holidays: str
    pile_up: str
    pause_until: Day | None
    missed: list[str]
    """Occurrences passed since the open one; empty in events, where no moment is now."""


class ReminderShape(Published):
    """A reminder on a task."""

    id: int
    words: str
    fire_at: Instant | None
    state: Literal["scheduled", "fired", "delivered", "seen", "acted", "cancelled"]


class TaskShape(Published):
    """A task as it is after the change."""

    id: int
    number: Number
    """Small and of this person's own: what people say."""
    title: str
    notes: str
    priority: Literal["high", "medium", "low", "none"]
    tags: list[str]
    project: str | None
    parent: int | None
    rank: float
    due: DueShape | None
    repeat: RepeatShape | None
    reminders: list[ReminderShape]
    status: Literal["open", "done", "deleted"]
    series: int | None
    occurrence: str | None
    """The repeat's own key of this date; it stays when the date is moved."""
    completed_at: Instant | None
    created_at: Instant
    updated_at: Instant
    version: int
    """Rises with each change of this task: an older one is passed over."""
    seq: int
    """Rises by one with each changed task of this person."""


class By(Published):
    """Who did it, and through what."""

    actor: str
    """`person`, or `service:<name>`."""
    client: str
    """`web`, `cli`, `assistant/<thread>`, a token's name, or how an MCP client calls itself."""


class Changed(By):
    """A change, and what it follows from."""

    change: str | None
    """The code that takes it back."""
    cause: str | None
    """The code of the change that this one follows from."""


class TaskEvent(Changed):
    """Something happened to a task."""

    event_type: Literal["created", "updated", "completed", "reopened", "deleted", "restored"]
    task_id: int
    task_data: TaskShape
    user_id: str
    timestamp: Instant
    changed: list[str]
    """The fields that are another now."""
    reason: str
    seq: int
    version: int


class RefusedEvent(By):
    """A write was asked for and not done."""

    event_type: Literal["refused"]
    user_id: str
    timestamp: Instant
    run: str | None
    call: str
    """The tool, or the method and route."""
    arguments: str
    """SHA-256 of what was sent: it may be more than anybody should keep."""
    kind: str
    what: str
    request_id: str | None
    reason: str


class ReminderEvent(Published):
    """A reminder rings."""

    task_id: int
    title: str
    due_at: Instant | None
    remind_at: Instant | None
    user_id: str
    reminder_id: int
    revision: int
    attempt: int
    kind: Literal["reminder", "snooze", "nag"]
    late: bool
    """Whether it rings later than it should have: the program was not running."""
    task_number: Number


class UpdateEvent(Changed):
    """What open pages are told of a changed task; `seq` has no gaps."""

    op: Literal["upsert", "remove"]
    seq: int
    task: TaskShape


class Notice(Published):
    """What happened beside tasks; more fields by its kind."""

    kind: Literal[
        "settings", "projects",
        "reminder.fired", "reminder.delivered", "reminder.seen", "reminder.acted",
    ]  # fmt: skip


class NoticeEvent(Changed):
    """What open pages are told beside tasks."""

    op: Literal["notice"]
    notice: Notice


class DeadLetterEvent(Published):
    """An event that a consumer gave up."""

    consumer: str
    topic: str
    event: Any
    """The event as it came."""
    tries: int
    cause: str


Shape = type[Published]


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of event: the topics it is on and what its data is."""

    type: str
    topics: tuple[str, ...]
    data: Shape

    @property
    def uri(self) -> str:
        """The name of its schema, which events carry as `dataschema`."""
        return f"{SCHEMAS}{self.type}"


def _kinds() -> list[Kind]:
    events: Topic = "task-events"
    updates: Topic = "task-updates"
    dead = tuple(f"{topic}.dlq" for topic in TOPICS)
    return [
        *(Kind(f"{PREFIX}.task.{name}.v1", (events,), TaskEvent) for name in get_args(EventType)),
        Kind(CALL_REFUSED, (events,), RefusedEvent),
        Kind(f"{PREFIX}.reminder.due.v1", ("reminders",), ReminderEvent),
        *(Kind(f"{PREFIX}.update.{op}.v1", (updates,), UpdateEvent) for op in ("upsert", "remove")),
        Kind(f"{PREFIX}.update.notice.v1", (updates,), NoticeEvent),
        Kind(DEAD_LETTER, dead, DeadLetterEvent),
    ]


KINDS: Mapping[str, Kind] = {kind.type: kind for kind in _kinds()}
"""Every type of event there is."""


def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a kind's data."""
    made = _plain(kind.data.model_json_schema(mode="serialization"))
    if kind.data is TaskEvent:
        made["properties"]["event_type"] = {"const": kind.type.split(".")[-2]}
    return {"$schema": DIALECT, "$id": kind.uri, **made}


def _plain(schema: Any) -> Any:
    """A schema without the titles that only repeat the names of fields."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: _plain(value)
        for name, value in schema.items()
        if name != "title" or not isinstance(value, str)
    }
