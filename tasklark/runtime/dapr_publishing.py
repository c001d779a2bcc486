"""Publishing in bulk: one call for many events, and which of them were not taken."""

from collections.abc import Iterable, Iterator, Sequence

import orjson

from tasklark.domain.events import CloudEvent
from tasklark.runtime.dapr_sidecar import Sidecar, SidecarError, segment
from tasklark.runtime.dapr_wire import CONTENT_TYPE, envelope

_EVENTS = 100
_BYTES = 1_000_000
"""A call stays well under the sidecar's 4 MiB."""


class Publisher:
    """Publishes to the topics of one pub/sub component."""

    def __init__(self, sidecar: Sidecar, pubsub: str) -> None:
        self._sidecar = sidecar
        self._path = f"/v1.0/publish/bulk/{segment(pubsub)}"

    async def publish(self, topic: str, event: CloudEvent) -> None:
        """Publish one event.

        Raises:
            SidecarError: If it was not taken; then it may or may not come.
        """
        failed = await self.publish_all(topic, [event])
        if failed:
            raise SidecarError(
                f"The event {event.id} could not be published.",
                "See whether Kafka can be reached and whether the event is larger than 1 MB.",
            )

    async def publish_all(self, topic: str, events: Sequence[CloudEvent]) -> list[CloudEvent]:
        """Publish in this order for each partition key; returns the events that were not taken.

        Raises:
            SidecarError: If the sidecar cannot be reached: any of them may have been taken.
        """
        failed: list[CloudEvent] = []
        for part in _parts(events):
            numbers = await self._send(topic, [entry for _, entry in part])
            failed += [event for number, (event, _) in enumerate(part) if number in numbers]
        return failed

    async def _send(self, topic: str, entries: list[bytes]) -> set[int]:
        body = b",".join(
            b'{"entryId":"%d",%s' % (number, entry[1:]) for number, entry in enumerate(entries)
        )
        answer = await self._sidecar.call(
            "POST", f"{self._path}/{segment(topic)}", b"[%s]" % body, expected=(400, 413, 500)
        )
        if answer.is_success:
            return set()
        try:
            failures = orjson.loads(answer.content).get("failedEntries")
        except (orjson.JSONDecodeError, AttributeError):
            failures = None
        every = set(range(len(entries)))
        # Without a list none was taken.
        return {int(one["entryId"]) for one in failures} & every if failures else every


def _parts(events: Iterable[CloudEvent]) -> Iterator[list[tuple[CloudEvent, bytes]]]:
    part: list[tuple[CloudEvent, bytes]] = []
    size = 0
    for event in events:
        entry = _entry(event)
        if part and (len(part) == _EVENTS or size + len(entry) > _BYTES):
            yield part
            part, size = [], 0
        part.append((event, entry))
        size += len(entry)
    if part:
        yield part


def _entry(event: CloudEvent) -> bytes:
    return orjson.dumps(
        {
            "event": envelope(event),
            "contentType": CONTENT_TYPE,
            "metadata": {"partitionKey": event.partitionkey},
        }
    )
