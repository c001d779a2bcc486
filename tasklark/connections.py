"""Which MCP clients were here, and when: what Settings → Connect shows."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from tasklark.domain.errors import StaleState
from tasklark.domain.identity import LOCAL_PERSON
from tasklark.domain.shape import stamp
from tasklark.runtime.port import StateStore

_KEY = f"connected/{LOCAL_PERSON}"
_AGAIN = timedelta(minutes=1)
"""A client that talks all the time is noted once in a while."""
_CLIENTS = 50


class Connections:
    """Keeps the time of each client's last call."""

    def __init__(self, state: StateStore, clock: Callable[[], datetime]) -> None:
        self._state = state
        self._clock = clock
        self._noted: dict[str, datetime] = {}

    async def met(self, client: str) -> None:
        """Note that a client is here; of two processes that note at once, one is enough."""
        now, last = self._clock(), self._noted.get(client)
        if last is not None and now - last < _AGAIN:
            return
        self._noted[client] = now
        document = await self._state.get(_KEY)
        seen = {} if document is None else dict(json.loads(document.value))
        seen[client] = stamp(now)
        latest = sorted(seen.items(), key=lambda item: str(item[1]))[-_CLIENTS:]
        value = json.dumps(dict(latest)).encode()
        try:
            if document is None:
                await self._state.create(_KEY, value)
            else:
                await self._state.put(_KEY, value, etag=document.etag)
        except StaleState:
            self._noted.pop(client, None)

    async def seen(self) -> Mapping[str, str]:
        """When each client was last here, RFC 3339."""
        document = await self._state.get(_KEY)
        return {} if document is None else dict(json.loads(document.value))
