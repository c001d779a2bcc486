"""Which browsers asked for pushes: one state document a person."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from tasklark.domain.errors import Refusal, StaleState
from tasklark.runtime.port import StateStore

DEVICES = 20
_TRIES = 10
_POINT, _SECRET = 65, 16
"""Bytes of a browser's public key and of its secret (RFC 8291)."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A browser that can be pushed to. `problem` says why the last push did not arrive."""

    id: str
    endpoint: str
    p256dh: str
    auth: str
    device: str
    added_at: str
    last_at: str | None = None
    problem: str | None = None


Change = Callable[[Mapping[str, Subscription]], Mapping[str, Subscription]]


def id_of(endpoint: str) -> str:
    """The same browser has the same id, however often it subscribes."""
    return sha256(endpoint.encode()).hexdigest()[:16]


def check_keys(p256dh: str, auth: str) -> None:
    """Refuse what cannot be a browser's keys."""
    if len(_bytes(p256dh)) != _POINT or len(_bytes(auth)) != _SECRET:
        raise Refusal("These are not the keys of a browser's subscription.", "Subscribe again.")


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


class Subscriptions:
    """Keeps them; two processes that write at once both have their way."""

    def __init__(self, state: StateStore) -> None:
        self._state = state

    async def all(self, person: int) -> Mapping[str, Subscription]:
        """The person's browsers by id, the oldest first."""
        return (await self._read(person))[0]

    async def add(self, person: int, one: Subscription) -> None:
        """Add one, or take its newer keys; the oldest makes room."""

        def added(kept: Mapping[str, Subscription]) -> Mapping[str, Subscription]:
            rest = {id_: sub for id_, sub in kept.items() if id_ != one.id}
            return dict([*rest.items(), (one.id, one)][-DEVICES:])

        await self._change(person, added)

    async def remove(self, person: int, id: str) -> None:
        """Forget one; absent afterwards."""
        await self._change(person, lambda kept: {i: s for i, s in kept.items() if i != id})

    async def note(self, person: int, id: str, at: str, problem: str | None) -> None:
        """What became of the last push; one that is gone meanwhile stays gone."""

        def noted(kept: Mapping[str, Subscription]) -> Mapping[str, Subscription]:
            if id not in kept:
                return kept
            last = kept[id].last_at if problem else at
            return {**kept, id: replace(kept[id], last_at=last, problem=problem)}

        await self._change(person, noted)

    async def _read(self, person: int) -> tuple[dict[str, Subscription], str | None]:
        document = await self._state.get(_key(person))
        if document is None:
            return {}, None
        kept = [Subscription(**one) for one in json.loads(document.value)]
        return {one.id: one for one in kept}, document.etag

    async def _change(self, person: int, change: Change) -> None:
        for _ in range(_TRIES):
            before, etag = await self._read(person)
            after = change(before)
            if after == before:
                return
            value = json.dumps([asdict(one) for one in after.values()]).encode()
            try:
                if etag is None:
                    await self._state.create(_key(person), value)
                else:
                    await self._state.put(_key(person), value, etag=etag)
            except StaleState:
                continue
            return
        raise StaleState("The list of browsers changes too fast.", "Try again.")


def _key(person: int) -> str:
    return f"push/{person}"
