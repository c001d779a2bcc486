"""Internal tokens: the conversation's process speaks for one person to the tools, for a minute."""

from collections.abc import Callable
from datetime import datetime, timedelta

from tasklark.access import Denied
from tasklark.domain.identity import Principal

AUDIENCE = "tasklark-mcp"
LASTS = timedelta(minutes=1)
_ISSUER = "tasklark-agent"
_ALGORITHM = "HS256"
_LEEWAY_S = 5
"""How far the clocks of two machines may be apart."""
CLIENT = "assistant"


class Internal:
    """Mints and reads them with the key that all processes share (TASKLARK_TOKEN_KEY)."""

    def __init__(self, key: str, clock: Callable[[], datetime]) -> None:
        # Loaded where it is used: a laptop has no such key and never needs it.
        from joserfc.jwk import OctKey

        self._key = OctKey.import_key(key)
        self._clock = clock

    def mint(self, person: int) -> str:
        """A token that stands for that person."""
        from joserfc import jwt

        now = self._clock()
        claims = {
            "iss": _ISSUER,
            "aud": AUDIENCE,
            "sub": str(person),
            "iat": int(now.timestamp()),
            "exp": int((now + LASTS).timestamp()),
        }
        return jwt.encode({"alg": _ALGORITHM}, claims, self._key)

    def recognised(self, text: str) -> Principal:
        """Whom it stands for.

        Raises:
            Denied: If it is none of ours, for somebody else, or too old.
        """
        from joserfc import jwt
        from joserfc.errors import JoseError

        rules = jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock().timestamp()),
            leeway=_LEEWAY_S,
            iss={"essential": True, "value": _ISSUER},
            aud={"essential": True, "value": AUDIENCE},
            exp={"essential": True},
            sub={"essential": True},
        )
        try:
            claims = jwt.decode(text, self._key, algorithms=[_ALGORITHM]).claims
            rules.validate(claims)
            return Principal(int(claims["sub"]), CLIENT)
        except (JoseError, ValueError, TypeError):
            raise Denied("This internal token is not valid.", "Ask for a fresh one.") from None
