"""Who calls: the principal of every command and query."""

from dataclasses import dataclass, replace
from typing import Self

from tasklark.domain.errors import Refusal

LOCAL_PERSON = 1
"""The one person of an embedded installation."""
READ, WRITE = "tasks:read", "tasks:write"
EVERY_SCOPE = frozenset({READ, WRITE})


@dataclass(frozen=True, slots=True)
class Principal:
    """A person acting through a client (`web`, `cli`, `assistant/<thread>`, an MCP client's name).

    `actor` is `person`, or `service:<name>` when a consumer follows up on an event. `scopes` are
    what the client may do: all but where a token says less.
    """

    person: int
    client: str
    actor: str = "person"
    run: str | None = None
    scopes: frozenset[str] = EVERY_SCOPE

    def acting_as(self, service: str) -> Self:
        """The same person, acted for by a service."""
        return replace(self, actor=f"service:{service}", client=service)


def local(client: str) -> Principal:
    """The local person through `client`."""
    return Principal(LOCAL_PERSON, client)


def must_write(who: Principal) -> None:
    """Refuse a write to a client that may only read. Raises Refusal of kind `forbidden`."""
    if WRITE not in who.scopes:
        raise Refusal(
            "This token may only read; nothing was changed.",
            "Make one that may write: “tasklark tokens new --write”.",
            kind="forbidden",
        )
