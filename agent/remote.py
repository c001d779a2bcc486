"""The task tools when the MCP server is another process: plain HTTP, one request a call.

The server keeps no sessions and answers in JSON, so that any replica takes any call; one that was
cut off is sent again, and its request id makes that the same call.
"""

import asyncio
import itertools
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx
from mcp_types import CallToolResult, ListToolsResult

from agent.tools import TaskTools
from agent.turn import Json, Turn
from tasklark.domain.errors import TasklarkError
from tasklark.tracing import TRACE, traceparent

Mint = Callable[[int], str]
"""A token that stands for a person, for a minute."""
NOBODY = 0
"""In whose name the tools are listed: the list is the same for everybody."""
_CALL_S = 30.0
_CONNECT_S = 2.0
_AWAY = (502, 503, 504)
_PAUSES = (0.2, 0.5, 1.0, 2.0)
_PATIENCE_S = 60.0
logger = logging.getLogger(__name__)


class RemoteServer(TaskTools):
    """The MCP server at an address, which `public` names as its host."""

    def __init__(self, url: str, mint: Mint, public: str = "") -> None:
        super().__init__()
        self._url = url
        self._mint = mint
        self._numbers = itertools.count(1)
        headers = {"accept": "application/json, text/event-stream"}
        if public:
            headers["host"] = urlsplit(public).netloc
        self._client = httpx.AsyncClient(
            headers=headers,
            timeout=httpx.Timeout(_CALL_S, connect=_CONNECT_S),
            trust_env=False,
        )

    async def connect(self) -> None:
        """Read the list of tools, as soon as the server is there.

        Raises:
            TasklarkError: If it takes too long.
        """
        try:
            async with asyncio.timeout(_PATIENCE_S):
                found = await self._until_listed()
        except TimeoutError:
            raise _away(self._url) from None
        self._tools = list(ListToolsResult.model_validate(found).tools)

    async def cleanup(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def send(self, turn: Turn, tool: str, arguments: Json, marks: Json) -> CallToolResult:
        """See `TaskTools.send`."""
        params: Json = {"name": tool, "arguments": arguments, "_meta": marks}
        found = await self._asked(turn.who.person, "tools/call", params)
        return CallToolResult.model_validate(found)

    async def _until_listed(self) -> Any:
        while True:
            try:
                return await self._asked(NOBODY, "tools/list", {})
            except TasklarkError as problem:
                logger.warning("the tools are waited for", extra={"cause": str(problem)})

    async def _asked(self, person: int, method: str, params: Json) -> Any:
        """The result of a request; sent again while nobody is there to take it.

        Raises:
            TasklarkError: If nobody was, or the server refused.
        """
        body = {"jsonrpc": "2.0", "id": next(self._numbers), "method": method, "params": params}
        for pause in (*_PAUSES, None):
            try:
                headers = {"authorization": f"Bearer {self._mint(person)}"}
                if trace := traceparent.get():
                    headers[TRACE] = trace
                answer = await self._client.post(self._url, json=body, headers=headers)
                if answer.status_code not in _AWAY:
                    return _result(answer)
            except httpx.TransportError as problem:
                logger.warning("a call to the tools was cut off", extra={"cause": str(problem)})
            if pause is not None:
                await asyncio.sleep(pause)
        raise _away(self._url)


def _result(answer: httpx.Response) -> Any:
    try:
        told = answer.json()
    except ValueError:
        told = {}
    if answer.is_success and isinstance(told, dict) and "result" in told:
        return told["result"]
    raise TasklarkError(
        f"The tools refused a call ({answer.status_code}).", "The log of the process mcp says why."
    )


def _away(url: str) -> TasklarkError:
    return TasklarkError(
        f"The tools at {url} do not answer.", "See that the process mcp runs, and TASKLARK_MCP_URL."
    )
