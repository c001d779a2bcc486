"""Where a push may go: the address comes from a browser, so it may lead nowhere inside."""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from tasklark.domain.errors import Refusal

_LONGEST = 2_000
_HTTPS = 443
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(OSError):
    """A name that leads nowhere at the moment."""


@dataclass(frozen=True, slots=True)
class Place:
    """A push service as named and as resolved: connected to is what was checked."""

    url: SplitResult
    host: str
    port: int
    addresses: tuple[str, ...]

    def pinned(self, address: str) -> str:
        """The URL with a checked address in the place of the name."""
        host = f"[{address}]" if ":" in address else address
        return self.url._replace(netloc=f"{host}:{self.port}").geturl()


def checked(endpoint: str, *, private: bool = False) -> SplitResult:
    """The parts of an endpoint that may be one, before its name is resolved.

    Raises:
        Refusal: If it is no https address of the outside.
    """
    refused = Refusal(
        "This is not the address of a push service.", "Subscribe again in the browser."
    )
    if len(endpoint) > _LONGEST or not endpoint.isascii() or not endpoint.isprintable():
        raise refused
    try:
        url = urlsplit(endpoint)
        named = bool(url.hostname) and url.port != 0
    except ValueError:
        raise refused from None
    if not named or not (private or _public(url)):
        raise refused
    return url


def _public(url: SplitResult) -> bool:
    """Whether it is a plain https address of a name that lies outside, as far as names tell."""
    host = url.hostname or ""
    if url.scheme != "https" or url.port not in (None, _HTTPS) or "@" in url.netloc:
        return False
    literal = _literal(host)
    return "." in host.strip(".") if literal is None else outside(literal)


async def resolved(endpoint: str, *, private: bool = False) -> Place:
    """Where an endpoint is; every address of its name must lie outside.

    Raises:
        Refusal: If one does not.
        Unreachable: If the name leads nowhere at the moment.
    """
    url = checked(endpoint, private=private)
    host = url.hostname or ""
    port = url.port or (_HTTPS if url.scheme == "https" else 80)
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{host} cannot be found") from error
    addresses = tuple(dict.fromkeys(str(one[4][0]) for one in found))
    if not private and not all(outside(ipaddress.ip_address(one)) for one in addresses):
        raise Refusal("The push service's name leads to a private address.", "Subscribe again.")
    return Place(url, host, port, addresses)


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def outside(address: Address) -> bool:
    """Whether an address lies in the public net."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return outside(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved
