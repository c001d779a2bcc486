"""Web Push: browsers subscribe, are tried out and pushed to; those that are gone are forgotten."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from tasklark.domain.errors import Refusal, StaleState
from tasklark.domain.identity import Principal
from tasklark.domain.shape import Json, stamp
from tasklark.pushing.address import checked
from tasklark.pushing.keys import Keys, keys_of
from tasklark.pushing.sending import PAYLOAD_LIMIT, TTL_S, Outcome, push
from tasklark.pushing.subscriptions import Subscription, Subscriptions, check_keys, id_of
from tasklark.runtime.port import StateStore

PATIENCE = timedelta(seconds=45)
"""A laptop may be offline: what cannot be sent for so long is no failure of ours, only told."""
_DEVICE = 100
_SENT, _CLAIMED = b"sent", b"claimed"
logger = logging.getLogger(__name__)


class PushLater(Exception):
    """A push service asks for another try; what was sent is not sent again."""


class Pushes:
    """The channel. `private` lets pushes go to this machine: for tests with a service of theirs."""

    def __init__(
        self, state: StateStore, clock: Callable[[], datetime], *, private: bool = False
    ) -> None:
        self._state = state
        self._clock = clock
        self._private = private
        self._subscriptions = Subscriptions(state)
        self._kept: Keys | None = None

    async def key(self) -> str:
        """The public key that browsers subscribe with (base64url)."""
        return (await self._keys()).public

    async def listed(self, who: Principal) -> Sequence[Subscription]:
        """The person's browsers, the oldest first."""
        return tuple((await self._subscriptions.all(who.person)).values())

    async def subscribe(
        self, who: Principal, endpoint: str, p256dh: str, auth: str, device: str = ""
    ) -> Subscription:
        """Push to that browser from now on.

        Raises:
            Refusal: If the address is no push service's, or the keys are none.
        """
        checked(endpoint, private=self._private)
        check_keys(p256dh, auth)
        name = " ".join(device.split())[:_DEVICE] or "A browser"
        at = str(stamp(self._clock()))
        one = Subscription(id_of(endpoint), endpoint, p256dh, auth, name, at)
        await self._subscriptions.add(who.person, one)
        return one

    async def unsubscribe(self, who: Principal, id: str) -> None:
        """Push there no more."""
        await self._subscriptions.remove(who.person, id)

    async def test(self, who: Principal, id: str) -> Outcome:
        """Send that browser a word.

        Raises:
            Refusal: Of kind `unknown` if it is not subscribed (any more).
        """
        one = (await self._subscriptions.all(who.person)).get(id)
        if one is None:
            raise Refusal("That browser is not subscribed.", "Turn it on there.", kind="unknown")
        content = {"kind": "test", "tag": "test", "title": "Tasklark", "body": "It rings here."}
        return await self._push(who, one, content, topic_of(who, "test"))

    async def ring(
        self, who: Principal, name: str, content: Mapping[str, object], at: datetime
    ) -> None:
        """Push a ring to every browser of the person, to each once; `name` is of this very ring.

        What rang (`at`) longer ago than a device may sleep is history. Claimed, sent with a tag,
        marked: after a crash in between it is sent again, and the tag shows it once.

        Raises:
            PushLater: If one of the services asks for another try.
        """
        if self._clock() - at > timedelta(seconds=TTL_S):
            return
        waiting: list[str] = []
        topic = topic_of(who, str(content.get("tag", name)))
        for one in await self.listed(who):
            mark = f"pushed/{who.person}/{name}/{one.id}"
            if not await self._claim(mark):
                continue
            outcome = await self._push(who, one, content, topic)
            if outcome.kind == "later":
                waiting.append(outcome.why)
            else:
                await self._state.put(mark, _SENT, ttl_seconds=TTL_S)
        if waiting and self._clock() - at < PATIENCE:
            raise PushLater("; ".join(waiting))
        if waiting:
            logger.warning("push not delivered", extra={"action": "push", "browsers": len(waiting)})

    async def _claim(self, mark: str) -> bool:
        try:
            await self._state.create(mark, _CLAIMED, ttl_seconds=TTL_S)
        except StaleState:
            kept = await self._state.get(mark)
            return kept is None or kept.value != _SENT
        return True

    async def _push(
        self, who: Principal, one: Subscription, content: Mapping[str, object], topic: str
    ) -> Outcome:
        keys, now = await self._keys(), self._clock()
        outcome = await push(one, _payload(content), topic, keys, now, private=self._private)
        if outcome.kind == "gone":
            await self._subscriptions.remove(who.person, one.id)
        else:
            problem = None if outcome.kind == "sent" else outcome.why
            await self._subscriptions.note(who.person, one.id, str(stamp(now)), problem)
        return outcome

    async def _keys(self) -> Keys:
        if self._kept is None:
            self._kept = await keys_of(self._state)
        return self._kept


def topic_of(who: Principal, tag: str) -> str:
    """A topic (RFC 8030: at most 32 letters) that tells the service nothing."""
    return sha256(f"{who.person}:{tag}".encode()).hexdigest()[:32]


def _payload(content: Mapping[str, object]) -> bytes:
    found = json.dumps(content, ensure_ascii=False).encode()
    if len(found) > PAYLOAD_LIMIT:
        short: Json = {**content, "title": str(content.get("title", ""))[:200]}
        found = json.dumps(short, ensure_ascii=False).encode()
    return found
