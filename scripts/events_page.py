"""Writes docs/events/: the JSON Schema of every event, and the AsyncAPI document over them."""

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tasklark.published import KINDS, Kind, schema_of

FOLDER = Path(__file__).parents[1] / "docs" / "events"
ASYNCAPI = "asyncapi.json"
_ABOUT = (
    "Every change of a task is an event, published in the order of its person's changes. Delivery"
    " is at least once: `id` tells a repeat. A type or a field that a reader does not know is"
    " passed over."
)
_TOPICS: Mapping[str, str] = {
    "task-events": "Every change of a task, and every write that was refused.",
    "reminders": "Every ring of a reminder.",
    "task-updates": "What open pages are told: each changed task once, and notices.",
    "task-events.dlq": "Events of task-events that a consumer gave up.",
    "reminders.dlq": "Events of reminders that a consumer gave up.",
    "task-updates.dlq": "Events of task-updates that a consumer gave up.",
}
_CONSUMERS: Mapping[str, tuple[str, str]] = {
    "recurring": ("task-events", "Adds the next occurrence of what was completed."),
    "reminders": ("task-events", "Keeps the timers of changed tasks."),
    "audit": ("task-events", "Appends every event to its person's trail."),
    "notifications": ("reminders", "Takes each ring to the person's channels."),
    "live": ("task-updates", "Tells every open page."),
}
_ENVELOPE: dict[str, Any] = {
    "type": "object",
    "description": "A CloudEvent 1.0 in structured JSON.",
    "required": ["specversion", "id", "source", "type", "time", "datacontenttype", "data"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "description": "The same for a repeat of the same event."},
        "source": {"type": "string", "format": "uri-reference"},
        "time": {"type": "string", "format": "date-time"},
        "datacontenttype": {"const": "application/json"},
        "dataschema": {"type": "string", "format": "uri"},
        "subject": {"type": "string", "description": "The task's id, where it is about one."},
        "partitionkey": {"type": "string", "description": "The person whose task it is."},
        "traceparent": {"type": "string", "description": "W3C Trace Context."},
    },
}


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in files():
        (FOLDER / name).write_text(text, encoding="utf-8")


def files() -> Iterator[tuple[str, str]]:
    """Every file by its name."""
    for kind in KINDS.values():
        yield f"{kind.type}.json", _text(schema_of(kind))
    yield ASYNCAPI, _text(asyncapi())


def asyncapi() -> dict[str, Any]:
    """The AsyncAPI document."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Tasklark",
            "version": version("tasklark"),
            "description": _ABOUT,
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {_name(topic): _channel(topic) for topic in _TOPICS},
        "operations": {**_sends(), **_receives()},
        "components": {
            "messages": {_name(kind.type): _message(kind) for kind in KINDS.values()},
            "schemas": {
                "envelope": _ENVELOPE,
                **_parts(),
                **{_name(kind.type): _component(kind) for kind in KINDS.values()},
            },
        },
    }


def _channel(topic: str) -> dict[str, Any]:
    names = [_name(kind.type) for kind in KINDS.values() if topic in kind.topics]
    return {
        "address": topic,
        "description": _TOPICS[topic],
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
    }


def _sends() -> dict[str, Any]:
    return {
        f"publish_{_name(topic)}": {
            "action": "send",
            "channel": {"$ref": f"#/channels/{_name(topic)}"},
            "summary": what,
        }
        for topic, what in _TOPICS.items()
    }


def _receives() -> dict[str, Any]:
    return {
        name: {
            "action": "receive",
            "channel": {"$ref": f"#/channels/{_name(topic)}"},
            "summary": what,
        }
        for name, (topic, what) in _CONSUMERS.items()
    }


def _message(kind: Kind) -> dict[str, Any]:
    data = {"$ref": f"#/components/schemas/{_name(kind.type)}"}
    own = {"type": {"const": kind.type}, "dataschema": {"const": kind.uri}, "data": data}
    return {
        "name": kind.type,
        "summary": (kind.data.__doc__ or "").splitlines()[0],
        "contentType": "application/cloudevents+json",
        "payload": {"allOf": [{"$ref": "#/components/schemas/envelope"}, {"properties": own}]},
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": "The person: one person's stay in order."},
                "bindingVersion": "0.5.0",
            }
        },
    }


def _parts() -> dict[str, Any]:
    """What several kinds are made of, once."""
    parts: dict[str, Any] = {}
    for kind in KINDS.values():
        parts |= _hoisted(schema_of(kind).get("$defs", {}))
    return parts


def _component(kind: Kind) -> dict[str, Any]:
    """The schema of a kind, its parts beside it."""
    left_out = ("$schema", "$id", "$defs")
    return _hoisted({n: part for n, part in schema_of(kind).items() if n not in left_out})


def _hoisted(schema: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(schema).replace("#/$defs/", "#/components/schemas/")
    moved: dict[str, Any] = json.loads(text)
    return moved


def _name(text: str) -> str:
    """A name as AsyncAPI wants one: letters, digits, - and _."""
    return text.removeprefix("dev.tasklark.").replace(".", "_")


def _text(made: object) -> str:
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
