"""The keys that sign what is pushed (VAPID, RFC 8292): made once, the same for every process."""

import asyncio
import base64
from dataclasses import dataclass

from tasklark.domain.errors import StaleState
from tasklark.runtime.port import StateStore

_KEY = "push-keys"


@dataclass(frozen=True, slots=True)
class Keys:
    """A private key as PEM, and the public one as browsers take it (base64url)."""

    private: bytes
    public: str


async def keys_of(state: StateStore) -> Keys:
    """The keys of this installation. Other ones would end every subscription."""
    kept = await state.get(_KEY)
    if kept is None:
        fresh = await asyncio.to_thread(_made)
        try:
            await state.create(_KEY, fresh)
        except StaleState:
            kept = await state.get(_KEY)
        else:
            return _keys(fresh)
    assert kept is not None
    return _keys(kept.value)


def _made() -> bytes:
    # Loaded where it is needed, here and below: a start does not wait for it.
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _keys(private: bytes) -> Keys:
    from cryptography.hazmat.primitives import serialization

    key = serialization.load_pem_private_key(private, password=None)
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return Keys(private, base64.urlsafe_b64encode(point).rstrip(b"=").decode())
