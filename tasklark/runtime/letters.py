"""Dead letters of any runtime: events that a consumer could not take, listed and tried again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tasklark.domain.events import CloudEvent
from tasklark.domain.shape import Json, stamp


@dataclass(frozen=True, slots=True)
class Letter:
    """An event that was given up; `event` is None when what came was none."""

    id: int
    consumer: str
    topic: str
    event: CloudEvent | None
    tries: int
    cause: str
    at: datetime

    def json(self) -> Json:
        """For scripts; what the event says stays out."""
        event = self.event
        return {
            "id": self.id,
            "consumer": self.consumer,
            "topic": self.topic,
            "event": None if event is None else event.id,
            "type": None if event is None else event.type,
            "subject": None if event is None else event.subject,
            "tries": self.tries,
            "cause": self.cause,
            "at": stamp(self.at),
        }


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a replay; `failed` are those that were not taken again, with their cause.

    `known` is off where the outcome shows only later: a cluster's consumers are other processes.
    """

    sent: tuple[int, ...]
    failed: Mapping[int, str]
    known: bool = True


Told = Callable[[int, int], object]
"""Hears how many of how many are done."""


class Letters(Protocol):
    """The dead letters of an installation."""

    async def listed(self) -> Sequence[Letter]:
        """All of them, the oldest first."""
        ...

    async def replay(self, letters: Sequence[Letter], told: Told) -> Replayed:
        """Hand those to their consumers again; each has an event."""
        ...
