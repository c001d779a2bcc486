"""Dead letters on `<topic>.dlq`: the event as it came, who could not take it, and why."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tasklark.domain.events import PREFIX, CloudEvent
from tasklark.runtime.dapr_wire import NotAnEvent, event_of, unwrapped

TYPE: Final = f"{PREFIX}.dead-letter.v1"
_GIVEN_UP = "the sidecar gave it up"
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that a consumer could not take, with the last failure.

    `event` is None when what came is no event; `body` holds it as it came.
    """

    id: str
    consumer: str
    topic: str
    event: CloudEvent | None
    body: object
    tries: int
    cause: str
    at: datetime


DeadLetterHandler = Callable[[DeadLetter], Awaitable[None]]


def dead_letter(
    consumer: str, topic: str, body: object, tries: int, cause: str, at: datetime
) -> CloudEvent:
    """The event that is published in place of one that is given up."""
    known = body if isinstance(body, dict) else {}
    name = str(known.get("id", ""))[:_LONGEST_NAME].replace("\0", " ")
    return CloudEvent(
        id=f"{consumer}:{name}" if name else f"{consumer}:{at.isoformat()}",
        type=TYPE,
        time=at,
        data={
            "consumer": consumer,
            "topic": topic,
            "event": body,
            "tries": tries,
            "cause": cause,
        },
        subject=name or None,
        partitionkey=str(known.get("partitionkey", "")),
    )


def read_dead_letter(topic: str, body: object) -> DeadLetter:
    """A message of `<topic>.dlq`: one of ours, or an event as the sidecar itself gave it up."""
    body = unwrapped(body)
    letter = _event(body)
    if letter is not None and letter.type == TYPE:
        # One that lacks a field is kept as it came: refused, it would come again without end.
        with suppress(KeyError, ValueError):
            return _ours(letter)
    name = "" if letter is None else letter.id
    at = datetime.now(UTC) if letter is None else letter.time
    return DeadLetter(f":{name}", "", topic, letter, body, 0, _GIVEN_UP, at)


def _ours(letter: CloudEvent) -> DeadLetter:
    data = letter.data
    return DeadLetter(
        id=letter.id,
        consumer=str(data["consumer"]),
        topic=str(data["topic"]),
        event=_event(data["event"]),
        body=data["event"],
        tries=int(str(data["tries"])),
        cause=str(data["cause"]),
        at=letter.time,
    )


def _event(body: object) -> CloudEvent | None:
    try:
        return event_of(body)
    except NotAnEvent:
        return None
