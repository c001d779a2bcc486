"""A process that adds tasks and keeps their trail, until it is killed."""

import asyncio
import sys
from pathlib import Path

from tests.contract.builders import StillClock
from tests.services.house import opened


async def live(folder: Path) -> None:
    async with opened(folder, StillClock()) as house:
        for n in range(100_000):
            await house.add(f"task {n}")
            sys.stdout.write(f"{n}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1])))
