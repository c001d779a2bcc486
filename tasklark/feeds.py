"""A person's calendar link: a secret that may read, and nothing else; it can be renewed."""

import json
import secrets
from hashlib import sha256

from tasklark.domain.identity import Principal
from tasklark.runtime.port import StateStore

CLIENT = "calendar"
_BYTES = 24
_LONGEST = 100


class Feeds:
    """Keeps one secret a person as state; whose a secret is, is found by its hash."""

    def __init__(self, state: StateStore) -> None:
        self._state = state

    async def secret(self, who: Principal) -> str | None:
        """The person's secret, if there is one."""
        document = await self._state.get(_of(who.person))
        return None if document is None else str(json.loads(document.value)["secret"])

    async def renew(self, who: Principal) -> str:
        """A new secret; the one before opens nothing any more."""
        await self.end(who)
        fresh = secrets.token_urlsafe(_BYTES)
        await self._state.put(_by(fresh), json.dumps({"person": who.person}).encode())
        await self._state.put(_of(who.person), json.dumps({"secret": fresh}).encode())
        return fresh

    async def end(self, who: Principal) -> None:
        """No secret any more."""
        before = await self.secret(who)
        if before is not None:
            await self._state.delete(_by(before))
            await self._state.delete(_of(who.person))

    async def reader(self, secret: str) -> Principal | None:
        """Who may be read with this secret."""
        if not 0 < len(secret) <= _LONGEST:
            return None
        document = await self._state.get(_by(secret))
        if document is None:
            return None
        return Principal(int(json.loads(document.value)["person"]), CLIENT)


def _of(person: int) -> str:
    return f"calendar/{person}"


def _by(secret: str) -> str:
    return f"calendar-secret/{sha256(secret.encode()).hexdigest()}"
