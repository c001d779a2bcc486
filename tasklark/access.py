"""Access tokens: a program acts for a person, within scopes, until a day; only digests are kept."""

import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal

from tasklark.domain.errors import Refusal, TasklarkError
from tasklark.domain.identity import EVERY_SCOPE, READ, Principal, local
from tasklark.store.port import Access, AccessToken

DAYS = 90
MOST_DAYS = 3_660
NAME_LIMIT = 60
MOST = 100
"""Tokens of one person that are neither revoked nor expired."""
CALLER_KEY, INSIDE_KEY = "tasklark.caller", "tasklark.inside"
"""Where a request's ASGI scope names its principal, and says that it comes from our own agent."""
_PREFIX = "tlk"
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LETTERS = 8
_LONGEST = 200
_USED_EVERY = timedelta(minutes=1)
"""How exact “last used” is: not every call is worth a write."""
_RENEW = "Make a new one with “tasklark tokens new”, or on the page under Settings."
Kind = Literal["read", "write"]
State = Literal["live", "expired", "revoked"]


class Denied(TasklarkError):
    """A token that opens nothing; the door answers 401 and never takes the caller for another."""


def state_of(token: AccessToken, now: datetime) -> State:
    """Whether a token opens anything at this moment."""
    if token.revoked_at is not None:
        return "revoked"
    return "expired" if token.expires_at <= now else "live"


class Tokens:
    """A person's access tokens."""

    def __init__(self, kept: Access, clock: Callable[[], datetime]) -> None:
        self._kept = kept
        self._clock = clock

    async def new(
        self, who: Principal, name: str, kind: Kind = "read", days: int = DAYS
    ) -> tuple[AccessToken, str]:
        """Make a token; its text is answered this once and never kept.

        Raises:
            Refusal: If it has no name, would last too long, or there are too many.
        """
        shown = " ".join("".join(c if c.isprintable() else " " for c in name).split())
        if not shown or len(shown) > NAME_LIMIT:
            raise Refusal(f"A token has a name of 1 to {NAME_LIMIT} letters.", "Say what uses it.")
        if not 1 <= days <= MOST_DAYS:
            raise Refusal(f"A token lasts 1 to {MOST_DAYS} days.", f"Leave it out for {DAYS}.")
        now = self._clock()
        live = [one for one in await self.listed(who) if state_of(one, now) == "live"]
        if len(live) >= MOST:
            raise Refusal(f"There are {MOST} tokens already.", "Revoke what is not used.")
        id_ = "".join(secrets.choice(_LETTERS) for _ in range(_ID_LETTERS))
        text = f"{_PREFIX}_{who.person}_{id_}_{secrets.token_urlsafe(32)}"
        scopes = EVERY_SCOPE if kind == "write" else frozenset({READ})
        token = AccessToken(id_, shown, scopes, now, now + timedelta(days=days))
        await self._kept.add(who.person, token, _digest(text))
        return token, text

    async def listed(self, who: Principal) -> Sequence[AccessToken]:
        """The person's tokens, the newest first; no text, no digest."""
        return await self._kept.tokens(who.person)

    async def revoke(self, who: Principal, id: str) -> None:
        """Let a token open nothing any more. Raises Refusal of kind `unknown`."""
        if not await self._kept.revoke(who.person, id, self._clock()):
            raise Refusal(
                f"There is no token “{id[:NAME_LIMIT]}”.",
                "See “tasklark tokens list”.",
                kind="unknown",
            )

    async def recognised(self, text: str) -> Principal:
        """Whom a token's text stands for, and through which client.

        Raises:
            Denied: If it opens nothing (any more).
        """
        person, id_ = _parts(text)
        found = await self._kept.token(person, id_)
        if found is None or not hmac.compare_digest(found[1], _digest(text)):
            raise _unknown()
        token, now = found[0], self._clock()
        if state_of(token, now) == "revoked":
            raise Denied(f"The token “{token.name}” was revoked.", _RENEW)
        if state_of(token, now) == "expired":
            day = f"{token.expires_at:%d %B %Y}".lstrip("0")
            raise Denied(f"The token “{token.name}” expired on {day}.", _RENEW)
        if token.used_at is None or now - token.used_at >= _USED_EVERY:
            await self._kept.used(person, id_, now)
        return Principal(person, token.name, scopes=token.scopes)


def caller_in(scope: Mapping[str, Any], client: str) -> Principal:
    """Who makes a request: whom its token stands for, else the local person through `client`."""
    known = scope.get(CALLER_KEY)
    return known if isinstance(known, Principal) else local(client)


def is_personal(text: str) -> bool:
    """Whether a text looks like one of these tokens."""
    return text.startswith(f"{_PREFIX}_")


def _parts(text: str) -> tuple[int, str]:
    prefix, _, rest = text.partition("_")
    person, _, rest = rest.partition("_")
    id_, _, secret = rest.partition("_")
    sound = len(text) <= _LONGEST and text.isascii() and person.isdecimal() and len(person) < 19
    if prefix != _PREFIX or not sound or not id_ or not secret:
        raise _unknown()
    return int(person), id_


def _unknown() -> Denied:
    return Denied("This token is not known.", _RENEW)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
