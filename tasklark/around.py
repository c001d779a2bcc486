"""What the MCP server of a process has beside its tools: board, calendar, key."""

from collections.abc import Callable
from datetime import datetime

from mcp_server.beside import Beside
from mcp_server.board import built
from tasklark.domain.identity import Principal
from tasklark.settings import Settings
from tasklark.store.port import TaskStore


def around(
    settings: Settings, store: TaskStore, clock: Callable[[], datetime], url: str = ""
) -> Beside:
    """For a page at `url`, or where the settings say that it is."""

    async def calendar(who: Principal) -> bytes:
        from tasklark.exchange import Exchange  # nobody waits for it who does not ask for it

        return await Exchange(store, clock).feed(who)

    key = settings.token_key
    board = built(page_of(settings, url))
    return Beside(board, calendar, None if key is None else key.get_secret_value())


def page_of(settings: Settings, url: str) -> str:
    """Where the page is: as told, where this process serves it, or where it usually is."""
    return settings.public_url or url or f"http://{settings.host}:{settings.port}"
