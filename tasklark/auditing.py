"""Looking through the audit trail: whether it is whole, and all of it as lines of JSON."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import orjson

from tasklark.domain.shape import Json, stamp
from tasklark.domain.trail import Chain, Entry
from tasklark.store.port import Trail

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of looking through one person's trail up to its end, or its first fault.

    `link` is the last sound entry's: whoever notes it down elsewhere can tell later whether
    entries were cut off at the end.
    """

    person: int
    entries: int
    blanked: int
    link: str
    fault: str | None

    def json(self) -> Json:
        """For scripts."""
        return {
            "person": self.person,
            "entries": self.entries,
            "blanked": self.blanked,
            "link": self.link,
            "fault": self.fault,
        }


async def verified(
    trail: Trail, person: int, told: Callable[[int], object] = lambda _: None
) -> Verdict:
    """Go along one person's trail; `told` hears after each page how far it has come."""
    chain = Chain()
    async for page in _pages(trail, person):
        for entry in page:
            fault = chain.fault(entry)
            if fault is not None:
                return Verdict(person, chain.number, chain.blanked, chain.link, fault)
        told(chain.number)
    return Verdict(person, chain.number, chain.blanked, chain.link, None)


async def exported(trail: Trail, person: int) -> AsyncIterator[bytes]:
    """A person's entries, a line of JSON each."""
    async for page in _pages(trail, person):
        for entry in page:
            yield orjson.dumps(_json(person, entry)) + b"\n"


async def holds(trail: Trail, person: int, number: int, link: str) -> bool:
    """Whether entry `number` still has the link that was noted down once."""
    found = await trail.entries(person, number - 1, 1)
    return bool(found) and (found[0].number, found[0].link) == (number, link)


async def _pages(trail: Trail, person: int) -> AsyncIterator[list[Entry]]:
    after = 0
    while page := list(await trail.entries(person, after, _PAGE)):
        yield page
        after = page[-1].number


def _json(person: int, entry: Entry) -> Json:
    return {
        "person": person,
        "number": entry.number,
        "event": entry.event,
        "type": entry.type,
        "at": stamp(entry.at),
        "data": None if entry.payload is None else orjson.loads(entry.payload),
        "digest": entry.digest,
        "link": entry.link,
    }
