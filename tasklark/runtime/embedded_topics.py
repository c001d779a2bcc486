"""The topics in the file of the tasks: its outbox, read from a place on."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from tasklark.domain.events import CloudEvent, Topic
from tasklark.runtime.topics import COLUMNS, KINDS, event_in
from tasklark.store.codec import instant, micros

_KIND_OF: Mapping[Topic, str] = {
    "task-events": "call",
    "reminders": "reminder",
    "task-updates": "notice",
}
_SELECT = f"SELECT {COLUMNS} FROM outbox WHERE id > ? ORDER BY id LIMIT ?"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the outbox as one topic sees it; `position` is where it ends."""

    events: tuple[tuple[int, CloudEvent], ...]
    position: int
    full: bool


def stretch(connection: sqlite3.Connection, topic: Topic, position: int, limit: int) -> Stretch:
    """The topic's events among the next `limit` rows after `position`."""
    rows = connection.execute(_SELECT, (position, limit)).fetchall()
    kinds = KINDS[topic]
    events = tuple((row[0], event_in(topic, row)) for row in rows if row[2] in kinds)
    return Stretch(events, rows[-1][0] if rows else position, len(rows) == limit)


def latest(connection: sqlite3.Connection) -> int:
    """The place of the newest event that ever was."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
    return 0 if row is None else int(row[0])


def insert(connection: sqlite3.Connection, topic: Topic, event: CloudEvent) -> None:
    """Put an event that belongs to no change of tasks into a topic."""
    owner = int(event.partitionkey) if event.partitionkey.isdecimal() else 0
    more = {
        "partitionkey": event.partitionkey,
        "source": event.source,
        "extensions": dict(event.extensions),
    }
    connection.execute(
        "INSERT INTO outbox (owner, kind, event, type, subject, at, data, more)"
        " VALUES (?,?,?,?,?,?,?,?)",
        (
            owner, _KIND_OF[topic], event.id, event.type, event.subject, micros(event.time),
            orjson.dumps(dict(event.data)), orjson.dumps(more).decode(),
        ),
    )  # fmt: skip


def event_json(event: CloudEvent) -> str:
    """An event as kept aside."""
    kept = {
        "id": event.id,
        "type": event.type,
        "time": micros(event.time),
        "data": dict(event.data),
        "subject": event.subject,
        "partitionkey": event.partitionkey,
        "source": event.source,
        "extensions": dict(event.extensions),
    }
    return orjson.dumps(kept).decode()


def event_of(text: str) -> CloudEvent:
    """The event that was kept aside."""
    kept = orjson.loads(text)
    return CloudEvent(**{**kept, "time": instant(kept["time"])})
