"""Every table, declared once: the schema's one source. Never imported on a hot path (0.4 s).

Instants are microseconds since 1970 in UTC; values that only the program reads are JSON text.
"""

from sqlalchemy import Index, Integer, LargeBinary, Text, TextClause, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from tasklark.store.tables_trail import BIG, AccessTokenRow, AuditRow

__all__ = ["AccessTokenRow", "AuditRow"]

# A task without a date stands behind all others.
_LATE = "ifnull(late_at, 9223372036854775807)"
_OPEN_SERIES = "series IS NOT NULL AND status = 'open'"
_INBOX_COLUMNS = ("owner", "status", "project", "parent", "due_day", "created_at", "id")
_OPEN = "status = 'open'"
_INBOX = f"{_OPEN} AND project IS NULL AND parent IS NULL AND due_day IS NULL"
_WHEN_DONE = "ifnull(completed_at, -9223372036854775808)"
_DONE = "status = 'done'"
_IN_BIN = "status = 'deleted'"
_COMPACT = {"sqlite_with_rowid": False}


def _of_open(name: str, *columns: str | TextClause) -> Index:
    """An order of somebody's open tasks."""
    return Index(name, "owner", "status", *columns, sqlite_where=text(_OPEN))


class PersonRow(SQLModel, table=True):
    """A person: settings, and the counters every write takes first."""

    __tablename__ = "person"
    id: int = Field(primary_key=True, sa_type=BIG)
    settings: str = Field(sa_type=Text)
    settings_version: int = Field(sa_type=BIG)
    seq: int = Field(sa_type=BIG)
    next_number: int = Field(sa_type=BIG)
    next_change: int = Field(sa_type=BIG)


class ProjectRow(SQLModel, table=True):
    """A name on the person's list of projects."""

    __tablename__ = "project"
    __table_args__ = (_COMPACT,)
    owner: int = Field(primary_key=True, sa_type=BIG)
    name: str = Field(primary_key=True, sa_type=Text)
    rank: int = Field(sa_type=BIG)


class CounterRow(SQLModel, table=True):
    """Where the next block of ids begins."""

    __tablename__ = "counter"
    name: str = Field(primary_key=True, sa_type=Text)
    next: int = Field(sa_type=BIG)


class TaskRow(SQLModel, table=True):
    """A task, or one occurrence of a repeating one; `folded` is its title for comparing."""

    __tablename__ = "task"
    id: int = Field(primary_key=True, sa_type=BIG)
    owner: int = Field(sa_type=BIG)
    title: str = Field(sa_type=Text)
    created_at: int = Field(sa_type=BIG)
    updated_at: int = Field(sa_type=BIG)
    number: int = Field(sa_type=BIG)
    notes: str = Field(sa_type=Text)
    priority: int = Field(sa_type=Integer)
    tags: str = Field(sa_type=Text)
    project: str | None = Field(sa_type=Text)
    parent: int | None = Field(sa_type=BIG)
    rank: float
    due_day: str | None = Field(sa_type=Text)
    due_time: str | None = Field(sa_type=Text)
    due_zone: str | None = Field(sa_type=Text)
    due_at: int | None = Field(sa_type=BIG)
    late_at: int | None = Field(sa_type=BIG)
    repeat: str | None = Field(sa_type=Text)
    series: int | None = Field(sa_type=BIG)
    occurrence: str | None = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    completed_at: int | None = Field(sa_type=BIG)
    version: int = Field(sa_type=Integer)
    seq: int = Field(sa_type=BIG)
    folded: str = Field(sa_type=Text)

    __table_args__ = (
        Index(
            "task_occurrence",
            "series",
            "occurrence",
            unique=True,
            sqlite_where=text("series IS NOT NULL"),
        ),
        Index("task_open_series", "series", unique=True, sqlite_where=text(_OPEN_SERIES)),
        Index("task_number", "owner", "number"),
        Index("task_seq", "owner", "seq"),
        _of_open("task_due", text(_LATE), "priority", "id", "due_at"),
        _of_open("task_priority", "priority", text(_LATE), "id"),
        _of_open("task_folded", "folded", "id"),
        _of_open("task_created", "created_at", "id"),
        _of_open("task_tags", "tags"),
        Index("task_project", "owner", "status", "project"),
        Index("task_inbox", *_INBOX_COLUMNS, sqlite_where=text(_INBOX)),
        Index("task_bin", "owner", "status", "created_at", "id", sqlite_where=text(_IN_BIN)),
        Index("task_done", "owner", "status", text(_WHEN_DONE), "id", sqlite_where=text(_DONE)),
        Index(
            "task_repeating",
            "owner",
            "status",
            text(_LATE),
            "priority",
            "id",
            sqlite_where=text("repeat IS NOT NULL"),
        ),
        Index("task_parent", "parent", sqlite_where=text("parent IS NOT NULL")),
    )


class TaskTagRow(SQLModel, table=True):
    """A tag (folded) of a task, to find tasks by it."""

    __tablename__ = "task_tag"
    owner: int = Field(primary_key=True, sa_type=BIG)
    tag: str = Field(primary_key=True, sa_type=Text)
    task: int = Field(primary_key=True, sa_type=BIG)
    __table_args__ = (_COMPACT,)


class ReminderRow(SQLModel, table=True):
    """A reminder on a task."""

    __tablename__ = "reminder"
    id: int = Field(primary_key=True, sa_type=BIG)
    task: int = Field(sa_type=BIG)
    owner: int = Field(sa_type=BIG)
    ring: str = Field(sa_type=Text)
    nag_minutes: int | None = Field(sa_type=Integer)
    fire_at: int | None = Field(sa_type=BIG)
    state: str = Field(sa_type=Text)
    revision: int = Field(sa_type=Integer)
    attempt: int = Field(sa_type=Integer)
    snoozed: int = Field(sa_type=Integer)
    fired_at: int | None = Field(sa_type=BIG)
    __table_args__ = (
        Index("reminder_task", "task"),
        Index("reminder_due", "fire_at", sqlite_where=text("state = 'scheduled'")),
        Index("reminder_fired", "owner", "fired_at", sqlite_where=text("fired_at IS NOT NULL")),
    )


class ChangeRow(SQLModel, table=True):
    """A change as it went into history; `body` holds the fields before and after."""

    __tablename__ = "change"
    owner: int = Field(primary_key=True, sa_type=BIG)
    number: int = Field(primary_key=True, sa_type=BIG)
    at: int = Field(sa_type=BIG)
    actor: str = Field(sa_type=Text)
    client: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    cause: str | None = Field(sa_type=Text)
    run: str | None = Field(sa_type=Text)
    undoes: str = Field(sa_type=Text)
    undone_by: str | None = Field(sa_type=Text)
    body: str = Field(sa_type=Text)
    slim: int = Field(sa_type=Integer)
    __table_args__ = (
        Index("change_client", "owner", "client", "number"),
        Index("change_cause", "owner", "cause", sqlite_where=text("cause IS NOT NULL")),
        Index("change_at", "owner", "at"),
        _COMPACT,
    )


class ChangeTaskRow(SQLModel, table=True):
    """Which tasks a change touched."""

    __tablename__ = "change_task"
    owner: int = Field(primary_key=True, sa_type=BIG)
    task: int = Field(primary_key=True, sa_type=BIG)
    change: int = Field(primary_key=True, sa_type=BIG)
    __table_args__ = (_COMPACT,)


class RequestRow(SQLModel, table=True):
    """A request id that was answered, with what a repeat of it is answered from."""

    __tablename__ = "request"
    owner: int = Field(primary_key=True, sa_type=BIG)
    client: str = Field(primary_key=True, sa_type=Text)
    key: str = Field(primary_key=True, sa_type=Text)
    fingerprint: str = Field(sa_type=Text)
    code: str | None = Field(sa_type=Text)
    tasks: str = Field(sa_type=Text)
    at: int = Field(sa_type=BIG)
    __table_args__ = (Index("request_at", "at"), _COMPACT)


class OutboxRow(SQLModel, table=True):
    """An event, written with its change: the embedded runtime's topics."""

    __tablename__ = "outbox"
    id: int | None = Field(primary_key=True, sa_type=BIG)
    owner: int = Field(sa_type=BIG)
    kind: str = Field(sa_type=Text)
    event: str | None = Field(sa_type=Text)
    type: str = Field(sa_type=Text)
    subject: str | None = Field(sa_type=Text)
    at: int = Field(sa_type=BIG)
    data: bytes = Field(sa_type=LargeBinary)
    more: str | None = Field(sa_type=Text)
    __table_args__ = ({"sqlite_autoincrement": True},)


class ConsumerRow(SQLModel, table=True):
    """How far a consumer has come in the outbox."""

    __tablename__ = "consumer"
    name: str = Field(primary_key=True, sa_type=Text)
    position: int = Field(sa_type=BIG)


class ParkedRow(SQLModel, table=True):
    """An event that failed at a consumer and waits for another try, or is dead."""

    __tablename__ = "parked"
    id: int | None = Field(primary_key=True, sa_type=BIG)
    consumer: str = Field(sa_type=Text)
    outbox: int = Field(sa_type=BIG)
    topic: str = Field(sa_type=Text)
    event: str = Field(sa_type=Text)
    tries: int = Field(sa_type=Integer)
    retry_at: int | None = Field(sa_type=BIG)
    cause: str = Field(sa_type=Text)
    at: int = Field(sa_type=BIG)
    __table_args__ = (
        UniqueConstraint("consumer", "outbox"),
        Index("parked_retry", "retry_at", sqlite_where=text("retry_at IS NOT NULL")),
    )


class StateRow(SQLModel, table=True):
    """A document of the state store."""

    __tablename__ = "state"
    key: str = Field(primary_key=True, sa_type=Text)
    value: bytes = Field(sa_type=LargeBinary)
    etag: int = Field(sa_type=BIG)
    expires_at: int | None = Field(sa_type=BIG)
    __table_args__ = (
        Index("state_expires", "expires_at", sqlite_where=text("expires_at IS NOT NULL")),
    )


class JobRow(SQLModel, table=True):
    """A call back at or after a moment; `stamp` tells a replaced job from the one before."""

    __tablename__ = "job"
    name: str = Field(primary_key=True, sa_type=Text)
    at: int = Field(sa_type=BIG)
    payload: bytes = Field(sa_type=LargeBinary)
    stamp: int = Field(sa_type=BIG)
    tries: int = Field(sa_type=Integer)
    __table_args__ = (Index("job_at", "at"),)
