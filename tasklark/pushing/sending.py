"""One push: encrypted for one browser (RFC 8291), signed (RFC 8292), posted to its service."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from tasklark.domain.errors import Refusal
from tasklark.pushing.address import Place, Unreachable, resolved
from tasklark.pushing.keys import Keys
from tasklark.pushing.subscriptions import Subscription

SUBJECT = "mailto:tasklark@example.com"
"""Whom a push service may write to; nobody answers there until one is set."""
TTL_S = 12 * 3600
"""How long a sleeping device may still get a ring."""
PAYLOAD_LIMIT = 3_000
"""Bytes; services take 4 kB encrypted."""
_TIMEOUT_S = 10.0
_SIGNED_FOR = timedelta(hours=12)
_GONE = frozenset({404, 410})
_LATER = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the push service said: taken, no such browser any more, later, or never."""

    kind: Literal["sent", "gone", "later", "failed"]
    why: str = ""


async def push(
    to: Subscription,
    payload: bytes,
    topic: str,
    keys: Keys,
    now: datetime,
    *,
    private: bool = False,
) -> Outcome:
    """Send one. A later one of the same topic takes its place while the device sleeps."""
    try:
        place = await resolved(to.endpoint, private=private)
    except Unreachable as error:
        return Outcome("later", f"{error}.")
    except Refusal as refusal:
        return Outcome("failed", refusal.what)
    body, headers = await asyncio.to_thread(_prepared, to, payload, keys, place, now)
    return await _post(place, body, {**headers, "topic": topic, "ttl": str(TTL_S)})


def _prepared(
    to: Subscription, payload: bytes, keys: Keys, place: Place, now: datetime
) -> tuple[bytes, dict[str, str]]:
    # Loaded where it is needed: it takes a while, and most never push.
    from py_vapid import Vapid02
    from pywebpush import WebPusher

    info = {"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}}
    body: bytes = WebPusher(info).encode(payload)["body"]
    # A fresh dict each time: signing writes into it.
    claims = {
        "sub": SUBJECT,
        "aud": f"{place.url.scheme}://{place.url.netloc}",
        "exp": int((now + _SIGNED_FOR).timestamp()),
    }
    signed: Mapping[str, str] = Vapid02.from_pem(keys.private).sign(claims)
    headers = {
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        "urgency": "high",
        "host": place.url.netloc,
    }
    return body, {**headers, "authorization": signed["Authorization"]}


async def _post(place: Place, body: bytes, headers: Mapping[str, str]) -> Outcome:
    import httpx

    # No proxy and no redirect: both would lead elsewhere than what was checked.
    async with httpx.AsyncClient(timeout=_TIMEOUT_S, trust_env=False) as client:
        problem = "ConnectError"
        for address in place.addresses:
            try:
                answer = await client.post(
                    place.pinned(address),
                    content=body,
                    headers=headers,
                    extensions={"sni_hostname": place.host},
                )
            except httpx.HTTPError as error:
                problem = type(error).__name__
                if isinstance(error, httpx.ConnectError):
                    continue  # the machine may have no way to an address of that family
                break
            return _outcome(answer.status_code, place.host)
    return Outcome("later", f"{place.host} does not answer ({problem}).")


def _outcome(status: int, host: str) -> Outcome:
    if 200 <= status < 300:
        return Outcome("sent")
    if status in _GONE:
        return Outcome("gone", "The browser has ended its subscription.")
    why = f"{host} answered {status}."
    return Outcome("later" if status in _LATER or status >= 500 else "failed", why)
