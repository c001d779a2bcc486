"""`python -m tests.mcp.still FOLDER`: the stdio server with its services, a minute for each call.

What it answers is the same each time, so that a page can hold it.
"""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from mcp_server.stdio import serve
from tests.contract.builders import StillClock
from tests.services.house import opened, until

MOMENT = datetime(2026, 11, 23, 11, 29, tzinfo=UTC)
"""Just before half past twelve in Madrid on a Monday."""


async def main(folder: Path) -> None:
    """Serve until stdin ends."""
    async with opened(folder, StillClock(MOMENT)) as house:

        async def nothing_due() -> bool:
            return not await house.store.reminders_due(house.clock())

        async def a_minute_later(client: str) -> None:
            # What follows from the last call has happened before the next one is looked at.
            del client
            house.clock.passes(minutes=1)
            await until(nothing_due)
            await house.settled()

        await serve(house.commands, house.queries, a_minute_later)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
