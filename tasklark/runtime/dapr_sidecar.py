"""Calls to the Dapr sidecar beside this process: its token, its time limits, its refusals."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

import httpx

from tasklark.domain.errors import TasklarkError

logger = logging.getLogger(__name__)

TOKEN_HEADER: Final = "dapr-api-token"
_CONNECT_S = 1.0
_CALL_S = 6.0
"""Longer than the sidecar's own two retries with three seconds each can take (4.3 s measured)."""
_PROBE_S = 1.0
_FIRST_PAUSE_S = 0.02
_LONGEST_PAUSE_S = 1.0
_IN_FLIGHT = 16
"""Calls at a time; others wait their turn, and that is not the sidecar's time."""
_TOLD = 200


class SidecarError(TasklarkError):
    """The sidecar cannot be reached, or could not do what it was asked.

    `status` is its HTTP status, 0 when there was no answer.
    """

    def __init__(self, what: str, hint: str = "", status: int = 0) -> None:
        super().__init__(what, hint)
        self.status = status


class Sidecar:
    """One HTTP client to one sidecar. Every call that is made ends within `call_s` seconds."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        call_s: float = _CALL_S,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        limits = httpx.Limits(max_connections=_IN_FLIGHT, max_keepalive_connections=_IN_FLIGHT)
        self._call_s = call_s
        self._turns = asyncio.Semaphore(_IN_FLIGHT)
        self._client = httpx.AsyncClient(
            base_url=url,
            headers={TOKEN_HEADER: token},
            timeout=httpx.Timeout(call_s, connect=_CONNECT_S),
            transport=transport or httpx.AsyncHTTPTransport(retries=1, limits=limits),
            trust_env=False,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def call(
        self,
        method: str,
        path: str,
        content: bytes | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        expected: tuple[int, ...] = (),
    ) -> httpx.Response:
        """Answer of the sidecar, with success or one of the `expected` statuses.

        Raises:
            SidecarError: For any other answer, and for none.
        """
        given = {"content-type": "application/json", **(headers or {})}
        try:
            async with self._turns, asyncio.timeout(self._call_s):
                answer = await self._client.request(
                    method, path, content=content, headers=given, params=params
                )
        except (httpx.HTTPError, TimeoutError) as error:
            raise _no_answer(error) from error
        if answer.is_success or answer.status_code in expected:
            return answer
        raise _refused(answer)

    async def is_ready(self) -> bool:
        """Whether its components are up: publishing, state, timers and secrets can be used."""
        try:
            async with asyncio.timeout(_PROBE_S):
                answer = await self._client.get("/v1.0/healthz/outbound")
        except (httpx.HTTPError, TimeoutError):
            return False
        return answer.is_success

    async def wait_until_ready(self) -> None:
        """Return once it is ready; other tasks run meanwhile. Bound it with a timeout."""
        pause = _FIRST_PAUSE_S
        while not await self.is_ready():
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)

    async def secret(self, store: str, name: str) -> Mapping[str, str]:
        """The entries of a secret.

        Raises:
            SidecarError: If there is none, or it may not be read.
        """
        answer = await self.call("GET", f"/v1.0/secrets/{segment(store)}/{segment(name)}")
        if not answer.content:
            raise SidecarError(
                f"There is no secret “{name}” in {store}.", "Add it.", answer.status_code
            )
        found: dict[str, str] = answer.json()
        return found


def segment(name: str) -> str:
    """A name as one segment of a path."""
    return quote(name, safe="")


def _no_answer(error: Exception) -> SidecarError:
    return SidecarError(
        f"The Dapr sidecar did not answer ({type(error).__name__}).",
        "See that daprd runs beside this process and that DAPR_HTTP_PORT is its port.",
    )


def _refused(answer: httpx.Response) -> SidecarError:
    path = answer.request.url.path
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        return SidecarError(
            "The Dapr sidecar refused the token.",
            "Give this process and daprd the same DAPR_API_TOKEN.",
            answer.status_code,
        )
    told = answer.text[:_TOLD]
    return SidecarError(
        f"The Dapr sidecar answered {answer.status_code} to {answer.request.method} {path}: {told}",
        status=answer.status_code,
    )
