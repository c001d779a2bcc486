"""CloudEvents as they travel: structured JSON, nothing added to and nothing lost from ours."""

from base64 import b64decode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

import orjson

from tasklark.domain.events import PREFIX, SCHEMAS, CloudEvent
from tasklark.tracing import TRACE, traceparent

Json = dict[str, object]

CONTENT_TYPE: Final = "application/cloudevents+json"
MARK: Final = f"{PREFIX}.mark.v1"
"""A replica's own mark, by which it knows that a topic comes to it; nobody else heeds it."""

_OURS = frozenset(
    {"specversion", "id", "source", "type", "time", "subject", "datacontenttype", "dataschema"}
    | {"data", "partitionkey"}
)
_SIDECARS = frozenset({"topic", "pubsubname", "traceid", "tracestate", "expiration"})
"""Attributes that daprd adds to an envelope it passes on."""


_LONGEST = 300
"""Letters of an id or a type: they are keys of databases."""


class NotAnEvent(ValueError):
    """What came is no CloudEvent of ours; the text says why."""


def envelope(event: CloudEvent) -> Json:
    """The event as structured JSON."""
    written: Json = {
        "specversion": "1.0",
        "id": event.id,
        "source": event.source,
        "type": event.type,
        "time": event.time.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "dataschema": f"{SCHEMAS}{event.type}",
        "partitionkey": event.partitionkey,
        **event.extensions,
        "data": dict(event.data),
    }
    if event.subject is not None:
        written["subject"] = event.subject
    trace = event.extensions.get(TRACE) or traceparent.get()
    if trace:
        # daprd puts a trace of its own over ours unless this older attribute is there too.
        written[TRACE] = written["traceid"] = trace
    return written


def event_of(body: object) -> CloudEvent:
    """The event in a structured CloudEvent.

    Raises:
        NotAnEvent: If it is none.
    """
    if not isinstance(body, dict):
        raise NotAnEvent("it is not a JSON object")
    if body.get("specversion") != "1.0":
        raise NotAnEvent("it is not a CloudEvent 1.0")
    data = body.get("data")
    if not isinstance(data, dict):
        raise NotAnEvent("its data is not an object")
    subject = body.get("subject")
    return CloudEvent(
        id=_text(body, "id"),
        type=_text(body, "type"),
        time=_time(body),
        data=data,
        subject=None if subject is None else str(subject),
        partitionkey=str(body.get("partitionkey", "")),
        source=_text(body, "source"),
        extensions={
            name: str(value)
            for name, value in body.items()
            if name not in _OURS and name not in _SIDECARS
        },
    )


def unwrapped(body: object) -> object:
    """What a subscription with `rawPayload` pushes: the message itself, whatever it is.

    Its bytes come as base64, alone (in bulk) or in an envelope that daprd makes up.
    """
    encoded = body.get("data_base64") if isinstance(body, dict) else body
    if not isinstance(encoded, str):
        return body
    try:
        raw = b64decode(encoded, validate=True)
    except ValueError:
        return body
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return raw.decode("utf-8", "replace")


def _text(body: Mapping[str, object], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise NotAnEvent(f"it has no {name}")
    if len(value) > _LONGEST or "\0" in value:
        raise NotAnEvent(f"its {name} cannot be kept")
    return value


def _time(body: Mapping[str, object]) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(body, "time"))
    except ValueError as error:
        raise NotAnEvent("its time cannot be read") from error
    if moment.tzinfo is None:
        raise NotAnEvent("its time has no zone")
    return moment.astimezone(UTC)
