"""The audit trail of a person: entries in a chain of hashes, so that what was altered shows.

Each entry hashes the one before it and the digest of its payload, not the payload itself: an
account that is deleted leaves its entries blank, and the chain still holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import orjson

START = "0" * 64
"""What the first entry of a chain follows on."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, before it has its place; `payload` is JSON with sorted keys."""

    event: str
    type: str
    at: datetime
    payload: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact at its place; `payload` is None once it was blanked."""

    number: int
    event: str
    type: str
    at: datetime
    payload: str | None
    digest: str
    link: str


def fact(event: str, type_: str, at: datetime, data: Mapping[str, object]) -> Fact:
    """A fact from an event's parts."""
    payload = orjson.dumps(dict(data), option=orjson.OPT_SORT_KEYS).decode()
    return Fact(event, type_, at, payload)


def following(number: int, link: str, new: Fact) -> Entry:
    """The entry of `new` behind the one with this number and link (0 and START: the first)."""
    digest = _hash(new.payload)
    own = _link(link, number + 1, new.event, new.type, new.at, digest)
    return Entry(number + 1, new.event, new.type, new.at, new.payload, digest, own)


@dataclass(slots=True)
class Chain:
    """Goes along a trail from its start and finds the first entry that does not follow."""

    number: int = 0
    link: str = START
    blanked: int = 0

    def fault(self, entry: Entry) -> str | None:
        """Why this entry cannot be the next one, or None: then it is."""
        if entry.number != self.number + 1:
            return f"entry {self.number + 1} is missing"
        if entry.payload is None:
            self.blanked += 1
        elif _hash(entry.payload) != entry.digest:
            return f"what entry {entry.number} says is not what was written"
        own = _link(self.link, entry.number, entry.event, entry.type, entry.at, entry.digest)
        if own != entry.link:
            return f"entry {entry.number} does not follow on the one before it"
        self.number, self.link = entry.number, entry.link
        return None


def _link(before: str, number: int, event: str, type_: str, at: datetime, digest: str) -> str:
    # The microsecond is what both databases keep.
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return _hash(orjson.dumps([before, number, event, type_, moment, digest]).decode())


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
