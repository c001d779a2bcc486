"""Outbox rows as the events of their topics: one row of a task is an event of two topics."""

from collections.abc import Mapping

import orjson

from tasklark.domain.events import PREFIX, SOURCE, CloudEvent, Topic
from tasklark.store.codec import instant

KINDS: Mapping[Topic, frozenset[str]] = {
    "task-events": frozenset({"task", "call"}),
    "reminders": frozenset({"reminder"}),
    "task-updates": frozenset({"task", "notice"}),
}
"""Which kinds of rows belong to a topic."""
COLUMNS = "id, owner, kind, event, type, subject, at, data, more"
_UPDATE_FIELDS = ("seq", "actor", "client", "change", "cause")
OutboxRow = tuple[int, int, str, str | None, str, str | None, int, bytes | str, str | None]
"""The values of `COLUMNS`."""


def event_in(topic: Topic, row: OutboxRow) -> CloudEvent:
    """The event that a row is in one of its topics."""
    place, owner, kind, id_, type_, subject, at, data, more = row
    content: Mapping[str, object] = orjson.loads(data)
    if kind == "task" and topic == "task-updates":
        content = _update(content)
        type_ = f"{PREFIX}.update.{content['op']}.v1"
    kept = {} if more is None else orjson.loads(more)
    return CloudEvent(
        id=str(place) if id_ is None else id_,
        type=type_,
        time=instant(at),
        data=content,
        subject=subject,
        partitionkey=kept.get("partitionkey", str(owner)),
        source=kept.get("source", SOURCE),
        extensions=kept.get("extensions", {}),
    )


def _update(content: Mapping[str, object]) -> Mapping[str, object]:
    """What browsers are told of a task's event."""
    told = {name: content[name] for name in _UPDATE_FIELDS}
    gone = content["event_type"] == "deleted"
    return {**told, "op": "remove" if gone else "upsert", "task": content["task_data"]}
